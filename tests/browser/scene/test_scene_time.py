"""Playing, scrubbing and following a training, in a real browser on the gallery of layers."""

import pytest
from playwright.sync_api import expect

from tests.browser.rest import changed, eventually, rested
from tests.browser.scene.gallery import Open, canvas, number, scene

pytestmark = pytest.mark.browser


def test_playing_advances_and_pausing_reports_the_time(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    first = rested(canvas(picture))
    picture.get_by_role("button", name="Play").click()
    expect(picture).to_have_attribute("data-playing", "true")
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
        ".querySelector('.scene').dataset.frame > 5"
    )
    expect(page.get_by_text("time: None")).to_be_visible()  # nothing is sent while it plays
    picture.get_by_role("button", name="Pause").click()
    frame = number(picture, "frame")
    changed(canvas(picture), first)
    expect(page.get_by_text(f"time: {frame}", exact=True)).to_be_visible()


def test_keys_step_and_jump_and_play(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    page.keyboard.press("ArrowRight")  # nothing has the focus: the first moving scene listens
    expect(picture).to_have_attribute("data-frame", "1")
    picture.locator(".stage > canvas").focus()
    for key, frame in [("End", 59), ("ArrowLeft", 58), ("Home", 0), ("ArrowRight", 1)]:
        page.keyboard.press(key)
        expect(picture).to_have_attribute("data-frame", str(frame))
    expect(page.get_by_text("time: 1", exact=True)).to_be_visible()
    expect(picture.locator(".timeline [aria-live]")).to_contain_text("2 of 60")
    page.keyboard.press("Space")
    expect(picture).to_have_attribute("data-playing", "true")
    page.keyboard.press("Space")
    expect(picture).to_have_attribute("data-playing", "false")


def test_playing_ends_at_the_last_frame_unless_it_loops(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    picture.get_by_label("Speed").select_option("4")
    strip = picture.get_by_role("slider")
    strip.focus()
    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowLeft")
    expect(picture).to_have_attribute("data-frame", "49")
    page.keyboard.press("Space")
    expect(picture).to_have_attribute("data-frame", "59")
    expect(picture).to_have_attribute("data-playing", "false")
    picture.get_by_role("button", name="Loop").click()
    page.keyboard.press("Shift+ArrowLeft")
    picture.get_by_role("button", name="Play").click()
    eventually(page, lambda: number(picture, "frame") < 40)  # it went past the end
    expect(picture).to_have_attribute("data-playing", "true")


def test_the_curves_are_the_scrubber(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    strip = picture.get_by_role("slider")
    box = strip.bounding_box()
    assert box
    assert box["height"] > 80
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 50)
    page.mouse.down()
    expect(picture).to_have_attribute("data-frame", "30")
    expect(page.get_by_text("time: None")).to_be_visible()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 50, steps=3)
    page.mouse.up()
    expect(picture).to_have_attribute("data-frame", "59")
    expect(page.get_by_text("time: 59", exact=True)).to_be_visible()
    expect(strip).to_have_attribute("aria-valuetext", "step 1,000, 60 of 60, NLL 2.80")
    expect(picture.locator(".counter")).to_contain_text("1,000")


def test_linked_scenes_share_the_time(visit: Open) -> None:
    page = visit("linked")
    left, right = scene(page, 0), scene(page, 1)
    expect(right).to_have_attribute("data-frames", "30")
    left.get_by_role("slider").focus()
    page.keyboard.press("End")
    expect(right).to_have_attribute("data-frame", "29")
    expect(page.get_by_text("times: 59 29")).to_be_visible()
    left.get_by_role("button", name="Play").click()
    expect(right).to_have_attribute("data-playing", "true")
    right.get_by_role("button", name="Pause").click()
    expect(left).to_have_attribute("data-playing", "false")


def test_a_live_recording_is_followed_and_gaps_are_filled(visit: Open) -> None:
    page = visit("live")
    picture = scene(page)
    expect(picture).to_have_attribute("data-frames", "5")
    expect(picture).to_have_attribute("data-frame", "4")
    page.get_by_role("button", name="two more").click()
    expect(picture).to_have_attribute("data-frames", "7")
    expect(picture).to_have_attribute("data-frame", "6")  # followed
    expect(page.get_by_text("count 7 first 5")).to_be_visible()  # only what was new
    picture.get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("time 0")).to_be_visible()
    page.get_by_role("button", name="two more").click()
    expect(picture).to_have_attribute("data-frames", "9")
    expect(picture).to_have_attribute("data-frame", "0")  # stayed
    page.get_by_role("button", name="two more").click()
    expect(picture).to_have_attribute("data-frames", "11")
    page.get_by_text("shown", exact=True).click()
    expect(page.locator(".scene")).to_have_count(0)
    page.get_by_text("shown", exact=True).click()
    expect(picture).to_have_attribute("data-frames", "11")  # mounted anew: asked for all again
    page.get_by_role("button", name="two more").click()
    expect(picture).to_have_attribute("data-frames", "13")
    picture.get_by_role("button", name="live").click()
    expect(picture).to_have_attribute("data-frame", "12")
    expect(page.get_by_text("time 12")).to_be_visible()
    page.get_by_text("grow", exact=True).click()
    expect(picture).to_have_attribute("data-frames", "41")
    expect(picture).to_have_attribute("data-frame", "40")


def test_lost_frames_are_asked_for_again(visit: Open) -> None:
    page = visit("live")
    picture = scene(page)
    expect(picture).to_have_attribute("data-frames", "5")
    page.get_by_role("button", name="two more").click()
    expect(picture).to_have_attribute("data-frames", "7")
    page.get_by_role("button", name="lose frames").click()
    expect(picture).to_have_attribute("data-frames", "11")
    for frame in range(11):
        page.keyboard.press("Home" if frame == 0 else "ArrowRight")
    expect(picture).to_have_attribute("data-frame", "10")


def test_who_follows_a_training_is_at_its_end_when_the_last_frames_are_sent_again(
    visit: Open,
) -> None:
    """The word that it has ended may come while frames before it are missing."""
    page = visit("animated")
    seen = page.evaluate(
        """async () => {
          const module = new URL('modules/any/scene/time/timeline.js', document.baseURI)
          const { Timeline } = await import(module)
          const time = new Timeline({ changed: () => {}, settled: () => {} })
          const header = { time_name: "step", curves: [], start: "last", link: "", total: 4 }
          const at = [[[0, 1], true, true], [[0, 1], false, false], [[0, 1, 2, 3], false, true]]
          return at.map(([times, live, whole], i) => {
            time.update({ ...header, live }, times, i === 0, whole)
            return time.frame
          })
        }"""
    )
    assert seen == [1, 1, 3]

"""The flows page as a lecturer drives it: train, watch, scrub, drag, draw, share, take home."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import output_of_script
from tests.browser.rest import changed, rested, shown
from tests.browser.screen import scene

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.browser

QUICK = "flows_steps=100&flows_layers=2&flows_bins=8"
LONG = "flows_steps=20000"


def canvas_of(page: Page) -> Locator:
    return scene(page).locator(".stage > canvas")


def attribute(locator: Locator, name: str) -> int:
    value = locator.get_attribute(name)
    assert value is not None
    return int(value)


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(scene(page)).to_be_visible()
    return page


def trained(page: Page) -> None:
    """Wait until the training has ended and the browser has its last frame."""
    expect(page.get_by_text(re.compile(r"^Trained ·"))).to_be_visible()
    frames = -1
    while frames != (frames := attribute(scene(page), "data-frames")):
        page.wait_for_timeout(700)


def step_of(page: Page) -> int:
    """The step that the status names."""
    text = page.get_by_text(re.compile(r"^Training · step")).inner_text()
    found = re.search(r"step ([\d,]+)", text)
    assert found, text
    return int(found[1].replace(",", ""))


def test_the_picture_changes_while_the_training_runs(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{LONG}&flows_seed=1")
    expect(page.get_by_text(re.compile(r"^Training · step"))).to_be_visible()
    canvas = canvas_of(page)
    before, frames = shown(canvas), attribute(scene(page), "data-frames")
    page.wait_for_function(
        "before => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector("
        "'[data-frames]')?.dataset.frames > before + 2)",
        arg=frames,
    )
    assert shown(canvas) != before
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("The training was stopped.")).to_be_visible()
    assert attribute(scene(page), "data-frames") > frames, "the frames so far must stay"


def test_scrub_to_the_first_frame_and_back_by_keyboard(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}")
    trained(page)
    canvas = canvas_of(page)
    end = rested(canvas)  # all frames have arrived
    last = attribute(scene(page), "data-frames") - 1
    expect(scene(page)).to_have_attribute("data-frame", str(last))
    canvas.click(position={"x": 5, "y": 5})
    page.keyboard.press("Home")
    expect(scene(page)).to_have_attribute("data-frame", "0")
    changed(canvas, end)
    expect(page.get_by_role("button", name=re.compile("Fork at step 0"))).to_be_visible()
    page.keyboard.press("End")
    expect(scene(page)).to_have_attribute("data-frame", str(last))


def test_a_reloaded_link_gives_the_same_state(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}&flows_target=moons&flows_seed=5")
    trained(page)
    page.get_by_text("Layers, noise to data").click()
    expect(scene(page)).to_have_attribute("data-frames", "3")
    nll = page.get_by_test_id("stMetricValue").first.inner_text()
    page.reload()
    expect(scene(page)).to_have_attribute("data-frames", "3")
    assert page.get_by_test_id("stMetricValue").first.inner_text() == nll
    expect(page.get_by_role("combobox", name=re.compile("Data"))).to_have_value("Two moons")


def test_dragging_the_probe_changes_the_account_that_still_adds_up(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}")
    trained(page)
    sentence = page.get_by_text(re.compile("^The probe stands at"))
    before = sentence.inner_text()
    handle = page.get_by_role("button", name=re.compile("^probe 1: drag"))
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=8)
    page.mouse.up()
    expect(sentence).not_to_have_text(before)
    expect(page.get_by_text("The terms add up")).to_be_visible()


def test_a_drawn_density_is_fitted_and_travels_in_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}&flows_target=drawn")
    paper = page.locator("[data-frames]").last.locator(".stage > canvas")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    for i in range(12):
        page.mouse.move(
            box["x"] + (0.3 + 0.03 * i) * box["width"],
            box["y"] + (0.5 - 0.02 * (i % 6)) * box["height"],
        )
    page.mouse.up()
    page.wait_for_url(re.compile("flows_drawing="))
    page.get_by_role("button", name=re.compile("^Train")).click()
    trained(page)
    assert page.get_by_test_id("stMetricValue").count() == 2, "a drawing has an exact density"
    link = page.url
    other = opened(new_page(), link)
    trained(other)
    values = [p.get_by_test_id("stMetricValue").first.inner_text() for p in (page, other)]
    assert values[0] == values[1]


def test_the_downloaded_script_runs_and_says_the_same(app_url, new_page, tmp_path):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}&flows_seed=3")
    trained(page)
    said = output_of_script(page, tmp_path)
    printed = re.search(r"^nll = ([\d.]+)$", said, re.MULTILINE)
    assert printed, said
    shown = float(page.get_by_test_id("stMetricValue").first.inner_text())
    assert float(printed[1]) == pytest.approx(shown, abs=0.006)


def test_a_second_session_shares_the_run_and_closing_the_tabs_frees_it(app_url, new_page):
    url = f"{app_url}/flows?{LONG}&flows_seed=9"
    one = opened(new_page(), url)
    other = opened(new_page(), url)
    expect(one.get_by_text(re.compile("shared by 2 viewers"))).to_be_visible()
    other.close()
    expect(one.get_by_text(re.compile("shared by"))).to_be_hidden()
    while (reached := step_of(one)) < 1_000:  # further than one that begins comes while it opens
        one.wait_for_timeout(300)
    one.close()
    third = new_page()
    third.wait_for_timeout(12_000)  # the grace in which a reload would find its run again
    third.goto(url)
    expect(third.get_by_text(re.compile(r"^Training · step"))).to_be_visible()
    assert step_of(third) < reached, "nobody watched, and the training went on"


def test_a_diverging_training_ends_as_a_sentence(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}&flows_family=affine&flows_learning_rate=1")
    expect(page.get_by_text(re.compile("Lower the learning rate|^Trained ·"))).to_be_visible()


def test_a_hand_edited_link_is_told_and_harmless(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?{QUICK}&flows_seed=%3Cb%3Ex%3C%2Fb%3E")
    expect(page.get_by_text(re.compile("which is not possible"))).to_be_visible()
    assert page.locator("[data-testid=stAlert] b").count() == 0

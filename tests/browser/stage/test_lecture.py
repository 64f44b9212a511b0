"""Presenter mode as a lecturer uses it: nothing but the picture, and everything by keys."""

import re
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import eventually

pytestmark = pytest.mark.browser

PRESENTING = re.compile("present=1")


def opened(page: Page, url: str) -> Locator:
    """The page's picture, drawn."""
    page.goto(url)
    picture = page.locator(".scene[data-ready]").first
    expect(picture).to_be_visible()
    return picture


def within(part: Locator, width: int, height: int) -> bool:
    """Whether all of a part of the page is in the window."""
    box = part.bounding_box()
    return (
        box is not None
        and min(box["x"], box["y"]) >= 0
        and box["x"] + box["width"] <= width
        and box["y"] + box["height"] <= height
    )


def test_the_picture_is_the_screen_and_its_words_are_read_from_the_back_row(app_url, new_page):
    page = new_page()
    picture = opened(page, f"{app_url}/line?line_steps=100&present=1")

    def high(height: int) -> bool:
        plane = (picture.get_attribute("data-plot") or "0 0").split()[1]
        return float(plane) >= 0.75 * height

    for width, height in ((1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        eventually(page, partial(high, height))
        for part in (picture, picture.locator(".timeline"), picture.locator(".strip")):
            eventually(page, partial(within, part, width, height))
    # In one go: a counter that counts writes its words anew.
    pixels = "(node, word) => parseFloat(getComputedStyle(node.querySelector(word)).fontSize)"
    for word in (".legend button", ".badge", ".counter .unit", ".pace select"):
        assert picture.evaluate(pixels, word) >= 24, word
    assert picture.evaluate(pixels, ".counter") >= 48


def test_the_controls_slide_in_and_out(app_url, new_page):
    page = new_page()
    opened(page, f"{app_url}/scalar?present=1")
    knob = page.locator(".st-key-panel_knobs .stSlider").first
    for _ in range(2):
        expect(page.get_by_role("button", name="Leave")).to_be_hidden()
        page.keyboard.press("c")
        expect(page.get_by_role("button", name="Leave")).to_be_in_viewport()
        expect(knob).to_be_in_viewport()
        page.keyboard.press("c")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(PRESENTING)
    expect(page.locator("html")).not_to_have_attribute("data-controls", re.compile(""))
    page.keyboard.press("c")
    expect(page.locator("html")).not_to_have_attribute("data-controls", re.compile(""))


def test_the_screen_is_blanked_and_any_key_only_brings_it_back(app_url, new_page):
    page = new_page()
    picture = opened(page, f"{app_url}/scalar?present=1")
    for key in "b.":
        blanked(page, picture, key)


def blanked(page: Page, picture: Locator, key: str) -> None:
    before = picture.get_attribute("data-frame")
    blank = page.get_by_role("dialog", name="Blank screen")
    expect(blank).to_be_hidden()
    page.keyboard.press(key)
    expect(blank).to_be_visible()
    box = blank.bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1440, 900)
    assert blank.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(0, 0, 0)"
    page.keyboard.press("ArrowRight")
    expect(blank).to_be_hidden()
    expect(picture).to_have_attribute("data-frame", before or "")
    page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(blank).to_be_hidden()
    expect(page).to_have_url(PRESENTING)


def test_escape_closes_what_is_open_before_it_leaves(app_url, new_page):
    page = new_page(900, 700)
    picture = opened(page, f"{app_url}/scalar?present=1")
    more = picture.locator(".more")
    expect(more).to_be_visible()
    more.click()
    expect(picture.locator(".rest")).to_be_visible()
    page.keyboard.press("Escape")
    expect(picture.locator(".rest")).to_be_hidden()
    page.wait_for_timeout(300)
    expect(page).to_have_url(PRESENTING)
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(PRESENTING)


def test_escape_leaves_and_the_picture_is_back_in_its_place(app_url, new_page):
    page = new_page()
    picture = opened(page, f"{app_url}/scalar")
    page.locator("[data-test-script-state=notRunning]").wait_for()

    def place() -> list[int]:
        box = picture.bounding_box()
        assert box
        return [round(box[side]) for side in ("x", "y", "width", "height")]

    def left() -> bool:
        """Whether Escape was heard: a page presents before its keys are a lecturer's."""
        page.keyboard.press("Escape")
        page.wait_for_timeout(500)
        return not PRESENTING.search(page.url)

    before, frame = place(), picture.get_attribute("data-frame")
    page.get_by_role("button", name="Present").click()
    expect(page).to_have_url(PRESENTING)
    eventually(page, lambda: place()[2] > before[2])
    eventually(page, left)
    eventually(page, lambda: place() == before)
    expect(picture).to_have_attribute("data-frame", frame or "")


def test_a_halo_goes_with_the_pointer_while_presenting(app_url, new_page):
    page = new_page()
    opened(page, f"{app_url}/scalar?present=1")
    page.mouse.move(300, 200)
    page.mouse.move(640, 410)
    halo = page.locator(".halo")
    box = halo.bounding_box()
    assert box
    assert box["x"] + box["width"] / 2 == pytest.approx(640, abs=1)
    assert box["y"] + box["height"] / 2 == pytest.approx(410, abs=1)
    assert halo.evaluate("node => getComputedStyle(node).pointerEvents") == "none"
    page.keyboard.press("p")
    expect(page).not_to_have_url(PRESENTING)
    expect(halo).to_have_count(0)


def test_a_click_on_the_words_before_it_frames_no_picture(app_url, new_page):
    page = new_page()
    opened(page, f"{app_url}/games")
    page.mouse.click(3, 600)
    page.keyboard.press("p")
    expect(page).to_have_url(PRESENTING)
    frame = page.evaluate(
        "getComputedStyle(document.querySelector('.stMain'), '::before').boxShadow"
    )
    assert page.evaluate("document.activeElement.matches('.stMain:focus-visible')")
    assert frame == "none"


def test_whoever_has_read_on_below_presents_the_picture(app_url, new_page):
    page = new_page()
    picture = opened(page, f"{app_url}/scalar?depth=everything")
    main = page.locator(".stMain")
    main.evaluate("node => node.scrollTo({ top: node.scrollHeight, behavior: 'instant' })")
    assert float(main.evaluate("node => node.scrollTop")) > 200
    page.keyboard.press("p")
    expect(page).to_have_url(PRESENTING)
    eventually(page, partial(within, picture, 1440, 900))

"""Pictures for those who work by keyboard alone, or cannot see them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scene.gallery import Open, canvas, scene

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  let node = document.activeElement
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  return node?.tagName + " " + (node?.getAttribute("aria-label") ?? "")
}"""


def reach(page: Page, name: str) -> None:
    """Come to a thing by the Tab key."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"Tab never reaches {name}.")


def test_a_moving_picture_is_reached_stepped_and_told(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    drawn = canvas(picture)
    reach(page, "CANVAS Two bumps part.")
    for key, frame in [("End", 59), ("ArrowLeft", 58), ("Home", 0), ("ArrowRight", 1)]:
        page.keyboard.press(key)
        expect(picture).to_have_attribute("data-frame", str(frame))
    told = re.compile(r"^step 16, 2 of 60, NLL 9\.25\. density from 0 to .+ samples: 2000 points")
    expect(drawn).to_have_accessible_description(told)
    expect(picture.locator(".timeline [aria-live]")).to_have_text("step 16, 2 of 60, NLL 9.25")


def test_a_still_picture_is_read_by_the_arrows(visit: Open) -> None:
    page = visit("numbers")
    picture = scene(page)
    reach(page, "CANVAS Long numbers.")
    said = picture.locator(".stage [aria-live]")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"^an axis 6\d\d, another axis .+, values "))
    page.keyboard.press("End")
    expect(said).to_have_text(re.compile("^an axis 12,4"))
    page.keyboard.press("Home")
    expect(said).to_have_text(re.compile("^an axis −12,4"))
    page.keyboard.press("Escape")
    expect(picture.locator(".tooltip")).to_be_hidden()


def test_a_handle_moved_by_keys_says_where_it_is(visit: Open) -> None:
    page = visit("handles")
    picture = scene(page)
    picture.get_by_role("button", name="a: drag").focus()
    page.keyboard.press("ArrowRight")
    expect(picture.locator(".stage [aria-live]")).to_have_text(
        re.compile(r"^means: a at \(−0\.940, −1\.00\), b at")
    )


def test_space_plays_after_a_word_of_the_legend_was_pressed(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    word = picture.get_by_role("button", name="samples")
    word.click()
    expect(word).to_have_attribute("aria-pressed", "false")
    expect(word).not_to_be_focused()
    page.keyboard.press("Space")
    expect(picture).to_have_attribute("data-playing", "true")
    expect(word).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Space")
    word.focus()  # by the keyboard it is pressed
    page.keyboard.press("Space")
    expect(word).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("key", "code"), [("0", "Numpad0"), ("à", "Digit0")])
def test_the_view_is_reset_on_every_keyboard(visit: Open, key: str, code: str) -> None:
    page = visit("animated")
    picture = scene(page)
    canvas(picture).focus()
    page.keyboard.press("+")
    expect(picture).to_have_attribute("data-moved", "true")
    canvas(picture).dispatch_event("keydown", {"key": key, "code": code, "bubbles": True})
    expect(picture).to_have_attribute("data-moved", "false")


def test_canvases_keep_their_paper_where_the_system_has_the_colours(visit: Open) -> None:
    page = visit("animated", forced_colors="active")
    paper = canvas(scene(page)).evaluate("node => getComputedStyle(node).backgroundColor")
    assert paper not in ("rgba(0, 0, 0, 0)", "transparent")


def test_a_switched_layer_is_in_the_address_at_once(app_url, new_page) -> None:
    page = new_page()
    page.goto(f"{app_url}/scalar")
    picture = page.locator(".scene[data-ready]").first
    expect(picture).to_be_visible()
    word = picture.locator(".legend button").first
    word.click()
    expect(page).to_have_url(re.compile("scalar_switched="))
    word.click()
    expect(page).not_to_have_url(re.compile("scalar_switched="))

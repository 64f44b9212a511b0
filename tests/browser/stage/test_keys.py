"""Hot keys after everything that a hand does before, and on other keyboards than the American."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import eventually
from tests.browser.screen import scene

pytestmark = pytest.mark.browser

PRESENTING = re.compile("present=1")


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(scene(page)).to_have_attribute("data-ready", "true")
    return page


def sent(page: Page, key: str, code: str, **more: bool) -> None:
    """A key as another keyboard sends it."""
    page.evaluate(
        """([key, code, more]) => (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent("keydown", { key, code, bubbles: true, composed: true,
            cancelable: true, ...more }))""",
        [key, code, more],
    )


def plays_and_steps(page: Page) -> None:
    """Home, an arrow and Space do on the picture what they promise."""
    page.keyboard.press("Home")
    expect(scene(page)).to_have_attribute("data-frame", "0")
    page.keyboard.press("ArrowRight")
    expect(scene(page)).to_have_attribute("data-frame", "1")
    page.keyboard.press("Space")
    expect(scene(page)).to_have_attribute("data-playing", "true")
    page.keyboard.press("Space")
    expect(scene(page)).to_have_attribute("data-playing", "false")


def test_the_keys_live_after_the_page_was_opened_from_the_navigation(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vector")
    page.get_by_role("button", name="Topics").click()
    page.get_by_role("link", name="Scalar quantization").click()
    expect(page.get_by_role("heading", name="Scalar quantization")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^a₂"))).to_be_visible()
    plays_and_steps(page)


def test_the_keys_live_after_a_click_on_the_words_of_the_page(app_url, new_page):
    page = opened(new_page(panel="story"), f"{app_url}/scalar")
    page.get_by_text(re.compile("^Drag the levels")).last.click()
    plays_and_steps(page)


def place(handle: Locator) -> tuple[float, float]:
    """Where the middle of a handle is, in pixels."""
    box = handle.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("back", ["Escape", "Tab"])
def test_a_dragged_handle_has_the_arrows_until_it_gives_them_back(app_url, new_page, back):
    page = opened(new_page(), f"{app_url}/scalar")
    level = page.get_by_role("button", name=re.compile("^a₂"))
    x, y = place(level)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=4)
    page.mouse.up()
    expect(level).to_be_focused()
    before = place(level)
    page.keyboard.press("ArrowRight")
    eventually(page, lambda: place(level) > before)
    page.keyboard.press(back)
    expect(level).not_to_be_focused()
    # A level that was dragged begins another sequence, whose frames are still to come.
    expect(scene(page)).to_have_attribute("data-frames", re.compile(r"^\d{2,}$"))
    plays_and_steps(page)


def test_holding_space_flips_once(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    page.keyboard.down("Space")
    for _ in range(7):
        page.keyboard.down("Space")  # the repetitions of a key that is held
    page.keyboard.up("Space")
    expect(scene(page)).to_have_attribute("data-playing", "true")


KEYBOARDS = (
    ("2", "Digit2", False),
    ("2", "Digit2", True),  # French: digits are behind Shift
    ("é", "Digit2", False),  # French, without Shift
    ("2", "Numpad2", False),
)


def test_digits_choose_presets_on_every_keyboard(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    lit = ".st-key-scalar-preset-{} [data-testid=stBaseButton-primary]"
    for key, code, shift in KEYBOARDS:
        sent(page, key, code, shiftKey=shift)
        expect(page.locator(lit.format(2))).to_be_visible()
        sent(page, "1", "Digit1")
        expect(page.locator(lit.format(1))).to_be_visible()
        expect(page.locator(lit.format(2))).to_have_count(0)


def test_letters_are_found_where_they_lie_if_there_is_no_such_letter(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    sent(page, "з", "KeyP")
    expect(page).to_have_url(PRESENTING)
    page.keyboard.press("p")
    expect(page).not_to_have_url(PRESENTING)


def test_a_held_letter_acts_once(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    turned: list[bool] = []
    page.on("framenavigated", lambda frame: turned.append(bool(PRESENTING.search(frame.url))))

    def heard() -> bool:
        """Whether a held letter does anything: a page is seen before its keys are heard."""
        for _ in range(7):
            page.keyboard.down("p")
        page.keyboard.up("p")
        page.wait_for_timeout(1500)
        return bool(turned)

    eventually(page, heard)
    page.wait_for_timeout(1500)
    assert set(turned) == {True}, "it went there and back"


def test_a_remote_control_turns_from_preset_to_preset_while_presenting(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar?present=1")
    lit = "[class*=-preset-{}] [data-testid=stBaseButton-primary]"
    page.keyboard.press("2")
    expect(page.locator(lit.format(2))).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(page.locator(lit.format(3))).to_have_count(1)
    page.keyboard.press("PageUp")
    expect(page.locator(lit.format(2))).to_have_count(1)


def test_a_letter_that_is_typed_stays_a_letter(app_url, new_page):
    page = opened(new_page(), f"{app_url}/flows?flows_steps=100")
    field = page.get_by_role("spinbutton", name=re.compile("Seed"))
    field.click()
    page.keyboard.press("1")
    expect(field).to_have_value(re.compile("1"))
    expect(page.locator(".st-key-flows-preset-1 [data-testid=stBaseButton-primary]")).to_have_count(
        0
    )

"""How much of a page is shown: by the switch, in a narrow window, on a phone, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator("[data-ready=true]").first).to_be_visible(timeout=60_000)
    return page


def test_the_switch_leaves_the_picture_alone_and_opens_all_that_is_folded(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar?depth=minimal")
    panel, source = page.locator(".st-key-panel"), page.locator(".st-key-source details")
    expect(panel).to_be_hidden()
    expect(source).to_be_hidden()
    page.get_by_role("radio", name="everything").click()
    expect(page).to_have_url(re.compile("depth=everything"))
    expect(panel).to_be_visible()
    for folded in page.locator(".stMain details").all():
        expect(folded).to_have_attribute("open", "")
    page.get_by_role("radio", name="standard").click()
    expect(page).not_to_have_url(re.compile("depth="))
    expect(source).not_to_have_attribute("open", "")


def test_at_the_least_depth_what_waits_for_train_can_be_trained(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/flows?flows_target=csv&flows_steps=100&depth=minimal")
    rows = "".join(f"{n % 7},{n % 5}\n" for n in range(200)).encode()
    table = {"name": "own.csv", "mimeType": "text/csv", "buffer": rows}
    page.locator("input[type=file]").first.set_input_files(table, timeout=60_000)
    expect(page.locator(".scene[data-ready=true]").first).to_be_visible(timeout=60_000)
    page.locator(".st-key-flows-train button").click()
    expect(page.locator(".st-key-panel")).to_be_hidden(timeout=60_000)
    expect(page.locator(".scene .play").first).to_be_visible()


WHOLE = """() => {
  const bar = document.querySelector(".st-key-title .stHorizontalBlock").getBoundingClientRect()
  return [...document.querySelectorAll(".st-key-title h1, .st-key-title p")].map((node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    const words = range.getBoundingClientRect()
    const seen = words.top < bar.bottom && words.bottom > bar.top
    const cut = words.right > bar.right + 1 || words.bottom > bar.bottom + 1
    return [node.textContent, seen, seen && cut]
  })
}"""


@pytest.mark.parametrize("width", [390, 1024, 1366, 1440, 1920])
def test_the_title_is_whole_and_what_has_no_room_beside_it_is_left_out(app_url, new_page, width):
    page = opened(new_page(width, 844), f"{app_url}/gans")
    title, notes = page.evaluate(WHOLE)
    assert title == ["Generative adversarial networks", True, False]
    assert not notes[2]
    assert notes[1] == (width >= 1366)


def test_the_fork_button_is_as_wide_at_every_step(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans")
    fork = page.get_by_role("button", name="Fork at step").first
    room = page.locator(".st-key-fork").bounding_box()
    box = fork.bounding_box()
    assert room
    assert box
    assert box["width"] == pytest.approx(room["width"], abs=1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_the_panel_is_a_sheet_that_is_tapped_open_and_closed(app_url, new_page, theme):
    page = opened(new_page(390, 844, theme=theme, touch=True), f"{app_url}/gans")
    sheet, tab = page.locator("html"), page.get_by_role("tab", name="Knobs")
    knob = page.locator(".st-key-panel_knobs .stSelectbox").first
    play = page.locator(".scene .play").first
    expect(knob).not_to_be_in_viewport()
    expect(play).to_be_in_viewport()
    play.click(trial=True)  # nothing covers it
    for _ in range(2):
        tab.tap()
        expect(knob).to_be_in_viewport()
        tab.tap()
        expect(knob).not_to_be_in_viewport()
    tab.tap()
    expect(knob).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(sheet).not_to_have_attribute("data-sheet", re.compile(""))
    expect(knob).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [790, 1100])
def test_on_paper_are_all_tabs_of_the_panel_as_wide_as_the_page(app_url, new_page, width):
    page = opened(new_page(width, 900), f"{app_url}/scalar")
    page.emulate_media(media="print")
    for part in ("story", "knobs", "numbers"):
        place = page.locator(f".st-key-panel_{part}")
        expect(place).to_be_visible()
        box = place.bounding_box()
        assert box
        assert 0.8 * width < box["width"] <= width
    expect(page.locator(".st-key-bar")).to_be_hidden()

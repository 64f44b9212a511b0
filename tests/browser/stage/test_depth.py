"""How much of a page is shown: by the switch, in a narrow window, on a phone, on paper."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.rest import eventually
from tests.browser.screen import lasting, opened

pytestmark = pytest.mark.browser

QUICK = "gans_data=easy_ring&gans_steps=60"


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
    page.locator("input[type=file]").first.set_input_files(table)
    expect(page.locator(".scene[data-ready=true]").first).to_be_visible()
    page.locator(".st-key-flows-train button").click()
    expect(page.locator(".st-key-panel")).to_be_hidden()
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


def test_the_title_is_whole_and_what_has_no_room_beside_it_is_left_out(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans?{QUICK}")

    def at_fault(width: int) -> list[str]:
        title, notes = page.evaluate(WHOLE)
        whole = title == ["Generative adversarial networks", True, False]
        fine = whole and not notes[2] and notes[1] == (width >= 1366)
        return [] if fine else [f"{width}: {title}, {notes}"]

    for width in (390, 1024, 1366, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 844})
        assert lasting(page, partial(at_fault, width)) == []


def test_the_fork_button_is_as_wide_at_every_step(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans?{QUICK}")
    fork = page.get_by_role("button", name="Fork at step").first
    room = page.locator(".st-key-fork").bounding_box()
    box = fork.bounding_box()
    assert room
    assert box
    assert box["width"] == pytest.approx(room["width"], abs=1)


def test_on_a_phone_the_panel_is_a_sheet_that_is_tapped_open_and_closed(app_url, new_page):
    page = opened(new_page(390, 844, touch=True), f"{app_url}/gans?{QUICK}")
    sheet, tab = page.locator("html"), page.get_by_role("tab", name="Knobs")
    knob = page.locator(".st-key-panel_knobs .stSelectbox").first
    play = page.locator(".scene .play").first
    expect(knob).not_to_be_in_viewport()
    expect(play).to_be_in_viewport()
    play.click(trial=True)  # nothing covers it
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        tab.tap()
        expect(knob).to_be_in_viewport()
        tab.tap()
        expect(knob).not_to_be_in_viewport()
    tab.tap()
    expect(knob).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(sheet).not_to_have_attribute("data-sheet", re.compile(""))
    expect(knob).not_to_be_in_viewport()


def test_on_paper_are_all_tabs_of_the_panel_as_wide_as_the_page(app_url, new_page):
    page = opened(new_page(790, 900), f"{app_url}/scalar")
    page.emulate_media(media="print")

    def is_wide(part: str, width: int) -> bool:
        place = page.locator(f".st-key-panel_{part}")
        box = place.bounding_box()
        return box is not None and place.is_visible() and 0.8 * width < box["width"] <= width

    for width in (790, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        for part in ("story", "knobs", "numbers"):
            eventually(page, partial(is_wide, part, width))
    expect(page.locator(".st-key-bar")).to_be_hidden()

"""The attention page as a lecturer drives it: heads without a server, words locked, plain text."""

import re

import pytest
from playwright.sync_api import Page, expect

from models.wheels import MINILM
from tests.browser.conftest import link_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not MINILM.here, reason="MINILM IS MISSING: run `make data`."),
]
PREVIOUS = "layer 0, head 2"  # its whole weight is on the word before


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator(".links[data-ready]").first).to_be_visible()
    page.wait_for_timeout(1500)
    return page


def test_heads_are_switched_and_read_without_the_server(app_url, new_page):
    page = new_page()
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    opened(page, f"{app_url}/attention?attention_head=1.7")
    title, before = page.locator(".links h3").first, len(sent)
    page.get_by_role("button", name=PREVIOUS, exact=True).hover()
    expect(title).to_have_text("layer 0 · head 2")
    assert len(sent) == before, "looking at a head asked the server"
    page.get_by_role("button", name=PREVIOUS, exact=True).click()
    page.mouse.move(5, 5)
    expect(title).to_have_text("layer 0 · head 2")
    word = page.locator(".sources .word").nth(4)
    expect(word).to_contain_text("the")
    word.hover()
    weight = page.locator(".targets .word").nth(3).locator("output")
    assert float(weight.inner_text()) > 0.9
    heat = page.locator("canvas.heat").first
    page.mouse.move(5, 5)
    heat.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    reading = page.locator(".reading").first
    expect(reading).to_contain_text("i looks at [CLS]")
    assert float(reading.locator("b").inner_text()) > 0.9


def test_what_is_locked_survives_a_reload(app_url, new_page):
    page = opened(new_page(), f"{app_url}/attention")
    page.get_by_role("button", name=PREVIOUS, exact=True).click()
    page.locator(".sources .word").nth(2).click()
    expect(page).to_have_url(re.compile("attention_head=0.2"))
    expect(page).to_have_url(re.compile("attention_words=s2"))
    written = link_of(page).get_by_text(re.compile("attention_head=0.2&attention_words=s2$"))
    expect(written).to_be_visible()
    page.keyboard.press("Escape")  # the dialog,
    page.keyboard.press("Escape")  # and the menu that it was opened from
    expect(page.get_by_text("Layer 0, head 2", exact=True)).to_be_visible()
    page.get_by_role("button", name="compare two").click()
    page.get_by_role("button", name="layer 1, head 8", exact=True).click()
    expect(page).to_have_url(re.compile(r"attention_head=0\.2-1\.8"))
    page.reload()
    board = page.locator(".links[data-matrix='0.2-1.8']")
    expect(board).to_be_visible()
    expect(board.locator(".sources .word[aria-pressed=true]").first).to_contain_text("went")


def test_a_text_of_markup_is_shown_as_text(app_url, new_page):
    page = opened(new_page(), f"{app_url}/attention")
    text = page.get_by_label("Text A")
    text.fill("<img src=x onerror=alert(1)> שלום 😀 $x^2$")
    text.press("Control+Enter")
    expect(page.locator(".sources .word").nth(1)).to_have_text("<")
    assert page.locator("img[src=x]").count() == 0
    expect(page).to_have_url(re.compile("attention_text_a=%3Cimg"))


def test_pointing_at_a_term_lights_its_column(app_url, new_page):
    page = opened(new_page(), f"{app_url}/attention")
    sheet = page.locator(".columns")
    sheet.locator(".formula button", has_text=re.compile("^kⱼ")).hover()
    expect(sheet.locator("th.lit")).to_have_text(["kⱼ"])
    assert "1.000" in sheet.locator(".sums").inner_text()


def test_a_head_is_silenced_and_given_back(app_url, new_page):
    page = opened(
        new_page(), f"{app_url}/attention?attention_view=Without+a+head&attention_head=5.4"
    )
    page.get_by_role("button", name="Silence layer 5, head 4").click()
    expect(page.get_by_text("Silenced: L5 H4", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("attention_silenced=5_4"))
    page.get_by_role("button", name="Give all back").click()
    expect(page.get_by_text("Silenced: none")).to_be_visible()


def test_a_text_that_shows_a_pattern_is_read(app_url, new_page):
    page = opened(new_page(), f"{app_url}/attention?attention_view=Which+head+does+what")
    page.get_by_role("button", name=re.compile("^Bag of words")).click()
    page.get_by_role("button", name=re.compile("^Read a text that shows it")).click()
    expect(page.get_by_label("Text A")).to_have_value(re.compile("^A bag of words"))
    expect(page.locator(".links h3").first).to_have_text("layer 0 · head 7")


def test_a_finger_chooses_heads_and_words_on_a_phone(app_url, new_page):
    page = opened(new_page(390, 844, touch=True), f"{app_url}/attention")
    expect(page.locator(".word").first).to_be_hidden()  # one view at a time has room
    small, large = (
        page.locator(f".board > {part}").bounding_box() for part in (".thumbs", ".large")
    )
    assert small
    assert large
    assert small["y"] + small["height"] <= large["y"], "the large one lies over the small ones"
    page.get_by_role("button", name="lines", exact=True).tap()
    buttons = page.locator(".links button:visible")
    sizes = buttons.evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(sizes) > 100
    assert min(min(size) for size in sizes) >= 44
    page.get_by_role("button", name=PREVIOUS, exact=True).tap()
    expect(page.locator(".links h3").first).to_have_text("layer 0 · head 2")
    top = "each => each.getBoundingClientRect().top"
    chosen = page.get_by_role("button", name=PREVIOUS, exact=True)
    gap = page.locator(".links h3").first.evaluate(top) - chosen.evaluate(top)
    assert gap < 450, "the chosen head is out of sight"
    page.locator(".sources .word").nth(3).tap()
    expect(page).to_have_url(re.compile("attention_head=0.2&attention_words=s3"))


def test_a_word_says_what_was_typed_and_a_silenced_head_is_crossed_out(app_url, new_page):
    address = "attention_text_a=%F0%9F%98%80+sat&attention_silenced=0.2&attention_head=5.4"
    page = opened(new_page(), f"{app_url}/attention?{address}")
    page.locator(".sources .word").nth(1).hover()
    expect(page.locator(".reading").first).to_have_text("[UNK] “😀”")
    page.locator(".sources .word").nth(2).hover()
    expect(page.locator(".reading").first).to_have_text("")
    page.get_by_role("button", name=f"{PREVIOUS}, crossed out", exact=True).hover()
    expect(page.locator(".links h3").first).to_have_text("layer 0 · head 2")
    assert page.locator(".thumb.crossed").count() == 1

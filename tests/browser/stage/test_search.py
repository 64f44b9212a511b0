"""The search: opened by / on every page, filtered while one types, left by Enter or Escape."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import eventually

pytestmark = pytest.mark.browser


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def field(page: Page) -> Locator:
    return dialog(page).get_by_role("combobox")


def options(page: Page) -> Locator:
    return dialog(page).get_by_role("option")


def chosen(page: Page) -> Locator:
    return dialog(page).locator("[role=option][aria-selected=true]")


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()
    return page


def asked(page: Page, words: str) -> Page:
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type(words)
    expect(options(page).first).to_be_visible()
    return page


def test_what_is_typed_filters_and_enter_goes_to_the_page_within_the_session(app_url, new_page):
    page = opened(new_page(), f"{app_url}/games?games_method=alternating")
    page.evaluate("window.same = true")
    asked(page, "voronio")
    expect(chosen(page)).to_contain_text("Vector quantization")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Vector quantization"))
    expect(dialog(page)).to_be_hidden()
    assert page.evaluate("window.same"), "the page was loaded anew"


def test_a_preset_is_opened_as_its_link_says_from_elsewhere_and_on_its_own_page(app_url, new_page):
    page = opened(new_page(), app_url)
    asked(page, "empty cells")
    expect(chosen(page)).to_contain_text("Preset of Vector quantization")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("vector_source=ring"))
    lit = page.locator("[data-testid=stBaseButton-primary]").filter(has_text="Empty cells")
    expect(lit).to_be_visible()
    asked(page, "sixteen codewords")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("vector_source"))
    expect(page.locator("[data-testid=stBaseButton-primary]")).to_contain_text("Sixteen codewords")


def test_arrows_choose_and_escape_closes_without_a_trace(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    frame = page.locator("[data-frame]").first.get_attribute("data-frame")
    asked(page, "kl")
    first = chosen(page).inner_text()
    page.keyboard.press("ArrowDown")
    second = chosen(page).inner_text()
    assert second != first
    page.keyboard.press("ArrowUp")
    expect(chosen(page)).to_have_text(first, use_inner_text=True)
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    assert page.locator("[data-frame]").first.get_attribute("data-frame") == frame
    expect(page).to_have_url(f"{app_url}/scalar")


def test_a_slash_in_a_field_is_a_letter_and_keys_of_the_page_are_letters_in_the_search(
    app_url, new_page
):
    page = opened(new_page(), f"{app_url}/attention")
    text = page.get_by_role("textbox").first
    text.click()
    page.keyboard.type("/")
    expect(dialog(page)).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    asked(page, "p")
    page.keyboard.type("1 t")
    expect(field(page)).to_have_value("p1 t")
    assert "present=1" not in page.url


def test_every_topic_is_listed_before_a_word_is_typed_and_a_click_opens_one(app_url, new_page):
    page = opened(new_page(), app_url)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(options(page).first).to_be_visible()
    options(page).filter(has_text="Scalar quantization").click()
    expect(page).to_have_title(re.compile("^Scalar quantization"))


def test_on_a_phone_the_list_fits_and_has_the_colours_of_the_page(app_url, new_page):
    page = opened(new_page(390, 844, touch=True), app_url)
    page.get_by_role("button", name="Search", exact=True).click()
    field(page).fill("kl")
    expect(options(page).first).to_be_visible()
    box = dialog(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    wide = dialog(page).evaluate("node => node.scrollWidth - node.clientWidth")
    assert wide <= 0
    colour = "node => getComputedStyle(node).backgroundColor"
    light = page.locator(".stApp").evaluate(colour)
    assert dialog(page).evaluate(colour) == light
    page.emulate_media(color_scheme="dark")  # while it is open
    eventually(page, lambda: page.locator(".stApp").evaluate(colour) != light)
    dark = page.locator(".stApp").evaluate(colour)
    eventually(page, lambda: dialog(page).evaluate(colour) == dark)
    option = options(page).first.bounding_box()
    assert option
    assert option["height"] >= 44


def test_while_presenting_it_opens_too_and_the_page_chosen_is_presented(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/scalar?present=1")
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    asked(page, "empty cells")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("vector_source=ring"))
    expect(page).to_have_url(re.compile("present=1"))

"""The gallery in a browser: cards that move when they are looked at, in every window."""

import re
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from playground import catalog
from tests.browser.rest import eventually
from tests.browser.screen import lasting

pytestmark = pytest.mark.browser

OVERLAY = "node => getComputedStyle(node, '::after').backgroundImage"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.get_by_text(re.compile("^In class:"))).to_be_attached()
    return page


def card(page: Page, slug: str) -> Locator:
    return page.locator(f".st-key-card-{slug}")


def frames_of(page: Page, slug: str) -> str:
    return str(card(page, slug).locator(".stImage").evaluate(OVERLAY))


def test_a_picture_moves_while_it_is_pointed_at_or_in_focus(app_url, new_page):
    page = opened(new_page(), app_url)
    assert frames_of(page, "games") == "none"

    def shown() -> bool:
        card(page, "games").hover()  # again where the page has moved it from under the pointer
        return "games-light-moving.webp" in frames_of(page, "games")

    with page.expect_response(re.compile("games-light-moving.webp")) as answer:
        eventually(page, shown)
    assert answer.value.ok
    page.mouse.move(2, 2)
    page.wait_for_function(
        f"node => ({OVERLAY})(node) === 'none'",
        arg=card(page, "games").locator(".stImage").element_handle(),
    )
    card(page, "vector").get_by_role("link").focus()
    assert "vector-light-moving.webp" in frames_of(page, "vector")


def test_nothing_moves_for_those_who_do_not_want_it(app_url, new_page):
    page = opened(new_page(reduced_motion=True), app_url)
    card(page, "games").hover()
    assert frames_of(page, "games") == "none"


def test_the_frames_are_those_of_the_theme(app_url, new_page):
    page = opened(new_page(theme="dark"), app_url)
    picture = card(page, "games").locator("img")
    assert picture.evaluate("node => node.decode().then(() => node.currentSrc)").endswith(
        "/app/static/cards/games-dark.webp"
    )

    def shown() -> bool:
        card(page, "games").hover()  # again where the page has moved it from under the pointer
        return "games-dark-moving.webp" in frames_of(page, "games")

    eventually(page, shown)


def test_cards_read_well_and_a_lecture_fits_on_a_screen(app_url, new_page):
    page = opened(new_page(), app_url)
    for width, height in ((1440, 900), (1920, 1080), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("width => document.documentElement.clientWidth === width", arg=width)
        assert lasting(page, partial(ill_read, page, width, height)) == []


def ill_read(page: Page, width: int, height: int) -> list[str]:
    """What is at fault: the cards' width, a lecture beyond the screen, a title that is cut."""
    found, phone = [], width < 640
    for chapter in catalog.CHAPTERS:
        boxes = [
            card(page, topic.slug).bounding_box()
            for topic in catalog.TOPICS
            if topic.chapter == chapter
        ]
        if not all(box and 280 <= box["width"] <= 340.5 for box in boxes):
            found.append(f"{width}: the width of cards of {chapter}")
        tops = [box["y"] for box in boxes if box]
        bottoms = [box["y"] + box["height"] for box in boxes if box]
        if not (phone or max(bottoms) - min(tops) <= height - 100):
            found.append(f"{width}: {chapter} is higher than the screen")
    if page.locator(".stMain").evaluate("node => node.scrollWidth > node.clientWidth"):
        found.append(f"{width}: wider than the screen")
    cut: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".stPageLink a *")]
          .filter((node) => node.closest("[class*=st-key-card-], .st-key-contents"))
          .filter((node) => node.getClientRects().length && node.scrollWidth > node.clientWidth + 1
            && getComputedStyle(node).overflowX !== "visible")
          .map((node) => node.textContent)"""
    )
    return found + cut


def test_a_suggestion_opens_its_preset(app_url, new_page):
    page = opened(new_page(), app_url)
    card(page, "try-distances").get_by_role("link").click()
    expect(page).to_have_title(re.compile("^Distances"))
    lit = page.locator("[data-testid=stBaseButton-primary]").filter(has_text="Lines apart")
    expect(lit).to_be_visible()


def test_the_wide_field_opens_the_search(app_url, new_page):
    page = opened(new_page(), app_url)
    page.get_by_role("button", name=re.compile("^Search: ")).click()
    field = page.get_by_role("dialog", name="Search").get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("scalar")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Scalar quantization"))


def test_a_section_of_the_map_leads_to_its_page(app_url, new_page):
    page = opened(new_page(), app_url)
    page.locator(".st-key-section-discrete").get_by_role("link").click()
    expect(page).to_have_title(re.compile("^Change of variables"))

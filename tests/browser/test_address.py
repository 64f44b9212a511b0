"""What only a browser shows of the address: its history, rewritten links, a quick tap."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.screen import go

pytestmark = pytest.mark.browser

LINK = "/gans?gans_data=easy_ring&gans_steps=60&gans_seed=3"


def seed(page: Page) -> Locator:
    return page.get_by_label("Seed", exact=True)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("html[data-typed]")).to_be_attached()  # what follows the browser is there
    return page


def turn(page: Page, value: str) -> None:
    seed(page).fill(value)
    seed(page).press("Enter")
    expect(page).to_have_url(re.compile(f"gans_seed={value}$"))


def test_back_leads_to_what_the_link_said_and_forward_to_what_was_set(app_url, new_page):
    page = opened(new_page(), app_url + LINK)
    expect(seed(page)).to_have_value("3")
    turn(page, "5")
    turn(page, "6")
    page.go_back()
    expect(seed(page)).to_have_value("3")
    expect(page).to_have_url(app_url + LINK)
    page.go_forward()
    expect(seed(page)).to_have_value("6")
    expect(page).to_have_url(app_url + LINK.replace("seed=3", "seed=6"))


def test_a_page_is_as_it_was_left(app_url, new_page):
    page = opened(new_page(), app_url + LINK)
    expect(seed(page)).to_have_value("3")
    turn(page, "5")
    go(page, "Games")
    expect(page).to_have_url(f"{app_url}/games")
    go(page, "Generative adversarial")
    expect(seed(page)).to_have_value("5")
    left = app_url + LINK.replace("seed=3", "seed=5")
    expect(page).to_have_url(left)
    page.go_back()
    expect(page).to_have_url(f"{app_url}/games")
    page.go_back()
    expect(page).to_have_url(left)
    expect(seed(page)).to_have_value("5")


def test_a_text_and_a_quick_tap_on_another_page_are_both_taken(app_url, new_page):
    page = opened(new_page(height=2400, touch=True), app_url + LINK)
    expect(seed(page)).to_have_value("3")
    for value in ("11", "12", "13"):
        seed(page).fill(value)
        go(page, "Games", touch=True)
        expect(page).to_have_url(f"{app_url}/games")
        go(page, "Generative adversarial", touch=True)
        expect(seed(page)).to_have_value(value)


@pytest.mark.parametrize(
    "rewritten",
    [
        "/GAMES?GAMES_Rate=0.2&amp;games_x=0.5",
        "/games).?games_rate=0.2&games_x=0.5",
        "/Games%3E?games_rate=0%252E2&games_x=0.5)",
    ],
)
def test_a_link_that_was_rewritten_on_its_way_opens_what_was_meant(app_url, new_page, rewritten):
    page = opened(new_page(), app_url + rewritten)
    expect(page).to_have_url(f"{app_url}/games?games_rate=0.2&games_x=0.5")
    expect(page.get_by_role("heading", name="Games", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)

"""The page of Glow as a lecturer drives it: another temperature has a film of its own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.rest import changed, rested

pytestmark = pytest.mark.browser

QUICK = "glow_steps=30&glow_width=8&glow_flow_steps=2"


def test_another_temperature_shows_other_pictures_and_stands_in_the_link(
    new_page: NewPage, app_url: str
) -> None:
    page = new_page()
    page.goto(f"{app_url}/glow?{QUICK}")
    expect(page.get_by_text(re.compile(r"^Trained ·"))).to_be_visible(timeout=90_000)
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    canvas = page.locator(".stage > canvas").first
    warm = rested(canvas)
    page.get_by_role("button", name="T = 0.3").or_(
        page.get_by_role("radio", name="T = 0.3")
    ).first.click()
    expect(page).to_have_url(re.compile(r"glow_temperature=0\.3"))
    changed(canvas, warm)

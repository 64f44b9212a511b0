"""axe-core finds nothing serious in the gallery, nor where somebody presents; the topics' pages are
asked in ``test_visits.py``."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import grave
from tests.browser.screen import lasting

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_keeps_nobody_out(app_url, new_page, theme):
    page = new_page(theme=theme)
    page.goto(app_url)
    expect(page.locator(".stPageLink").first).to_be_visible()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert lasting(page, lambda: grave(page)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_presenting_and_its_menus_keep_nobody_out(app_url, new_page, theme):
    page = new_page(900, 700, theme=theme)
    page.goto(f"{app_url}/scalar?present=1")
    picture = page.locator(".scene[data-ready=true]").first
    expect(picture).to_be_visible()
    assert lasting(page, lambda: grave(page)) == []
    picture.locator(".legend button").first.click()  # a word that is switched off
    picture.locator(".more").click()
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Leave")).to_be_in_viewport()
    assert lasting(page, lambda: grave(page)) == []

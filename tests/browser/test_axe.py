"""axe-core finds nothing serious on any page, in both themes; nor where somebody presents."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from playground import catalog
from tests.browser.screen import lasting, views

pytestmark = pytest.mark.browser

# What Streamlit draws itself and no page can mend: rule -> what marks its elements, and why.
STREAMLITS = {
    "list": 'data-testid="stSidebarNavItems"',  # a group of pages is a div between ul and li
    "listitem": '<li class="st-emotion-cache',  # the same from the inside
    # A formula wider than its place scrolls; browsers bring the keyboard there by themselves.
    "scrollable-region-focusable": 'class="katex-display"',
    # A photograph gets no words from Streamlit; its caption stands under it.
    "image-alt": 'style="max-width: 100%',
}
GRAVE = ("serious", "critical")


def grave(page: Page) -> list[str]:
    """What axe-core says, less what is Streamlit's own."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if STREAMLITS.get(one["id"], "nothing") not in node["html"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["", *(topic.slug for topic in catalog.TOPICS)])
def test_no_page_keeps_anybody_out(app_url, new_page, slug, theme):
    page = new_page(theme=theme)
    page.goto(f"{app_url}/{slug}")
    there = "[data-ready=true]" if slug else ".stPageLink"
    expect(page.locator(there).first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1000)
    assert lasting(page, lambda: grave(page)) == []


@pytest.mark.parametrize("slug", [topic.slug for topic in catalog.TOPICS])
def test_no_other_view_keeps_anybody_out(app_url, new_page, slug):
    page = new_page(theme="dark")
    page.goto(f"{app_url}/{slug}")
    expect(page.locator("[data-ready=true]").first).to_be_visible(timeout=60_000)
    found = {view: lasting(page, lambda: grave(page)) for view in views(page)}
    assert {view: faults for view, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_presenting_and_its_menus_keep_nobody_out(app_url, new_page, theme):
    page = new_page(900, 700, theme=theme)
    page.goto(f"{app_url}/scalar?present=1")
    picture = page.locator(".scene[data-ready=true]").first
    expect(picture).to_be_visible(timeout=60_000)
    assert grave(page) == []
    picture.locator(".legend button").first.click()  # a word that is switched off
    picture.locator(".more").click()
    page.keyboard.press("c")
    page.wait_for_timeout(1000)
    assert grave(page) == []

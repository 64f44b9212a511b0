"""A page whose handles are dragged, and its numbers."""

import re

from playwright.sync_api import Locator, Page, expect


def opened(page: Page, url: str) -> Page:
    """A page with its picture, turned to its numbers."""
    page.goto(url)
    expect(page.locator("[data-ready]").first).to_be_visible()
    expect(page.get_by_role("button", name="Take home")).to_be_visible()
    page.get_by_role("tab", name="Numbers").or_(
        page.get_by_text("Numbers", exact=True)
    ).first.click()
    return page


def metric(page: Page, label: str) -> Locator:
    """The number under a label."""
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


def drag(page: Page, handle: Locator, dx: float, dy: float) -> None:
    """Drag a handle once it rests: the page may still be drawing, or putting it in its place."""
    expect(handle).to_be_visible()
    box, before = handle.bounding_box(), None
    while box is None or box != before:
        page.wait_for_timeout(500)
        box, before = handle.bounding_box(), box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=8)
    page.mouse.up()


def handle(page: Page, name: str) -> Locator:
    """A handle on a picture, by the beginning of its name."""
    return page.get_by_role("button", name=re.compile(rf"^{name}.*drag"))

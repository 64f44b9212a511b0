"""What the tests of the gallery of scenes look at."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

Open = Callable[..., Page]


def scene(page: Page, number: int = 0) -> Locator:
    return page.locator(".scene").nth(number)


def number(found: Locator, name: str) -> int:
    return int(found.get_attribute(f"data-{name}") or -1)


def canvas(found: Locator) -> Locator:
    """The canvas of a scene."""
    return found.locator(".stage > canvas")

"""Ways about the one screen: to another page by the bar's menu, to a tab of the panel."""

from playwright.sync_api import Page


def go(page: Page, title: str, *, touch: bool = False) -> None:
    """To another page, by its name in the menu of the bar."""
    topics = page.get_by_role("button", name="Topics")
    link = page.get_by_role("link", name=title)
    if touch:
        topics.tap()
        link.tap()
    else:
        topics.click()
        link.click()


def turn_to(page: Page, tab: str) -> None:
    """To a tab of the panel."""
    page.get_by_role("tab", name=tab).click()

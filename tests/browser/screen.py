"""Ways about the one screen: to another page, to a tab of the panel, to a preset."""

from playwright.sync_api import Page

from tests.browser.rest import eventually


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


def press(page: Page, preset: int) -> None:
    """The key of a preset, until its button is lit: it is seen before its key is heard."""
    button = page.locator(f"[class*='-preset-{preset}'] button").first

    def lit() -> bool:
        page.keyboard.press(str(preset))
        page.wait_for_timeout(500)
        return button.get_attribute("data-testid") == "stBaseButton-primary"

    eventually(page, lit)

"""Ways about the one screen: to a page and its picture, to a tab of the panel, to a preset."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import eventually


def opened(page: Page, url: str) -> Page:
    """The page at an address, once a picture of it is drawn."""
    page.goto(url)
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    return page


def scene(page: Page) -> Locator:
    """The root of the large picture, which says which frame is shown of how many."""
    return page.locator("[data-frames]").first


def go(page: Page, title: str, *, touch: bool = False) -> None:
    """To another page, by its name in the menu of the bar."""
    topics = page.get_by_role("button", name="Topics")
    link = page.get_by_role("link", name=title).first  # "Games", and not "Games in normal form"
    if touch:
        topics.tap()
        link.tap()
    else:
        topics.click()
        link.click()


def arrived(page: Page) -> None:
    """Wait until the server is done and every picture is drawn, and no more of them come."""
    page.locator("[data-test-script-state=notRunning]").wait_for()
    seen = -1

    def at_rest() -> bool:
        nonlocal seen
        page.wait_for_timeout(400)
        before, seen = seen, page.locator(":is(.scene, .links)").count()
        return seen == before

    eventually(page, at_rest)
    drawn = page.locator(":is(.scene, .links):not([data-ready=true])")
    expect(drawn).to_have_count(0)


def views(page: Page) -> Iterator[str]:
    """Turn to one view of a page after the other, but for the one on screen; their names."""
    named = ":is(.st-key-presets, .st-key-picture) :is([class*=_view], [class*=-view])"
    buttons = page.locator(f"{named} .stButtonGroup button")
    for number in range(1, buttons.count()):
        button = buttons.nth(number)
        name = button.inner_text()
        button.click()
        expect(button).to_have_attribute("aria-checked", "true")
        arrived(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        yield name


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


def lasting(page: Page, faults: Callable[[], list[str]]) -> list[str]:
    """What is at fault for good: a page that still arrives on a busy machine has time to."""
    for _ in range(12):
        if not (found := faults()):
            return []
        page.wait_for_timeout(500)
    return found

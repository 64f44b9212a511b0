"""Every page is one screen: how much of it the picture has, and that nothing of it is cut."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from playground import catalog
from tests.browser.screen import lasting
from tests.browser.words import covered, cut

pytestmark = pytest.mark.browser

BAR = 48
WINDOWS = ((1440, 900), (1366, 768), (1920, 1080), (1024, 768))
PHONE = (390, 844)
MAGNIFIED = (360, 225)  # a window of 1440 by 900 at 400 %
STANDARD = 0.55  # of the height below the bar, for the plotting area
PRESENTING = 0.75  # of the height of the window
NARROW = 0.4  # the same in a window so narrow that many pictures are as large as it is wide
PANEL = ".st-key-panel, .st-key-panel_numbers"
TABS = ("Knobs", "Story", "Numbers")

_MEASURED = """() => {
  const inside = function* (node) {
    for (const each of node.querySelectorAll("*")) {
      yield each
      if (each.shadowRoot) yield* inside(each.shadowRoot)
    }
  }
  const box = (node) => {
    const { left, top, right, bottom, height } = node.getBoundingClientRect()
    return { left, top, right, bottom, height }
  }
  const place = document.querySelector(".st-key-picture")
  const found = [...inside(place)].filter((node) => node.matches(".scene, .links"))
  const pictures = found.map((node) => {
    const plane = Number(node.dataset.plot?.split(" ")[1] ?? 0)
    const parts = [...node.querySelectorAll(".transport, .strip, .timeline")]
    return {
      ready: node.dataset.ready === "true" && (plane > 0 || node.matches(".links")),
      plot: plane || node.querySelector(".board")?.clientHeight || 0,
      box: box(node),
      axis: parts.map(box).filter(({ height }) => height > 0),
    }
  })
  const below = (key) => document.querySelector(key)?.getBoundingClientRect().bottom ?? 0
  return {
    pictures,
    head: Math.max(below(".st-key-bar"), below(".st-key-presets")),
    right: document.querySelector(".stMain").getBoundingClientRect().right,
    tabs: document.querySelector(".st-key-panel").getBoundingClientRect().top,
    sideways: document.querySelector(".stMain").scrollWidth
      - document.querySelector(".stMain").clientWidth,
  }
}"""

# Whether every row that goes on beyond its end says so.
_TOLD = """() => [...document.querySelectorAll(".st-key-presets .stHorizontalBlock")].every((row) =>
  row.scrollWidth <= row.clientWidth + 1 || row.parentElement.dataset.more)"""


def at_rest(page: Page, width: int, height: int) -> dict[str, Any]:
    """What is measured in a window of a size, once the first picture is drawn and rests."""
    page.set_viewport_size(ViewportSize(width=width, height=height))
    last = None
    for _ in range(240):
        page.wait_for_timeout(250)
        now: dict[str, Any] = page.evaluate(_MEASURED)
        if now == last and now["pictures"] and all(each["ready"] for each in now["pictures"]):
            return now
        last = now
    raise AssertionError(f"It never rested: {last}")


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".st-key-picture :is(.scene, .links)").first.wait_for(timeout=60_000)


def share(seen: dict[str, Any], height: int) -> float:
    """Of a height, what the highest plotting area takes."""
    return max(float(each["plot"]) for each in seen["pictures"]) / height


def outside(seen: dict[str, Any], right: float, bottom: float) -> list[str]:
    """The parts of the first picture, and of those beside it, that are not in the window."""
    first = seen["pictures"][0]
    beside = [each for each in seen["pictures"] if each["box"]["top"] < first["box"]["bottom"]]
    boxes = [box for each in beside for box in (each["box"], *each["axis"])]
    return [
        str(box)
        for box in boxes
        if box["bottom"] > bottom + 1
        or box["right"] > right + 1
        or min(box["left"], box["top"]) < 0
    ]


def too_small(got: float, wanted: float) -> list[str]:
    return [] if got >= wanted else [f"{got:.3f} of the height, wanted {wanted}"]


def turn(page: Page, tab: str) -> None:
    """To a tab of the panel, which may be sliding, and whose numbers find their columns then."""
    page.get_by_role("tab", name=tab).dispatch_event("click")
    page.wait_for_timeout(200)


def words(page: Page) -> list[str]:
    """What is cut on the screen, whichever tab of the panel is open."""
    found = []
    for tab in TABS:
        turn(page, tab)
        found += [f"{tab}: {each}" for each in cut(page)]
    return found


every = pytest.mark.parametrize("slug", [topic.slug for topic in catalog.TOPICS])


@every
def test_a_page_is_one_screen_and_no_word_of_it_is_cut(app_url, new_page, slug) -> None:
    page = new_page(reduced_motion=True)  # nothing is measured while it slides
    opened(page, f"{app_url}/{slug}?depth=everything")  # which leaves the picture as it is
    found: dict[str, list[str]] = {}
    for width, height in WINDOWS:
        least = NARROW if width == 1024 else STANDARD

        def faults(width: int = width, height: int = height, least: float = least) -> list[str]:
            seen = at_rest(page, width, height)
            small = too_small(share(seen, height - BAR), least)
            beyond = outside(seen, seen["right"], height) if height >= 900 else []
            return small + beyond + words(page)

        found[f"{width}"] = lasting(page, faults)

    def on_a_phone() -> list[str]:
        page.keyboard.press("Escape")  # the sheet goes down, which a tab brings up
        seen = at_rest(page, *PHONE)
        first = {"pictures": seen["pictures"][:1]}
        told = [] if page.evaluate(_TOLD) else ["a row goes on and does not say so"]
        high = [] if seen["head"] <= 120 else [f"the head takes {seen['head']}"]
        wide = [] if seen["sideways"] <= 1 else [f"{seen['sideways']} beyond its width"]
        return [*told, *high, *wide, *outside(first, PHONE[0], seen["tabs"]), *words(page)]

    found["phone"] = lasting(page, on_a_phone)
    assert {size: each for size, each in found.items() if each} == {}


@every
def test_at_400_percent_nothing_is_out_of_reach(app_url, new_page, slug) -> None:
    page = new_page(*MAGNIFIED, reduced_motion=True)
    opened(page, f"{app_url}/{slug}?depth=everything")
    at_rest(page, *MAGNIFIED)

    def faults() -> list[str]:
        found = [f"covered: {each}" for each in covered(page, ".stMain", PANEL)]
        for tab in TABS:
            turn(page, tab)
            over = (
                ".st-key-panel_actions" if tab == "Numbers" else "none"
            )  # there it lies over them
            found += [*cut(page), *covered(page, PANEL, over)]
        return found

    assert lasting(page, faults) == []


@every
def test_presenting_the_picture_is_the_screen(app_url, new_page, slug) -> None:
    page = new_page()
    opened(page, f"{app_url}/{slug}?present=1")

    def faults() -> list[str]:
        seen = at_rest(page, 1440, 900)
        return outside(seen, 1440, 900) + too_small(share(seen, 900), PRESENTING)

    assert lasting(page, faults) == []

"""Every page is one screen: how much of it the picture has, and that nothing of it is cut."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from playground import catalog

pytestmark = pytest.mark.browser

BAR = 48
PHONE = (390, 844)
STANDARD = 0.55  # of the height below the bar, for the plotting area
PRESENTING = 0.75  # of the height of the window

# Where a page has less, the share that it has and why. Who mends one takes it out.
_BESIDE = "planes beside each other are as wide as there is room"
_TABLES = "its picture is three tables of outputs, over the maps of the heads that are measured"
LESS: dict[tuple[str, str], tuple[float, str]] = {
    ("ledger", "1440"): (0.546, _BESIDE),
    ("ledger", "presenting"): (0.647, _BESIDE),
    ("duel", "1440"): (0.508, _BESIDE),
    ("duel", "presenting"): (0.589, _BESIDE),
    ("block", "1440"): (0.394, _TABLES),
    ("block", "1920"): (0.499, _TABLES),
    ("block", "presenting"): (0.547, _TABLES),
}

TABLES_FIRST = ("block",)  # on a phone the three tables fill the first screen

# The words of a line and what they need; those of a row that scrolls stand in it as a whole.
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
  const lines = ".stApp :is(.st-key-title, .st-key-presets) .stHorizontalBlock, .st-key-bar"
  const rows = ":is(.st-key-bar, .st-key-presets, .st-key-picture .stButtonGroup)"
  const words = `${rows} :is(button, h1, p)`
  const cut = [...document.querySelectorAll(`${lines}, ${words}`)]
    .filter((node) => node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${node.textContent}: ${node.scrollWidth} in ${node.clientWidth}`)
  const below = (key) => document.querySelector(key)?.getBoundingClientRect().bottom ?? 0
  return {
    pictures,
    cut,
    head: Math.max(below(".st-key-bar"), below(".st-key-presets")),
    right: document.querySelector(".stMain").getBoundingClientRect().right,
    tabs: document.querySelector(".st-key-panel").getBoundingClientRect().top,
    sideways: document.querySelector(".stMain").scrollWidth
      - document.querySelector(".stMain").clientWidth,
  }
}"""


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


def enough(slug: str, mode: str, got: float, wanted: float) -> None:
    least, why = LESS.get((slug, mode), (wanted, ""))
    assert got >= least, f"{slug}, {mode}: {got:.3f} of the height, wanted {least} {why}"


@pytest.mark.parametrize("slug", [topic.slug for topic in catalog.TOPICS])
def test_a_page_is_one_screen(app_url, new_page, slug) -> None:
    page = new_page()
    opened(page, f"{app_url}/{slug}")
    for width, height in ((1440, 900), (1366, 768), (1920, 1080)):
        seen = at_rest(page, width, height)
        assert seen["cut"] == []
        if height >= 900:
            assert outside(seen, seen["right"], height) == []
            enough(slug, f"{width}", share(seen, height - BAR), STANDARD)
    seen = at_rest(page, *PHONE)
    assert seen["head"] <= 120
    assert seen["sideways"] <= 1
    if slug not in TABLES_FIRST:
        assert outside({"pictures": seen["pictures"][:1]}, PHONE[0], seen["tabs"]) == []


@pytest.mark.parametrize("slug", [topic.slug for topic in catalog.TOPICS])
def test_presenting_the_picture_is_the_screen(app_url, new_page, slug) -> None:
    page = new_page()
    opened(page, f"{app_url}/{slug}?present=1")
    seen = at_rest(page, 1440, 900)
    assert outside(seen, 1440, 900) == []
    enough(slug, "presenting", share(seen, 900), PRESENTING)

"""How much of a window the picture of a page has, and what of the page is cut or out of reach."""

from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.words import covered, cut

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
    const parts = [...node.querySelectorAll(".transport, .strip, .timeline, .badge")]
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

_UNSEEN = """() => [...document.querySelectorAll(".st-key-picture .stVegaLiteChart")]
  .filter((node) => !node.closest("details") && !node.checkVisibility({ visibilityProperty: true }))
  .map((node) => `a chart of ${node.clientHeight} pixels is not seen`)"""


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
    page.locator(".st-key-picture :is(.scene, .links)").first.wait_for()


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


def beyond(page: Page) -> list[str]:
    """The pictures of a view that has arrived, those of the first row, that leave the window."""
    page.locator(".stMain").evaluate("node => node.scrollTo(0, 0)")  # a view may be chosen below
    seen = page.evaluate(_MEASURED)
    height = page.evaluate("innerHeight")
    return outside(seen, seen["right"], height) if seen["pictures"] else []


def too_small(got: float, wanted: float) -> list[str]:
    return [] if got >= wanted else [f"{got:.3f} of the height, wanted {wanted}"]


def turn(page: Page, tab: str) -> None:
    """To a tab of the panel, which may be sliding, and whose numbers find their columns then."""
    page.get_by_role("tab", name=tab).dispatch_event("click")
    page.wait_for_timeout(200)


def lower(page: Page) -> None:
    """The sheet goes down: in a narrow window a tab brings it up, and it lies over the page."""
    page.keyboard.press("Escape")
    expect(page.locator("html:not([data-sheet])")).to_have_count(1)


def words(page: Page) -> list[str]:
    """What is cut on the screen, whichever tab of the panel is open."""
    found = []
    for tab in TABS:
        turn(page, tab)
        found += [f"{tab}: {each}" for each in cut(page)]
    return found


def in_a_window(page: Page, width: int, height: int) -> list[str]:
    """What is at fault in a window of a desk."""
    least = NARROW if width == 1024 else STANDARD
    seen = at_rest(page, width, height)
    small = too_small(share(seen, height - BAR), least)
    beyond = outside(seen, seen["right"], height) if height >= 900 else []
    return small + beyond + words(page)


def on_a_phone(page: Page) -> list[str]:
    """What is at fault on the first screen of a phone."""
    lower(page)
    seen = at_rest(page, *PHONE)
    first = {"pictures": seen["pictures"][:1]}
    told = [] if page.evaluate(_TOLD) else ["a row goes on and does not say so"]
    high = [] if seen["head"] <= 120 else [f"the head takes {seen['head']}"]
    wide = [] if seen["sideways"] <= 1 else [f"{seen['sideways']} beyond its width"]
    return [*told, *high, *wide, *outside(first, PHONE[0], seen["tabs"]), *words(page)]


def magnified(page: Page) -> list[str]:
    """What is cut or out of reach at 400 %."""
    lower(page)
    at_rest(page, *MAGNIFIED)
    found = [f"covered: {each}" for each in covered(page, ".stMain", PANEL)]
    for tab in TABS:
        turn(page, tab)
        over = ".st-key-panel_actions" if tab == "Numbers" else "none"  # there it lies over them
        found += [*cut(page), *covered(page, PANEL, over)]
    return found


def unseen(page: Page) -> list[str]:
    """The charts of a view that take room and are not drawn there."""
    found: list[str] = page.evaluate(_UNSEEN)
    return found


def presenting(page: Page) -> list[str]:
    """What is at fault while somebody presents."""
    seen = at_rest(page, 1440, 900)
    return outside(seen, 1440, 900) + too_small(share(seen, 900), PRESENTING)

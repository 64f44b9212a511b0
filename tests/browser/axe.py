"""What axe-core finds on a page that keeps somebody out of it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What Streamlit draws itself and no page can mend: rule -> what marks its elements, and why.
STREAMLITS = {
    # A formula wider than its place scrolls; browsers bring the keyboard there by themselves.
    "scrollable-region-focusable": 'class="katex-display"',
}
GRAVE = ("serious", "critical")


# What another view, or another moment, has drawn anew.
DRAWN = [[f".st-key-{part}"] for part in ("presets", "picture", "panel", "below")]


def grave(page: Page, within: list[list[str]] | None = None) -> list[str]:
    """What axe-core says of the page, or of some of its parts, less what is Streamlit's own."""
    asked = {"resultTypes": ["violations"]}  # nothing is looked up about what is well
    place = {"include": within} if within else None
    found: list[dict[str, Any]] = Axe().run(page, place, asked).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if STREAMLITS.get(one["id"], "nothing") not in node["html"]
    ]

"""The one screen that every page is: a bar, presets, the picture over its time axis, and a panel.

Each part is a container with a key, and ``styles/screen.css`` puts it in its place by that key. So
what a page draws later, in a fragment too, still stands where it belongs.
"""

from playground.screen.bar import bar, title, tools
from playground.screen.depth import DEPTHS, depth, folded, switch
from playground.screen.places import Places, numbers, places
from playground.screen.style import local_style, style

__all__ = [
    "DEPTHS",
    "Places",
    "bar",
    "depth",
    "folded",
    "local_style",
    "numbers",
    "places",
    "style",
    "switch",
    "title",
    "tools",
]

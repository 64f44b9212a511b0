"""The controls of a page: a Setup becomes widgets, the widgets become a validated Setup."""

from playground.controls.again import draw_again
from playground.controls.continuous import continuous
from playground.controls.linked import labels, name_strangers, permalink, unlinked
from playground.controls.panel import panel
from playground.controls.turning import (
    apply,
    as_it_stands,
    last,
    set_values,
    stands,
    turn,
    turned,
)
from playground.controls.views import choose, shown, tabs, view

__all__ = [
    "apply",
    "as_it_stands",
    "choose",
    "continuous",
    "draw_again",
    "labels",
    "last",
    "name_strangers",
    "panel",
    "permalink",
    "set_values",
    "shown",
    "stands",
    "tabs",
    "turn",
    "turned",
    "unlinked",
    "view",
]

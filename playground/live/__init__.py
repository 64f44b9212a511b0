"""The Streamlit glue for runs: start, follow, hold, stop, fork, save and replay.

A page names its training and its setup; this package decides which run is on screen, keeps one
ticking fragment while it trains, and hands the run to the page's own ``view``. The training
itself happens in the pool's worker processes and never touches Streamlit.
"""

from playground.live.buttons import fork_button
from playground.live.desk import shows
from playground.live.follow import TICK_SECONDS, View, follow
from playground.live.keep import arrays, metric_names, replay, saved
from playground.live.lineage import kept_ancestors
from playground.live.screen import Screen
from playground.live.server import modules, pool, viewer
from playground.live.shown import ACTIVE, Detached, Replay, Shown
from playground.live.watch import await_train, request, watch
from playground.live.watched import Watched

__all__ = [
    "ACTIVE",
    "TICK_SECONDS",
    "Detached",
    "Replay",
    "Screen",
    "Shown",
    "View",
    "Watched",
    "arrays",
    "await_train",
    "follow",
    "fork_button",
    "kept_ancestors",
    "metric_names",
    "modules",
    "pool",
    "replay",
    "request",
    "saved",
    "shows",
    "viewer",
    "watch",
]

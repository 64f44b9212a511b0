"""Several trainings side by side: the same data and budget, one difference.

They run in the pool like any other training, so that a setup which was trained before is there at
once, and all of them can be watched together.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from playground.live.desk import shows
from playground.live.lanes import keep_lanes, lanes
from playground.live.screen import Screen
from playground.live.server import pool, viewer
from playground.live.shown import ACTIVE
from playground.runs import Run
from playground.runs.run import SetupLike

TICK_SECONDS = 0.5

View = Callable[[Mapping[str, Screen[Any]]], None]


def race(
    slug: str,
    train: Callable[..., Any],
    setups: Mapping[str, SetupLike],
    label: str,
    view: View,
    before: Callable[[], None] | None = None,
) -> None:
    """Offer to train all of ``setups``, and show them while they train.

    Args:
        slug: The topic.
        train: Its training.
        setups: What to compare, by the names that a person reads, in their order.
        label: On the button.
        view: Draws those that have frames; called again and again while any of them trains.
        before: Draws what stands in its place as long as none has.
    """
    pressed = st.button(label, icon=":material/flag:", key=f"{slug}:race:start")
    known, runs = lanes(slug)
    if pressed:
        watching = viewer()
        started = {
            name: pool().start(train, setup, viewer=watching) for name, setup in setups.items()
        }
        for run in runs.values():
            if run not in started.values() and not shows(slug, run):
                run.leave(watching, at_once=True)
        keep_lanes(slug, setups, started)
        known, runs = lanes(slug)
    if not runs or known != dict(setups):
        if before is not None:
            before()
        return
    under_way = any(run.state in ACTIVE for run in runs.values())
    st.fragment(run_every=TICK_SECONDS if under_way else None)(_follow)(
        slug, runs, under_way, view, before
    )
    if pressed and not under_way:
        st.rerun()  # All had been trained before: what stands above hears of it at once.


def _follow(
    slug: str,
    runs: Mapping[str, Run],
    was_under_way: bool,
    view: View,
    before: Callable[[], None] | None,
) -> None:
    active = {name: run.state in ACTIVE for name, run in runs.items()}
    screens = {
        name: Screen(slug, recording, run.setup, active[name])
        for name, run in runs.items()
        if len(recording := run.recording.snapshot())
    }
    for name, run in runs.items():
        if run.state == "failed":
            st.error(f"{name}: {run.sentence}", icon=":material/error:")
    ended = sum(not each for each in active.values())
    if ended < len(runs):
        done = sum(min(1.0, run.progress.step / (run.progress.steps or 1)) for run in runs.values())
        st.progress(done / len(runs), text=f"{ended} of {len(runs)} have ended")
    if screens:
        view(screens)
    elif before is not None:
        before()
    if was_under_way and ended == len(runs):
        st.rerun()

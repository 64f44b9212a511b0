"""The row at the end of a page that trains: the link, the data, the script and the recording."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from playground import lesson, live
from playground.lesson.tables import Data, Patterns


def take_home(
    watched: live.Watched,
    module: str,
    train: str = "train",
    patterns: Patterns | None = None,
    around: Callable[[Any, Any], Data] | None = None,
) -> None:
    """Offer all that a person may keep of what is on screen, and to replay what was kept.

    Args:
        watched: What is on screen.
        module: Where a script imports the setup and its training from.
        train: What the training is called there.
        patterns: What the axes of the views are, without the steps, and those of what is around,
            as :mod:`playground.lesson.tables` writes them.
        around: What belongs to the picture and does not change with the steps: the data, the
            coordinates of a grid, the words of a text; given the setup and the last frame.
    """
    run, known = watched.run, patterns or {}

    def data() -> Data:
        recording = run.recording.snapshot()
        beside = around(run.setup, recording.frame(-1)) if around and len(recording) else {}
        return live.arrays(run) | dict(beside)

    forks = [(each.setup, each.step) for each in reversed(watched.forked_from)]
    script = lesson.script_for(watched.trained, train, module, forks)
    name = f"{watched.slug}-data"
    with st.container(horizontal=True, gap="small"):
        lesson.permalink(watched.slug)
        lesson.export(data, script, name, _over_steps(run, known), watched.trained, forks)
        live.keep(watched, type(watched.setup))


def _over_steps(run: live.Shown, patterns: Patterns) -> Patterns:
    """The patterns of a recording's arrays: all of them have the steps as their first axis."""
    recording = run.recording
    metrics = dict.fromkeys(recording.metrics, "step")
    views = {name: f"step {patterns[name]}" for name in recording.views if name in patterns}
    return dict(patterns) | metrics | views

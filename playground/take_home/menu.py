"""The menu: what the browser makes of the picture, the numbers, the script, the recording."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from pydantic import BaseModel

from playground import charts, client, lesson, live, screen, timeline
from playground.lesson.tables import Data, Patterns
from playground.runs import is_parted
from playground.take_home.link import link
from playground.take_home.naming import file_name

_pictures = st.components.v2.component("playground_take_home", js=client.loader("take_home"))


def trained(
    watched: live.Watched,
    module: str,
    train: str = "train",
    patterns: Patterns | None = None,
    around: Callable[[Any, Any], Data] | None = None,
    views: Mapping[str, type[BaseModel]] | None = None,
) -> None:
    """Offer what a page that trains has on screen, and to replay what was kept.

    Args:
        watched: What is on screen.
        module: Where a script imports the setup and its training from.
        train: What the training is called there.
        patterns: What the axes of the views are, without the steps, and those of what is around,
            as :mod:`playground.lesson.tables` writes them.
        around: What belongs to the picture and is not of every step: the data, the coordinates of
            a grid, the words of a text; given the setup and the frame on screen.
        views: What the knobs of each view of the page make, by its title, if it has several.
    """
    run, known = watched.run, patterns or {}
    standing = timeline.standing(watched.slug)

    def data() -> Data:
        recording = run.recording.snapshot()
        if not around or not len(recording):
            return live.arrays(run)
        moment = recording.frame(standing.of(recording))
        return live.arrays(run) | dict(around(run.setup, moment))

    def script() -> str:
        recording, setup = run.recording.snapshot(), watched.trained
        step = int(recording.steps[standing.of(recording)]) if len(recording) else setup.steps
        until = step if step < setup.steps else None
        return lesson.script_for(setup, train, module, forks, until, is_parted(watched.train))

    forks = [(each.setup, each.step) for each in reversed(watched.forked_from)]
    menu(
        watched.slug,
        watched.trained,
        data,
        lambda _: _over_steps(run, known),
        script,
        forks,
        watched,
        views,
    )


def menu(
    topic: str,
    setup: BaseModel,
    arrays: Callable[[], Data],
    patterns: Callable[[Data], Patterns],
    script: Callable[[], str],
    forks: Sequence[tuple[BaseModel, int]] = (),
    watched: live.Watched | None = None,
    views: Mapping[str, type[BaseModel]] | None = None,
) -> None:
    """One button that opens all there is to take home. Nothing is made before it is pressed.

    Args:
        topic: The prefix of the page's parameters.
        setup: What is on screen.
        arrays: The numbers of it, by their names.
        patterns: What their axes are, given them, see :mod:`playground.lesson.tables`.
        script: The source of what computes them again, from :func:`playground.lesson.script_for`.
        forks: What was trained before, the oldest first, and until which step.
        watched: The training on screen, where there is one.
        views: As for :func:`trained`.
    """
    program = file_name(topic, setup)  # which says itself how far it trains
    name = file_name(topic, setup, *_step(watched))
    opened = screen.tools().popover(
        "Take home", icon=":material/download:", key=f"{topic}:take_home"
    )
    with opened, st.container(gap="small"):
        link(topic)
        _pictures(key=f"{topic}:pictures")
        with st.container(gap="xsmall"):
            _numbers(topic, name, setup, arrays, patterns, forks)
            _file(
                "Python script",
                lambda: lesson.standalone(script(), f"{program}.py"),
                f"{program}.py",
                "text/x-python",
                f"{topic}:py",
                "A short program that computes the same numbers without the playground's pages; "
                "it runs from any folder.",
            )
            if watched is not None:
                _file(
                    "Recording",
                    lambda: live.saved(watched.run.recording),
                    f"{name}-recording.npz",
                    "application/octet-stream",
                    f"{topic}:save",
                    "All frames so far with their checkpoints, to replay without training.",
                    disabled=not len(watched.run.recording),
                )
        if watched is not None:
            live.replay(watched, type(watched.setup), views)


def _numbers(
    topic: str,
    name: str,
    setup: BaseModel,
    arrays: Callable[[], Data],
    patterns: Callable[[Data], Patterns],
    forks: Sequence[tuple[BaseModel, int]],
) -> None:
    shown = charts.shown()

    def tables() -> bytes:
        beside = {f"chart {name}": charts.csv_table(chart) for name, chart in shown.items()}
        data = arrays()
        return lesson.csv_zip(data, patterns(data), beside)

    def archive() -> bytes:
        data = arrays()
        return lesson.npz(data, patterns(data), setup, forks)

    _file(
        "CSV tables",
        tables,
        f"{name}.zip",
        "application/zip",
        f"{topic}:csv",
        "The numbers of the picture in long form, and those of the charts on the page, as CSV "
        "tables with named columns in a zip file.",
    )
    _file(
        "NumPy data",
        archive,
        f"{name}.npz",
        "application/octet-stream",
        f"{topic}:npz",
        "The same numbers in one NPZ file; its text `about` says what they are.",
    )


def _file(
    label: str,
    make: Callable[[], str | bytes],
    name: str,
    mime: str,
    key: str,
    about: str,
    disabled: bool = False,
) -> None:
    """A file that is made when it is pressed."""
    st.download_button(
        label,
        make,
        name,
        mime,
        key=key,
        disabled=disabled,
        on_click="ignore",
        width="stretch",
        help=about,
    )


def _step(watched: live.Watched | None) -> tuple[str, ...]:
    """The step in a file's name; while a training goes on nobody knows where a press meets it."""
    if watched is None:
        return ()
    return ("unfinished",) if watched.active else (f"step-{watched.run.recording.last_step}",)


def _over_steps(run: live.Shown, patterns: Patterns) -> Patterns:
    """The patterns of a recording's arrays: all of them have the steps as their first axis."""
    recording = run.recording
    metrics = dict.fromkeys(live.metric_names(recording).values(), "step")
    views = {name: f"step {patterns[name]}" for name in recording.views if name in patterns}
    return dict(patterns) | metrics | views

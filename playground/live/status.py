"""How a run is, and what there is to say about it, in sentences."""

from collections.abc import Callable
from typing import Any, TypeAlias

import streamlit as st

from playground.live import desk
from playground.live.lineage import MOST, Ancestor, differences, parameters
from playground.live.shown import ACTIVE, Detached
from playground.live.watched import Watched
from playground.runs import Progress, Run

Told: TypeAlias = Callable[[Any, Any], str]

WAITING = "waiting"  # key of what is drawn while something waits for Train, at every depth
NOT_IN_LINK = (
    f"A link cannot tell more than {MOST} forks, nor texts that are long: this one's has the knobs "
    "alone. Its script and its recording have all of it."
)


def status(watched: Watched) -> None:
    """Draw the state of what was asked for last: a bar with a line, or a sentence."""
    run = watched.latest
    progress = run.progress
    fraction = min(1.0, progress.step / progress.steps) if progress.steps else 0.0
    place = _place(progress)
    on = f" · on {progress.place}" if progress.place else ""
    match run.state:
        case "queued" if isinstance(run, Run):
            st.progress(fraction, text=_waiting(run))
        case "running" if isinstance(run, Run):
            doing, rest = _doing(watched), _going_on(run, progress)
            st.progress(fraction, text=f"{doing} · {place}{on}{rest}")
        case "paused" | "held":
            st.progress(fraction, text=f"Paused · {place}")
        case "finished":
            st.progress(1.0, text=f"{run.sentence or 'Trained'} · {place}{on}")
        case "failed":
            st.error(f"{run.sentence} ({place})", icon=":material/error:")
        case "left":
            st.info(f"You have stopped watching. ({place})", icon=":material/stop_circle:")
        case _:
            st.info(f"{run.sentence} ({place})", icon=":material/stop_circle:")
    if run.sentence and (isinstance(run, Detached) or run.state in ACTIVE):
        st.caption(run.sentence)


def _place(progress: Progress) -> str:
    if progress.parts:
        return f"{progress.done} of {progress.parts} done"
    return f"step {progress.step:,} of {progress.steps:,}"


def _waiting(run: Run) -> str:
    ahead = run.queue_position - 1
    waiting = f"{ahead} ahead of it" if ahead > 0 else "next in line"
    return f"Waiting for a free worker: {waiting}"


def _going_on(run: Run, progress: Progress) -> str:
    speed, left = progress.steps_per_second, progress.eta_seconds
    fast = f" · {pace(speed)}" if speed and not progress.parts else ""
    eta = f" · {duration(left)} left" if left is not None else ""
    shared = f" · shared by {run.watching} viewers" if run.watching > 1 else ""
    return f"{fast}{eta}{shared}"


def pace(speed: float) -> str:
    """How fast steps follow one another, or how slowly."""
    if speed >= 1:
        return f"{speed:,.0f} steps/s"
    return f"{1 / speed:.2g} s a step" if speed > 0.1 else f"{1 / speed:,.0f} s a step"


def duration(seconds: float) -> str:
    """How long something takes, as exactly as anybody can tell: ``about 40 min``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    for unit, many, most in (("min", 60, 90), ("h", 3600, 48)):
        if seconds < most * many:
            return f"about {seconds / many:.0f} {unit}"
    return f"about {seconds / 86_400:,.0f} days"


def _doing(watched: Watched) -> str:
    if watched.ahead:
        return f"Training what is forked at step {watched.ahead[0].step:,}"
    return "Training"


def remarks(watched: Watched, told: Told | None) -> None:
    """Say what the controls do not: that a request was refused, what was forked from what."""
    slug = watched.slug
    refused = desk.refusal(slug)
    if refused is not None and refused.setup == watched.setup and watched.stale:
        st.error(f"{refused.sentence} What is on screen stays as it was.", icon=":material/error:")
    elif watched.stale:
        with st.container(key=WAITING):
            st.caption("The knobs have changed. Press **Train** (T) to see this setup.")
    if problem := st.session_state.get(f"{slug}:no fork"):
        st.warning(problem, icon=":material/link_off:")
    line = watched.ancestors
    if line and not watched.ahead:
        setup: Any = watched.latest.setup
        in_link = "" if parameters(slug, setup, line) else NOT_IN_LINK
        st.caption(f"{forked(line[0], setup, told)} {in_link}".rstrip())


def forked(parent: Ancestor, setup: Any, told: Told | None) -> str:
    """What a fork was before, and what it did not take over."""
    before = ", ".join(
        f"{knob.label} {knob.told(value)}" for knob, value in differences(setup, parent.setup)
    )
    said = f":material/fork_right: Forked at step {parent.step:,}"
    said += f"; until then: {before}." if before else "."
    notice = told(parent.setup, setup) if told else ""
    return f"{said} {notice}".rstrip()

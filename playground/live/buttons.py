"""Train, Pause, Stop and Fork. Each acts for the one who presses, and for nobody else."""

from typing import Any

import streamlit as st

from playground.live import desk
from playground.live.screen import Screen
from playground.live.shown import ACTIVE, Detached
from playground.live.watched import Watched
from playground.runs import Run
from playground.screen import local_style


def buttons(watched: Watched) -> None:
    """Draw Train, Pause and Stop."""
    slug, run = watched.slug, watched.run
    active = run.state in ACTIVE
    held = isinstance(run, Detached) and run.state == "held" and watched.coming is None
    if st.button(
        "Train",
        icon=":material/play_arrow:",
        type="primary" if watched.stale or not active else "secondary",
        key=f"{slug}:train",
        shortcut="T",
        help="Train the setup that the knobs show now.",
    ):
        _train(watched)
    if st.button(
        "Resume" if held else "Pause",
        icon=":material/resume:" if held else ":material/pause:",
        key=f"{slug}:pause",
        disabled=not held and (not active or watched.coming is not None),
        help="Hold the training where it is; the recorded frames stay playable. "
        "Whoever else watches it sees it go on.",
    ):
        if held:
            desk.resume(slug)
        else:
            desk.hold(slug)
        st.rerun()
    if st.button(
        "Stop",
        icon=":material/stop:",
        key=f"{slug}:stop",
        disabled=not held and not active and watched.coming is None,
        help="End the training; the frames so far stay. It ends for you alone while others watch.",
    ):
        desk.stop(slug)
        st.rerun()


def _train(watched: Watched) -> None:
    latest = watched.latest
    if isinstance(latest, Run) and latest.state == "finished" and not watched.stale:
        st.toast(
            "This setup is trained already: same seed, same result. Change a knob or the seed."
        )
        return
    ancestors = () if watched.stale else watched.ancestors
    desk.begin(watched.slug, watched.train, watched.setup, ancestors)
    st.rerun()


def fork_button(screen: Screen[Any]) -> None:
    """Offer to continue from the frame on screen with what the controls say now."""
    watched = screen.watched
    if watched is None:
        return
    recording, frame = watched.run.recording, screen.frame
    step = int(recording.steps[frame])
    idle = not watched.stale or watched.coming is not None
    with st.container(key="fork"):
        local_style("fork")
        pressed = st.button(
            f"Fork at step {step:,}",
            icon=":material/fork_right:",
            key=f"{watched.slug}:fork",
            shortcut="F",
            disabled=idle or step >= getattr(watched.setup, "steps", step + 1),
            help="Continue from this very moment, same state and same data order, "
            "with the knobs as they are now. Change a knob first.",
        )
    if pressed:
        start = recording.frame(frame)
        desk.fork(watched.slug, watched.train, watched.setup, start, recording)
        st.rerun(scope="app")

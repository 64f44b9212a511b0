"""The Streamlit glue for runs: start, follow, pause, stop, fork, save and replay.

A page names its training and its setup; this module decides which run is on screen, keeps one
ticking fragment while it trains, and hands the run to the page's own ``view``. The training
itself happens in the pool's worker processes and never touches Streamlit.
"""

import io
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pydantic import BaseModel, ValidationError
from streamlit.delta_generator import DeltaGenerator

from playground import catalog, controls
from playground.recording import Recording, RecordingError
from playground.runs import Pool, Progress, Run
from playground.runs.run import SetupLike

ACTIVE = ("queued", "running", "paused")
TICK_SECONDS = 0.25
LARGEST_UPLOAD_MB = 200


@dataclass(frozen=True, eq=False)
class Screen:
    """What a page's view is given: a recording that holds still while it is drawn.

    Attributes:
        recording: The frames so far. It may grow between two views, never during one.
        setup: What was trained.
        active: Whether more frames may come.
    """

    recording: Recording
    setup: Any
    active: bool = False


@dataclass(frozen=True, eq=False)
class Replay:
    """A recording from a file, shown in the place of a run that has ended."""

    recording: Recording
    setup: Any
    state: str = "finished"
    sentence: str = "Replayed from a file, without training."

    viewers: int = 1
    queue_position: int = 0

    @property
    def progress(self) -> Progress:
        """All of it is there."""
        last = self.recording.last_step
        return Progress(last, last, steps_per_second=0.0, eta_seconds=None)

    def watch(self, viewer: str) -> None:
        """Nothing to keep alive: the session itself holds the recording."""

    def leave(self, viewer: str, at_once: bool = False) -> None:
        """Nothing to give back."""

    def pause(self) -> None:
        """It has ended already."""

    def resume(self) -> None:
        """It has ended already."""

    def cancel(self) -> None:
        """It has ended already."""


Shown = Run | Replay
View = Callable[[Screen], None]


def modules() -> list[str]:
    """The model packages of all topics, in the order of the catalog, each once."""
    return list(dict.fromkeys(module for topic in catalog.TOPICS for module in topic.modules))


@st.cache_resource(show_spinner=False, on_release=Pool.close)
def pool() -> Pool:
    """The one pool of this server, shared by all sessions; it warms up where cores are to spare."""
    made = Pool(imports=modules(), watch=st.get_option("server.fileWatcherType") != "none")
    if (os.cpu_count() or 1) > 1:
        made.warm()
    return made


@st.cache_resource(
    scope="session", show_spinner=False, on_release=lambda viewer: pool().leave_all(viewer)
)
def viewer() -> str:
    """The name under which this session watches runs; given back when its tab closes."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Watched:
    """What is on screen for one topic.

    Attributes:
        slug: The topic.
        run: The run (or replay) on screen.
        setup: What the controls say now.
        train: The topic's training.
        was_active: Whether frames could still come when the page around was drawn.
        status: The place beside the buttons where the run says how it is.
    """

    slug: str
    run: Shown
    setup: Any
    train: Callable[..., Any]
    was_active: bool
    status: DeltaGenerator

    @property
    def stale(self) -> bool:
        """Whether the controls say something else than the picture shows."""
        return bool(self.run.setup != self.setup)

    @property
    def trained(self) -> Any:
        """The setup of what is on screen."""
        return self.run.setup

    @property
    def active(self) -> bool:
        """Whether frames may still come."""
        return self.run.state in ACTIVE


def request(slug: str) -> None:
    """Train whatever the controls say at the next run of the page; for callbacks of presets."""
    st.session_state[f"{slug}:requested"] = True


def show(slug: str, run: Shown) -> None:
    """Put a run on the topic's screen in the place of the one before."""
    before = st.session_state.get(f"{slug}:run")
    run.watch(viewer())
    if before is not None and before is not run:
        before.leave(viewer(), at_once=True)
    st.session_state[f"{slug}:run"] = run


def watch(slug: str, train: Callable[..., Any], setup: SetupLike) -> Watched:
    """Draw the buttons that start and stop, and return what is on screen.

    The first view of a page trains (or shares) the setup of its link at once, so that no page
    opens empty; later changes of a control wait for Train.
    """
    requested = st.session_state.pop(f"{slug}:requested", False)
    if requested or f"{slug}:run" not in st.session_state:
        show(slug, pool().start(train, setup, topic=slug, viewer=viewer()))
    run = st.session_state[f"{slug}:run"]
    buttons, status = st.container(horizontal=True, gap="xsmall"), st.empty()
    watched = Watched(slug, run, setup, train, run.state in ACTIVE, status)
    with buttons:
        _buttons(watched)
    if watched.stale:
        st.caption("The controls have changed. Press **Train** (T) to see this setup.")
    return watched


def _buttons(watched: Watched) -> None:
    slug, run = watched.slug, watched.run
    if st.button(
        "Train",
        icon=":material/play_arrow:",
        type="primary" if watched.stale or not watched.active else "secondary",
        key=f"{slug}:train",
        shortcut="T",
        help="Train the setup that the controls show now.",
    ):
        _train(watched)
    paused = run.state == "paused"
    if st.button(
        "Resume" if paused else "Pause",
        icon=":material/resume:" if paused else ":material/pause:",
        key=f"{slug}:pause",
        disabled=not watched.active,
        help="Hold the training where it is; the recorded frames stay playable.",
    ):
        if paused:
            run.resume()
        else:
            run.pause()
        st.rerun()
    if st.button(
        "Stop",
        icon=":material/stop:",
        key=f"{slug}:stop",
        disabled=not watched.active,
        help="End the training; the frames so far stay.",
    ):
        run.cancel()
        st.rerun()


def _train(watched: Watched) -> None:
    run = pool().start(watched.train, watched.setup, topic=watched.slug, viewer=viewer())
    if run is watched.run and run.state == "finished":
        st.toast(
            "This setup is trained already: same seed, same result. Change a knob or the seed."
        )
    show(watched.slug, run)
    st.rerun()


def follow(watched: Watched, view: View) -> None:
    """Draw the run's status and the page's ``view`` of it, again and again while it trains."""
    st.fragment(run_every=TICK_SECONDS if watched.was_active else None)(_follow)(watched, view)


def _follow(watched: Watched, view: View) -> None:
    run = watched.run
    # The state first: a run that ends right after is seen again at the next tick, with all frames.
    active = watched.active
    with watched.status:
        _status(run)
    recording = run.recording.snapshot()
    if len(recording):
        view(Screen(recording, run.setup, active))
    elif active:
        st.skeleton(height=480)
    else:
        st.info(run.sentence, icon=":material/info:")
    if watched.was_active and not active:
        # The last frame is in: redraw the page around the picture, and stop ticking.
        st.rerun()


def _status(run: Shown) -> None:
    progress = run.progress
    fraction = min(1.0, progress.step / progress.steps) if progress.steps else 0.0
    place = f"step {progress.step:,} of {progress.steps:,}"
    match run.state:
        case "queued":
            ahead = run.queue_position - 1
            waiting = f"{ahead} ahead of it" if ahead > 0 else "next in line"
            st.progress(fraction, text=f"Waiting for a free worker: {waiting}")
        case "running":
            speed = (
                f" · {progress.steps_per_second:,.0f} steps/s" if progress.steps_per_second else ""
            )
            left = progress.eta_seconds
            eta = f" · {left:,.0f} s left" if left is not None else ""
            shared = f" · shared by {run.viewers} viewers" if run.viewers > 1 else ""
            st.progress(fraction, text=f"Training · {place}{speed}{eta}{shared}")
        case "paused":
            st.progress(fraction, text=f"Paused · {place}")
        case "finished":
            st.progress(1.0, text=f"{run.sentence or 'Trained'} · {place}")
        case "failed":
            st.error(f"{run.sentence} ({place})", icon=":material/error:")
        case _:
            st.info(f"{run.sentence} ({place})", icon=":material/stop_circle:")


def frame(slug: str, recording: Recording, chosen: int | None = None) -> int:
    """The frame on screen: the one chosen on the time axis of this recording, or the newest.

    Remembered for the views that have no time axis of the training themselves; whoever chooses the
    newest frame goes on with those that come.
    """
    key = f"{slug}:frame"
    newest = len(recording) - 1
    if chosen is not None:
        st.session_state[key] = (recording.identity, chosen if chosen < newest else None)
    known, index = st.session_state.get(key, ("", None))
    return newest if index is None or known != recording.identity else min(int(index), newest)


def time_of(screen: Screen, slug: str, first: int, total: int | None = None) -> dict[str, Any]:
    """What a scene of the training says about its time: keywords of ``scene.Scene``.

    A picture that is shown anew begins at the moment that was chosen in another view.

    Args:
        screen: What the view was given.
        slug: The topic.
        first: The first frame that the browser needs, from ``scene.needed``.
        total: Frames of the finished recording, if known.
    """
    recording = screen.recording
    index = frame(slug, recording)
    return {
        "times": recording.steps[first:],
        "first": first,
        "total": total,
        "identity": recording.identity,
        "live": screen.active,
        "start": index if index < len(recording) - 1 else "last",
    }


def ancestors(recording: Recording) -> list[Recording]:
    """The recordings that this one was forked from, nearest first, as far as they are kept."""
    known = {run.recording.identity: run.recording for run in pool().runs()}
    line: list[Recording] = []
    while recording.origin is not None and recording.origin.identity in known:
        recording = known[recording.origin.identity]
        line.append(recording.snapshot())
    return line


def fork_button(watched: Watched, frame: int) -> None:
    """Offer to continue from a chosen frame with what the controls say now."""
    recording = watched.run.recording
    step = int(recording.steps[frame])
    same = not watched.stale
    if st.button(
        f"Fork at step {step:,}",
        icon=":material/fork_right:",
        key=f"{watched.slug}:fork",
        shortcut="F",
        disabled=same or step >= getattr(watched.setup, "steps", step + 1),
        help="Continue from this very moment, same state and same data order, "
        "with the controls as they are now. Change a control first.",
    ):
        start = recording.frame(frame)
        run = pool().start(
            watched.train,
            watched.setup,
            start=start,
            parent=recording.identity,
            topic=watched.slug,
            viewer=viewer(),
        )
        show(watched.slug, run)
        st.rerun(scope="app")


def keep(watched: Watched, setup_class: type[BaseModel]) -> None:
    """Save the recording on screen as a file, and load one prepared at home."""
    recording = watched.run.recording
    st.download_button(
        "Save recording",
        data=lambda: _saved(recording),
        file_name=f"{watched.slug}-{recording.identity}.npz",
        mime="application/octet-stream",
        icon=":material/save:",
        disabled=not len(recording),
        on_click="ignore",
        key=f"{watched.slug}:save",
        help="All frames so far with their checkpoints, to replay without training.",
    )
    key = f"{watched.slug}:load"
    with st.popover("Replay a recording", icon=":material/folder_open:"):
        st.file_uploader(
            "A recording saved by this page",
            type="npz",
            key=key,
            max_upload_size=LARGEST_UPLOAD_MB,
            on_change=_load,
            args=(watched.slug, key, setup_class),
        )
    if problem := st.session_state.get(f"{key}:problem"):
        st.error(problem, icon=":material/error:")


def arrays(run: Shown) -> dict[str, Any]:
    """Everything drawn in a recording, for the export: steps, metrics and views over time."""
    recording = run.recording.snapshot()
    numbers = {name: recording.metric(name) for name in recording.metrics}
    return {"step": recording.steps, **numbers, **{n: recording.view(n) for n in recording.views}}


def _saved(recording: Recording) -> bytes:
    file = io.BytesIO()
    recording.save(file)
    return file.getvalue()


def _load(slug: str, key: str, setup_class: type[BaseModel]) -> None:
    uploaded = st.session_state.get(key)
    st.session_state.pop(f"{key}:problem", None)
    if uploaded is None:
        return
    try:
        recording = Recording.load(uploaded)
        if recording.topic != slug:
            raise RecordingError("This recording belongs to another page; open it there.")
        setup = setup_class.model_validate(recording.setup)
    except RecordingError as error:
        st.session_state[f"{key}:problem"] = str(error)
    except ValidationError:
        st.session_state[f"{key}:problem"] = (
            "The setup inside this recording is not one that this page knows; "
            "it may come from another version of the playground."
        )
    else:
        show(slug, Replay(recording, setup))
        controls.apply(setup, slug)

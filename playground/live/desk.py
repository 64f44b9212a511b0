"""What a session has on a topic's screen, and what it has asked for in its place.

What is on screen stays until that which was asked for has its first frame. So a request that is
refused takes nothing away: it leaves a sentence beside the picture.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from playground.live.lanes import has_lane
from playground.live.lineage import Ancestor
from playground.live.server import pool, viewer
from playground.live.shown import ACTIVE, Detached, Shown, detached, run_of, same
from playground.recording import Moment, Recording
from playground.runs import Run
from playground.runs.run import STOPPED

Train = Callable[..., Any]


@dataclass(frozen=True)
class Refusal:
    """A request that came to nothing.

    Attributes:
        setup: What was asked for.
        sentence: Why it cannot be had.
    """

    setup: Any
    sentence: str


def on_screen(slug: str) -> Shown | None:
    """What is on the topic's screen; None before the first view of its page."""
    shown: Shown | None = st.session_state.get(f"{slug}:run")
    return shown


def coming(slug: str) -> Run | None:
    """What was asked for and has no frame yet."""
    run: Run | None = st.session_state.get(f"{slug}:coming")
    return run


def ahead(slug: str) -> tuple[Ancestor, ...]:
    """The forks that are still to be made of what is on screen, in their order: each is forked
    at its step, and goes on with its setup."""
    forks: tuple[Ancestor, ...] = st.session_state.get(f"{slug}:ahead", ())
    return forks


def refusal(slug: str) -> Refusal | None:
    """The last request, if it was refused."""
    refused: Refusal | None = st.session_state.get(f"{slug}:refused run")
    return refused


def of_another_view(slug: str, setup: Any) -> bool:
    """Whether what was asked for last is of another view of the page: its setup has other knobs."""
    asked, refused = coming(slug) or on_screen(slug), refusal(slug)
    latest = [each.setup for each in (asked, refused) if each is not None]
    return bool(latest) and not any(type(each) is type(setup) for each in latest)


def of_this_view(slug: str, setup: Any) -> bool:
    """Whether anything of this view of the page is on screen, coming or refused."""
    known = (on_screen(slug), coming(slug), refusal(slug))
    return any(each is not None and type(each.setup) is type(setup) for each in known)


def shows(slug: str, run: Run) -> bool:
    """Whether a run is on the topic's screen, or about to be."""
    return any(each is not None and same(each, run) for each in (on_screen(slug), coming(slug)))


def show(slug: str, shown: Shown, forks: Sequence[Ancestor] = ()) -> None:
    """Ask for something in the place of what is on the topic's screen.

    Args:
        slug: The topic.
        shown: It is on screen as soon as it has a frame; at once if nothing else is there.
        forks: To be made of it when it has reached their steps.
    """
    before, asked = on_screen(slug), coming(slug)
    st.session_state[f"{slug}:ahead"] = tuple(forks)
    st.session_state.pop(f"{slug}:refused run", None)
    _watch(shown)
    if asked is not None and not same(asked, shown):
        _leave(slug, asked)
    st.session_state.pop(f"{slug}:coming", None)
    replaceable = before is None or same(before, shown) or not len(before.recording)
    if isinstance(shown, Run) and not len(shown.recording) and not replaceable and before:
        if isinstance(before, Run) and not has_lane(slug, before):
            before.hold(viewer())  # should nobody else watch it, its worker can be had
        st.session_state[f"{slug}:coming"] = shown
        return
    st.session_state[f"{slug}:run"] = shown
    if before is not None and not same(before, shown) and (run := run_of(before)):
        _leave(slug, run)


def _watch(shown: Shown) -> None:
    """Keep a run alive; what is held, left or replayed stays as it is."""
    if isinstance(shown, Run):
        shown.watch(viewer())


def _leave(slug: str, run: Run) -> None:
    """Leave a run in whose place another one is shown; in the race it is seen all the same."""
    if has_lane(slug, run):
        run.watch(viewer())
    else:
        run.leave(viewer(), at_once=True)


def begin(slug: str, train: Train, setup: Any, ancestors: Sequence[Ancestor] = ()) -> None:
    """Train a setup, from its beginning or after its ancestors, nearest first."""
    if not ancestors:
        show(slug, pool().start(train, setup, viewer=viewer()))
        return
    line = [ancestor.setup for ancestor in reversed(ancestors)] + [setup]
    steps = [ancestor.step for ancestor in reversed(ancestors)]
    forks = [Ancestor(each, step) for each, step in zip(line[1:], steps, strict=True)]
    first = pool().start(train, line[0], viewer=viewer(), reach=steps[0])
    show(slug, first, forks)


def fork(
    slug: str,
    train: Train,
    setup: Any,
    start: Moment,
    parent: Recording,
    forks: Sequence[Ancestor] = (),
) -> None:
    """Train a setup on from a frame of another recording."""
    reach = forks[0].step if forks else None
    run = pool().start(train, setup, start, parent, viewer=viewer(), reach=reach)
    show(slug, run, forks)


def settle(slug: str, train: Train) -> bool:
    """Bring what was asked for on screen once it has a frame, or say why it has none.

    Returns:
        Whether something else is on screen, or coming, than before.
    """
    run = coming(slug)
    if run is not None:
        return _arrived(slug, run)
    forks, shown = ahead(slug), on_screen(slug)
    if not forks or shown is None:
        return False
    recording = shown.recording.snapshot()
    reached = [index for index, step in enumerate(recording.steps) if step >= forks[0].step]
    if reached:
        start = recording.frame(reached[0])
        fork(slug, train, forks[0].setup, start, recording, forks[1:])
        return True
    if shown.state in (*ACTIVE, "held"):
        return False
    sentence = f"The training ended before step {forks[0].step:,}, where it was to be forked."
    _refuse(slug, shown.setup, sentence)
    return True


def _arrived(slug: str, run: Run) -> bool:
    before = on_screen(slug)
    if len(run.recording):
        show(slug, run, ahead(slug))
        return True
    if run.ended:
        st.session_state.pop(f"{slug}:coming")
        _refuse(slug, run.setup, run.sentence)
        run.leave(viewer())
        if before is not None:
            _watch(before)
        return True
    return False


def _refuse(slug: str, setup: Any, sentence: str) -> None:
    """Give a request up: this setup, or the last of the forks that were to be made of it."""
    wanted = [setup, *(fork.setup for fork in ahead(slug))][-1]
    st.session_state.pop(f"{slug}:ahead", None)
    st.session_state[f"{slug}:refused run"] = Refusal(wanted, sentence)


def hold(slug: str) -> None:
    """Pause, for this viewer: the run itself waits only if nobody else watches."""
    run = on_screen(slug)
    if isinstance(run, Run):
        run.hold(viewer())
        st.session_state[f"{slug}:run"] = detached(run, "held")


def resume(slug: str) -> None:
    """See the run on that was held, wherever it is by now."""
    held = on_screen(slug)
    if isinstance(held, Detached):
        show(slug, held.run, ahead(slug))


def stop(slug: str) -> None:
    """Stop, for this viewer: the run itself ends only if nobody else is there."""
    asked, shown = coming(slug), on_screen(slug)
    if asked is not None:
        st.session_state.pop(f"{slug}:coming")
        asked.leave(viewer(), at_once=True, sentence=STOPPED)
        _refuse(slug, asked.setup, STOPPED)
        if shown is not None:
            _watch(shown)
        return
    st.session_state.pop(f"{slug}:ahead", None)
    run = run_of(shown) if shown is not None else None
    if run is not None and shown is not None:
        now = shown if isinstance(shown, Detached) else detached(run, "left")
        left = replace(now, state="left")
        run.leave(viewer(), at_once=True, sentence=STOPPED)
        st.session_state[f"{slug}:run"] = run if run.state == "cancelled" else left

"""The time axis: which frame of a picture is on screen, and who may turn to another one.

The browser owns the time while it plays or is scrubbed, and tells when it has settled. A button of
the page, or a link, can turn it too: the picture then gets another identity, and so starts afresh
at the frame wanted. A session remembers the same of every axis:

- ``{key}:turns``: the name of the frames on show, and how often the page has turned them;
- ``{key}:frame``: an identity and the frame chosen under it; None is where the axis opens.

Steps that are all there, as those of an algorithm, open at the first, unless that shows nothing
yet; their place in the link is ``{key}_frame``, an index. A recording grows and opens at the
newest; its place in the link is ``{slug}_moment``, a step, to which its training may have to come
first.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st

from playground import address, here, scene
from playground.recording import Recording

_DIGITS = 9
_NEWEST = -1


@dataclass(frozen=True)
class Place:
    """A frame, and the identity under which the scene has to be shown.

    Attributes:
        frame: Index of the frame; give it to ``Scene.start``.
        identity: Give it to ``Scene.identity``.
    """

    frame: int
    identity: str


def steps(sequence: str, count: int, key: str = "", *, opens: int = 0) -> Place:
    """Where a scene stands in steps that are all there.

    Args:
        sequence: Any text that is another one for other steps, such as a setup's JSON.
        count: How many there are, at least one.
        key: Of the scene; the main picture has no name.
        opens: The frame on screen where nobody has chosen one.
    """
    key = here.key(key)
    st.session_state[f"{key}:axis"] = True
    name = f"{key}:{zlib.crc32(sequence.encode()):08x}"
    texts = address.opened(f"{here.word(key)}_frame")
    if texts is not None or _turns(key)[0] != name:
        _turn(key, name, _number(texts))
    identity = _identity(key)
    settled = scene.events(key, identity).time
    wished = _chosen(key, identity) if settled is None else settled
    frame = min(opens if wished is None else wished, count - 1)
    _choose(key, identity, frame)
    _write_frame(key, frame, opens)
    return Place(frame, identity)


def begin(key: str = "") -> None:
    """Say that a view is about to be drawn, which may have steps or not; see :func:`settle`."""
    st.session_state.pop(f"{here.key(key)}:axis", None)


def settle(key: str = "") -> None:
    """A view was drawn: where it has no steps, no frame of another view stays in the link."""
    if f"{here.key(key)}:axis" not in st.session_state:
        _write_frame(here.key(key), 0)


def turn(frame: int, key: str = "") -> None:
    """Go to one of the steps; for callbacks."""
    key = here.key(key)
    name, _ = _turns(key)
    if name:
        _turn(key, name, frame)
        _write_frame(key, frame)


def reopen(key: str = "") -> None:
    """Go to the step at which the axis opens; for callbacks."""
    key = here.key(key)
    name, _ = _turns(key)
    if name:
        _turn(key, name, None)


@dataclass(frozen=True)
class Move:
    """A button that goes to a step, or elsewhere.

    Attributes:
        label: What it does.
        icon: Material icon.
        shortcut: Hot key.
        goal: The frame, or what is called instead; with None it cannot be pressed.
        help: One sentence; the hot key is added.
    """

    label: str
    icon: str
    shortcut: str
    goal: int | Callable[[], None] | None
    help: str


def buttons(moves: Sequence[Move], key: str = "") -> None:
    """Draw the moves of a scene in a row."""
    key = here.key(key)
    with st.container(horizontal=True, gap="small", width="content"):
        for move in moves:
            st.button(
                move.label,
                key=f"{key}:{move.label}",
                icon=move.icon,
                shortcut=move.shortcut,
                disabled=move.goal is None,
                help=f"{move.help} Hot key {move.shortcut}.",
                on_click=move.goal if callable(move.goal) else partial(turn, move.goal or 0, key),
            )


def listen(slug: str) -> None:
    """Take in which moment of its training a link wishes that was just opened."""
    texts = address.opened(f"{slug}_moment")
    if texts is not None:
        step = _number(texts)
        st.session_state[f"{slug}:wish"] = _NEWEST if step is None else step


def awaited(slug: str) -> bool:
    """Whether a link names a moment that the training has not reached yet."""
    return f"{slug}:wish" in st.session_state


def chosen(slug: str) -> bool:
    """Whether another moment than the newest is on screen."""
    return _frame(slug)[1] is not None


class Standing:
    """The moment of a training on screen, for what is made when it is pressed, such as a file.

    A session has one for each topic; it goes with the time axis.
    """

    def __init__(self) -> None:
        self._name, self._frame = "", _NEWEST

    def move(self, name: str, frame: int | None) -> None:
        """Go to a frame of the recording of that name; None is the newest."""
        self._name, self._frame = name, _NEWEST if frame is None else frame

    def of(self, recording: Recording) -> int:
        """The frame of a recording that is on screen; the newest, if none of it was chosen."""
        newest = len(recording) - 1
        chosen = self._frame != _NEWEST and self._name == recording.identity
        return min(self._frame, newest) if chosen else newest


def standing(slug: str) -> Standing:
    """Where the axis of a topic's training stands, now and later."""
    found: Standing = st.session_state.setdefault(f"{slug}:standing", Standing())
    return found


def join(slug: str, recording: Recording, active: bool, asked: bool) -> Recording:
    """The recording under the identity that its picture has, turned to what a link wishes.

    Args:
        slug: The topic.
        recording: A snapshot of what is on screen.
        active: Whether more frames may come.
        asked: Whether it is what was asked for, and nothing else is to come in its place.
    """
    if _turns(slug)[0] != recording.identity:
        st.session_state[f"{slug}:turns"] = (recording.identity, 0)
    st.session_state[f"{slug}:asked"] = asked
    wish = st.session_state.get(f"{slug}:wish")
    # A moment that is the newest one still would be left with those that come.
    if asked and wish is not None and (recording.last_step > wish or not active):
        st.session_state.pop(f"{slug}:wish")
        newest = len(recording) - 1
        place = int(np.searchsorted(recording.steps, wish))
        index = newest if wish == _NEWEST else min(place, newest)
        if chosen(slug) or index < newest:
            _turn(slug, recording.identity, index if index < newest else None)
    return recording.snapshot(_identity(slug))


def frame(slug: str, recording: Recording, settled: int | None = None) -> int:
    """The frame on screen: the one chosen on the time axis of this recording, or the newest.

    Remembered for the views that have no time axis of the training themselves; whoever chooses the
    newest frame goes on with those that come.

    Args:
        slug: The topic.
        recording: A snapshot of what is on screen, as :func:`join` returns it.
        settled: Where the browser has left the axis; None if it was not touched.
    """
    newest = len(recording) - 1
    if settled is not None:
        _choose(slug, recording.identity, settled if settled < newest else None)
        if settled < newest:
            st.session_state.pop(f"{slug}:wish", None)
    index = _chosen(slug, recording.identity)
    if index is None or index >= newest:
        index, step = newest, None
    else:
        step = str(int(recording.steps[index]))
    if recording.identity == _identity(slug):
        standing(slug).move(_turns(slug)[0], None if step is None else index)
    if not awaited(slug):
        # The link says what was asked for: of that, no moment of what is still on screen.
        asked = st.session_state.get(f"{slug}:asked", True)
        address.write({f"{slug}_moment": step if asked else None})
    return index


def _turns(key: str) -> tuple[str, int]:
    """The name of the frames on show, and how often the page has turned them."""
    turns: tuple[str, int] = st.session_state.get(f"{key}:turns", ("", 0))
    return turns


def _turn(key: str, name: str, frame: int | None) -> None:
    """Let the picture of these frames start afresh, at one of them or where it opens."""
    _, turns = _turns(key)
    st.session_state[f"{key}:turns"] = (name, turns + 1)
    _choose(key, _identity(key), frame)


def _identity(key: str) -> str:
    name, turns = _turns(key)
    return f"{name}-{turns}" if turns else name


def _frame(key: str) -> tuple[str, int | None]:
    frame: tuple[str, int | None] = st.session_state.get(f"{key}:frame", ("", None))
    return frame


def _chosen(key: str, identity: str) -> int | None:
    """The frame chosen under this identity; None where the axis opens."""
    known, frame = _frame(key)
    return frame if known == identity else None


def _choose(key: str, identity: str, frame: int | None) -> None:
    st.session_state[f"{key}:frame"] = (identity, frame)


def _number(texts: address.Texts | None) -> int | None:
    """The number that a link names; None if it names none."""
    text = texts[-1] if texts else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


def _write_frame(key: str, frame: int, opens: int = 0) -> None:
    address.write({f"{here.word(key)}_frame": None if frame == opens else str(frame)})

"""Where a scene stands in time, when the page as well as the browser may turn to another frame.

The browser owns the time while it plays or is scrubbed; it tells when it has settled. A button of
the page, or a link, can turn it too: the scene then gets a new identity, and so starts afresh at
the frame wanted. The frame is the query parameter ``{key}_frame``, absent at the first one.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from playground import address, here, scene

_LARGEST = 1_000_000


@dataclass(frozen=True)
class Place:
    """A frame, and the identity under which the scene has to be shown.

    Attributes:
        frame: Index of the frame; give it to ``Scene.start``.
        identity: Give it to ``Scene.identity``.
    """

    frame: int
    identity: str


def now(key: str, sequence: str, frames: int) -> Place:
    """The place of the scene ``key`` in a sequence of frames.

    Args:
        key: Of the scene, by custom the topic's slug.
        sequence: Any text that is another one for other frames, such as a setup's JSON.
        frames: How many there are, at least one.
    """
    key = here.key(key)
    memory = _memory(key)
    known, frame, turn = st.session_state.get(memory, (None, 0, 0))
    texts = address.opened(f"{key}_frame")
    if texts is not None:
        frame, turn = _told(texts), turn + 1
    elif known != sequence:
        frame, turn = 0, turn + 1
    identity = f"{key}:{zlib.crc32(sequence.encode()):08x}:{turn}"
    chosen = scene.events(key, identity).time
    frame = min(frame if chosen is None else chosen, frames - 1)
    st.session_state[memory] = (sequence, frame, turn)
    _write(f"{key}_frame", frame)
    return Place(frame, identity)


def turn(key: str, frame: int) -> None:
    """Go to a frame; for callbacks."""
    key = here.key(key)
    sequence, _, turns = st.session_state.get(_memory(key), (None, 0, 0))
    if sequence is not None:
        st.session_state[_memory(key)] = (sequence, frame, turns + 1)
        _write(f"{key}_frame", frame)


@dataclass(frozen=True)
class Move:
    """A button that goes to a frame, or elsewhere.

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


def buttons(key: str, moves: Sequence[Move]) -> None:
    """Draw the moves of the scene ``key`` in a row."""
    key = here.key(key)
    with st.container(horizontal=True, gap="small"):
        for move in moves:
            st.button(
                move.label,
                key=f"{key}:{move.label}",
                icon=move.icon,
                shortcut=move.shortcut,
                disabled=move.goal is None,
                help=f"{move.help} Hot key {move.shortcut}.",
                on_click=move.goal if callable(move.goal) else partial(turn, key, move.goal or 0),
            )


def _memory(key: str) -> str:
    return f"{key}:place"


def _told(texts: address.Texts) -> int:
    """The frame that a link names; the first if it names none."""
    text = texts[-1] if texts else ""
    return min(int(text), _LARGEST) if text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _write(parameter: str, frame: int) -> None:
    """Bring the address up to date."""
    address.write({parameter: str(frame) if frame else None})

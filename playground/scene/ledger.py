"""Which frames of a recording the browser has, so that a growing one sends only what is new."""

import streamlit as st

from playground import here
from playground.scene.events import read_missing


def needed(key: str, identity: str) -> int:
    """The first frame of a recording that the browser still needs: 0 when it has none of it."""
    key = here.key(key)
    sent: tuple[str, int, int] | None = st.session_state.get(_ledger(key))
    known, frames, answered = sent or ("", 0, 0)
    have = frames if known == identity else 0
    request = read_missing(st.session_state.get(key))
    if request and request.identity == identity and request.serial != answered:
        have = min(have, request.have)
    return have


def sent(key: str, identity: str, frames: int) -> None:
    """Note that the browser has been sent all frames before ``frames``."""
    request = read_missing(st.session_state.get(key))
    st.session_state[_ledger(key)] = (identity, frames, request.serial if request else 0)


def _ledger(key: str) -> str:
    return f"{key} frames sent"

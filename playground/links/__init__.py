"""Links between two rows of words: many matrices at a glance, one or two of them large.

    from playground import links

    picture = links.Links(weights, words, columns=..., rows=...)   # (layers, heads, N, N)
    events = links.show(picture, "attention")                      # events.locked, events.time

Choosing a matrix, hovering, locking words and scrubbing happen in the browser: the weights travel
once. What the person locks comes back as an event and stands in the address.
"""

from dataclasses import dataclass

import streamlit as st

from playground import client, here
from playground.links import pinned
from playground.links.pinned import lock, locked, turn
from playground.links.stack import Links, LinksError, Locked, Matrix, pack
from playground.scene import ledger
from playground.scene.events import read

__all__ = [
    "Events",
    "Links",
    "LinksError",
    "Locked",
    "Matrix",
    "lock",
    "locked",
    "pack",
    "show",
    "turn",
]

_component = st.components.v2.component("playground_links", js=client.loader("links"))


@dataclass(frozen=True)
class Events:
    """What a person did.

    Attributes:
        locked: What is pinned; at least one matrix.
        time: The frame they stopped at; None when they follow the newest or touched nothing.
    """

    locked: Locked
    time: int | None = None


def show(links: Links, key: str = "", height: int = 460, share: float = 1.0) -> Events:
    """Draw links, and return what is locked on them.

    Args:
        links: The picture.
        key: Names the picture on its page, the main one has no name.
        height: Most CSS pixels that a large matrix is high where the page says nothing of heights.
        share: The part that the picture takes of the height that the page gives to pictures.

    Raises:
        LinksError: The links cannot be drawn.
    """
    key = here.word(key)
    pinned.forget_words(key, (tuple(links.sources), tuple(links.targets or ())))
    now = pinned.bounded(pinned.locked(key, links.link), links.shape, links.opening)
    version = pinned.version(key, links.link)
    pinned.write(key, links.link)
    ledger.sent(key, links.identity, links.frames)
    result = _component(
        key=key,
        data=pack(links, now, height=height, share=share, version=version),
        on_locked_change=lambda: pinned.take(key, links.link, st.session_state.get(key)),
        on_time_change=lambda: None,
        on_missing_change=lambda: None,
    )
    return Events(now, read(result, links.identity, links.frames).time)

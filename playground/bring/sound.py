"""A sound that a person brings, and what was done to it."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground import here
from playground.bring.file import place
from playground.bring.told import plain, tell

_TYPES = ("wav",)


class Sound(Protocol):
    """Numbers (n,) from -1 to 1, and in a few words each what was done to the file."""

    @property
    def values(self) -> NDArray[np.float64]:
        """(n,)."""

    @property
    def done(self) -> Sequence[str]:
        """In order."""


S = TypeVar("S", bound=Sound)


def sound(
    label: str,
    key: str,
    megabytes: int,
    read: Callable[[bytes, str], S],
    take: Callable[[S | None], None],
) -> None:
    """A place for a sound; once there is one it says what was done to it.

    Args:
        label: What is wanted.
        key: Unique on the page.
        megabytes: The largest file.
        read: Makes a sound of bytes and their file's name.
        take: Gets the sound, and None when it is removed or another one is refused.
    """
    key = here.key(key)
    found: S | None = place(
        label, key, _TYPES, megabytes, lambda name, content: read(content, name), take
    )
    tell(key)
    if found is not None:
        words = f"As it was read: {len(found.values):,} samples"
        st.caption(plain("; ".join((words, *found.done)) + "."))

"""A picture that a person brings, shown as it was read."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground import here
from playground.bring.file import place
from playground.bring.told import plain, tell

_TYPES = ("png", "jpg", "jpeg", "webp", "gif", "bmp")
_WIDTH = 160  # CSS pixels


class Picture(Protocol):
    """Pixels (H, W, 3) uint8, and in a few words each what was done to the file."""

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """(H, W, 3)."""

    @property
    def done(self) -> Sequence[str]:
        """In order."""


P = TypeVar("P", bound=Picture)


def picture(
    label: str,
    key: str,
    megabytes: int,
    read: Callable[[bytes, str], P],
    take: Callable[[P | None], None],
) -> None:
    """A place for a picture; once there is one it is shown as read, beside what was done to it.

    Args:
        label: What is wanted.
        key: Unique on the page.
        megabytes: The largest file.
        read: Makes a picture of bytes and their file's name.
        take: Gets the picture, and None when it is removed or another one is refused.
    """
    key = here.key(key)
    found: P | None = place(
        label, key, _TYPES, megabytes, lambda name, content: read(content, name), take
    )
    tell(key)
    if found is None:
        return
    height, width = found.pixels.shape[:2]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = f"As it was read: {width} × {height} pixels"
        st.image(found.pixels, width=min(_WIDTH, max(width, 32)), alt=words)
        st.caption(plain("; ".join((words, *found.done)) + "."))

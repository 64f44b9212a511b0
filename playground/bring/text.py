"""A text that a person brings, and how much of it there is."""

from collections.abc import Callable

import streamlit as st

from playground import here
from playground.bring.file import place
from playground.bring.told import tell

_TYPES = ("txt", "md", "tex", "py", "csv")


def text(
    label: str,
    key: str,
    megabytes: int,
    read: Callable[[bytes], bytes],
    take: Callable[[bytes | None], None],
) -> None:
    """A place for a text; once there is one it says how long it is.

    Args:
        label: What is wanted.
        key: Unique on the page.
        megabytes: The largest file.
        read: Makes of a file's bytes the characters that are kept.
        take: Gets them, and None when the file is removed or another one is refused.
    """
    key = here.key(key)
    found: bytes | None = place(
        label, key, _TYPES, megabytes, lambda _, content: read(content), take
    )
    tell(key)
    if found is not None:
        st.caption(f"As it was read: {len(found):,} characters.")

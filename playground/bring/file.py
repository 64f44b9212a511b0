"""A place for a file, and what is kept of it while the page is drawn again and again."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from playground import here
from playground.bring.told import attempt, plain


def place(
    label: str,
    key: str,
    types: Sequence[str],
    megabytes: int,
    read: Callable[[str, bytes], Any],
    take: Callable[[Any], None],
) -> Any:
    """A place for one file; what was read of it, or None.

    What is read stays until its file is removed or another one comes, be it good or bad; also
    while the place is not drawn, because a knob or another page hides it.

    Args:
        label: What is wanted.
        key: Unique on the page.
        types: Endings of the names that are let in.
        megabytes: The largest file.
        read: Makes of a name and bytes what is to be kept.
        take: Gets what was read, and None when it goes.
    """
    key = here.key(key)

    def forget() -> None:
        for name in (f"{key}:kept", f"{key}:problem"):
            st.session_state.pop(name, None)
        take(None)

    def changed() -> None:
        file = st.session_state[key]
        forget()
        if file is not None:
            attempt(key, lambda: keep(file.name, file.getvalue()))

    def keep(name: str, content: bytes) -> None:
        found = read(name, content)
        st.session_state[f"{key}:kept"] = name, found
        take(found)

    st.file_uploader(label, type=list(types), key=key, max_upload_size=megabytes, on_change=changed)
    if f"{key}:kept" not in st.session_state:
        return None
    name, found = st.session_state[f"{key}:kept"]
    if st.session_state[key] is None:  # the browser forgot the file while its place was hidden
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{plain(name)} is still in use.")
            st.button("Remove", icon=":material/close:", key=f"{key}:remove", on_click=forget)
    return found

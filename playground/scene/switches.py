"""Which layers a person has switched by the legend's words, the same in all pictures of a page.

They are the query parameter ``{page}_switched``: the names of the layers that are not as the page
would show them, absent while there is none.
"""

from collections.abc import Sequence

import streamlit as st

from playground import address
from playground.scene.events import read_switched

_BETWEEN = "~"
_LONGEST = 600


def switched(key: str, names: Sequence[str]) -> tuple[list[str], int]:
    """The switched layers of a scene, and the number of the last switching that is among them.

    Args:
        key: Of the scene: the page's, or the page's and more after a colon.
        names: Of the scene's layers.
    """
    page = key.partition(":")[0]
    parameter, memory = f"{page}_switched", f"{key} switched"
    kept = set(address.remembered(parameter)[:_LONGEST].split(_BETWEEN))
    now, serial = read_switched(st.session_state.get(key))
    known = st.session_state.get(memory, 0)
    st.session_state[memory] = serial
    if serial and serial != known:  # a picture that is drawn again counts from 0 once more
        kept = (kept - set(names)) | (set(names) & set(now))
        address.remember(parameter, _BETWEEN.join(sorted(kept - {""})))
        address.remembered(parameter)
    return [name for name in dict.fromkeys(names) if name in kept], serial

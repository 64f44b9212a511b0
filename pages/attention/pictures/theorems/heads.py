"""Where the heads look."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.attention.pictures.transformer import causal
from playground import links


def heads(words: Sequence[str], attention: Any) -> None:
    """The maps (layers, heads, N, N) of one example at the moment on screen."""
    layers, count = attention.shape[:2]
    st.markdown("**What each head looks at** in this example, at the moment on screen")
    picture = links.Links(
        causal(attention),
        words,
        columns=[str(layer) for layer in range(layers)],
        rows=[str(head) for head in range(count)],
        opening=(layers - 1, 0),
        badge="trained live",
        views=("matrix",),
        alt="Where every head looks while the transformer reads the example.",
    )
    links.show(picture, "maps", height=430)

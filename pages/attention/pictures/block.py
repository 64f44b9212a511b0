"""The pictures of the block page: its outputs before and after a shuffle, its heads, its shapes."""

import numpy as np
import streamlit as st

from models.attention import BlockSetup
from models.attention.block import Shuffled
from playground import charts, links

SLUG = "block"
ROUNDING_32, ROUNDING_64 = (float(np.finfo(kind).eps) for kind in (np.float32, np.float64))
EQUAL = 1e-10  # below it, in float64, only rounding is left
LAST_SHUFFLE = 2**31 - 1


def order(seen: Shuffled) -> str:
    """Which token stands where in XP."""
    return "X P has the columns " + " ".join(f"`{place + 1}`" for place in seen.permutation)


def outputs(seen: Shuffled) -> None:
    """f(X)P, f(XP) and their difference, on one scale of colours."""
    limit = float(np.abs(seen.shuffled_after).max())
    tokens = [str(place + 1) for place in seen.permutation]
    rows = [str(row + 1) for row in range(len(seen.x))]
    tables = {
        "f(X) P: block first": seen.shuffled_after,
        "f(X P): shuffle first": seen.shuffled_before,
        "Their difference": seen.shuffled_before - seen.shuffled_after,
    }
    for number, (place, title) in enumerate(zip(st.columns(3, gap="small"), tables, strict=True)):
        with place:
            st.markdown(f"**{title}**")
            figure = charts.matrix(
                tables[title],
                rows,
                tokens,
                ("row", "token", "value"),
                scale="diverging",
                limits=(-limit, limit),
                digits=1,
                height=260,
            )
            charts.show_figure(figure, f"{number}", f"A table of colours: {title}.")


def heads(setup: BlockSetup, seen: Shuffled) -> None:
    """The map of each head, from the token that looks to the tokens it looks at."""
    looks = seen.attention.swapaxes(1, 2)  # (h, n, n), now rows sum to 1
    if setup.causal:
        looks = np.where(np.triu(np.ones(looks.shape[1:], dtype=bool), 1), np.nan, looks)
    picture = links.Links(
        looks[None],
        [f"x{place + 1}" for place in range(setup.tokens)],
        columns=["1"],
        rows=[str(head + 1) for head in range(setup.heads)],
        nouns=("block", "head"),
        badge="exact",
        alt="How much each token looks at each other token, for each head of the block.",
    )
    links.show(picture, SLUG, height=340)


def equations(setup: BlockSetup, seen: Shuffled) -> None:
    """(1) and (2) of the notes, each factor over its shape."""

    def shaped(symbol: str, name: str) -> str:
        rows, columns = seen.shapes[name]
        return rf"\underbrace{{{symbol}}}_{{{rows} \times {columns}}}"

    x = shaped("X", "X")
    value = rf"{shaped('W_O^i', 'W_O')}\,{shaped('W_V^i', 'W_V')}\,{x}"
    scores = rf"({shaped('W_K^i', 'W_K')}\,X)^\top {shaped('W_Q^i', 'W_Q')}\,X"
    size = rf"{setup.tokens} \times {setup.tokens}"
    width, hidden = setup.width, setup.hidden
    # Broken by hand, for a phone: between these terms a formula does not break by itself.
    st.latex(
        rf"""\begin{{aligned}}\mathrm{{Attn}}(X) = X &+ \sum_{{i=1}}^{{{setup.heads}}} {value}\\
        &\;\cdot\underbrace{{\sigma\big[\,{scores}\,\big]}}_{{{size}}} \quad (1)\end{{aligned}}"""
    )
    inner = rf"{shaped('W_1', 'W_1')}\,\mathrm{{Attn}}(X)"
    inner += rf" + \underbrace{{b_1}}_{{{hidden}}} \mathbf{{1}}^\top"
    st.latex(
        rf"""\begin{{aligned}}\mathrm{{FF}}(X) &= \mathrm{{Attn}}(X)\\
        &+ {shaped("W_2", "W_2")}\,\mathrm{{ReLU}}\big({inner}\big)\\
        &+ \underbrace{{b_2}}_{{{width}}} \mathbf{{1}}^\top \quad (2)\end{{aligned}}"""
    )
    st.caption(
        "A token is a column of X, σ is the softmax of each column, and P moves columns. As the "
        "notes print it: no division by √m and no layer norm."
    )

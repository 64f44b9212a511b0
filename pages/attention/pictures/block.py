"""The pictures of the block page: its outputs before and after a shuffle, its heads, its shapes."""

import math

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.attention import BlockSetup
from models.attention.block import Shuffled
from playground import links, scene

SLUG = "block"
ROUNDING_32, ROUNDING_64 = (float(np.finfo(kind).eps) for kind in (np.float32, np.float64))
EQUAL = 1e-10  # below it, in float64, only rounding is left
ASPECT = 1.7  # of a table with its names: three beside each other fill a screen
ABOVE, BESIDE = 0.9, 0.9  # room for the names of tokens and rows, in rows and columns
NAMED = 16  # rows that have their names written, at most
LAST_SHUFFLE = 2**31 - 1


def order(seen: Shuffled) -> str:
    """Which token stands where in XP."""
    return "X P has the columns " + " ".join(f"`{place + 1}`" for place in seen.permutation)


def outputs(seen: Shuffled) -> None:
    """f(X)P, f(XP) and their difference beside each other, on one scale of colours."""
    rows, tokens = seen.x.shape
    limit = float(np.abs(seen.shuffled_after).max())
    high = ASPECT * (tokens + BESIDE) / (rows + ABOVE)  # of a row, where a column is 1 wide
    extent = (0.0, float(tokens), 0.0, rows * high)
    tables = {
        "f(X) P: block first": seen.shuffled_after,
        "f(X P): shuffle first": seen.shuffled_before,
        "Their difference": seen.shuffled_before - seen.shuffled_after,
    }
    named = range(0, rows, math.ceil(rows / NAMED))
    picture = scene.Scene(
        [
            scene.Labels(
                "tokens",
                [(place + 0.5, (rows + ABOVE / 2) * high) for place in range(tokens)],
                [str(place + 1) for place in seen.permutation],
            ),
            scene.Labels(
                "rows",
                [(-BESIDE / 2, (rows - row - 0.5) * high) for row in named],
                [str(row + 1) for row in named],
            ),
        ],
        (-BESIDE, float(tokens), 0.0, (rows + ABOVE) * high),
        axes=False,
        badge="exact",
        panels=[
            scene.Panel(title, [_table(values, extent, limit)]) for title, values in tables.items()
        ],
        alt="Three tables of colours: the block's output shuffled, its output of the shuffled "
        "tokens, and their difference.",
    )
    scene.show(picture, "outputs")


def _table(values: NDArray[np.float32], extent: scene.layers.Window, limit: float) -> scene.Field:
    """A table of numbers and their colours, its first row on top."""
    return scene.Field(
        "value",
        values[::-1],
        extent,
        -limit,
        limit,
        scale="diverging",
        dtype="float16",
        cells=True,
        digits=1,
    )


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
    links.show(picture, SLUG)


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

"""Induction heads: a random string said twice, who finds it again, and what that saves."""

from typing import Any

import numpy as np
import streamlit as st

from models.language.looking import Repeats
from models.language.next_token import RepeatSetup, repeated
from pages.attention.pictures.next_token.prompt import apart, badge, decoder
from playground import lesson, links, scene
from playground.lesson import Readout


@st.cache_resource(max_entries=16, show_spinner="Reading a random string twice …")
def read(text: str, of: str) -> dict[str, Any]:
    """The string as plain fields, for a setup as JSON and the name of the decoder."""
    return repeated(RepeatSetup.model_validate_json(text))._asdict()


def show(setup: RepeatSetup) -> None:
    """Surprise over both copies beside the scores of all heads, then where they look."""
    found = Repeats(**read(setup.model_dump_json(), badge()))
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        scene.show(surprise(found), share=0.6)
    with right:
        scene.show(scores(found), "scores", share=0.6)
    layer, head = best(found)
    first, second = found.copies
    lesson.readouts(
        [
            Readout("First copy", first, "bits a token"),
            Readout("Second copy", second, "bits a token", first, "first"),
            Readout(f"Layer {layer}, head {head}", float(found.scores[layer, head])),
            Readout("Attention sink", found.sink, help="Mean weight on the start."),
        ]
    )
    shape = decoder().shape
    picture = links.Links(
        np.where(np.triu(np.ones(found.weights.shape[-2:], dtype=bool), 1), np.nan, found.weights),
        apart(["start", *decoder().words(found.tokens[1:])]),
        columns=[str(layer) for layer in range(shape.layers)],
        rows=[str(head) for head in range(shape.heads)],
        opening=(layer, head),
        badge=badge(),
        views=("matrix",),
        alt="Where each head looks while it reads the string twice: an induction head draws a "
        "diagonal one copy below the other.",
    )
    links.show(picture, "repeat", height=430)


def best(found: Repeats) -> tuple[int, int]:
    """The head with the largest score."""
    layer, head = divmod(int(found.scores.argmax()), found.scores.shape[1])
    return layer, head


def surprise(found: Repeats) -> scene.Scene:
    """Bits of each token: high in the first copy, low once it is found again."""
    half = len(found.bits) // 2
    line = np.stack((np.arange(1, 2 * half + 1), found.bits), axis=1)
    high = float(found.bits.max())
    return scene.Scene(
        [
            scene.Paths("−log₂ p", line[None], "model", width=3),
            scene.Paths(
                "said again from here", [[(half + 0.5, 0), (half + 0.5, high)]], "exact", True
            ),
        ],
        (1, 2.0 * half, 0, high),
        x_label="token",
        y_label="bits",
        equal=False,
        badge="exact",
        alt="The surprise of each token of a random string that is said twice.",
    )


def scores(found: Repeats) -> scene.Scene:
    """The induction score of each head."""
    layers, heads = found.scores.shape
    return scene.Scene(
        [
            scene.Field("score", found.scores, (0, heads, 0, layers), 0, 1, cells=True),
        ],
        (0, float(heads), 0, float(layers)),
        x_label="head",
        y_label="layer",
        equal=False,
        badge="exact",
        alt="The weight that each head puts on the token that came next the first time.",
    )

"""P(S) as a product: each factor, what else was possible, and what may come next."""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from models.language.next_token import FactorsSetup, factored, instead
from models.language.writing import Chain
from pages.attention.pictures.next_token.prompt import (
    SLUG,
    badge,
    branches,
    decoder,
    plain,
    say,
    seen,
)
from playground import controls, handles, here, lesson, scene
from playground.controls.knobs import literal
from playground.lesson import Readout

ROWS = 7  # last factors of a text that are drawn
LINE = 0.17  # of a row, from its middle to a line of words
WORD, NUMBER, RING = 0.29, 0.0, -0.3  # of an alternative, whose ring stands below its number
MOST_BITS = 14.0  # of the darkest colour
SURPRISING = ((2.0, "green"), (6.0, "blue"), (10.0, "orange"), (float("inf"), "red"))


@st.cache_resource(max_entries=64, show_spinner="Reading the prompt …")
def read(text: str, of: str) -> dict[str, Any]:
    """The factors as plain fields, for a setup as JSON and the name of the decoder."""
    return factored(FactorsSetup.model_validate_json(text))._asdict()


def chain_of(setup: FactorsSetup) -> Chain:
    return Chain(**read(setup.model_dump_json(), badge()))


def show(setup: FactorsSetup) -> None:
    """The table of factors, the text in colours, the buttons that go on, and the tree."""
    found = chain_of(setup)
    text = setup.model_dump_json()
    scene.show(
        picture(found),
        share=0.86,
        on_event=handles.follow(text, stay, clicked=partial(turn, setup, found)),
    )
    numbers(found)
    st.markdown(coloured(found))
    st.caption(
        "Bits of surprise: green below 2, blue below 6, orange below 10, red above. Press the ring "
        "below any word of the picture to go on from there; what was said stays in the tree."
    )
    goes_on(setup, found)
    branches(setup)


def stay(_: handles.Positions) -> None:
    """A word is chosen, and not dragged."""


def turn(setup: FactorsSetup, found: Chain, _: str, clicked: int) -> None:
    """Go on with an alternative of any row; for callbacks."""
    first = max(0, len(found.words) - ROWS)
    row, column = divmod(clicked, found.alternatives.shape[1])
    token = int(found.alternatives[first + row, column])
    turned = instead(setup, decoder(), first + row, token)
    controls.set_values(SLUG, **turned._asdict())


def picture(found: Chain) -> scene.Scene:
    """A row for each factor: the word, its probability, and the likeliest words there."""
    first = max(0, len(found.words) - ROWS)
    said = found.bits[first:]
    rows, columns = len(said) + 1, found.shares.shape[1]
    surprise = np.append(said, np.nan)[::-1, None]
    shares = found.shares[first:][::-1]
    left = 1.6  # of a column of alternatives, where one is 1 wide
    factors = [*map(seen, found.words[first:]), "next"]
    own = [lesson.numeral(factor, 2) for factor in found.factors[first:].tolist()]
    places = [(left / 2, rows - row - 0.5) for row in range(rows)]
    others = decoder_words(found)[first:]
    beside = [
        (left + column + 0.5, rows - row - 0.5) for row in range(rows) for column in range(columns)
    ]
    names = [seen(word) for line in others for word in line]
    numbers = [*own, *(lesson.numeral(share, 2) for share in found.shares[first:].ravel().tolist())]
    return scene.Scene(
        [
            scene.Field(
                "surprise",
                surprise,
                (0, left, 0, rows),
                0,
                MOST_BITS,
                unit="bits",
                cells=True,
                opacity=0.45,
            ),
            scene.Field(
                "probability",
                shares,
                (left, left + columns, 0, rows),
                0,
                1,
                cells=True,
                opacity=0.45,
                power=0.5,
            ),
            scene.Labels("factors", raised(places, LINE), factors),
            scene.Labels("alternatives", raised(beside, WORD), names),
            scene.Labels(
                "numbers", [*raised(places[:-1], -LINE), *raised(beside, NUMBER)], numbers
            ),
            scene.Handles(
                "go on from",
                raised(beside, RING),
                "model",
                titles=[f"go on with {name}" for name in names],
                clicks=True,
            ),
        ],
        (0, left + columns, 0, rows),
        axes=False,
        equal=False,
        tall=0.18 * rows,
        badge="exact",
        alt="A row for each token: its probability given all before it, and the likeliest tokens "
        "at its place; the last row is what may come next.",
    )


def raised(places: list[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """Places, each a little higher."""
    return [(x, y + by) for x, y in places]


def decoder_words(found: Chain) -> list[list[str]]:
    return [decoder().words(row) for row in found.alternatives.tolist()]


def coloured(found: Chain) -> str:
    """The text with each token on the colour of its surprise, in Markdown."""
    parts = []
    for word, bits in zip(found.words, found.bits.tolist(), strict=True):
        color = next(name for most, name in SURPRISING if bits < most)
        parts.append(f":{color}-background[{literal(seen(word))}]")
    return " ".join(parts)


def numbers(found: Chain) -> None:
    """The product, and what it costs to send the text."""
    lesson.readouts(
        [
            Readout(
                "−log₂ P(S)",
                found.total,
                "bits",
                help="The sum over all words, those before the rows on screen too.",
            ),
            Readout(
                "Bits per character",
                found.per_character,
                help="Comparable between models whose tokens differ.",
            ),
            Readout(
                "Perplexity",
                found.perplexity,
                help="2 to the mean bits of a token: among so many it hesitates, in the mean.",
            ),
            Readout(
                "Next token",
                float(found.entropy[-1]),
                "bits",
                help="The entropy of what may come next.",
            ),
        ]
    )


def goes_on(setup: FactorsSetup, found: Chain) -> None:
    """A button for each likely next token."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**Go on with**", width="content")
        tokens, shares = found.alternatives[-1].tolist(), found.shares[-1].tolist()
        words = decoder_words(found)[-1]
        for rank, (token, word, share) in enumerate(zip(tokens, words, shares, strict=True)):
            st.button(
                f"{plain(seen(word))} {100 * share:.0f} %",
                key=here.key(f"say:{rank}"),
                on_click=say,
                args=(setup, token),
            )

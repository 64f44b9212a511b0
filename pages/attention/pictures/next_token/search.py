"""Greedy, beam and sampling side by side: the texts, and what each costs token by token."""

from typing import Any

import numpy as np
import streamlit as st

from models.language.next_token import SearchSetup, searched
from models.language.writing import Written
from pages.attention.pictures.next_token.prompt import badge, branches, decoder, say, seen
from playground import here, lesson, palette, scene
from playground.controls.knobs import literal
from playground.controls.widgets import KEEP
from playground.lesson import Readout

RANGES = (("temperature", 0.1, 3.0, 0.05), ("top_k", 0.0, 40.0, 1.0), ("top_p", 0.05, 1.0, 0.01))
COLORS: dict[str, palette.Concept] = {"greedy": "query", "beam": "model", "sample": "data"}


@st.cache_resource(max_entries=32, show_spinner="Writing three ways …")
def found(text: str, of: str) -> dict[str, Any]:
    """All texts as plain fields, for a setup as JSON and the name of the decoder."""
    ways = searched(SearchSetup.model_validate_json(text))
    return {way: written._asdict() for way, written in ways.items()}


def ways_of(setup: SearchSetup) -> dict[str, Written]:
    return {way: Written(**each) for way, each in found(setup.model_dump_json(), badge()).items()}


def show(setup: SearchSetup) -> None:
    """The costs as lines, and all texts in a table with a button each."""
    ways = ways_of(setup)
    scene.show(picture(ways), share=0.6)
    lesson.readouts(
        [
            Readout("Greedy", -ways["greedy"].bits, "bits"),
            Readout("Best beam", -ways["beam 1"].bits, "bits", -ways["greedy"].bits, "greedy"),
        ]
    )
    texts(setup, ways)
    branches(setup)


def sliders() -> None:
    """How the draws are made: the same knobs that the view of one choice turns."""
    for name, low, high, step in RANGES:
        field = SearchSetup.model_fields[name]
        st.slider(
            field.title or name,
            low,
            high,
            float(field.default),
            step,
            key=here.word(name),
            help=field.description,
            persist_state=KEEP,
        )


def picture(ways: dict[str, Written]) -> scene.Scene:
    """-log2 P so far over the tokens, a line for each text; lower is likelier."""
    lines: dict[str, list[Any]] = {kind: [] for kind in COLORS}
    for way, text in ways.items():
        lines[way.split()[0]].append(text.path)
    layers = [
        scene.Paths(kind, padded(lines[kind]), color, width=4 if kind == "greedy" else 2.5)
        for kind, color in COLORS.items()
    ]
    every = [point for kind in lines.values() for line in kind for point in line]
    most = max(1.0, max(bits for _, bits in every))
    last = max(1, max(place for place, _ in every))
    return scene.Scene(
        layers,
        (0, float(last), 0, most),
        x_label="tokens written",
        y_label="−log₂ P, bits",
        equal=False,
        badge="exact",
        alt="How many bits each text has cost so far: greedy, the texts of the beam, and draws.",
    )


def padded(lines: list[Any]) -> Any:
    """Lines of several lengths as one array; a shorter one stays at its end."""
    longest = max(map(len, lines))
    return np.array([[*line, *[line[-1]] * (longest - len(line))] for line in lines])


def texts(setup: SearchSetup, ways: dict[str, Written]) -> None:
    """Each text with its price, and a button that takes it into the tree."""
    with st.container(key=here.key("texts")):  # a line each, however short
        for way, text in ways.items():
            with st.container(horizontal=True, vertical_alignment="center"):
                key = here.key(f"take:{way}")
                st.button("Take", key=key, on_click=say, args=(setup, *text.tokens))
                words = "".join(map(seen, decoder().words(text.tokens)))
                bits = lesson.numeral(-text.bits)
                st.markdown(f"**{way}**, {bits} bits: {literal(words, 160)}")

"""How one token is chosen: four laws as bars, which follow three sliders while they are dragged."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.language.next_token import Choice, ChoiceSetup, chosen, logits_of, tokens_of
from models.language.writing import sampling
from pages.attention.pictures.next_token.prompt import (
    SLUG,
    apart,
    badge,
    branches,
    decoder,
    plain,
    say,
    seen,
)
from playground import controls, here, lesson, scene
from playground.lesson import Readout

STAGES = ("the model", "temperature", "top-k", "top-p")
TURNED = ("temperature", "top_k", "top_p")


@st.cache_resource(max_entries=64, show_spinner="Reading the prompt …")
def following(
    prompt: str, grown: tuple[tuple[int, int], ...], node: int, of: str
) -> NDArray[np.float32]:
    """The logits of the next token, by the decoder of that name."""
    return logits_of(ChoiceSetup(prompt=prompt, grown=grown, node=node))


def logits(setup: ChoiceSetup) -> NDArray[np.float32]:
    return following(setup.prompt, setup.grown, setup.node, badge())


def show(setup: ChoiceSetup) -> None:
    """The sliders with their bars, then what is written so."""
    logits(setup)  # here an error is a sentence
    stage(setup)
    branches(setup)


@st.fragment
def stage(setup: ChoiceSetup) -> None:
    """What follows the sliders, without the page around it."""
    if here.forget("gone on"):
        st.rerun()
    setup = turned(setup)
    found = chosen(setup, logits(setup))
    scene.show(picture(found), share=0.75)
    word = decoder().words([found.token])[0]
    lesson.readouts(
        [
            Readout(name, kept, reference=found.kept[0], reference_name="of")
            for name, kept in zip(("After top-k", "After top-p"), found.kept[2:], strict=True)
        ]
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Seed {setup.seed} draws {plain(seen(word))}", width="content")
        st.button("Say it", key=here.key("say"), on_click=goes_on, args=(setup, found.token))
        write = st.button("Write on", icon=":material/edit_note:", key=here.key("write"))
    if write:
        st.write_stream(written(setup))


def goes_on(setup: ChoiceSetup, token: int) -> None:
    """The draw becomes part of the text."""
    say(setup, token)
    here.keep("gone on", True)


def turned(setup: ChoiceSetup) -> ChoiceSetup:
    """The setup as its three sliders stand."""
    heat, few, nucleus = st.columns(3)
    with heat:
        label, help = told("temperature")
        controls.continuous(label, 0.1, 3.0, 1.0, "temperature", 0.05, help)
    with few:
        label, help = told("top_k")
        controls.continuous(label, 0, 40, 0, "top_k", 1, help)
    with nucleus:
        label, help = told("top_p")
        controls.continuous(label, 0.05, 1.0, 1.0, "top_p", 0.01, help)
    values = {name: controls.stands(SLUG, name, getattr(setup, name)) for name in TURNED}
    return setup.model_copy(update=values)


def told(name: str) -> tuple[str, str]:
    """What a knob is called, and what it does."""
    field = ChoiceSetup.model_fields[name]
    return field.title or name, field.description or ""


def picture(found: Choice) -> scene.Scene:
    """The likeliest tokens from the top, and their bars under each of the four laws."""
    rows = len(found.words)
    heights = [rows - row - 0.5 for row in range(rows)]
    words = scene.Labels("words", [(-0.32, y) for y in heights], apart(found.words), room=0.54)
    panels = []
    colors: tuple[Any, ...] = ("base", "query", "key", "model")
    for name, color, law in zip(STAGES, colors, found.laws, strict=True):
        bars = np.array([[(0, y), (p or np.nan, y)] for y, p in zip(heights, law, strict=True)])
        shares = scene.Labels(
            "probability",
            [(p + 0.25, y) for y, p in zip(heights, law, strict=True)],
            [lesson.numeral(p, 2) if p else "—" for p in law.tolist()],
            room=0.42,
        )
        lines = scene.Paths("law", bars, color, width=0.13, bars=True)
        panels.append(scene.Panel(name, [lines, shares], color))
    return scene.Scene(
        [words],
        (-0.62, 1.48, 0.0, float(rows)),
        axes=False,
        equal=False,
        tall=1.3,
        badge="exact",
        panels=panels,
        alt="The probabilities of the likeliest next tokens: by the model, and after temperature, "
        "top-k and top-p.",
    )


def written(setup: ChoiceSetup) -> Any:
    """The text as it is written, word by word."""
    tokens = [decoder().start, *tokens_of(setup, decoder())]
    for token in sampling(decoder(), tokens, setup.written, setup.choosing, setup.seed):
        yield decoder().text([token])

"""Attention in a real encoder: every head, in pictures and in numbers."""

import streamlit as st

import pages.attention.pictures.attention as pictures
from models.attention import Encoder
from models.attention.encoder import (
    AXES,
    HEADS,
    LAYERS,
    MAX_CHARACTERS,
    MAX_TOKENS,
    ReadingSetup,
    pattern_scores,
    read,
    rollout,
)
from models.wheels import Missing
from pages.attention.pictures.closer import patterns, silence, silenced, story
from pages.attention.pictures.turned import page_follows
from pages.attention.stories.attention import OPENINGS, STATIONS
from playground import address, catalog, controls, here, lesson, links, page
from playground.controls import texts
from playground.lesson import Preset, Readout

TOPIC = catalog.topic("attention")
SLUG = TOPIC.slug
VIEWS = {
    "story": "One head, step by step",
    "patterns": "Which head does what",
    "silence": "Without a head",
}


def check(setup: ReadingSetup) -> None:
    """Read what will be looked at.

    Raises:
        ModelError: The encoder is missing, or a text cannot be read.
    """
    if setup.second == "apart":
        pictures.read(setup.text_a, None)
        pictures.read(setup.text_b, None)
    else:
        pictures.read(setup.text_a, setup.pair)


@st.fragment
def looked_at(setup: ReadingSetup) -> None:
    """All heads, one of them large, and what is below: all that follows a chosen head."""
    page_follows()
    events = both(setup) if setup.second == "apart" else one(setup)
    if setup.silenced:
        st.caption(
            f":material/volume_off: **Silenced: {silenced(setup)}.** Every map is that of the "
            "network without them. A silenced head still looks, but hands nothing over, so the "
            "maps of all later layers change."
        )
    if words := pictures.unknown(setup):
        st.caption(pictures.unknown_words(words))
    st.caption(
        ":material/warning: **Attention is not explanation.** A weight says where a head reads, "
        "not why the model decides as it does. What the result owes to a head shows only when "
        "the head is taken away."
    )
    view = controls.view("Look closer", VIEWS, SLUG)
    if view == "patterns":
        patterns(setup)
    elif view == "silence":
        silence(setup, events.locked)
    else:
        story(setup, events.locked)


def one(setup: ReadingSetup) -> links.Events:
    return pictures.heads(setup, setup.text_a, setup.pair, SLUG)


def both(setup: ReadingSetup) -> links.Events:
    """Text A and text B, each read by itself, with the same heads large."""
    left, right = st.columns([2, 1], gap="small")
    with left:
        st.markdown("**Text A**")
        events = pictures.heads(setup, setup.text_a, None, SLUG)
    with right:
        st.markdown("**Text B**")
        pictures.heads(setup, setup.text_b, None, "b")
    return events


def turn(preset: Preset) -> None:
    """After a preset: the heads and the word that it is about."""
    opening = OPENINGS[preset.name]
    links.turn(SLUG, *opening.heads)
    links.lock(SLUG, () if opening.word is None else (opening.word,))
    address.remember(here.word("pattern"), opening.pattern)


def readouts(setup: ReadingSetup) -> None:
    tokens = len(pictures.read(setup.text_a, setup.pair)["tokens"])
    lesson.readouts(
        [
            Readout("Heads", LAYERS * HEADS, reference=LAYERS, reference_name="layers"),
            Readout("Tokens", tokens, reference=MAX_TOKENS, reference_name="limit"),
        ]
    )


def both_texts(setup: ReadingSetup) -> None:
    """Where the two texts are typed."""
    texts.knob("Text A", "text_a", setup.text_a)
    texts.knob("Text B (may stay empty)", "text_b", setup.text_b)
    st.caption(f"Up to {MAX_CHARACTERS} characters each, and {MAX_TOKENS} tokens in all.")


def show(setup: ReadingSetup) -> None:
    """All heads, and what follows the one that is large."""
    try:
        check(setup)
    except Missing as error:
        st.warning(str(error), icon=":material/inventory_2:")
        st.markdown("The other pages of this section work without it.")
        st.stop()
    looked_at(setup)
    readouts(setup)


page.opened(TOPIC, ReadingSetup, brings=both_texts).computed(
    show,
    STATIONS,
    page.Data(lambda setup: next(read(setup)).views, read, AXES),
    code=(Encoder, pattern_scores, rollout),
    then=turn,
)

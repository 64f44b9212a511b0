"""One token after another: a real decoder, its chain rule, its choices, and its machine."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

import pages.attention.pictures.next_token.anatomy as whole
import pages.attention.pictures.next_token.choice as choice
import pages.attention.pictures.next_token.factors as factors
import pages.attention.pictures.next_token.learns as learns
import pages.attention.pictures.next_token.machine as machine
import pages.attention.pictures.next_token.repeat as repeat
import pages.attention.pictures.next_token.search as search
from models.errors import refusal
from models.language import Decoder, read_text, text_of
from models.language.decoder import MOST_CHARACTERS, MOST_TOKENS
from models.language.learnt import CharacterDecoder, WriterSetup, counted, train_writer
from models.language.looking import anatomy, parts, repeats
from models.language.next_token import (
    AXES,
    AnatomySetup,
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    PromptSetup,
    RepeatSetup,
    SearchSetup,
    next_token,
)
from models.language.writing import Beam, Greedy, Sampled, Way, chain, draw, laws, write
from models.setup import Setup
from pages.attention.pictures.next_token.prompt import afresh, told
from pages.attention.stories.next_token import STATIONS
from playground import bring, catalog, page
from playground.controls import texts

TOPIC = catalog.topic("next_token")
SLUG = TOPIC.slug


class View(NamedTuple):
    """One view: its tab, its knobs, what it draws, and what ran."""

    title: str
    setup: type[Setup]
    show: Callable[[Any], None]
    code: tuple[Callable[..., Any], ...]


VIEWS = {
    "factors": View("Factor by factor", FactorsSetup, factors.show, (chain, Decoder)),
    "choice": View("One choice", ChoiceSetup, choice.show, (laws, draw)),
    "search": View(
        "Three ways to write", SearchSetup, search.show, (write, Way, Greedy, Beam, Sampled)
    ),
    "whole": View("The whole machine", AnatomySetup, whole.show, (Decoder, anatomy)),
    "machine": View("Layer by layer", MachineSetup, machine.show, (Decoder, parts)),
    "repeat": View("Said twice", RepeatSetup, repeat.show, (repeats,)),
}


WRITTEN = {"text": "line place", "surprise": "line place"}


def brings(setup: Setup) -> None:
    """Where the prompt is typed, and a text to learn from brought."""
    if isinstance(setup, WriterSetup) and setup.text == "own":
        take = bring.into(SLUG, "own", bytes, b"")
        bring.text("A text, 20,000 to 500,000 characters", "text", 2, read_text, take)
    if isinstance(setup, PromptSetup):
        texts.knob("Prompt", "prompt", setup.prompt)
    if isinstance(setup, SearchSetup):
        search.sliders()
    if isinstance(setup, PromptSetup):
        st.caption(f"Up to {MOST_CHARACTERS} characters, and {MOST_TOKENS} tokens in all.")


def show(setup: Setup) -> None:
    """What the prompt lost of a link, and the view."""
    told()
    VIEWS[opened.view].show(setup)


opened = page.opened(
    TOPIC,
    {**{name: view.setup for name, view in VIEWS.items()}, "learns": WriterSetup},
    views={**{name: view.title for name, view in VIEWS.items()}, "learns": "It learns to write"},
    before=afresh,
    brings=brings,
)
if opened.view == "learns":
    opened.trained(
        train_writer,
        learns.learns,
        STATIONS,
        WRITTEN,
        code=(CharacterDecoder, counted, train_writer),
        first=partial(refusal, text_of),
    )
else:
    view = VIEWS[opened.view]
    opened.computed(
        show,
        STATIONS,
        page.Data(lambda setup: next(next_token(setup)).views, next_token, AXES[view.setup]),
        code=view.code,
    )

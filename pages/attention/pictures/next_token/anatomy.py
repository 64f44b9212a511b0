"""The whole machine: its picture, the layer that is opened, and what may be silenced of it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from models.language.looking import Anatomy, Parts
from models.language.next_token import AnatomySetup, decoder_here, dissected, tokens_of
from pages.attention.pictures.next_token import layer, whole
from pages.attention.pictures.next_token.prompt import SLUG, badge, branches, decoder, plain, seen
from playground import controls, handles, here, lesson, scene, timeline
from playground.lesson import Readout

SHARE = 0.84


@st.cache_resource(max_entries=8, show_spinner="Looking through the whole machine …")
def looked_through(text: str, of: str) -> dict[str, Any]:
    """The machine as plain fields, for a setup as JSON and the name of the decoder."""
    found = dissected(AnatomySetup.model_validate_json(text))
    return found._asdict() | {"parts": found.parts._asdict()}


def anatomy_of(setup: AnatomySetup) -> Anatomy:
    """Of all heads: which one is opened is no matter of the machine."""
    fields = looked_through(setup.model_copy(update={"opened": 0}).model_dump_json(), badge())
    return Anatomy(**fields | {"parts": Parts(**fields["parts"])})


def show(setup: AnatomySetup) -> None:
    """The machine on the left, the layer that is opened on the right, and its switches below."""
    found = anatomy_of(setup)
    words = ["start", *decoder().words(tokens_of(setup, decoder_here().decoder))]
    layers, heads = found.sinks.shape
    at = timeline.steps("".join(words), layers)
    opened = min(setup.opened, heads - 1)
    left, right = st.columns([1.6, 1], gap="small")
    with left:
        scene.show(whole.picture(setup, found, words, at), share=SHARE)
    with right:
        scene.show(
            layer.picture(setup, found, at),
            "layer",
            share=SHARE,
            on_event=handles.follow(setup.model_dump_json(), stay, "layer", clicked=open_head),
        )
    switches(setup, found, at.frame, opened)
    numbers(found)
    branches(setup)


def stay(_: handles.Positions) -> None:
    """A head is chosen, and not dragged."""


def open_head(_: str, head: int) -> None:
    """Draw another head large; for callbacks."""
    controls.set_values(SLUG, opened=head)


def switches(setup: AnatomySetup, found: Anatomy, at: int, opened: int) -> None:
    """Silence what is opened, and read what is said then."""
    parts: Sequence[tuple[str, str, dict[str, Any]]] = [
        (
            f"Silence head {opened} of layer {at}",
            "head off",
            {"silenced": tuple(sorted({*setup.silenced, (at, opened)}))},
        ),
        (
            f"Silence the MLP of layer {at}",
            "MLP off",
            {"muted": tuple(sorted({*setup.muted, at}))},
        ),
        (
            f"Silence all of layer {at}",
            "layer off",
            {"skipped": tuple(sorted({*setup.skipped, at}))},
        ),
        ("Let all speak", "all on", {"silenced": (), "skipped": (), "muted": ()}),
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, key, values in parts:
            st.button(
                label,
                key=here.key(key),
                on_click=partial(controls.set_values, SLUG, **values),
                disabled=all(getattr(setup, name) == value for name, value in values.items()),
            )
        st.markdown(told(setup, found), width="content")


def told(setup: AnatomySetup, found: Anatomy) -> str:
    """What the machine says, and what it said while all spoke."""
    says, said = (plain(seen(word)) for word in decoder().words([found.says, found.winner]))
    before, after = found.chances
    if not any(setup.without):
        return f"It says **{said}**, {100 * before:.0f} %."
    names = [
        *(f"head {head} of layer {n}" for n, head in setup.silenced),
        *(f"the MLP of layer {n}" for n in setup.muted),
        *(f"layer {n}" for n in setup.skipped),
    ]
    change = f"{said} falls" if after < before else f"{said} rises"
    new = "It still says" if found.says == found.winner else "Now it says"
    return (
        f"Without {', '.join(names)}: **{new} {says}**. {change} from {100 * before:.0f} % to "
        f"{100 * after:.0f} %."
    )


def numbers(found: Anatomy) -> None:
    """The logit as a sum, who has which share of it, and the check that nothing is left over."""
    (word,) = (seen(each) for each in decoder().words([found.winner]))
    attention, fed = found.parts.by_kind
    before, after = found.chances
    lesson.readouts(
        [
            Readout(
                f"Logit of {word}",
                found.parts.logit,
                reference=found.parts.sum,
                reference_name="sum of all parts",
            ),
            Readout("From all heads", attention, help="Of that logit, over all layers."),
            Readout("From all MLPs", fed, help="Of that logit, over all layers."),
            Readout("From the embedding", found.parts.embedding),
            Readout("Probability", after, reference=before, reference_name="with all parts"),
            Readout(
                "Left over",
                found.residue,
                help="Largest number of the stream's end minus the sum of all that was added to "
                f"it; that stream is {float(found.norms[-1, -1]):.0f} long.",
            ),
        ]
    )

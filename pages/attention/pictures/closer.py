"""What one head does, which head does what, and what becomes of a text without one."""

import streamlit as st

import pages.attention.pictures.attention as pictures
from models.attention.encoder import (
    DEMONSTRATIONS,
    HEADS,
    PATTERNS,
    Head,
    Plane,
    ReadingSetup,
    best,
)
from pages.attention.pictures.turned import turn
from playground import address, here, lesson, links
from playground.controls.knobs import literal
from playground.lesson import Readout

SLUG = "attention"
FIRST = "previous"  # ranked until another pattern is chosen


def story(setup: ReadingSetup, locked: links.Locked) -> None:
    """The steps of the head that is large, for the word that is locked."""
    layer, head = locked.matrices[0]
    if head >= HEADS:
        st.info(
            "The mean and the rollout are computed from the heads, and have no queries or keys of "
            "their own. Choose a head.",
            icon=":material/info:",
        )
        return
    seen = pictures.maps(setup.text_a, setup.pair, setup.hide, setup.silenced)
    first = 0 if setup.hide else min(1, len(seen["tokens"]) - 1)
    place = locked.sources[0] if locked.sources else first
    told = pictures.told(setup, layer, head, place)
    st.markdown(
        f"**Layer {layer}, head {head}** while it reads {literal(told.tokens[told.token])}. "
        "Lock another word on the left side of the lines to see its numbers; point at a piece of "
        "the formula and its column lights up."
    )
    pictures.story(told)
    if (layer, head) in setup.silenced:
        st.caption("This head is silenced: outᵢ is computed, and thrown away.")
    if setup.hide:
        st.caption("The steps are those of the model itself, so [CLS] and [SEP] are in them.")


def patterns(setup: ReadingSetup) -> None:
    """A measured score for each pattern and head, sorted, and the best head one click away."""
    table = pictures.scores(setup.text_a, setup.pair, setup.silenced)
    name = ranked()
    st.markdown(
        "Patterns after Vig (2019), who saw most of them in BERT, each measured on this text: "
        "press one, and the head that follows it most is large."
    )
    pictures.pattern_buttons(table, name, open_pattern, demonstrate)
    if not best(table[name]):
        return
    st.markdown(f"**{PATTERNS[name]}.** {pictures.MEASURES[name]}")
    pictures.ranking(name, table[name], pictures.even(setup.text_a, setup.pair)[name])
    shown = DEMONSTRATIONS[name]
    if (setup.text_a, setup.pair or "") != (shown.text_a, shown.text_b):
        st.button(
            f"Read a text that shows it best in {pictures.named(shown.head)}",
            icon=":material/menu_book:",
            key=here.key("demonstrate"),
            on_click=demonstrate,
            args=(name,),
        )


def ranked() -> str:
    """The pattern whose heads are ranked; it stands in the address."""
    name = address.remembered(here.word("pattern"))
    return name if name in PATTERNS else FIRST


def open_pattern(name: str, head: Head) -> None:
    address.remember(here.word("pattern"), name)
    links.turn(SLUG, head)


def demonstrate(name: str) -> None:
    """Read the text on which a pattern is clearest, and make its head large."""
    shown = DEMONSTRATIONS[name]
    turn(SLUG, text_a=shown.text_a, text_b=shown.text_b, second="pair")
    open_pattern(name, shown.head)


def silence(setup: ReadingSetup, locked: links.Locked) -> None:
    """Heads taken away, and where the embedding goes."""
    off = setup.silenced
    layer, head = locked.matrices[0]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if head < HEADS:
            gone = (layer, head) in off
            st.button(
                f"{'Give back' if gone else 'Silence'} layer {layer}, head {head}",
                icon=":material/volume_up:" if gone else ":material/volume_off:",
                key=here.key("silence"),
                on_click=set_silenced,
                args=(tuple(set(off) ^ {(layer, head)}),),
            )
        st.button(
            "Give all back",
            key=here.key("unsilence"),
            on_click=set_silenced,
            args=((),),
            disabled=not off,
        )
        st.markdown(f"Silenced: {silenced(setup) or 'none'}", width="content")
    numbers, picture = st.columns(2, gap="medium")
    other = setup.text_b if setup.text_b.strip() else setup.text_a
    found = Plane(**pictures.moved(setup.text_a, other, off))
    with numbers:
        st.markdown("**How far text A moves without each single head**")
        pictures.shift_matrix(found.shifts)
    with picture:
        st.markdown("**Where it moves: the plane that A spans with B**")
        if setup.text_b.strip():
            pictures.in_plane(found)
        else:
            st.info("Type a text B: two embeddings span the plane that is drawn here.")
    lesson.readouts(
        [
            Readout(
                "Text A moved",
                found.shift,
                "1 − cos",
                reference=0.0,
                reference_name="nothing silenced",
                help="How far the embedding of text A has moved.",
                rounding=found.rounding,
            ),
            Readout(
                "cos(A, B)",
                found.cosine_silenced,
                reference=found.cosine,
                reference_name="nothing silenced",
                digits=5,
                help="How alike the two texts are to the model, the heads silenced in both.",
            ),
        ]
    )


def silenced(setup: ReadingSetup) -> str:
    return ", ".join(map(pictures.named, setup.silenced))


def set_silenced(heads: tuple[Head, ...]) -> None:
    turn(SLUG, silenced=tuple(sorted(heads)))

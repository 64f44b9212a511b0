"""The block of the notes: two equations, their shapes, and a shuffle that it does not notice."""

import streamlit as st

import pages.attention.pictures.block as pictures
from models.attention import BlockSetup, TransformerBlock, shuffle
from models.attention.block import AXES, Shuffled, shuffles
from pages.attention.stories.block import STATIONS
from playground import catalog, controls, here, lesson, page
from playground.lesson import Readout

TOPIC = catalog.topic("block")
SLUG = TOPIC.slug
VIEWS = {"outputs": "The outputs", "heads": "Where each token looks"}
BESIDE = 520  # pixels of the verdict, which stands beside the button where there is room


def readouts(seen: Shuffled) -> None:
    """The equality in numbers, in the precision of the training and in a better one."""
    numbers = [
        Readout(
            "‖f(XP) − f(X)P‖ in float32",
            seen.gap,
            reference=pictures.ROUNDING_32,
            reference_name="one rounding of 1 is",
            help="The largest absolute entry of the difference.",
        ),
        Readout(
            "‖f(XP) − f(X)P‖ in float64",
            seen.exact_gap,
            reference=pictures.ROUNDING_64,
            reference_name="one rounding of 1 is",
            help="The same numbers with twice the digits: what rounding has done shrinks.",
        ),
    ]
    lesson.readouts(numbers, long=True)


def verdict(setup: BlockSetup, seen: Shuffled) -> None:
    """What the two numbers say."""
    if seen.exact_gap < pictures.EQUAL:
        st.success(
            "**Equal up to rounding.** The block does not notice the shuffle: f(XP) = f(X)P.",
            icon=":material/check_circle:",
            width=BESIDE,
        )
        return
    causes = {"the positions E": setup.positions, "the causal mask": setup.causal}
    named = " and ".join(name for name, on in causes.items() if on)
    tell = "tells" if named == "the causal mask" else "tell"
    st.warning(
        f"**Not equal, in any precision.** {named[:1].upper()}{named[1:]} {tell} the places apart.",
        icon=":material/broken_image:",
        width=BESIDE,
    )


def again(setup: BlockSetup) -> None:
    """Another permutation of the same tokens."""
    controls.set_values(SLUG, shuffle=setup.shuffle + 1)


def show(setup: BlockSetup) -> None:
    """The shuffle, its verdict, and what the block computes."""
    seen = shuffle(setup)
    over = controls.view("Look at", VIEWS, SLUG)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Shuffle the tokens",
            icon=":material/shuffle:",
            key=here.key("again"),
            type="primary",
            on_click=again,
            args=(setup,),
            disabled=setup.shuffle >= pictures.LAST_SHUFFLE,
            help="Draws another permutation P of the columns of X.",
        )
        st.markdown(pictures.order(seen), width="content")
        verdict(setup, seen)
    readouts(seen)
    if over == "heads":
        pictures.heads(setup, seen)
    else:
        pictures.outputs(seen)


def equations(setup: BlockSetup) -> None:
    st.subheader("The equations, with the shapes of this setup", anchor=False)
    pictures.equations(setup, shuffle(setup))


page.opened(TOPIC, BlockSetup).computed(
    show,
    STATIONS,
    page.Data(lambda setup: next(shuffles(setup)).views, shuffles, AXES),
    code=(TransformerBlock, shuffle),
    below=equations,
)

"""What can be said about an input that a person brings: is it like those the model knows?"""

from collections.abc import Sequence

import streamlit as st

from models.autoencoders import VaeSetup
from models.autoencoders.codes import NEIGHBOURS, Familiar, Standard, Vote
from models.autoencoders.model import source
from pages.autoencoders.pictures.vae.codes import at_frame
from playground import live
from playground.lesson import Readout


@st.cache_resource(max_entries=8, show_spinner=False)
def standard(identity: str, frame: int, _screen: live.Screen[VaeSetup]) -> Standard:
    """What the held-out inputs measure at one frame."""
    return Standard(at_frame(identity, frame, _screen), source(_screen.setup))


def rank(found: Familiar, inputs: int) -> Readout:
    """How this input's bound stands among those of the held-out ones."""
    return Readout(
        "Rank",
        100 * found.below,
        "% are worse",
        reference=found.lowest,
        reference_name="99 % have more than",
        samples=inputs,
        help="Share of the held-out inputs whose ELBO is lower than that of this one. Close to 0, "
        "the input is unlike all that the model was trained on.",
    )


def words(found: Familiar, names: Sequence[str]) -> None:
    """A warning where the input is far outside, or where its code lies in another class."""
    if found.outside:
        st.warning(
            "**The model does not know such inputs:** it explains this one worse than 99 of 100 "
            "held-out ones. What it decodes is an answer to another question.",
            icon=":material/warning:",
        )
    looks, lies = _said(found.picture, names), _said(found.code, names)
    neighbours = (
        f"Of the {NEIGHBOURS} training images that look most like it {looks}; of the {NEIGHBOURS} "
        f"whose codes are nearest {lies}."
    )
    if found.changed:
        st.warning(
            f"**Its code says another class.** {neighbours} So with {found.changes:.0%} of the "
            "held-out images: few numbers do not keep all that tells classes apart, and the ELBO "
            "alone does not give it away. Neither vote is the truth.",
            icon=":material/swap_horiz:",
        )
    else:
        st.caption(f"{neighbours} With {found.changes:.0%} of the held-out images the two differ.")


def _said(vote: Vote, names: Sequence[str]) -> str:
    return f"{vote.votes} are **{names[vote.label]}**"

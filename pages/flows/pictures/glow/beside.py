"""A VAE and a PixelCNN of the same pictures: they train when a person asks for them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.glow import GlowSetup, pictures
from models.glow.look import Beside, beside, rivals, train_beside
from models.image_sets import ImageSet
from playground import here, lesson, live
from playground.lesson import Readout
from playground.live.race import race

TRAINED = "beside"


def trained(name: ImageSet) -> Mapping[str, Beside]:
    """What a person has had trained on these pictures, by what it is; nothing until then."""
    known: tuple[ImageSet, Mapping[str, Beside]] | None = here.recall(TRAINED)
    return known[1] if known is not None and known[0] == name else {}


def offer(setup: GlowSetup) -> None:
    """Offer to train them, and tell their bits."""
    st.subheader("Other models of the same pictures", anchor=False)
    setups = rivals(setup.data)
    label = f"Train {' and '.join(setups)} beside it"
    race("glow", train_beside, setups, label, finish)


def finish(screens: Mapping[str, live.Screen[Any]]) -> None:
    """Keep those that came to their end for the pictures above, and tell their bits."""
    found = {
        name: at_end(screen.identity, screen)
        for name, screen in screens.items()
        if screen.recording.last_step == screen.setup.steps
    }
    (data,) = {screen.setup.data for screen in screens.values()}
    here.keep(TRAINED, (data, found))
    tested = len(pictures(data).test)
    lesson.readouts(
        [
            Readout(f"Held out, {name}", each.bits, "bits a pixel", None, "", each.error, tested)
            for name, each in found.items()
        ]
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def at_end(identity: str, _screen: live.Screen[Any]) -> Beside:
    """One of them at the end of its training."""
    return beside(_screen.setup, _screen.recording.frame(-1).checkpoint)

"""Glow on images: samples, scales, ways between pictures, a ledger, bits, and Jacobians."""

from collections.abc import Callable

import streamlit as st

from models.glow import Glow, GlowSetup, Lattice, train
from models.glow.layers import Coupling, Mixing, squeeze
from models.glow.look import jacobian, tighter
from models.images import missing
from pages.flows.pictures.glow import (
    ledger,
    likely,
    matrix,
    noise,
    offer,
    samples,
    scales,
    ways,
)
from pages.flows.stories.glow import STATIONS
from playground import catalog, live, page

TOPIC = catalog.topic("glow")
VIEWS = {
    "samples": "Samples",
    "scales": "Scales",
    "ways": "Between pictures",
    "ledger": "Ledger",
    "likely": "Your picture",
    "noise": "Dequantization",
    "jacobian": "Jacobians",
}
SHOW: dict[str, Callable[[live.Screen[GlowSetup]], None]] = {
    "samples": samples,
    "scales": scales,
    "ways": ways,
    "ledger": ledger,
    "likely": likely,
    "noise": noise,
    "jacobian": matrix,
}


def view(screen: live.Screen[GlowSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    SHOW[opened.view](screen)
    live.fork_button(screen)


def absent(setup: GlowSetup) -> None:
    """What to do for images that are not here."""
    if sentence := missing(setup.data):
        st.info(sentence, icon=":material/download:")


opened = page.opened(TOPIC, dict.fromkeys(VIEWS, GlowSetup), views=VIEWS, brings=absent)
opened.trained(
    train,
    view,
    STATIONS,
    {"samples": "temperature sample pixel"},
    code=(train, Glow, Coupling, Mixing, squeeze, Lattice, tighter, jacobian),
    below=offer if opened.view in ("ways", "noise") else None,
)

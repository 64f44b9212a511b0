"""Plain autoencoders: what keeps a network from copying, and what it learns instead."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from models.autoencoders.plain import (
    Autoencoder,
    AutoencoderSetup,
    ContractiveSetup,
    DenoisingSetup,
    LinearDenoiser,
    Principal,
    SparseSetup,
    UndercompleteSetup,
    activity_kl,
    around,
    axes_of,
    contraction,
    ista,
    jacobian,
    loss,
    principal_angles,
    score_step,
    train,
)
from models.images import missing
from pages.autoencoders.pictures.plain.beside import side_by_side
from pages.autoencoders.pictures.plain.contractive import contractive
from pages.autoencoders.pictures.plain.denoising import denoising
from pages.autoencoders.pictures.plain.sparse import sparse
from pages.autoencoders.pictures.plain.undercomplete import undercomplete
from pages.autoencoders.stories.plain import STATIONS
from playground import catalog, live, page

TOPIC = catalog.topic("plain")
VIEWS = {
    "undercomplete": "Undercomplete",
    "denoising": "Denoising",
    "sparse": "Sparse",
    "contractive": "Contractive",
}
SETUPS: dict[str, type[AutoencoderSetup]] = {
    "undercomplete": UndercompleteSetup,
    "denoising": DenoisingSetup,
    "sparse": SparseSetup,
    "contractive": ContractiveSetup,
}
SHOW: dict[str, Callable[[live.Screen[Any]], None]] = {
    "undercomplete": undercomplete,
    "denoising": denoising,
    "sparse": sparse,
    "contractive": contractive,
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "undercomplete": (train, Autoencoder, Principal, principal_angles),
    "denoising": (loss, score_step, LinearDenoiser),
    "sparse": (loss, activity_kl, ista),
    "contractive": (loss, contraction, jacobian),
}


def view(screen: live.Screen[AutoencoderSetup]) -> None:
    """Everything that follows the run: as the kind of what was trained has it."""
    SHOW[screen.setup.kind](screen)


def absent(setup: AutoencoderSetup) -> None:
    """What to do for images that are not here."""
    if setup.data in ("mnist", "fashion") and (sentence := missing(setup.data)):
        st.info(sentence, icon=":material/download:")


page.opened(TOPIC, SETUPS, views=VIEWS, apart=True, brings=absent).trained(
    train,
    view,
    STATIONS,
    axes_of,
    around,
    code=lambda setup: CODE[setup.kind],
    below=side_by_side,
)

"""VQ-VAE: an image as a grid of whole numbers, the three terms that shape it, and its prior."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.images import images
from models.vqvae import (
    CodePrior,
    PointsSetup,
    VectorQuantizer,
    VqVae,
    VqVaeSetup,
    points,
    pulls,
    terms,
    train,
    train_points,
)
from pages.autoencoders.pictures.vqvae import bridge, machine, prior, term_pictures, vaes
from pages.autoencoders.stories.vqvae import STATIONS
from playground import catalog, lesson, live, page

TOPIC = catalog.topic("vqvae")
VIEWS = {
    "machine": "The machine",
    "terms": "Three terms",
    "prior": "Prior and samples",
    "bridge": "Lloyd's algorithm",
}
SETUPS: dict[str, type[Any]] = {
    "machine": VqVaeSetup,
    "terms": VqVaeSetup,
    "prior": VqVaeSetup,
    "bridge": PointsSetup,
}
SHOW: dict[str, Callable[[live.Screen[VqVaeSetup]], None]] = {
    "machine": machine,
    "terms": term_pictures,
    "prior": prior,
}
AXES = {
    "codebook": "codeword dimension",
    "usage": "codeword",
    "codes": "image row column",
    "cost": "image row column",
    "reconstructions": "image pixel",
    "samples": "sample pixel",
    "independent": "sample pixel",
    "pulls": "term part",
    "axes": "direction dimension",
    "vectors": "vector (x y)",
    "nearest": "vector",
    "codewords": "codeword (x y)",
    "cells": "place (x y)",
    "held": "cell (x y)",
    "at": "cell (x y)",
    "arrows": "cell (x y)",
    "rest": "codeword (x y)",
    "data": "input number",
}
SLIP = (
    "The notes put the stop-gradient around the whole difference, sg[E(x) − e]. Nothing would ever "
    "move a codeword: its gradient is identically 0 (switch: **Codebook learns by**). It belongs "
    "around E(x) alone, |sg[E(x)] − e|²."
)


def view(screen: live.Screen[Any]) -> None:
    """Everything that follows the run and the moment chosen on its time axis.

    A run of the view that one has just left stays until the first moment of the next is there.
    """
    if isinstance(screen.setup, PointsSetup):
        bridge(screen)
    else:
        SHOW.get(opened.view, machine)(screen)
    live.fork_button(screen)
    if opened.view == "terms":
        lesson.beside_the_notes(SLIP)


def around(setup: VqVaeSetup | PointsSetup, _: object) -> Mapping[str, NDArray[Any]]:
    """``data``: the held-out images whose codes the frames show, or the points."""
    if isinstance(setup, PointsSetup):
        return {"data": points(setup).numpy()}
    return {"data": np.asarray(images(setup.data).test[:8])}


opened = page.opened(TOPIC, SETUPS, views=VIEWS)
if opened.view == "bridge":
    opened.trained(train_points, view, STATIONS, AXES, around, code=(train_points, VectorQuantizer))
else:
    opened.trained(
        train,
        view,
        STATIONS,
        AXES,
        around,
        code=(train, VqVae, VectorQuantizer, terms, pulls, CodePrior),
        below=vaes if opened.view == "prior" else None,
    )

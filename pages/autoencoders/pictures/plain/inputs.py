"""An input that a person picks, draws or uploads: its code, and what comes back."""

from typing import cast

import streamlit as st

from models.autoencoders.plain import (
    AutoencoderSetup,
    data_of,
    given_back,
    principal,
    share_worse,
    squared_error,
    window_around,
)
from models.image_sets import ImageSet
from pages.autoencoders.pictures.plain.shared import HEIGHT, at_frame, errors
from pages.autoencoders.pictures.vae import images
from pages.autoencoders.pictures.vae.codes import GLYPHS
from pages.autoencoders.pictures.vae.inputs import brought
from playground import bring, lesson, live, scene
from playground.lesson import Readout

RARE = 0.01  # of the held-out images are given back worse: nothing like it was trained on


@st.fragment
def own_input(screen: live.Screen[AutoencoderSetup]) -> None:
    """An input picked, drawn or uploaded, its place among the codes, and its reconstructions."""
    recording, data, setup = screen.recording, data_of(screen.setup), screen.setup
    kind = bring.where_from()
    left, right = st.columns([1, 1.7], gap="small")
    x = None
    with left, lesson.refusals(":material/draw:"):
        x = brought(kind, data, cast(ImageSet, setup.data))  # a view of images only
    first, frame = screen.first("own"), screen.frame
    labels = data.labels[: len(data.shown)].numpy()
    layers: list[scene.layers.Layer] = [
        scene.Glyphs(
            "codes f(x)",
            recording.view("codes", first),
            [GLYPHS[each] for each in labels],
            labels,
        )
    ]
    if x is not None:
        model = at_frame(screen.identity, frame, screen)
        code, again = given_back(model, x, recording.frame(frame).views["axes"])
        layers.append(scene.Points("this input", code[None], "exact", 7, 1.0))
    picture = scene.Scene(
        layers,
        window_around(recording.frame(-1).views["codes"]),
        **screen.time("own"),
        curves=errors(screen, first, principal(setup).residual, "PCA"),
        equal=False,
        x_label="code 1",
        y_label="code 2",
        badge="trained live",
        alt="The code of a person's own input among those of the images trained on.",
    )
    with right:
        events = scene.show(picture, "own", HEIGHT)
    if screen.turn(events.time) != frame:
        st.rerun(scope="fragment")
    if x is None:
        return
    best = principal(setup).reconstructions(x[None])
    with left:
        images.sheet([x, again, best[0]], data.side, 3, "three", "input, r(x), PCA", 130)
        st.caption("The input, what the autoencoder gives back, and what PCA does.")
    off = squared_error(x[None], again[None])
    worse = share_worse(setup, model, off)
    lesson.readouts(
        [
            Readout(
                "Error of this input",
                off,
                reference=squared_error(x[None], best),
                reference_name="PCA",
                help="‖x − r(x)‖².",
            ),
            Readout(
                "Rank",
                100 * worse,
                "% are worse",
                samples=len(data.tested),
                help="Share of the held-out images that are given back with a larger error.",
            ),
        ]
    )
    if worse < RARE:
        st.warning(
            "**The autoencoder does not know such inputs:** it gives back this one worse than 99 "
            "of 100 held-out ones. What it draws is an image that it knows.",
            icon=":material/warning:",
        )

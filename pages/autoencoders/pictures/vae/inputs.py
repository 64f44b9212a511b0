"""An input that a person picks, draws or uploads, and what the autoencoder makes of it."""

from functools import partial
from typing import cast

import numpy as np
import streamlit as st

from models.autoencoders import VaeSetup
from models.autoencoders.bounds import ROUNDING
from models.autoencoders.codes import plain
from models.autoencoders.model import Source
from models.brought import figures, read_picture
from models.errors import ModelError
from models.image_sets import ImageSet
from pages.autoencoders.pictures.vae import codes, familiar, images
from playground import bring, here, lesson, live
from playground.lesson import Readout

DRAWS = 12
ACROSS = 4  # of them in a row


def own_input(screen: live.Screen[VaeSetup], data: Source) -> None:
    """An input picked, drawn or uploaded: its ellipse, codes drawn from it, reconstructions."""
    kind = bring.where_from()
    left, right = st.columns([1, 1.7], gap="small")
    x = None
    with left, lesson.refusals(":material/draw:"):
        x = brought(kind, data, cast(ImageSet, screen.setup.data))  # a view of images only
    frame = screen.frame
    layers: codes.Layers = []
    if x is not None:
        model = codes.at_frame(screen.identity, frame, screen)
        seen = plain.encoded(model, x, DRAWS, here.recall("noise", 0))
        axes = codes.on_map(screen, frame)[: model.latents]
        layers = codes.posterior_of(seen, axes)
    with right:
        events = codes.latent_map(screen, layers)
    if screen.turn(events.time) != frame:
        st.rerun(scope="fragment")
    if x is None:
        return
    with left:
        images.row(seen.x[None], data.side, "seen", "what the encoder sees", 170)
        images.sheet(seen.images, data.side, ACROSS, "resampled", "decoded draws of q(z|x)", 200)
        st.button(
            "Resample ε",
            icon=":material/casino:",
            key=here.key("resample"),
            on_click=here.count,
            args=("noise",),
            help="Other noise, the same ellipse: z = mean + sd · ε, and each z is decoded.",
        )
    stands = familiar.standard(screen.identity, frame, screen).of(x)
    lesson.readouts(
        [
            Readout("ELBO of this input", seen.elbo, "nats", samples=DRAWS),
            Readout("Distortion", seen.distortion, "nats", samples=DRAWS),
            Readout("Rate", seen.rate, "nats", help="KL(q(z|x)‖p(z)), exact.", rounding=ROUNDING),
            familiar.rank(stands, len(data.tested)),
        ]
    )
    familiar.words(stands, images.names(screen.setup) or codes.GLYPHS)


def brought(kind: str, data: Source, like: ImageSet) -> np.ndarray:
    """The input that a person chose, drew or uploaded, (D,), like those of a set of images.

    Raises:
        ModelError: There is none yet, or there is no figure in it.
    """
    x = bring.figure(
        kind,
        lambda number: data.test[number].numpy(),
        min(len(data.test), 297),
        partial(figures.from_strokes, like=like),
        read_picture,
        partial(figures.from_picture, like=like),
    )
    if x is None:
        raise ModelError("Choose a picture: its figure is centred and scaled, then encoded.")
    return x

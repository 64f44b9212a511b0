"""An input that a person picks, draws or uploads, and what the autoencoder makes of it."""

from typing import cast

import numpy as np
import streamlit as st

from models.autoencoders import VaeSetup
from models.autoencoders.bounds import ROUNDING
from models.autoencoders.codes import plain
from models.autoencoders.model import Source
from models.brought import Picture, figures, read_picture
from models.errors import ModelError
from models.image_sets import ImageSet
from pages.autoencoders.pictures.vae import codes, familiar, images
from playground import bring, here, lesson, live
from playground.lesson import Readout

INPUTS = {"test": "A held-out image", "draw": "Draw one", "file": "A file"}


DRAWS = 12


def own_input(screen: live.Screen[VaeSetup], data: Source) -> None:
    """An input picked, drawn or uploaded: its ellipse, codes drawn from it, reconstructions."""
    kind = where_from()
    left, right = st.columns([1, 1.7], gap="small")
    with left:
        try:
            x = brought(kind, data, cast(ImageSet, screen.setup.data))  # a view of images only
        except ModelError as error:
            st.info(str(error), icon=":material/draw:")
            x = None
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
        images.row(seen.x[None], data.side, "seen", "what the encoder sees", 190)
    st.button(
        "Resample ε",
        icon=":material/casino:",
        key=here.key("resample"),
        on_click=resample,
        help="Other noise, the same ellipse: z = mean + sd · ε, and each z is decoded.",
    )
    images.sheet(seen.images, data.side, DRAWS, "resampled", "decoded draws of q(z|x)", 120)
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


def where_from() -> str:
    """Draw the choice of where the input comes from; one of ``INPUTS``."""
    kind: str = st.segmented_control(
        "Where the input comes from",
        list(INPUTS),
        default="test",
        required=True,
        format_func=INPUTS.__getitem__,
        key=here.key("kind"),
        label_visibility="collapsed",
    )
    return kind


def resample() -> None:
    here.keep("noise", here.recall("noise", 0) + 1)


def brought(kind: str, data: Source, like: ImageSet) -> np.ndarray:
    """The input that a person chose, drew or uploaded, (D,), like those of a set of images."""
    if kind == "test":
        most = min(len(data.test), 297) - 1
        pick = st.slider("Held-out image", 0, most, 12, key=here.key("pick"))
        return data.test[pick].numpy()
    mine = here.recall(kind)
    if kind == "draw":
        caption = "Draw a figure with the pointer."
        bring.drawing(caption, "paper", (0, 1, 0, 1), take_input, height=230)
        return figures.from_strokes(mine or [], like)
    bring.picture("A picture", "upload", 8, read_picture, take_file)
    if mine is None:
        raise ModelError("Choose a picture: its figure is centred and scaled, then encoded.")
    figure = figures.from_picture(mine, like)
    if told := figure.done[len(mine.done) :]:
        st.caption(f"To find the figure: {'; '.join(told)}.")
    return figure.x


def take_input(strokes: bring.Strokes) -> None:
    here.keep("draw", strokes)


def take_file(picture: Picture | None) -> None:
    """Keep a picture, if it shows anything, or forget it."""
    here.forget("file")
    if picture is not None:
        figures.from_picture(picture, "digits")
        here.keep("file", picture)

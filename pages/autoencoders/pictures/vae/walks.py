"""The latent space on foot: a point, a line, the prior as one picture, one latent at a time."""

import numpy as np
import streamlit as st

from models.autoencoders import VaeSetup
from models.autoencoders.codes import plain
from models.autoencoders.model import Source
from pages.autoencoders.pictures.vae import codes, images, numbers
from playground import handles, live, scene

STEPS = 12  # images of a walk, both ends among them
FEW = 3  # latents whose strips and sliders leave room for larger images


WIDEST = (-22.0, 22.0, -22.0, 22.0)  # map on which a code can be dragged


def on_screen(screen: live.Screen[VaeSetup], events: scene.Events) -> int:
    """The frame chosen on the map's time axis; for a fragment of its own.

    So a held handle redraws nothing but the map and what it decodes to; another time, the page.
    """
    before = screen.frame
    frame = screen.turn(events.time)
    if frame != before:
        st.rerun()
    return frame


@st.fragment
def drag(screen: live.Screen[VaeSetup], data: Source) -> None:
    """One point of the map, and what it decodes to."""
    left, right = st.columns([2, 1], gap="small")
    place = handles.pinned("z", [(0.0, 0.0)], WIDEST)
    with left:
        held = scene.Handles("z", place, "exact", ["z"], codes.SHARED)
        frame = on_screen(screen, codes.latent_map(screen, [held]))
    with right:
        if data.side:
            images.row(codes.decoded(screen, frame, place), data.side, "decoded", "decoded z", 300)
            st.caption("Drag **z**: the decoder draws it. A character is an image of that class.")
        else:
            spread = codes.spread(screen, frame, place)
            codes.on_plane(screen, [spread])


@st.fragment
def walk(screen: live.Screen[VaeSetup], data: Source) -> None:
    """A straight line between two points of the map, and what lies along it."""
    ends = handles.pinned("ends", [(-1.5, 0.0), (1.5, 0.0)], WIDEST)
    places = st.columns([2, 1], gap="small") if not data.side else [st.container()] * 2
    with places[0]:
        line = scene.Paths("walk", codes.between(ends), "exact", width=2.5)
        held = scene.Handles("ends", ends, "exact", ["A", "B"], codes.SHARED)
        share = 0.75 if data.side else 1.0  # the images lie under the map
        frame = on_screen(screen, codes.latent_map(screen, [line, held], share))
    along = codes.decoded(screen, frame, ends, count=STEPS)
    with places[1]:
        if data.side:
            images.row(along, data.side, "walk", "from A to B", 120)
        else:
            codes.on_plane(screen, [scene.Paths("walk", along, "exact", width=2.5)])


def grid(screen: live.Screen[VaeSetup], data: Source) -> None:
    """The decoded quantiles of the prior as one picture, and samples beside it."""
    left, right = st.columns([2, 1], gap="small")
    with left:
        events = images.prior_grid(screen)
    recording = screen.recording
    frame = screen.turn(events.time)
    with right:
        views, shown = recording.frame(frame).views, data.test[:8].numpy()
        images.sheet(views["samples"], data.side, 4, "samples", "decoded draws of the prior", 240)
        again = views["reconstructions"]
        pairs = np.concatenate((shown[:4], again[:4], shown[4:], again[4:]))
        images.sheet(pairs, data.side, 4, "again", "held-out, reconstructed below", 240)
    st.caption(
        "Each step across or up passes an equal share of the prior, so every image of the grid "
        "is equally likely. Latents beyond the two of the map stand at 0."
    )


def strips(screen: live.Screen[VaeSetup], data: Source) -> None:
    """One strip of images for each latent, sorted by its KL, with a slider each."""
    picture = st.container()
    frame = screen.turn(codes.time_axis(screen).time)
    model = codes.at_frame(screen.identity, frame, screen)
    order = plain.traversals(model, data.shown, np.zeros(model.latents))
    most = min(images.STRIPS, model.latents)
    image, strip = (300, 110) if most <= FEW else (200, 55)  # CSS pixels of their heights
    left, right = picture.columns([1, 1.5], gap="medium")
    with left:
        above = st.container()
        kl = dict(zip(order.axes[:most].tolist(), order.kl[:most].tolist(), strict=True))
        code = images.sliders(kl, model)
    with above:
        images.row(plain.decoded(model, code[None]), data.side, "turned", "decoded", image)
    found = plain.traversals(model, data.shown, code)
    with right:
        columns = len(found.values)
        flat = found.images[:most].reshape(most * columns, -1)
        height = strip * most + 20
        images.sheet(flat, data.side, columns, "strips", "one row for each latent", height)
        st.caption(
            f"From the top: {', '.join(codes.latent(axis) for axis in found.axes[:most])}, each "
            "from −3 to 3 while the others stay where the sliders are."
        )
        numbers.kl_bars(screen.recording.frame(frame).views["kl_per_dim"])

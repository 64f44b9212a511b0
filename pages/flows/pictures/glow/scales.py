"""What each scale holds, and ways between real pictures."""

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from models.glow.look import arithmetic, between, on_the_way, resampled, summed
from pages.flows.pictures.glow.beside import trained
from pages.flows.pictures.glow.shared import Watched, at_frame, data_of, held_out, rows
from playground import controls, here, lesson
from playground.lesson import Readout

DRAWS = 8
STEPS = 9


def scales(screen: Watched) -> None:
    """One picture, and draws of its z at one scale while the others are kept."""
    frame = screen.settled()
    model, data = at_frame(screen.identity, frame, screen), data_of(screen)
    left, middle, right = st.columns(3, gap="small", vertical_alignment="bottom")
    with left:
        x = held_out(screen, "Held-out picture", 3, here.key("pick"))
    with middle:
        warmth = controls.continuous("Temperature", 0.0, 1.5, 0.7, "warmth", step=0.05)
    with right:
        draw = controls.draw_again()
    found = resampled(model, data.lattice, x, DRAWS, warmth, draw)
    names = [f"{h}×{w}×{c}" for h, w, c in model.shapes]
    images = [np.broadcast_to(x, found[0].shape), *found]
    rows(screen, images, ["picture", *names], "A picture, and draws of its code at each scale.")
    whole = data.lattice.pixels
    lesson.readouts(
        [
            Readout(
                f"Numbers in scale {number}",
                h * w * c,
                "",
                whole,
                "of",
                help="Height, width and channels of the part of z that is drawn anew in this row.",
                digits=4,
            )
            for number, (h, w, c) in enumerate(model.shapes, 1)
        ]
    )
    st.caption("In each row the named part of z is drawn anew, N(0, T² I); all others are kept.")


def ways(screen: Watched) -> None:
    """From one picture to another, and A − B + C, by the flow and by an autoencoder beside it."""
    frame = screen.settled()
    model, lattice = at_frame(screen.identity, frame, screen), data_of(screen).lattice
    picks = st.columns(3, gap="small")
    chosen = []
    for place, (name, start) in zip(picks, (("A", 3), ("B", 8), ("C", 14)), strict=True):
        with place:
            chosen.append(held_out(screen, f"Picture {name}", start, here.key(name)))
    a, b, c = chosen
    images: list[ArrayLike] = [between(model, lattice, a, b, STEPS)]
    names = ["A to B"]
    vae = next((each.vae for each in trained(screen.setup.data).values() if each.vae), None)
    if vae is not None:
        images.append(on_the_way(vae, a, b, STEPS))
        names.append("VAE")
    sums = [arithmetic(model, lattice, a, b, c)]
    if vae is not None:
        sums.append(summed(vae, a, b, c))
    images.append(in_one_row([a, b, c, *sums]))
    names.append("A−B+C")
    rows(screen, images, names, "Pictures between two codes, and a sum of codes.")
    st.caption(
        "The ends of the flow's row are A and B, pixel for pixel: nothing is lost on the way to z "
        "and back. A VAE gives back what its ten numbers keep. Last row: A, B, C, then the picture "
        "of z(A) − z(B) + z(C)" + (", by the flow and by the VAE." if vae is not None else ".")
    )


def in_one_row(images: list[ArrayLike]) -> ArrayLike:
    """So many pictures, and empty ones after them."""
    full = np.zeros((STEPS, len(np.asarray(images[0]))))
    for place, image in enumerate(images):
        full[place] = image
    return full

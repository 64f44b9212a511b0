"""Which pixel costs how many bits, and how they add up to the objective."""

import streamlit as st

from models.autoregressive.pixels import SHOWN, data_of, image_bits
from pages.autoregressive.pictures.ledger import NOTES
from pages.autoregressive.pictures.pixels.sheet import Watched
from pages.autoregressive.pictures.pixels.training import curves
from playground import controls, lesson, scene
from playground.lesson import Readout

HIGH = {2: 4.0, 4: 5.0, 17: 7.0}  # bits of the last colour, by the levels


def bits(screen: Watched) -> None:
    """A held-out image, the bits of its pixels, and those of all images, over the training."""
    recording, first, setup = screen.recording, screen.first(), screen.setup
    data = data_of(setup)
    side, high = data.side, HIGH[setup.levels]
    shown = st.container()
    pick = round(controls.continuous("Held-out image", 1, float(SHOWN), 1.0, "image", step=1)) - 1
    window = (0.0, float(side), 0.0, float(side))
    image = data.held_out[pick].view(side, side).numpy()[::-1] / (data.levels - 1)
    costs = recording.view("costs", first)[:, pick].reshape(-1, side, side)[:, ::-1]
    mean = recording.view("by_pixel", first).reshape(-1, side, side)[:, ::-1]
    digits = 1 if side < 10 else None
    picture = scene.Scene(
        [],
        window,
        **screen.time(),
        curves=curves(screen),
        panels=[
            scene.Panel("the image", [scene.Field("ink", image, window, 0, 1, "ink")], "data"),
            scene.Panel(
                "bits of each pixel",
                [
                    scene.Field(
                        "bits", costs, window, 0, high, unit="bits", cells=True, digits=digits
                    )
                ],
                "model",
            ),
            scene.Panel(
                "mean of all held-out images",
                [
                    scene.Field(
                        "mean bits", mean, window, 0, high, unit="bits", cells=True, digits=digits
                    )
                ],
                "model",
            ),
        ],
        badge="held out",
        axes=False,
        x_label="",
        y_label="",
        alt="A held-out image, the bits that each of its pixels costs, and the mean of all images.",
    )
    with shown:
        screen.show(picture)
    added_up(screen, pick)


def added_up(screen: Watched, pick: int) -> None:
    """The sums of both maps, and of all images."""
    moment, data = screen.moment, data_of(screen.setup)
    images, pixels = data.held_out.shape
    nats = moment.metrics["nats"]
    lesson.readouts(
        [
            Readout(
                f"Σ_d of image {pick + 1}",
                image_bits(moment.views["costs"][pick]),
                "bits",
                help="The sum of the map in the middle, −log₂ P of this image.",
                digits=5,
            ),
            Readout(
                "Σ_d of the mean",
                image_bits(moment.views["by_pixel"]),
                "bits",
                moment.metrics["bits"] * pixels,
                "bits per dimension times pixels",
                help="The sum of the map on the right.",
                digits=5,
            ),
            Readout(
                "Σ_n Σ_d",
                nats * images,
                "nats",
                help="Over all held-out images: what the logarithm of the likelihood is, up to its "
                "sign.",
                digits=6,
            ),
            Readout(
                "Σ_n Σ_d / N",
                nats,
                "nats",
                samples=images,
                help="The height of the curve.",
                digits=5,
            ),
        ]
    )
    lesson.formula(
        r"\ln P(\mathcal D) = \sum_n \sum_d \sum_l [x_{n,d} = l] \ln \theta_{d,l}(x_{n,<d})"
    )
    lesson.beside_the_notes(NOTES)

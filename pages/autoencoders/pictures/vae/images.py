"""Decoded images: one, several in rows, and the prior's quantiles as one picture."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.autoencoders import Vae, VaeSetup
from models.autoencoders.codes import plain
from models.autoencoders.model import source
from models.images import images, missing
from pages.autoencoders.pictures.vae.codes import HEIGHT, elbo_curves, latent
from playground import controls, live, scene
from playground.charts import ink

STRIPS = 8  # latents that get a strip and a slider


def row(pixels: ArrayLike | scene.Computed, side: int, key: str, name: str, height: int) -> None:
    """Images (n, side²) side by side, or as many computed ones."""
    if not isinstance(pixels, scene.Computed):
        sheet(pixels, side, len(np.asarray(pixels)), key, name, height)
        return
    alt = f"{pixels.answers} images of {side} by {side} pixels: {name}."
    ink.show(pixels, key, name, alt, height)


def sheet(images: ArrayLike, side: int, columns: int, key: str, name: str, height: int) -> None:
    """Several images in rows."""
    alt = f"{len(np.asarray(images))} images: {name}."
    ink.show(plain.sheet(images, side, columns), key, name, alt, height)


def prior_grid(screen: live.Screen[VaeSetup]) -> scene.Events:
    """Decoded prior quantiles over the steps of the training, as one picture."""
    recording = screen.recording
    key = "grid"
    first = screen.first(key)
    grid = recording.view("grid", first)[:, ::-1]
    rows, columns = recording.frame(-1).views["grid"].shape
    extent = (0.0, float(columns), 0.0, float(rows))
    side = source(screen.setup).side
    picture = scene.Scene(
        [scene.Field("decoded quantiles", grid, extent, 0, 1, scale="ink")],
        extent,
        **screen.time(key),
        curves=elbo_curves(screen, first),
        badge="trained live",
        alt=f"{columns // side} by {rows // side} decoded images over equal shares of the prior.",
        x_label="",
        y_label="",
        axes=False,
    )
    return scene.show(picture, key, HEIGHT + 60)


def names(setup: VaeSetup) -> Sequence[str]:
    """What the classes are called, where their characters do not say it."""
    here = setup.data == "fashion" and not missing(setup.data)
    return images(setup.data).names if here else ()


def sliders(found: Mapping[int, float], model: Vae) -> NDArray[np.float64]:
    """A slider for each latent, given its KL; the code (L,) that they stand for."""
    code = np.zeros(model.latents)
    for axis, kl in found.items():
        label = f"{latent(axis)} · {kl:.2f} nats"
        help = "Moves this latent alone; its mean KL says how much the code tells with it."
        code[axis] = controls.continuous(
            label, -3.0, 3.0, 0.0, f"z{axis + 1}", step=0.05, help=help
        )
    return code

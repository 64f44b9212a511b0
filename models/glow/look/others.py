"""Beside the flow: an autoencoder, what its code keeps, and the bits of other models."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.autoencoders import Vae, VaeSetup, bounds, restore
from models.autoencoders import train as train_vae
from models.autoregressive import PixelSetup, restore_pixels, train_pixels
from models.frame import Arrays, Frame, Start
from models.glow.baselines import Said
from models.glow.data import TESTED, pictures
from models.image_sets import ImageSet
from models.images import images

Floats = NDArray[np.float64]

STEPS, LATENTS = 1500, 10
UPDATES = 1000  # of the PixelCNN

Rival = VaeSetup | PixelSetup


@dataclass(frozen=True, eq=False)
class Beside:
    """What a model trained beside the flow says of the held-out pictures.

    Attributes:
        bits: For each pixel. Of a VAE the bound on -log₂ P; of a PixelCNN of all grey values
            -log₂ P itself: no density, no noise, no bound.
        error: Its standard error over the choice of pictures.
        vae: The VAE, if it is one.
    """

    bits: float
    error: float
    vae: Vae | None = None


def rivals(name: ImageSet) -> dict[str, Rival]:
    """What learns from the same pictures: a VAE of ten latents, and for the digits a PixelCNN."""
    found: dict[str, Rival] = {"a VAE": VaeSetup(data=name, latents=LATENTS, steps=STEPS)}
    if name == "digits":
        found["a PixelCNN"] = PixelSetup(levels=17, steps=UPDATES)
    return found


def train_beside(setup: Rival, start: Start | None = None) -> Iterator[Frame]:
    """Train either of them; see the ``train`` of its package.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from (
        train_vae(setup, start) if isinstance(setup, VaeSetup) else train_pixels(setup, start)
    )


@torch.no_grad()
def beside(setup: Rival, checkpoint: Arrays) -> Beside:
    """Either of them as it was in a frame of its training.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    if isinstance(setup, VaeSetup):
        vae = restore(setup, checkpoint)
        found = bounds.discrete(vae, setup, images(setup.data).test[:TESTED])
        assert found is not None
        return Beside(found.bits, found.error, vae)
    model, data = restore_pixels(setup, checkpoint), pictures(setup.data)
    costs = -model.log_prob(data.test.long()).double()  # (n,) nats
    said = Said.of(costs / (data.lattice.pixels * math.log(2)))
    return Beside(said.bits, said.error)


@torch.no_grad()
def on_the_way(vae: Vae, one: ArrayLike, other: ArrayLike, steps: int) -> Floats:
    """Pictures (steps, M) on the straight line between two codes; the ends do not come back."""
    ends = torch.as_tensor(np.stack([one, other]).astype(np.float32))
    first, last = vae.encode(ends)[0]
    shares = torch.linspace(0, 1, steps)[:, None]
    decoded = vae.decode((1 - shares) * first + shares * last)
    return decoded.clamp(0, 1).numpy().astype(np.float64)


@torch.no_grad()
def summed(vae: Vae, plus: ArrayLike, minus: ArrayLike, added: ArrayLike) -> Floats:
    """The picture (M,) whose code is z(plus) - z(minus) + z(added)."""
    rows = torch.as_tensor(np.stack([plus, minus, added]).astype(np.float32))
    a, b, c = vae.encode(rows)[0]
    decoded: Floats = vae.decode((a - b + c)[None])[0].clamp(0, 1).numpy()
    return decoded

"""Beside the flow: an autoencoder, what its code keeps, and the bits of other models."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.autoencoders import Vae, VaeSetup, bounds
from models.autoencoders.training import learner
from models.autoregressive import PixelSetup
from models.autoregressive.pixels import learner as pixel_learner
from models.glow.baselines import Said
from models.glow.data import pictures
from models.image_sets import ImageSet
from models.images import images

Floats = NDArray[np.float64]

STEPS, LATENTS = 1500, 10
UPDATES = 1000  # of the PixelCNN


@dataclass(frozen=True, eq=False)
class Beside:
    """A trained autoencoder, and its bound on -log₂ P of the held-out pictures, bits a pixel."""

    model: Vae
    bits: float
    error: float


@lru_cache(maxsize=2)
def autoencoder(name: ImageSet) -> Beside:
    """Train one with ten latents, some seconds on the small digits."""
    setup = VaeSetup(data=name, latents=LATENTS, steps=STEPS)
    training = learner(setup)
    for step in range(setup.steps):
        training.advance(step)
    found = bounds.discrete(training.model, setup, images(name).test[:300])
    assert found is not None
    return Beside(training.model, found.bits, found.error)


@lru_cache(maxsize=1)
def pixel_by_pixel() -> Said:
    """A gated PixelCNN of the small digits, whose 17 grey values it tells one by one.

    An exact -log₂ P of the held-out pictures, bits for each pixel: no density, no noise, no bound.
    """
    data = pictures("digits")
    setup = PixelSetup(levels=17, steps=UPDATES)
    training = pixel_learner(setup)
    for step in range(setup.steps):
        training.advance(step)
    with torch.no_grad():
        costs = -training.model.log_prob(data.test.long()).double()  # (n,) nats
    return Said.of(costs / (data.lattice.pixels * math.log(2)))


@torch.no_grad()
def on_the_way(beside: Beside, one: ArrayLike, other: ArrayLike, steps: int) -> Floats:
    """Pictures (steps, M) on the straight line between two codes; the ends do not come back."""
    ends = torch.as_tensor(np.stack([one, other]).astype(np.float32))
    first, last = beside.model.encode(ends)[0]
    shares = torch.linspace(0, 1, steps)[:, None]
    decoded = beside.model.decode((1 - shares) * first + shares * last)
    return decoded.clamp(0, 1).numpy().astype(np.float64)


@torch.no_grad()
def summed(beside: Beside, plus: ArrayLike, minus: ArrayLike, added: ArrayLike) -> Floats:
    """The picture (M,) whose code is z(plus) - z(minus) + z(added)."""
    rows = torch.as_tensor(np.stack([plus, minus, added]).astype(np.float32))
    a, b, c = beside.model.encode(rows)[0]
    decoded: Floats = beside.model.decode((a - b + c)[None])[0].clamp(0, 1).numpy()
    return decoded

"""An autoencoder seen from outside torch: numpy arrays in, numpy arrays out.

What a page or a notebook asks for while somebody drags a point: each answer takes a millisecond.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.autoencoders import bounds
from models.autoencoders.codes import traversal
from models.autoencoders.model import THRESHOLD, Floats, Vae, floats


def codes(model: Vae, values: ArrayLike, axes: ArrayLike) -> Tensor:
    """Full codes (..., L) from values (..., 2) of two latents; the others are 0.

    With a single latent only the first value counts.
    """
    chosen, where = np.asarray(values, dtype=np.float32), np.asarray(axes)[: model.latents]
    z = np.zeros((*chosen.shape[:-1], model.latents), dtype=np.float32)
    z[..., where] = chosen[..., : len(where)]
    return torch.from_numpy(z)


@torch.no_grad()
def decoded(model: Vae, z: ArrayLike | Tensor) -> Floats:
    """What codes (..., L) decode to, (..., D)."""
    return model.decode(torch.as_tensor(z, dtype=torch.float32)).numpy().astype(np.float64)


def sheet(images: ArrayLike, side: int, columns: int) -> Floats:
    """Images (n, side²) as one picture with so many in a row, lowest row first; rest is empty.

    The first image is at the top left. Row 0 of the picture is its lowest line, as in a plane.
    """
    pictures = np.asarray(images, dtype=np.float64)
    rows = -(-len(pictures) // columns)
    full = np.zeros((rows * columns, side * side))
    full[: len(pictures)] = pictures
    tiles = torch.from_numpy(full).reshape(rows, columns, -1)
    return traversal.sheet(tiles, side).numpy()[::-1]


@dataclass(frozen=True, eq=False)
class Encoded:
    """One input seen by an autoencoder.

    Attributes:
        x: (D,) the input, black and white where the likelihood is Bernoulli.
        mean: (L,) of q(z|x).
        sd: (L,) its standard deviations.
        noise: (k, L) standard normal draws ε.
        z: (k, L) codes mean + sd ε.
        images: (k, D) what they decode to.
        elbo: Nats.
        distortion: -E ln p(x|z), nats, over the k codes.
        rate: KL(q(z|x) ‖ p(z)), nats, exact.
    """

    x: Floats
    mean: Floats
    sd: Floats
    noise: Floats
    z: Floats
    images: Floats
    elbo: float
    distortion: float
    rate: float

    @property
    def mean_image(self) -> Floats:
        """(D,) the average of what the codes decode to."""
        mean: Floats = self.images.mean(axis=0)
        return mean


def deviations(variances: Floats) -> Floats:
    """Standard deviations of variances, of any shape."""
    found: Floats = np.sqrt(variances)
    return found


@torch.no_grad()
def encoded(model: Vae, x: ArrayLike, draws: int, seed: int = 0) -> Encoded:
    """Encode one input (D,), draw codes of it with noise of ``seed``, and decode them."""
    row = torch.as_tensor(np.array(x, dtype=np.float32))[None]
    if model.likelihood == "bernoulli":
        row = (row >= THRESHOLD).float()
    mean, var = model.encode(row)
    noise = torch.randn(draws, model.latents, generator=torch.Generator().manual_seed(seed))
    z = mean + var.sqrt() * noise  # (k, L)
    distortion = -float(model.log_likelihood(row, z).mean())
    rate = float(bounds.rate(model, row).sum())
    return Encoded(
        x=floats(row[0]),
        mean=floats(mean[0]),
        sd=floats(var[0].sqrt()),
        noise=floats(noise),
        z=floats(z),
        images=floats(model.decode(z)),
        elbo=-distortion - rate,
        distortion=distortion,
        rate=rate,
    )


@dataclass(frozen=True, eq=False)
class Traversals:
    """What each latent does; see :class:`models.autoencoders.codes.traversal.Traversals`."""

    axes: NDArray[np.int64]
    kl: Floats
    values: Floats
    images: Floats


def traversals(model: Vae, x: Tensor, origin: ArrayLike, count: int = 9) -> Traversals:
    """Move each latent by itself from the code ``origin`` (L,), sorted by mean KL over ``x``."""
    start = torch.as_tensor(np.array(origin, dtype=np.float32))
    found = traversal.traversals(model, x, start, count)
    return Traversals(*(vars(found)[name].numpy() for name in ("axes", "kl", "values", "images")))

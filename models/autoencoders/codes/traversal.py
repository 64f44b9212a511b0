"""Walking through a latent space: grids of prior quantiles, and a traversal of each latent."""

from dataclasses import dataclass

import torch
from torch import Tensor

from models.autoencoders.bounds import rate
from models.autoencoders.model import Vae


def quantiles(count: int) -> Tensor:
    """The (i + ½)/count quantiles of N(0, 1), (count,): equal shares of the prior."""
    places: Tensor = torch.special.ndtri((torch.arange(count) + 0.5) / count)
    return places


def most_active(rates: Tensor) -> Tensor:
    """Latents (L,) from the largest mean KL to the smallest, given the rates (n, L)."""
    return rates.mean(dim=0).argsort(descending=True, stable=True)


@torch.no_grad()
def grid(model: Vae, count: int, axes: Tensor) -> Tensor:
    """Decoded means (count, count, D) over prior quantiles of two latents, the others at 0.

    Row 0 is the largest value of ``axes[1]``, as on a map; column 0 the smallest of ``axes[0]``.
    With a single latent it is one row (1, count, D).
    """
    places = quantiles(count).to(model.centre.dtype)
    if model.latents == 1:
        return model.decode(places[None, :, None])
    z = torch.zeros(count, count, model.latents, dtype=places.dtype)
    z[..., int(axes[0])] = places
    z[..., int(axes[1])] = places.flip(0)[:, None]
    return model.decode(z)


def sheet(tiles: Tensor, side: int) -> Tensor:
    """Images (rows, columns, side²) as one picture (rows side, columns side)."""
    rows, columns, _ = tiles.shape
    picture = tiles.reshape(rows, columns, side, side).transpose(1, 2)
    return picture.reshape(rows * side, columns * side)


@dataclass(frozen=True, eq=False)
class Traversals:
    """What each latent does: the images along it, the most informative latent first.

    Attributes:
        axes: (L,) which latent each moves.
        kl: (L,) its mean KL to the prior, in nats.
        values: (count,) the values it takes.
        images: (L, count, D) decoded means; the other latents stay at ``origin``.
    """

    axes: Tensor
    kl: Tensor
    values: Tensor
    images: Tensor


@torch.no_grad()
def traversals(
    model: Vae, x: Tensor, origin: Tensor, count: int = 9, reach: float = 3.0
) -> Traversals:
    """Move each latent by itself from -reach to reach, from the code ``origin`` (L,).

    The order is that of the mean KL over the inputs ``x`` (n, D).
    """
    rates = rate(model, x)
    axes = most_active(rates)
    values = torch.linspace(-reach, reach, count, dtype=model.centre.dtype)
    z = origin.to(values.dtype).expand(model.latents, count, -1).clone()
    for row, axis in enumerate(axes.tolist()):
        z[row, :, axis] = values
    return Traversals(axes, rates.mean(dim=0)[axes], values, model.decode(z))

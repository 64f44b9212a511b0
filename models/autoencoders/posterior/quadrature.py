"""The true posterior p(z|x) and the evidence p(x), by quadrature over one or two latents.

∫ p(x|z) p(z) dz on an even grid of codes. For a smooth integrand that vanishes at the ends, as
here, the trapezoidal rule converges faster than any power of the spacing: with a spacing of one
standard deviation of the posterior it is right to nine digits. How far it can be trusted is
measured each time, against the same rule on every other code.

:class:`Quadrature` decodes the grid once and keeps it, for points of the plane that are dragged.
:func:`evidence` keeps nothing, for many inputs of any size: a decoded grid of images is half a GB.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from models.autoencoders.bounds import CHUNK
from models.autoencoders.model import Vae, log_prior
from models.errors import ModelError

REACH = 7.5  # the grid covers [-REACH, REACH] of each latent: all but 1e-13 of the prior
RIM = 0.5  # how wide its outermost part is, where no posterior should have any mass
LINE, PLANE = 4001, 385  # codes along each axis for one and for two latents
_PIECE = 2**22  # numbers in one intermediate of the quadrature
_CODES = 2**12  # codes decoded at once by evidence()


@dataclass(frozen=True, eq=False)
class Evidence:
    """ln p(x) of some inputs, and how exact it is.

    Attributes:
        log_px: (n,) nats.
        error: (n,) nats, the difference to the same rule with twice the spacing (far above the
            true error, which falls at least with its square), plus the posterior's share at the
            rim of the grid: large for an input that needs codes outside of it.
    """

    log_px: Tensor
    error: Tensor


@dataclass(frozen=True, eq=False)
class Grid:
    """Codes at even distances.

    Attributes:
        z: (G, L) float64, the first latent changing fastest.
        shape: How many on each axis.
        spacing: Distance between neighbours on an axis.
    """

    z: Tensor
    shape: tuple[int, ...]
    spacing: float

    @classmethod
    def of(cls, latents: int, cells: int | None = None) -> "Grid":
        """The grid for one or two latents, 4,001 and 385 codes along each axis by default.

        Raises:
            ModelError: There are more than two latents.
        """
        if latents > 2:
            raise ModelError(
                f"The exact ln p(x) needs one or two latent dimensions; this model has {latents}."
            )
        count = cells or (LINE if latents == 1 else PLANE)
        count += 1 - count % 2  # odd, so that every other code reaches both ends
        line = torch.linspace(-REACH, REACH, count, dtype=torch.float64)
        z = line[:, None]
        if latents == 2:
            second, first = torch.meshgrid(line, line, indexing="ij")
            z = torch.stack((first.reshape(-1), second.reshape(-1)), dim=1)
        return cls(z, (count,) * latents, 2 * REACH / (count - 1))

    def summed(self, pieces: Iterable[Tensor], n: int) -> Evidence:
        """The rule and its error, from ln p(x, z) of ``n`` inputs in pieces (n, g) of all codes."""
        every = torch.zeros(self.shape, dtype=torch.bool)
        every[(slice(None, None, 2),) * len(self.shape)] = True
        masks = (
            torch.ones(len(self.z), dtype=torch.bool),
            every.reshape(-1),
            self.z.abs().amax(dim=1) > REACH - RIM,
        )
        sums = torch.full((3, n), -math.inf, dtype=torch.float64)
        done = 0
        for joint in pieces:
            for total, mask in zip(sums, masks, strict=True):
                chosen = joint[:, mask[done : done + joint.shape[1]]]
                total.copy_(torch.logaddexp(total, chosen.logsumexp(dim=1)))
            done += joint.shape[1]
        latents = len(self.shape)
        fine, half, rim = sums + latents * math.log(self.spacing)
        coarse = half + latents * math.log(2)
        return Evidence(fine, (fine - coarse).abs() + (rim - fine).exp())


@torch.no_grad()
def evidence(model: Vae, x: Tensor, cells: int | None = None) -> Evidence:
    """ln p(x) of inputs (n, D) with its error, every code decoded and forgotten.

    Raises:
        ModelError: There are more than two latents.
    """
    grid = Grid.of(model.latents, cells)
    pieces = (
        model.log_likelihood_between(x, z.to(x.dtype)).double() + log_prior(z)
        for z in torch.split(grid.z, _CODES)
    )
    return grid.summed(pieces, len(x))


class Quadrature:
    """All codes of an even grid, decoded once; then each input costs one pass over them.

    Args:
        model: An autoencoder with one or two latents.
        cells: Codes along each axis; by default 4,001 for one latent and 385 for two.

    Attributes:
        z: (G, L) float64, the codes, the first latent changing fastest.
        spacing: Distance between neighbours on an axis.

    Raises:
        ModelError: There are more than two latents.
    """

    def __init__(self, model: Vae, cells: int | None = None) -> None:
        self.model = model
        self.grid = Grid.of(model.latents, cells)
        self.z, self.shape, self.spacing = self.grid.z, self.grid.shape, self.grid.spacing
        self._cell = model.latents * math.log(self.spacing)
        self._prior = log_prior(self.z)  # (G,)
        with torch.no_grad():
            like = model.centre.dtype
            pieces = torch.split(self.z.to(like), CHUNK)
            self._out = torch.cat([model.outputs(piece) for piece in pieces])  # (G, D)

    @torch.no_grad()
    def log_joint(self, x: Tensor) -> Tensor:
        """ln p(x, z) (n, G) float64, for inputs (n, D) at all codes."""
        rows = max(1, _PIECE // self._out.numel())
        pieces = [
            self.model.log_likelihood_of(piece[:, None], self._out).double()
            for piece in torch.split(x, rows)
        ]
        return torch.cat(pieces) + self._prior

    def log_px(self, x: Tensor) -> Tensor:
        """ln p(x) (n,) in nats, float64, for any number of inputs (n, D)."""
        rows = max(1, _PIECE // self._out.numel())
        pieces = [self.log_joint(piece).logsumexp(dim=1) for piece in torch.split(x, rows)]
        return torch.cat(pieces) + self._cell

    def evidence(self, x: Tensor) -> Evidence:
        """ln p(x) of inputs (n, D) with its error, from the codes and from every other one."""
        return self.grid.summed([self.log_joint(x)], len(x))

    def log_posterior(self, x: Tensor) -> Tensor:
        """ln p(z|x) (n, G) at all codes, for inputs (n, D)."""
        joint = self.log_joint(x)
        normal: Tensor = joint - (joint.logsumexp(dim=1, keepdim=True) + self._cell)
        return normal

"""The true posterior p(z|x) and the evidence p(x), by quadrature over one or two latents.

∫ p(x|z) p(z) dz on an even grid of codes. For a smooth integrand that vanishes at the ends, as
here, the trapezoidal rule converges faster than any power of the spacing: with a spacing of one
standard deviation of the posterior it is right to nine digits. How far it can be trusted is
measured each time, against the same rule on every other code.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from models.autoencoders.bounds import CHUNK
from models.autoencoders.vae import Vae, log_prior
from models.errors import ModelError

REACH = 7.5  # the grid covers [-REACH, REACH] of each latent: all but 1e-13 of the prior
RIM = 0.5  # how wide its outermost part is, where no posterior should have any mass
LINE, PLANE = 4001, 385  # codes along each axis for one and for two latents
_PIECE = 2**22  # numbers in one intermediate of the quadrature


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
        if model.latents > 2:
            raise ModelError(
                "The exact ln p(x) needs one or two latent dimensions; "
                f"this model has {model.latents}."
            )
        self.model = model
        count = cells or (LINE if model.latents == 1 else PLANE)
        count += 1 - count % 2  # odd, so that every other code reaches both ends
        line = torch.linspace(-REACH, REACH, count, dtype=torch.float64)
        self.spacing = 2 * REACH / (count - 1)
        if model.latents == 1:
            self.z = line[:, None]
        else:
            second, first = torch.meshgrid(line, line, indexing="ij")
            self.z = torch.stack((first.reshape(-1), second.reshape(-1)), dim=1)
        self.shape = (count,) * model.latents
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
        joint = self.log_joint(x)
        fine = joint.logsumexp(dim=1) + self._cell
        every = slice(None, None, 2)
        field = joint.reshape(len(x), *self.shape)
        half = field[:, every] if self.model.latents == 1 else field[:, every, every]
        coarse = half.flatten(1).logsumexp(dim=1) + self._cell
        coarse = coarse + self.model.latents * math.log(2)
        rim = self.z.abs().amax(dim=1) > REACH - RIM  # (G,)
        outside = (joint[:, rim].logsumexp(dim=1) + self._cell - fine).exp()
        return Evidence(fine, (fine - coarse).abs() + outside)

    def log_posterior(self, x: Tensor) -> Tensor:
        """ln p(z|x) (n, G) at all codes, for inputs (n, D)."""
        joint = self.log_joint(x)
        normal: Tensor = joint - (joint.logsumexp(dim=1, keepdim=True) + self._cell)
        return normal

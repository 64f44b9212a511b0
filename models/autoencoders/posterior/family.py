"""The best diagonal Gaussian for one true posterior: the smallest KL(q ‖ p(z|x)) there is.

No encoder is involved and no decoder any more: the posterior is known on a grid of codes, and
mean and variance are searched directly.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from torch import Tensor

from models.autoencoders.model import Floats
from models.autoencoders.posterior.modes import FEWEST, uphill
from models.autoencoders.posterior.quadrature import Quadrature

NARROWEST = 0.8  # standard deviation of q in spacings of the grid, below which it sees nothing
_DEPTH = 25.0  # nats below the highest point of the posterior that still count
_MODES = 3  # of the posterior around which it is searched
_CODES = 96  # codes along each axis that are enough to search on


def best_gaussian(grid: Quadrature, x: Tensor, mean: Tensor, var: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and variance (L,) of the best diagonal Gaussian for the posterior of ``x`` (D,).

    L-BFGS from several places, the best result: the Gaussian given (the encoder's), and one of its
    width around each of the modes with the most mass, for of those it can hold but one.
    """
    z, log_p, summits, spacing = _around(grid, x)
    size = len(mean)
    narrowest = np.log(NARROWEST * spacing)
    cell = spacing**size

    def kl(place: Floats) -> tuple[float, Floats]:
        """KL(q ‖ p) and its gradient, for q with means and log standard deviations (2 L,).

        With u = (z - mean) / sd the gradient is E_q[(ln q - ln p) u / sd] for a mean and
        E_q[(ln q - ln p) (u² - 1)] for a log sd: that of ln q itself averages to zero.
        """
        centre, log_sd = place[:size], place[size:]
        u = (z - centre) / np.exp(log_sd)  # (G, L)
        log_q = -0.5 * (u * u).sum(axis=1) - log_sd.sum() - 0.5 * size * np.log(2 * np.pi)
        q = np.exp(log_q) * cell
        difference = q * (log_q - log_p)
        to_mean = difference @ u / np.exp(log_sd)
        return float(difference.sum()), np.concatenate((to_mean, difference @ (u * u - 1)))

    width = np.log(var.sqrt().numpy()).clip(narrowest)
    starts = [np.concatenate((centre, width)) for centre in (mean.numpy(), *z[summits])]
    low, high = z.min(axis=0), z.max(axis=0)
    bounds = [*zip(low, high, strict=True), *[(narrowest, np.log(2.0))] * size]
    results = [
        minimize(kl, start.clip(*np.transpose(bounds)), jac=True, method="L-BFGS-B", bounds=bounds)
        for start in starts
    ]
    best = min(results, key=lambda result: float(result.fun)).x
    return torch.from_numpy(best[:size].copy()), torch.from_numpy(np.exp(2 * best[size:]))


def _around(grid: Quadrature, x: Tensor) -> tuple[Floats, Floats, NDArray[np.int64], float]:
    """Codes (G', L) of the smallest box that holds the posterior, its ln there (G',), its largest
    modes among them (m,), and the spacing."""
    log_p = grid.log_posterior(x[None])[0].reshape(grid.shape)
    z = grid.z.reshape(*grid.shape, -1)
    inside = (log_p > log_p.max() - _DEPTH).nonzero()  # (inside, L) places on the axes
    low, high = inside.min(dim=0).values.tolist(), inside.max(dim=0).values.tolist()
    widest = max(last - first for first, last in zip(low, high, strict=True)) + 1
    every = max(1, widest // _CODES)
    box = tuple(slice(first, last + 1, every) for first, last in zip(low, high, strict=True))
    found = log_p[box].numpy()
    climbed = np.bincount(uphill(found), np.exp(found).reshape(-1), minlength=found.size)
    summits = np.argsort(-climbed)[:_MODES]
    kept = summits[climbed[summits] >= FEWEST * climbed.sum()]
    return z[box].reshape(found.size, -1).numpy(), found.reshape(-1), kept, every * grid.spacing

"""Densities after Gaussian noise has been added: known exactly where their own noise is one."""

import math

import torch

from models.densities.base import Density
from models.densities.circles import NoisyCircles
from models.densities.curves import NoisyCurve
from models.densities.mixture import GaussianMixture
from models.errors import ModelError


def blurred(density: Density, sigma: float) -> Density:
    """The law of x + σ ε with x from ``density`` and ε ~ N(0, I), in its own window.

    Variances add, so that every Gaussian in it is wider by σ².

    Raises:
        ModelError: The density has other noise than a Gaussian's.
    """
    if isinstance(density, GaussianMixture):
        wider = density.covariances + sigma**2 * torch.eye(2, dtype=torch.float64)
        return GaussianMixture(
            density.means.numpy(),
            wider.numpy(),
            density.weights.numpy(),
            name=f"{density.name}_blurred",
            title=density.title,
            window=density.window,
        )
    if isinstance(density, NoisyCurve | NoisyCircles):
        return density.with_noise(math.hypot(density.sd, sigma))
    raise ModelError(f"{density.title} is not a shape with Gaussian noise around it.")

"""What the best denoiser does, and how near a learned one comes.

Of all functions of x̃ = x + σ ε the conditional mean has the least squared error, and it is a step
along the score of the noisy data (Tweedie; Robbins 1956, Efron 2011; Alain & Bengio 2014 for
autoencoders)::

    r*(x̃) = E[x | x̃] = x̃ + σ² ∇ ln p_σ(x̃)
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models import densities, luck
from models.autoencoders.linear import principal_axes
from models.autoencoders.model import Floats, floats
from models.autoencoders.plain.network import Autoencoder, data_of
from models.autoencoders.plain.setup import DenoisingSetup
from models.densities import Density, Window, cell_centres

JUDGED = 2000  # noisy points behind an R²
ARROWS = 15  # along each side of the plane


@lru_cache(maxsize=16)
def noisy_law(data: str, sigma: float) -> Density:
    """p_σ, the law of the corrupted points of the plane."""
    return densities.blurred(densities.get(data), sigma)


def score_step(law: Density, x: Tensor, sigma: float) -> Tensor:
    """σ² ∇ ln p_σ at points (n, 2) float64."""
    with torch.enable_grad():
        places = x.detach().double().requires_grad_()
        (slope,) = torch.autograd.grad(law.log_prob(places).sum(), places)
    return sigma**2 * slope


def nodes(window: Window) -> Tensor:
    """Where a denoiser's arrows start on the plane, (n, 2)."""
    return cell_centres(window, ARROWS)


@lru_cache(maxsize=8)
def exact_arrows(data: str, sigma: float) -> tuple[Floats, Floats]:
    """:func:`nodes` of a density's window, and the best denoiser's steps from there, (n, 2)."""
    places = nodes(densities.get(data).window)
    return floats(places), score_step(noisy_law(data, sigma), places, sigma).numpy()


def corrupted(x: Tensor, sigma: float) -> Tensor:
    """Inputs (n, D) with the same noise every time: held out from all training."""
    noise = torch.randn(x.shape, generator=luck.held_out())
    return x + sigma * noise


@dataclass(frozen=True, eq=False)
class Judged:
    """Corrupted points of the plane, and where the best denoiser moves each.

    Attributes:
        noisy: (n, 2) x̃.
        clean: (n, 2) x.
        step: (n, 2) σ² ∇ ln p_σ(x̃).
        error: The least squared error, E ‖x - r*(x̃)‖², over these points.
    """

    noisy: Tensor
    clean: Tensor
    step: Tensor
    error: float


@lru_cache(maxsize=8)
def judged(data: str, sigma: float) -> Judged:
    """The points by which every denoiser of this setup is judged."""
    clean = densities.get(data).sample(JUDGED, luck.held_out(1))
    noisy = corrupted(clean, sigma)
    step = score_step(noisy_law(data, sigma), noisy, sigma)
    error = (noisy + step - clean).square().sum(dim=1).mean()
    return Judged(noisy, clean, step, float(error))


def explained(step: Tensor, exact: Tensor) -> float:
    """R² of moves (n, 2) as estimates of the exact ones: 1 - Σ‖step - exact‖² / Σ‖exact‖².

    The mean of the exact ones is 0 in expectation, whatever the density.
    """
    return float(1 - (step - exact).square().sum() / exact.square().sum())


class LinearDenoiser:
    """r(x̃) = μ + S (S + σ² I)⁻¹ (x̃ - μ): the best affine denoiser of inputs with covariance S.

    Args:
        data: Clean inputs (N, D).
        sigma: σ.
        rank: At most so many directions pass, as through a code of that size; the others are left
            at their mean.

    Attributes:
        residual: Its squared error for each input: Σ λ σ² / (λ + σ²) over the directions that
            pass, and Σ λ over the others.
    """

    def __init__(self, data: ArrayLike | Tensor, sigma: float, rank: int | None = None) -> None:
        found = principal_axes(data)
        kept = found.spectrum[:rank]
        self._mean, self._directions = found.mean, found.directions[:, : len(kept)]
        self._gain = kept / (kept + sigma**2)
        self.residual = float((sigma**2 * self._gain).sum() + found.spectrum[len(kept) :].sum())

    def __call__(self, x: ArrayLike | Tensor) -> Floats:
        """What is restored, (n, D), of corrupted inputs (n, D)."""
        along = (np.asarray(x, dtype=np.float64) - self._mean) @ self._directions
        found: Floats = self._mean + (along * self._gain) @ self._directions.T
        return found


@lru_cache(maxsize=16)
def linear_denoiser(setup: DenoisingSetup) -> LinearDenoiser:
    """The best linear denoiser for the setup's training inputs, however large its code."""
    return LinearDenoiser(data_of(setup).train, setup.sigma)


@torch.no_grad()
def followed(model: Autoencoder, start: ArrayLike, steps: int) -> Floats:
    """Where x ← r(x) leads from a place (2,), (steps + 1, 2)."""
    x = torch.as_tensor(np.asarray(start, dtype=np.float32)).reshape(1, 2)
    path = [x]
    for _ in range(steps):
        path.append(model(path[-1]))
    return floats(torch.cat(path))


def followed_exactly(setup: DenoisingSetup, start: ArrayLike, steps: int) -> Floats:
    """The same with the best denoiser, x ← x + σ² ∇ ln p_σ(x): up the slope of ln p_σ."""
    law = noisy_law(setup.data, setup.sigma)
    x = torch.as_tensor(np.asarray(start, dtype=np.float64)).reshape(1, 2)
    path = [x]
    for _ in range(steps):
        path.append(path[-1] + score_step(law, path[-1], setup.sigma))
    return torch.cat(path).numpy()

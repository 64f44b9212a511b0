"""Mixtures of Gaussians in the plane, with exact log-density and entropy."""

import math

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.densities.base import WINDOW, Density, Window
from models.errors import ModelError


class GaussianMixture(Density):
    """p(x) = sum_k w_k N(x; m_k, C_k).

    Args:
        means: (K, 2) centres m_k.
        covariances: One variance for all (a number), a variance each (K,), or full (K, 2, 2).
        weights: (K,) non-negative, scaled to sum to one; equal when left out.
        name: See :class:`Density`.
        title: See :class:`Density`.
        window: See :class:`Density`.

    Raises:
        ModelError: The shapes do not fit, a number is not finite, a covariance is not positive
            definite, or the weights are negative or all zero.
    """

    def __init__(
        self,
        means: ArrayLike,
        covariances: ArrayLike,
        weights: ArrayLike | None = None,
        *,
        name: str = "mixture",
        title: str = "Gaussian mixture",
        window: Window = WINDOW,
    ) -> None:
        self.name, self.title, self.window = name, title, window
        centres = np.array(means, dtype=np.float64)
        if centres.ndim != 2 or centres.shape[1] != 2 or len(centres) == 0:
            raise ModelError("A mixture needs at least one centre with two coordinates.")
        count = len(centres)
        spread = _full(np.asarray(covariances, dtype=np.float64), count)
        shares = np.ones(count) if weights is None else np.array(weights, dtype=np.float64)
        if shares.shape != (count,):
            raise ModelError(f"{count} centres need {count} weights, not {shares.size}.")
        if not all(np.isfinite(values).all() for values in (centres, spread, shares)):
            raise ModelError("Every centre, covariance and weight must be a finite number.")
        if (shares < 0).any() or shares.sum() <= 0:
            raise ModelError("Weights must not be negative, and at least one must be positive.")
        kept = shares > 0
        self.means = torch.from_numpy(centres[kept])  # (K, 2)
        self.covariances = torch.from_numpy(spread[kept])  # (K, 2, 2)
        self.weights = torch.from_numpy(shares[kept] / shares.sum())  # (K,)
        factor, failed = torch.linalg.cholesky_ex(self.covariances)
        if failed.any():
            raise ModelError("Every covariance must be symmetric with two positive variances.")
        self._factor = factor  # (K, 2, 2) lower triangular, C = L L'
        self._natural = self._natural_parameters()  # (6, K)
        self._cumulative = self.weights.cumsum(0).to(torch.float32)
        self._centre32, self._factor32 = self.means.float(), factor.float()

    def _natural_parameters(self) -> Tensor:
        """The coefficients of ln(w_k N(x; m_k, C_k)) in (x1^2, x1 x2, x2^2, x1, x2, 1)."""
        precision = torch.cholesky_inverse(self._factor)
        pull = (precision @ self.means[:, :, None])[:, :, 0]
        log_root = self._factor.diagonal(dim1=1, dim2=2).log().sum(1)
        constant = -0.5 * (pull * self.means).sum(1) - math.log(2 * math.pi) - log_root
        return torch.stack(
            (
                -0.5 * precision[:, 0, 0],
                -precision[:, 0, 1],
                -0.5 * precision[:, 1, 1],
                pull[:, 0],
                pull[:, 1],
                constant + self.weights.log(),
            )
        )

    def joint(self, x: Tensor) -> Tensor:
        """ln(w_k N(x; m_k, C_k)) for every point and component, (n, 2) -> (n, K) float64.

        Its softmax over k says which component a point belongs to.
        """
        x = x.to(torch.float64)
        first, second = x.unbind(1)
        powers = (first * first, first * second, second * second, first, second)
        features = torch.stack((*powers, torch.ones_like(first)), dim=1)  # (n, 6)
        return features @ self._natural.to(x.device)

    def whitened(self, x: Tensor) -> Tensor:
        """L_k^-1 (x - m_k) with C_k = L_k L_k', for every point and component, (n, K, 2) float64.

        Its length is the Mahalanobis distance: how many standard deviations x lies from m_k.
        """
        offset = x.to(torch.float64)[:, None, :] - self.means.to(x.device)  # (n, K, 2)
        across, up = offset.unbind(2)  # (n, K)
        (first, _), (second, third) = torch.linalg.inv(self._factor.to(x.device)).permute(1, 2, 0)
        return torch.stack((first * across, second * across + third * up), 2)

    def _log_prob(self, x: Tensor) -> Tensor:
        return torch.logsumexp(self.joint(x), 1)

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        device = generator.device
        uniform = torch.rand(n, generator=generator, device=device)
        which = torch.searchsorted(self._cumulative.to(device), uniform, right=True)
        which.clamp_(max=len(self.weights) - 1)  # the float32 sum may end just below one
        noise = torch.randn(n, 2, 1, generator=generator, device=device)
        centre, factor = self._centre32.to(device), self._factor32.to(device)
        return centre[which] + torch.bmm(factor[which], noise).squeeze(2)

    def _entropy(self) -> float:
        """By the trapezoidal rule around each component; accurate to about 1e-6."""
        steps = torch.arange(-7.0, 7.01, 0.25, dtype=torch.float64)  # in standard deviations
        plane = torch.cartesian_prod(steps, steps)  # (S, 2)
        mass = torch.exp(-0.5 * plane.square().sum(1))
        mass /= mass.sum()
        expected = [
            mass @ self.log_prob(mean + plane @ factor.T)
            for mean, factor in zip(self.means, self._factor, strict=True)
        ]
        return -float(self.weights @ torch.stack(expected))


def _full(covariances: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Variances or covariances in any accepted shape as full matrices (count, 2, 2)."""
    if covariances.ndim <= 1 and covariances.size in (1, count):
        return np.broadcast_to(covariances.reshape(-1), (count,))[:, None, None] * np.eye(2)
    if covariances.shape == (count, 2, 2):
        mirrored = covariances.transpose(0, 2, 1)
        if np.allclose(covariances, mirrored, equal_nan=True):
            return covariances
    raise ModelError("Give one variance, one for each centre, or a symmetric 2x2 matrix for each.")


def ring(
    modes: int = 8,
    radius: float = 1.0,
    sd: float = 0.01,
    *,
    imbalance: float = 1.0,
    name: str = "ring",
    title: str = "Ring of Gaussians",
    window: Window | None = None,
) -> GaussianMixture:
    """``modes`` Gaussians of standard deviation ``sd``, evenly around a circle.

    The defaults are the ring of VEEGAN and PacGAN (Srivastava et al., 2017; Lin et al., 2018).

    Args:
        modes: How many Gaussians; the first lies on the positive x axis.
        radius: Of the circle that their means lie on.
        sd: Of each Gaussian, in both directions.
        imbalance: How many times heavier the first Gaussian is than the last; the weights between
            fall by equal factors.
        name: See :class:`Density`.
        title: See :class:`Density`.
        window: See :class:`Density`; fitted when left out.
    """
    angles = np.arange(modes) * (2 * math.pi / modes)  # the end point is not a second first one
    means = radius * np.column_stack((np.cos(angles), np.sin(angles)))
    weights = imbalance ** -np.linspace(0, 1, modes)
    reach = max(1.5 * radius, radius + 4 * sd)
    return GaussianMixture(
        means, sd**2, weights, name=name, title=title, window=window or _square(reach)
    )


def grid(
    side: int = 5,
    spacing: float = 2.0,
    sd: float = 0.05,
    *,
    name: str = "grid",
    title: str = "Grid of Gaussians",
    window: Window | None = None,
) -> GaussianMixture:
    """``side`` x ``side`` equal Gaussians of standard deviation ``sd``, ``spacing`` apart.

    The defaults are the grid of VEEGAN and PacGAN: 25 modes on {-4, -2, 0, 2, 4} squared.
    """
    positions = spacing * (np.arange(side) - (side - 1) / 2)
    means = [(x, y) for x in positions for y in positions]
    reach = positions[-1] + max(spacing / 2, 4 * sd)
    return GaussianMixture(means, sd**2, name=name, title=title, window=window or _square(reach))


def two_modes(distance: float = 2.0, sd: float = 0.1, share: float = 0.5) -> GaussianMixture:
    """Two Gaussians of standard deviation ``sd``, ``distance`` apart on the x axis.

    Args:
        distance: Between the two means.
        sd: Of each Gaussian, in both directions.
        share: Weight of the left one.
    """
    means = [(-distance / 2, 0), (distance / 2, 0)]
    reach = distance / 2 + max(distance / 4, 4 * sd)
    return GaussianMixture(
        means,
        sd**2,
        [share, 1 - share],
        name="two_modes",
        title="Two Gaussians",
        window=_square(reach),
    )


def eight_gaussians() -> GaussianMixture:
    """Eight Gaussians on a circle: radius 4 and sd 0.5, both divided by 1.414 (FFJORD)."""
    return ring(
        8,
        4 / 1.414,
        0.5 / 1.414,
        name="eight_gaussians",
        title="Eight Gaussians",
        window=WINDOW,
    )


def _square(reach: float) -> Window:
    return (-reach, reach, -reach, reach)

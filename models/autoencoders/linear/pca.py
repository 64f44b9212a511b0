"""Probabilistic PCA: the linear autoencoder in closed form (Tipping & Bishop 1999).

The model x = W z + μ + σ ε is a linear VAE with a Gaussian decoder. Its maximum of the likelihood
is known, and with the best diagonal encoder the ELBO is tight there (Lucas et al. 2019,
arXiv:1911.02469, "Don't Blame the ELBO!"): a trained linear VAE may approach
:attr:`ProbabilisticPCA.maximum` and never exceed it.

The notes say that a linear decoder "recovers PCA": precisely, it needs centred data (or a bias),
and finds the principal subspace, up to any invertible matrix of the codes. The ELBO does more: its
diagonal posterior prefers the principal axes themselves.
"""

import math

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders.linear.axes import principal_axes
from models.autoencoders.model import Floats
from models.errors import ModelError

FLAT = 1e-12  # relative eigenvalue below which a direction of the data has no variance


class ProbabilisticPCA:
    """The most likely linear-Gaussian model with ``latents`` latent dimensions.

    Args:
        data: Inputs (N, D).
        latents: The number q of latent dimensions, from 1 to D - 1.

    Attributes:
        mean: (D,) μ.
        spectrum: (D,) eigenvalues λ of the covariance (divided by N), largest first.
        directions: (D, D) its eigenvectors as columns, in that order.
        variance: σ² = Σ_{i>q} λ_i / (D - q), the mean of what is left out.
        weight: (D, q) W = U_q (Λ_q - σ²)^(1/2).

    Raises:
        ModelError: There are too many latents, or the data has no variance outside of them.
    """

    def __init__(self, data: ArrayLike | Tensor, latents: int) -> None:
        x = np.asarray(data, dtype=np.float64)
        if x.ndim != 2 or not 1 <= latents < x.shape[1]:
            raise ModelError("Probabilistic PCA needs rows of more numbers than it has latents.")
        self.data, self.latents = x, latents
        self.mean, self.spectrum, self.directions = principal_axes(x)
        self.variance = float(self.spectrum[latents:].mean())
        if self.variance <= FLAT * self.spectrum[0]:
            raise ModelError(
                "The data has no variance outside so many dimensions: its density is unbounded. "
                "Choose fewer latent dimensions."
            )
        extra = (self.spectrum[:latents] - self.variance).clip(0)
        self.weight: Floats = self.directions[:, :latents] * np.sqrt(extra)

    def log_likelihood(self, x: ArrayLike | Tensor | None = None) -> Tensor:
        """ln N(x; μ, W Wᵀ + σ²) (n,) in nats, float64; of the data itself by default."""
        rows = self.data if x is None else np.asarray(x, dtype=np.float64)
        along = (rows - self.mean) @ self.directions  # (n, D), in the principal axes
        variances = np.full(len(self.spectrum), self.variance)
        variances[: self.latents] = np.maximum(self.spectrum[: self.latents], self.variance)
        terms = along**2 / variances + np.log(2 * math.pi * variances)
        return torch.from_numpy(-0.5 * terms.sum(axis=1))

    @property
    def maximum(self) -> float:
        """The mean log-likelihood of the data, the largest any linear VAE of this size can reach.

        -½ [D ln 2π + Σ_{i≤q} ln λ_i + (D - q) ln σ² + D] nats for each input.
        """
        size, q = len(self.spectrum), self.latents
        log_dets = np.log(self.spectrum[:q]).sum() + (size - q) * math.log(self.variance)
        return float(-0.5 * (size * math.log(2 * math.pi) + log_dets + size))

    @property
    def rates(self) -> Floats:
        """The mean KL of each latent at the optimum, ½ ln(λ_i / σ²), (q,) nats."""
        return np.asarray(0.5 * np.log(self.spectrum[: self.latents] / self.variance))

    def rate_distortion(self, beta: float, variance: float) -> tuple[float, float]:
        """Mean rate and distortion, in nats, of the best linear β-VAE with a fixed σ².

        It minimises distortion + β rate. Every direction with λ > β σ² is kept, at most q of them,
        with decoder weights w² = λ - β σ² and posterior variance β σ² / λ.
        """
        kept = self.spectrum[: self.latents]
        kept = kept[kept > beta * variance]
        share = beta * variance / kept  # the posterior's variance
        missed = self.spectrum.sum() - kept.sum()
        error = missed + (kept * share**2 + (kept - beta * variance) * share).sum()
        size = len(self.spectrum)
        distortion = 0.5 * (error / variance + size * math.log(2 * math.pi * variance))
        # The mean's second moment is 1 - share, so the KL is ½ Σ (1 - 1 - ln share).
        return float(-0.5 * np.log(share).sum()), float(distortion)

    def surviving_units(self, beta: float, variance: float) -> int:
        """How many directions of the data survive in a linear β-VAE: those with λ > β σ².

        Below that line the KL costs more than the direction saves, and the posterior collapses to
        the prior. All directions of the data count, not only the first q.
        """
        return int((self.spectrum > beta * variance).sum())

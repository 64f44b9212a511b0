"""The Fréchet distance of two clouds, taken for Gaussians; with its bias in finite samples."""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.measured import Floats, Measured, checked


def between(mean: Floats, spread: Floats, other: Floats, other_spread: Floats) -> float:
    """W₂² of two Gaussians: |μ - ν|² + tr(Σ + T - 2 (Σ T)^½).

    tr (Σ T)^½ is the sum of the singular values of Σ^½ T^½, which needs no complex numbers.
    """
    cross = np.linalg.svd(_root(spread) @ _root(other_spread), compute_uv=False)
    apart = float(np.square(mean - other).sum())
    return apart + float(np.trace(spread) + np.trace(other_spread)) - 2 * float(cross.sum())


def frechet(real: ArrayLike, fake: ArrayLike) -> Measured:
    """FID: W₂² between Gaussians of the same means and covariances (number 7; Heusel, 2017).

    The notes call it the Wasserstein-2 distance; it is that distance squared. A perfect sampler
    is not given 0 but the bias: two finite samples of one law never have the same moments.

    Args:
        real: (N, D) features.
        fake: (M, D) features.
    """
    real, fake = checked(real, fake)
    parts = bias_parts(real, len(fake))
    value = between(*_moments(real), *_moments(fake))
    # By the first-order change with each point, and by what is left where that vanishes.
    slopes = [_potential(real, fake), _potential(fake, real)]
    first = sum(float(slope.var() / len(slope)) for slope in slopes)
    return Measured(value, float(np.sqrt(first + 2 * np.square(parts).sum())), float(parts.sum()))


def bias_parts(sample: Floats, other: int) -> Floats:
    """What each direction and each pair of them adds to FID though the law is the same.

    To second order in the errors of the moments, in the eigenbasis of the covariance λ: 1/N + 1/M
    times λ_i for the means, and times Var(z_i z_j) / (2 (λ_i + λ_j)) over all i, j for the
    covariances. For a round Gaussian, N = M: (2 D + D (D + 1) / 2) / N in all.

    Args:
        sample: (N, D) real points.
        other: The size M of the generated sample.
    """
    values, turned = np.linalg.eigh(np.atleast_2d(np.cov(sample.T)))
    z = (sample - sample.mean(0)) @ turned
    weight = 1 / len(sample) + 1 / other
    squares = np.square(z)
    variances = squares.T @ squares / len(z) - np.square(z.T @ z / len(z))
    sums = np.maximum(values[:, None] + values, 1e-12 * max(values[-1], 1e-300))
    pairs = np.maximum(variances, 0) / (2 * sums)
    upper = np.triu_indices(len(values), 1)
    return weight * np.concatenate((np.maximum(values, 0), np.diag(pairs), 2 * pairs[upper]))


def gaussian_bias(dimension: int, size: int) -> float:
    """FID of two samples of that size of one round Gaussian: (2 D + D (D + 1) / 2) / N."""
    return (2 * dimension + dimension * (dimension + 1) / 2) / size


def _moments(sample: Floats) -> tuple[Floats, Floats]:
    return sample.mean(0), np.atleast_2d(np.cov(sample.T))


def _root(matrix: Floats) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T)


def _potential(sample: Floats, other: Floats) -> Floats:
    """Kantorovich's potential at the sample's points: how W₂² changes with their mass."""
    mean, spread = _moments(sample)
    target, target_spread = _moments(other)
    root = _root(spread)
    inverse = np.linalg.pinv(root, hermitian=True)
    pull = inverse @ _root(root @ target_spread @ root) @ inverse
    offset = sample - mean
    bent = np.einsum("ni,ij,nj->n", offset, np.eye(len(mean)) - pull, offset)
    return np.asarray(bent + 2 * offset @ (mean - target))

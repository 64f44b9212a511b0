"""How many modes a generator covers, how well, and what a perfect sampler would score.

The protocol is that of VEEGAN (Srivastava et al., 2017) and PacGAN (Lin et al., 2018): each sample
goes to its nearest mode in Mahalanobis distance, and is of high quality within 3 standard
deviations of it. They call a mode captured with a single such sample, a count that saturates
early; here a mode counts with 20 of 10,000 samples, and theirs stands beside it.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.densities import GaussianMixture
from models.errors import ModelError

NEAR = 3.0  # standard deviations within which a sample is of high quality
SHARE = 20 / 10_000  # of the samples, for a mode to count
ENOUGH = 20  # counted samples a mode, below which a histogram of modes says little

#: Share of a round 2-D Gaussian within 3 standard deviations, 98.889 %.
HIGH_QUALITY = 1 - math.exp(-(NEAR**2) / 2)

# Standard deviation, per axis, of a 2-D Gaussian of which only what lies within NEAR is seen.
_SEEN_SPREAD = math.sqrt((1 - (1 + NEAR**2 / 2) * math.exp(-(NEAR**2) / 2)) / HIGH_QUALITY)


@dataclass(frozen=True)
class ModeReport:
    """What samples show of the modes of a mixture.

    Attributes:
        modes: Modes with at least 20 of 10,000 high-quality samples, in proportion for other n.
        modes_touched: Modes with at least one high-quality sample.
        high_quality: Share of the samples within 3 standard deviations of a mode, 0 to 1. A
            perfect sampler reaches 0.98889, not 1: more means that the modes have shrunk.
        reverse_kl: KL(histogram of the high-quality samples over modes || weights), in nats.
            Without any such sample it is what the lightest mode alone would give, the largest
            value there is.
        spread_ratio: Standard deviation of the high-quality samples around their mode's mean,
            over that of a perfect sampler, pooled over the modes that have two or more. 1 is
            right, 0 a point; above 1.54, the value of a uniform disc, it cannot go far. 0 if no
            mode has two samples.
        counts: High-quality samples of each mode, (K,).
        spreads: ``spread_ratio`` of each mode alone, (K,); 0 where it has fewer than two.
        n: Number of samples.
    """

    modes: int
    modes_touched: int
    high_quality: float
    reverse_kl: float
    spread_ratio: float
    counts: NDArray[np.int64]
    spreads: NDArray[np.float64]
    n: int


@dataclass(frozen=True)
class PerfectSampler:
    """What n samples of the mixture itself score, so that an estimate stands beside its floor.

    Attributes:
        high_quality: Expected share; 0.98889 where the modes lie apart, more where they overlap.
        high_quality_sd: Its standard deviation over draws.
        reverse_kl: Expected value, (K - 1) / 2n to leading order where the modes lie apart: the
            noise floor.
    """

    high_quality: float
    high_quality_sd: float
    reverse_kl: float


def mode_report(samples: Tensor, mixture: GaussianMixture) -> ModeReport:
    """Count modes and measure quality from ``samples`` (n, 2).

    Raises:
        ModelError: There are no samples.
    """
    n = len(samples)
    if n == 0:
        raise ModelError("A report on modes needs at least one sample.")
    places = mixture.whitened(samples)  # (n, K, 2), in standard deviations
    across, up = places.unbind(2)  # (n, K): products of columns are much faster than short sums
    distance, mode = (across * across + up * up).min(1)
    near = distance < NEAR**2
    modes = len(mixture.weights)
    own = places[torch.arange(n, device=samples.device), mode][near]  # (H, 2)
    mode = mode[near]
    counts = torch.bincount(mode, minlength=modes)  # (K,)
    centre = _sums(own, mode, modes) / counts.clamp_min(1)[:, None]
    squares = _sums((own - centre[mode]).square().mean(1, keepdim=True), mode, modes)[:, 0]
    several = counts >= 2
    freedom = (counts - 1).clamp_min(1)
    spreads = torch.where(several, (squares / freedom).sqrt() / _SEEN_SPREAD, 0.0)
    pooled = float(squares[several].sum() / max(1, int(freedom[several].sum())))
    return ModeReport(
        modes=int((counts >= max(1, math.ceil(SHARE * n - 1e-9))).sum()),
        modes_touched=int((counts > 0).sum()),
        high_quality=int(counts.sum()) / n,
        reverse_kl=_divergence(counts, mixture.weights.to(counts.device)),
        spread_ratio=math.sqrt(pooled) / _SEEN_SPREAD,
        counts=counts.cpu().numpy(),
        spreads=spreads.cpu().numpy(),
        n=n,
    )


def noise_floor(counts: ArrayLike) -> float:
    """What a perfect sampler's reverse KL would be from so many counted samples, in nats.

    To leading order (K - 1) / 2n, with the n of the samples that were counted: those within 3
    standard deviations of a mode, however many were drawn.

    Args:
        counts: High-quality samples of each mode, (K,).

    Returns:
        The floor; infinite where none was counted.
    """
    found = np.asarray(counts, dtype=np.float64)
    return (len(found) - 1) / (2 * found.sum()) if found.any() else math.inf


def enough(counts: ArrayLike) -> NDArray[np.bool_]:
    """Whether a histogram (..., K) has 20 counted samples for each mode, on the average."""
    found = np.asarray(counts, dtype=np.float64)
    return np.asarray(found.sum(-1) >= ENOUGH * found.shape[-1])


def perfect_sampler(mixture: GaussianMixture, n: int) -> PerfectSampler:
    """The expected scores of ``n`` independent samples of the mixture itself.

    Each Gaussian has its share within 3 standard deviations in closed form; of the rest, what lies
    near another mode is added by a rule of 64 x 64 points of equal mass.
    """
    level = (torch.arange(64, dtype=torch.float64) + 0.5) / 64
    radius, angle = torch.meshgrid(
        (NEAR**2 - 2 * level.log()).sqrt(), 2 * math.pi * level, indexing="ij"
    )
    outside = torch.stack((radius * angle.cos(), radius * angle.sin()), dim=-1).reshape(-1, 2)
    factors = torch.linalg.cholesky(mixture.covariances)
    near_another = torch.stack(
        [
            (mixture.whitened(mean + outside @ factor.T).square().sum(2).amin(1) < NEAR**2)
            .double()
            .mean()
            for mean, factor in zip(mixture.means, factors, strict=True)
        ]
    )
    share = HIGH_QUALITY + (1 - HIGH_QUALITY) * float(mixture.weights @ near_another)
    return PerfectSampler(
        high_quality=share,
        high_quality_sd=math.sqrt(share * (1 - share) / n),
        reverse_kl=(len(mixture.weights) - 1) / (2 * n),
    )


def _sums(values: Tensor, mode: Tensor, modes: int) -> Tensor:
    """Sums of ``values`` (H, C) over the samples of each mode, (modes, C)."""
    total = values.new_zeros(modes, values.shape[1])
    return total.index_add_(0, mode, values)


def _divergence(counts: Tensor, weights: Tensor) -> float:
    if not counts.any():
        return -math.log(float(weights.min()))
    shares = counts / counts.sum()
    return float(torch.special.xlogy(shares, shares / weights).sum())


def counted(counts: ArrayLike) -> int:
    """How many samples a histogram over modes counts."""
    return int(np.asarray(counts).sum())


def standard_error(share: float, samples: int) -> float:
    """The standard error of a share that was measured on so many independent samples."""
    return math.sqrt(share * (1 - share) / samples)

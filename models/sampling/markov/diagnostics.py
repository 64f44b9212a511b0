"""How well chains mix: autocorrelation, effective sample size, R-hat."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import fft

from models.errors import ModelError
from models.sampling.laws.law import Floats

_LEAST = 4  # draws of a chain that say anything about its mixing


def autocorrelation(draws: ArrayLike) -> Floats:
    """ρ(k) of one chain for k = 0 .. n-1, (n,) -> (n,); NaN where the chain never moved.

    The biased estimate, whose terms beyond the first few fall to noise (Geyer, 1992).
    """
    x = np.asarray(draws, dtype=np.float64)
    centred = x - x.mean()
    size = fft.next_fast_len(2 * len(x))
    power = np.abs(fft.rfft(centred, size)) ** 2
    covariance = fft.irfft(power, size)[: len(x)]
    if covariance[0] <= 0:
        return np.full(len(x), np.nan)
    return np.asarray(covariance / covariance[0])


def effective_sample_size(chains: ArrayLike) -> float:
    """How many independent draws the chains are worth, for the mean of one number.

    Multi-chain estimate with Geyer's initial monotone sequence (Vehtari et al., 2021, eq. 10-13);
    0 where no chain moved, and at most :func:`most_effective`.

    Args:
        chains: (C, n) draws.

    Raises:
        ModelError: Too few draws.
    """
    x = _checked(chains)
    count, n = x.shape
    within = x.var(axis=1, ddof=1).mean()
    total = _pooled(x)
    if within == 0 or total == 0:
        return 0.0
    rho = np.stack([autocorrelation(chain) * chain.var() for chain in x])  # (C, n)
    correlation = 1 - (within - np.nan_to_num(rho).mean(0) * n / (n - 1)) / total
    correlation[0] = 1
    pairs = correlation[: n - n % 2].reshape(-1, 2).sum(1)  # P_k = ρ(2k) + ρ(2k + 1)
    negative = np.flatnonzero(pairs < 0)
    kept = np.minimum.accumulate(pairs[: negative[0] if len(negative) else len(pairs)])
    time, most = float(-1 + 2 * kept.sum()), most_effective(count * n)
    return min(count * n / time, most) if time > 0 else most


def most_effective(draws: int) -> float:
    """The largest sample size that is said of so many draws: more would rest on the luck of their
    correlations (Vehtari et al., 2021, below eq. 13)."""
    return draws * float(np.log10(draws))


def r_hat(chains: ArrayLike) -> float:
    """Split R-hat (Gelman and Rubin, 1992; Vehtari et al., 2021): 1 when all chains agree.

    Args:
        chains: (C, n) draws; each chain counts as two halves.

    Returns:
        Infinity where chains stand still at different places, NaN where all stand at one.

    Raises:
        ModelError: Too few draws.
    """
    x = _checked(chains)
    half = x.shape[1] // 2
    halves = np.concatenate((x[:, :half], x[:, -half:]))  # (2C, n/2)
    within = halves.var(axis=1, ddof=1).mean()
    total = _pooled(halves)
    if within == 0:
        return float("nan") if total == 0 else float("inf")
    return float(np.sqrt(total / within))


def _pooled(x: Floats) -> float:
    """The variance of the target as all chains together see it."""
    n = x.shape[1]
    between = x.mean(1).var(ddof=1) if len(x) > 1 else 0.0
    return float((n - 1) / n * x.var(axis=1, ddof=1).mean() + between)


def _checked(chains: ArrayLike) -> Floats:
    x = np.asarray(chains, dtype=np.float64)
    if x.ndim != 2 or not len(x) or x.shape[1] < _LEAST:
        raise ModelError(f"Mixing is told from chains of at least {_LEAST} draws.")
    return x

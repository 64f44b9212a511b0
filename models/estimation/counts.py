"""A probability mass function from counts: the maximum likelihood estimate, and Laplace's."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

from models.errors import ModelError

Floats = NDArray[np.float64]


class EmpiricalPmf(NamedTuple):
    """Probabilities estimated from counts.

    Attributes:
        counts: (K,) how often each symbol was seen.
        alpha: What was added to every count.
        probabilities: (K,) the estimate.
    """

    counts: NDArray[np.int64]
    alpha: float
    probabilities: Floats

    def log_likelihood(self, counts: ArrayLike) -> float:
        """Mean of ln p over other symbols, told by their counts (K,), in nats a symbol.

        -inf as soon as one of them has the probability 0.

        Raises:
            ModelError: The counts do not fit, or there is none.
        """
        held = _counted(counts)
        if len(held) != len(self.probabilities) or held.sum() == 0:
            raise ModelError("Held-out counts need one number for each symbol, and one above 0.")
        seen = held > 0
        with np.errstate(divide="ignore"):
            return float(held[seen] @ np.log(self.probabilities[seen]) / held.sum())

    def posterior(self) -> tuple[Floats, Floats]:
        """Mean and standard deviation of each probability under the Dirichlet posterior, (K,).

        The prior is Dirichlet(alpha, ..., alpha), whose posterior has the parameters
        counts + alpha; its mean is the estimate itself.

        Raises:
            ModelError: alpha is 0, which is no prior.
        """
        if self.alpha <= 0:
            raise ModelError("Without smoothing there is no prior: raise α above 0.")
        total = self.counts.sum() + self.alpha * len(self.counts)
        mean = self.probabilities
        return mean, np.sqrt(mean * (1 - mean) / (total + 1))


def laplace(counts: ArrayLike, alpha: float = 1.0) -> EmpiricalPmf:
    """(n_k + α) / (n + α K): with α = 0 the relative counts, with 1 Laplace's rule (notes, 1.1).

    Args:
        counts: (K,) whole numbers.
        alpha: Added to each count.

    Raises:
        ModelError: A count is negative or no whole number, α is negative, or nothing was seen and
            nothing is added.

    >>> laplace([3, 1, 0], alpha=1).probabilities.round(4).tolist()
    [0.5714, 0.2857, 0.1429]
    """
    seen = _counted(counts)
    if not (alpha >= 0 and math.isfinite(alpha)):
        raise ModelError(f"α must not be negative, not {alpha:g}.")
    total = seen.sum() + alpha * len(seen)
    if total == 0:
        raise ModelError("Nothing was seen and nothing is added: draw a sample, or raise α.")
    return EmpiricalPmf(seen, alpha, (seen + alpha) / total)


def expected_distance(probabilities: ArrayLike, n: int) -> float:
    """E Σ|p̂ - p| / 2 of relative counts of ``n`` draws, exactly: it falls as n^-½.

    Each count is binomial, and E|N - np| = 2 m (1 - p) P(N = m) with m = ⌊np⌋ + 1 (De Moivre,
    1730; see Diaconis and Zabell, 1991).
    """
    p = np.asarray(probabilities, dtype=np.float64)
    m = np.floor(n * p) + 1
    return float((m * (1 - p) * binom.pmf(m, n, p)).sum() / n)


def _counted(counts: ArrayLike) -> NDArray[np.int64]:
    numbers = np.asarray(counts, dtype=np.float64)
    if numbers.ndim != 1 or not len(numbers) or not np.isfinite(numbers).all():
        raise ModelError("Counts are one whole number for each symbol.")
    if (numbers < 0).any() or (numbers != np.round(numbers)).any():
        raise ModelError("Counts are whole numbers that are not negative.")
    return numbers.astype(np.int64)

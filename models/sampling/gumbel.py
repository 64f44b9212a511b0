"""Drawing a symbol by the largest of some noisy numbers (Gumbel, 1954; notes, 1.1)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError
from models.sampling.laws.law import Floats, open_uniform


class Race(NamedTuple):
    """Noisy log-probabilities and who won.

    Attributes:
        scores: (n, K) log P(k) / temperature + G_k.
        winners: (n,) the place of the largest.
    """

    scores: Floats
    winners: NDArray[np.int64]


def gumbel(shape: tuple[int, ...], random: np.random.Generator) -> Floats:
    """Standard Gumbel numbers -ln(-ln U): mean 0.5772, variance π²/6."""
    return -np.log(-np.log(open_uniform(int(np.prod(shape)), random).reshape(shape)))


def gumbel_max(
    probabilities: ArrayLike,
    n: int,
    random: np.random.Generator,
    *,
    temperature: float = 1.0,
    shared: bool = False,
) -> Race:
    """``n`` draws of argmax_k (log P(k) / T + G_k), which is distributed as P^(1/T), normalised.

    Args:
        probabilities: (K,) P, scaled to sum to one; a zero never wins.
        n: How many draws.
        random: Where the noise comes from.
        temperature: T; large ones level the law, small ones sharpen it.
        shared: One noise number for all symbols of a draw, as the notes print it: then the most
            probable symbol wins every time.

    Raises:
        ModelError: A probability is negative or none is positive, or the temperature is not.
    """
    scaled = _log(probabilities) / _positive(temperature)  # (K,)
    noise = gumbel((n, 1 if shared else len(scaled)), random)
    scores = scaled + noise  # (n, K)
    return Race(scores, scores.argmax(1))


def top_k(
    probabilities: ArrayLike, k: int, n: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """``n`` ordered samples of ``k`` different symbols, (n, k), as if drawn without replacement.

    The k largest of log P + G in falling order have that law (Vieira, 2014; Kool et al., 2019).

    Raises:
        ModelError: Fewer than ``k`` symbols have a positive probability.
    """
    scaled = _log(probabilities)
    if not 1 <= k <= int(np.isfinite(scaled).sum()):
        raise ModelError(f"{k} different symbols cannot be drawn from this law.")
    scores = scaled + gumbel((n, len(scaled)), random)
    return np.argsort(-scores, axis=1)[:, :k]


def tempered(probabilities: ArrayLike, temperature: float) -> Floats:
    """P^(1/T), normalised, (K,).

    Raises:
        ModelError: As for :func:`gumbel_max`.
    """
    scaled = _log(probabilities) / _positive(temperature)
    weights = np.exp(scaled - scaled.max())
    return np.asarray(weights / weights.sum())


def _log(probabilities: ArrayLike) -> Floats:
    p = np.asarray(probabilities, dtype=np.float64)
    if p.ndim != 1 or not np.isfinite(p).all() or (p < 0).any() or p.sum() <= 0:
        raise ModelError("Probabilities must not be negative, and at least one must be positive.")
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(p / p.sum()))


def _positive(temperature: float) -> float:
    if not temperature > 0:
        raise ModelError(f"The temperature must be positive, not {temperature:g}.")
    return temperature

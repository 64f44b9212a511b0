"""Counting symbols: the estimate while it sees more and more of them, and how its error falls."""

import math
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models import luck
from models.estimation.counts import EmpiricalPmf, expected_distance, laplace
from models.estimation.points import Floats
from models.estimation.views.laws import SYMBOLS, SymbolLaw
from models.estimation.views.setup import CountsSetup
from models.frame import Frame

JUDGES = 1000  # symbols that judge an estimate
LONGEST = 10_000  # symbols up to which errors are drawn
_MOMENTS = 60
_ONE_BY_ONE = 12  # draws of which each has a moment of its own
_REPEATS = 48  # samples behind a measured slope
_LONG = 300  # draws from which on a slope is measured: earlier, rare symbols bend it


class Slope(NamedTuple):
    """How the error falls with the number of draws: error ∝ n^value.

    Attributes:
        value: By least squares over the logarithms, the mean over samples.
        error: Standard error of that mean.
        samples: How many samples.
    """

    value: float
    error: float
    samples: int


def symbol_law(setup: CountsSetup) -> SymbolLaw:
    """The law whose symbols are drawn."""
    return SYMBOLS[setup.symbols]


def judges(setup: CountsSetup) -> Floats:
    """The counts (K,) of the held-out symbols."""
    random = np.random.default_rng(luck.SEED)
    return random.multinomial(JUDGES, symbol_law(setup).probabilities).astype(np.float64)


def moments(last: int) -> list[int]:
    """Numbers of draws worth a look: each of the first, then at equal ratios, the last at the
    end."""
    first = range(1, min(_ONE_BY_ONE, last) + 1)
    later = np.geomspace(first[-1], last, _MOMENTS - len(first)) if last > first[-1] else ()
    return sorted({*first, *(round(each) for each in later)})


def count_walk(setup: CountsSetup) -> Iterator[Frame]:
    """The estimate after more and more draws.

    Metrics: "held_out", the mean of ln p̂ over the held-out symbols in nats, and its standard error
    "held_out_error", NaN where it is not finite; "distance", half of Σ|p̂ - p|;
    "expected_distance", what that is for relative counts on average; "unseen", symbols not seen so
    far; "last", the symbol of the latest draw. Views, (K,) each: "counts",
    "estimate", and "deviation", that of the Dirichlet posterior, 0 where there is no prior.
    """
    law, held = symbol_law(setup), judges(setup)
    p, size = law.probabilities, len(law.names)
    drawn = np.random.default_rng(setup.seed).choice(size, size=setup.draws, p=p)
    for n in moments(setup.draws):
        estimate = laplace(np.bincount(drawn[:n], minlength=size), setup.alpha)
        metrics = {
            "held_out": estimate.log_likelihood(held),
            "held_out_error": _error(estimate, held),
            "distance": distance(estimate, p),
            "expected_distance": expected_distance(p, n),
            "unseen": float((estimate.counts == 0).sum()),
            "last": float(drawn[n - 1]),
        }
        deviation = estimate.posterior()[1] if setup.alpha > 0 else np.zeros(size)
        views = {
            "counts": estimate.counts,
            "estimate": estimate.probabilities,
            "deviation": deviation,
        }
        yield Frame(n, metrics, views)


def _error(estimate: EmpiricalPmf, held: Floats) -> float:
    mean = estimate.log_likelihood(held)
    if not math.isfinite(mean):
        return math.nan
    seen = held > 0
    squares = (np.log(estimate.probabilities[seen]) - mean) ** 2
    return math.sqrt(float(held[seen] @ squares) / (held.sum() - 1) / held.sum())


def account(estimate: EmpiricalPmf, held: Floats) -> tuple[float, float]:
    """The terms whose sum is the held-out log-likelihood: minus the entropy of the held-out
    frequencies, and minus their KL divergence from the estimate; -inf if one is impossible."""
    seen = held > 0
    shares = held[seen] / held.sum()
    own = float(shares @ np.log(shares))
    with np.errstate(divide="ignore"):
        return own, -float(shares @ (np.log(shares) - np.log(estimate.probabilities[seen])))


def on_log_axes(x: ArrayLike, y: ArrayLike) -> Floats:
    """Points (..., 2) of log₁₀ x and log₁₀ y; NaN where there is no logarithm."""
    with np.errstate(divide="ignore"):
        both = np.stack(np.broadcast_arrays(np.log10(x), np.log10(y)), axis=-1)
    return np.where(np.isfinite(both), both, np.nan)


def distance(estimate: EmpiricalPmf, probabilities: Floats) -> float:
    """Total variation: half of Σ|p̂ - p|, between 0 and 1."""
    return float(np.abs(estimate.probabilities - probabilities).sum() / 2)


def expected_unseen(probabilities: Floats, n: int) -> float:
    """How many symbols ``n`` draws leave unseen on average: Σ (1 - p_k)^n."""
    return float(((1 - probabilities) ** n).sum())


@cache
def distance_curves(symbols: str, alpha: float) -> tuple[Floats, Floats, Floats, Slope]:
    """How the distance falls with the number of draws.

    Returns:
        (M,) numbers of draws; (M,) the exact mean for relative counts; (R, M) samples with
        ``alpha`` added; the slope that those show over the larger numbers.
    """
    p = SYMBOLS[symbols].probabilities
    sizes = np.unique(np.geomspace(1, LONGEST, 41).round().astype(int))
    steps = np.diff(sizes, prepend=0)
    random = np.random.default_rng(luck.SEED)
    fallen = np.empty((_REPEATS, len(sizes)))
    for row in fallen:
        counts = np.cumsum([random.multinomial(each, p) for each in steps], axis=0)  # (M, K)
        row[:] = [distance(laplace(each, alpha), p) for each in counts]
    exact = np.array([expected_distance(p, int(n)) for n in sizes])
    late = sizes >= _LONG
    slopes = np.polyfit(np.log(sizes[late]), np.log(fallen[:, late]).T, 1)[0]
    error = float(slopes.std(ddof=1) / np.sqrt(_REPEATS))
    return sizes, exact, fallen, Slope(float(slopes.mean()), error, _REPEATS)

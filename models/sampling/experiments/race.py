"""A symbol by the largest of some noisy logarithms (notes, 1.1; Vieira, 2014)."""

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.frame import Frame
from models.sampling.experiments.knobs import draws, seed
from models.sampling.gumbel import gumbel_max, tempered
from models.sampling.laws.law import Floats
from models.setup import Setup, knob
from models.values import Numbers, Row, numbers

SYMBOLS = ("a", "b", "c", "d", "e", "f")
_WEIGHTS = (0.35, 0.25, 0.2, 0.1, 0.07, 0.03)
LEAST = -6.0  # the lowest log P that a hand may set
MOST = 4  # symbols that one draw may take


class RaceSetup(Setup):
    """The knobs of Gumbel-max."""

    temperature: float = knob(
        1.0,
        "Temperature T",
        "log P is divided by it: cold sharpens, warm levels.",
        low=0.1,
        high=10,
        log=True,
    )
    take: int = knob(
        1, "Take the k largest", "k of them are a sample without replacement.", low=1, high=MOST
    )
    shared: bool = knob(
        False, "As printed in the notes", "One uniform number for all symbols of a draw."
    )
    races: int = draws(10_000)
    weights: Numbers = knob((), "Weights", "Dragged logarithms of the weights.", hidden=True)
    seed: int = seed()


def probabilities(setup: RaceSetup) -> Floats:
    """P before the temperature, (6,).

    Raises:
        ModelError: The weights of the link are not six.
    """
    if not setup.weights:
        return np.array(_WEIGHTS)
    heights = np.array(setup.weights)
    if len(heights) != len(SYMBOLS) or (np.abs(heights) > 50).any():
        raise ModelError("The weights in this link are damaged. Drag the bars again.")
    return weighed(heights)


def weighed(heights: Floats) -> Floats:
    """The probabilities of dragged logarithms (6,), which need not be normalised."""
    weights = np.exp(np.maximum(heights - heights.max(), LEAST))
    return np.asarray(weights / weights.sum())


def raised(p: Floats) -> Row:
    """The logarithms of probabilities (6,), for a setup."""
    return numbers(np.log(p), 3)


class Races(NamedTuple):
    """Races and who came in front.

    Attributes:
        p: (K,) the probabilities, tempered.
        start: (K,) log P / T, where each symbol starts.
        scores: (n, K) with the noise.
        order: (n, k) the k largest, the largest first.
        exact: (K,) the probability that a symbol is among them.
        counts: (K,) how often it was.
    """

    p: Floats
    start: Floats
    scores: Floats
    order: NDArray[np.int64]
    exact: Floats
    counts: NDArray[np.int64]


def races(setup: RaceSetup, p: Floats | None = None) -> Races:
    """Run them.

    Args:
        setup: The knobs.
        p: Probabilities in place of those of the setup, while they are dragged.

    Raises:
        ModelError: The weights of the link are not six.
    """
    p = probabilities(setup) if p is None else p
    random = np.random.default_rng(setup.seed)
    race = gumbel_max(p, setup.races, random, temperature=setup.temperature, shared=setup.shared)
    order = np.argsort(-race.scores, axis=1, kind="stable")[:, : setup.take]
    cold = tempered(p, setup.temperature)
    return Races(
        cold,
        np.log(p / p.sum()) / setup.temperature,
        race.scores,
        order,
        inclusion(cold, setup.take),
        np.bincount(order.ravel(), minlength=len(p)),
    )


def inclusion(p: Floats, k: int) -> Floats:
    """The probability that each symbol is among ``k`` drawn without replacement, (K,).

    By adding up all ordered samples.

    >>> inclusion(np.array([0.5, 0.5, 0.0]), 1).tolist()
    [0.5, 0.5, 0.0]
    """
    found = np.zeros(len(p))
    possible = np.flatnonzero(p > 0).tolist()
    for order in permutations(possible, k):
        chance = 1.0
        for place, symbol in enumerate(order):
            left = sum(p[each] for each in possible if each not in order[:place])
            chance *= float(p[symbol] / left)
        found[list(order)] += chance
    return found


class Agreement(NamedTuple):
    """How far the shares of n races are from what they should be.

    Attributes:
        shares: (K,) of the races that a symbol was among the k largest.
        errors: (K,) their standard errors.
        variation: Half of the sum of the deviations: the total variation where k is 1.
        noise: What that is on average for a perfect sampler of so many draws, nearly.
        likeliest: The symbol of the largest exact share.
    """

    shares: Floats
    errors: Floats
    variation: float
    noise: float
    likeliest: int


def agreement(exact: Floats, order: NDArray[np.int64]) -> Agreement:
    """Shares of the races in ``order`` (n, k) beside ``exact`` (K,)."""
    n = len(order)
    found = np.bincount(order.ravel(), minlength=len(exact)) / n
    errors = np.sqrt(np.clip(exact * (1 - exact), 0, None) / n)
    variation = 0.5 * float(np.abs(found - exact).sum())
    noise = float(0.5 * np.sqrt(2 / np.pi) * errors.sum())
    return Agreement(found, errors, variation, noise, int(np.argmax(exact)))


def run_races(setup: RaceSetup) -> Iterator[Frame]:
    """The shares of the symbols as the races become more.

    Frames: the "variation" from what is exact and its "noise"; "shares" (6,) and "exact" (6,).
    """
    run = races(setup)
    for n in np.unique(np.geomspace(10, setup.races, 16).astype(int)).tolist():
        seen = agreement(run.exact, run.order[:n])
        numbers = {"variation": seen.variation, "noise": seen.noise}
        yield Frame(n, numbers, {"shares": seen.shares, "exact": run.exact})

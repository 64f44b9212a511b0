"""What every step size is worth: four chains for each of many, and the best of them marked."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.densities import Drawing
from models.sampling.experiments.walk import CHAINS, LONGEST, SHORTEST, Ground, go, ground
from models.sampling.laws.law import Floats
from models.sampling.markov import BEST_STEP, Path, normal_jump

SWEEP = np.geomspace(SHORTEST, LONGEST, 22)  # step sizes
_SWEPT = {"metropolis": 400, "langevin": 200, "hamiltonian": 100}  # steps for one step size


class Sweep(NamedTuple):
    """What each step size is worth.

    Attributes:
        steps: (S,) step sizes.
        moved: (S,) the mean squared jump over twice the variance: 1 - the autocorrelation of
            neighbours.
        acceptance: (S,).
        exact: (S,) the same as ``moved`` in closed form, where there is one; else None.
        best: The step size with the largest.
    """

    steps: Floats
    moved: Floats
    acceptance: Floats
    exact: Floats | None
    best: float


@lru_cache(maxsize=64)
def sweep(target: str, distance: float, drawing: Drawing, method: str, seed: int = 0) -> Sweep:
    """Four chains for each of many step sizes, by the same random numbers.

    Raises:
        ModelError: As for :func:`ground`.
    """
    place = ground(target, distance, drawing)
    start = np.tile(place.starts, (len(SWEEP), 1))
    path = go(place.target, method, start, _SWEPT[method], np.repeat(SWEEP, CHAINS), seed)
    moved = _moved(path, place).reshape(-1, CHAINS).mean(1)
    accepted = path.accepted.mean(0).reshape(-1, CHAINS).mean(1)
    best = float(SWEEP[int(np.argmax(moved))])
    exact = None
    if target == "normal" and method == "metropolis":
        exact, best = np.array([normal_jump(step) / 2 for step in SWEEP]), BEST_STEP
    return Sweep(SWEEP, moved, accepted, exact, best)


def _moved(path: Path, place: Ground) -> Floats:
    """The mean squared jump of each chain over twice the variance, (C,)."""
    jumps = (np.diff(path.points, axis=0) ** 2).sum(-1).mean(0)
    return np.asarray(jumps / (2 * place.variance))


def moved(path: Path, place: Ground) -> float:
    """The mean squared jump of all chains over twice the variance: 1 - the autocorrelation of
    neighbours, once the chains have forgotten their starts."""
    return float(_moved(path, place).mean())


def on_log_axis(steps: ArrayLike) -> Floats:
    """Where step sizes stand on an axis of their decimal logarithms."""
    return np.asarray(np.log10(steps))


def step_at(place: float) -> float:
    """The step size at a place of that axis, in hundredths, and no other than a knob may have."""
    return float(np.clip(np.round(10**place, 2), SHORTEST, LONGEST))

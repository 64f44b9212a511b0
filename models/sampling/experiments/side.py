"""Random walk, Langevin and Hamiltonian side by side, with the same number of calls."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.densities import Drawing
from models.frame import Frame
from models.sampling.experiments.knobs import seed
from models.sampling.experiments.sweep import sweep
from models.sampling.experiments.walk import (
    METHODS,
    TITLES,
    Ground,
    Mixing,
    TargetName,
    calls_of,
    go,
    ground,
    mixing,
)
from models.sampling.markov import Path
from models.setup import Setup, knob


class SideSetup(Setup):
    """The knobs of the comparison."""

    target: TargetName = knob("eight_gaussians", "Law", "Where the chains walk.", names=TITLES)
    distance: float = knob(
        6.0,
        "Distance of the modes",
        "In standard deviations of one of them.",
        low=0,
        high=16,
        step=0.5,
        only={"target": ("two_modes",)},
    )
    budget: int = knob(
        2000,
        "Calls",
        "How often each chain may ask for the log-density or its gradient.",
        low=200,
        high=10_000,
        log=True,
    )
    drawing: Drawing = knob(
        (), "Drawing", "What was drawn.", hidden=True, only={"target": ("drawn",)}
    )
    seed: int = seed()


class Side(NamedTuple):
    """One method at the best of its step sizes.

    Attributes:
        method: Its name.
        step: The step size.
        calls: Of one proposal.
        path: The chains.
        mixing: Their numbers.
    """

    method: str
    step: float
    calls: int
    path: Path
    mixing: Mixing

    @property
    def worth(self) -> float:
        """Effective draws for a thousand calls, of all chains together."""
        proposals = self.path.accepted.size
        return 1000 * self.mixing.size / (proposals * self.calls)

    def at(self, calls: NDArray[np.int64]) -> NDArray[np.int64]:
        """The number of the state that is reached after so many calls, (T,)."""
        return np.minimum(calls // self.calls, len(self.path.accepted))


@lru_cache(maxsize=8)
def sides(setup: SideSetup) -> tuple[Ground, list[Side]]:
    """What they walk on, and all three.

    Raises:
        ModelError: As for :func:`models.sampling.experiments.walk.ground`.
    """
    where = setup.target, setup.distance, setup.drawing
    place = ground(*where)
    found = []
    for method in METHODS:
        calls, step = calls_of(method), sweep(*where, method).best
        path = go(place.target, method, place.starts, setup.budget // calls, step, setup.seed)
        found.append(Side(method, step, calls, path, mixing(path, place)))
    return place, found


def side_by_side(setup: SideSetup) -> Iterator[Frame]:
    """All three, method by method.

    Frames, one for each: the "step size", the "calls" of one proposal, "acceptance", "effective
    size" and "R-hat"; "points" (100, 4, D), where the chains were after each hundredth of all
    calls.

    Raises:
        ModelError: As for :func:`sides`.
    """
    moments = np.linspace(0, setup.budget, 100).astype(int)
    for number, side in enumerate(sides(setup)[1]):
        numbers = {
            "step size": side.step,
            "calls": float(side.calls),
            "acceptance": side.mixing.acceptance,
            "effective size": side.mixing.size,
            "R-hat": side.mixing.r_hat,
        }
        yield Frame(number, numbers, {"points": side.path.points[side.at(moments)]})

"""Laws of a sweep: loss over parameters, over data, over compute; and what it foretells."""

import math
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.scaling.power_law import (
    Floats,
    PowerLaw,
    least_squares,
    predicted,
    predicted_with_floor,
    with_floor,
)
from models.scaling.sweep.job import Job
from models.scaling.sweep.measured import Measured, Noise

Over = Literal["n", "d", "c"]

DRAWS = 100  # of the bootstrap
_BUDGETS = 12  # at which the best decoder is asked for
_BEGUN = 0.1  # of the smallest training: before, it has only warmed up
_LINE = 80  # places at which a law is drawn
_LEAST_ENDS = 3

# Below it no decoder is expected: nats a character by so many characters, and how it sinks with
# more of them. Only for the window in which curves are drawn.
_LOWEST, _BY, _SINKS = 1.65, 4.1e5, 0.2


class Points(NamedTuple):
    """What a law is fitted to.

    Attributes:
        x: (n,) N, D in characters, or C in operations.
        y: (n,) nats a character, the mean of the seeds.
        spread: (n,) standard deviations of ln y between seeds; 0 where that is not known.
        freedom: Degrees of freedom that they stand on.
    """

    x: Floats
    y: Floats
    spread: Floats
    freedom: float


class Fit(NamedTuple):
    """A law, and how far every point is from it.

    Attributes:
        points: What it was fitted to.
        law: The law.
        residuals: (n,) of ln L.
    """

    points: Points
    law: PowerLaw
    residuals: Floats


class Foretold(NamedTuple):
    """The largest decoder, before it is trained.

    Attributes:
        parameters: N of it.
        low: Lower end of the 95 % prediction interval, in nats.
        middle: The loss that the others foretell.
        high: Upper end.
        truth: What it came to; None before it is trained.
        known: How many others the prediction stands on.
    """

    parameters: float
    low: float
    middle: float
    high: float
    truth: float | None
    known: int

    @property
    def has_floor(self) -> bool:
        """Whether they were enough for a law with a floor; else a straight one is continued."""
        return self.known > _LEAST_ENDS


class Frontier(NamedTuple):
    """The lowest loss at each budget, and which decoder has it.

    Attributes:
        operations: (P,) C.
        loss: (P,) in nats a character.
        best: (P,) the row of that decoder in what was measured.
    """

    operations: Floats
    loss: Floats
    best: NDArray[np.intp]


def points(found: Measured, over: Over) -> Points:
    """The points of a law, of the decoders that are trained to their end.

    Over N the loss at the end; over D the lowest on the way, as if it had been stopped in time;
    over C the lowest of all sizes at a budget.
    """
    if over == "c":
        edge = frontier(found)
        return _with_noise(found, edge.operations, edge.loss, np.ones(len(edge.loss)))
    part = found.of("size" if over == "n" else "data")
    done = part.done
    seeds = np.array([found.seeds(job) for job in part.jobs], dtype=np.float64)[done]
    if over == "n":
        return _with_noise(found, part.parameters[done], part.loss[done, -1], seeds)
    d = np.array([float(job.characters) for job in part.jobs])
    lowest = part.loss[done].min(axis=1) if done.any() else np.empty(0)
    return _with_noise(found, d[done], lowest, seeds)


def _with_noise(found: Measured, x: Floats, y: Floats, seeds: Floats) -> Points:
    spread, freedom = found.noise() or Noise(0.0, 1)
    return Points(x, y, spread / np.sqrt(seeds), float(freedom))


def fit(some: Points, *, floor: bool, seed: int = 0) -> Fit:
    """A power law through points, with an irreducible loss where that is wanted.

    Raises:
        ModelError: There are too few points: three, or four with an irreducible loss.
    """
    if floor:
        random = np.random.default_rng(seed)
        law = with_floor(
            some.x, some.y, random, draws=DRAWS, spread=some.spread, freedom=some.freedom
        )
    else:
        law = least_squares(some.x, some.y, spread=some.spread, freedom=some.freedom)
    return Fit(some, law, np.log(some.y / law(some.x)))


def foretold(found: Measured) -> Foretold | None:
    """What all sizes but the largest say of it; None while fewer than three are trained.

    All decoders of a sweep learn equally long, so what too short a training costs stays however
    large they are: the law that is continued has a floor (Hoffmann et al. 2022, equation 2, at one
    D). Three points cannot tell one, and are continued by a straight law.
    """
    sizes = found.of("size")
    others = sizes.done.copy()
    others[-1] = False
    if others.sum() < _LEAST_ENDS:
        return None
    n, ends = sizes.parameters, sizes.loss[:, -1]
    spread, freedom = found.noise() or Noise(0.0, 1)
    known, noise = (n[others], ends[others]), {"spread": spread, "freedom": float(freedom)}
    if others.sum() > _LEAST_ENDS:
        random = np.random.default_rng(0)
        low, middle, high = predicted_with_floor(*known, float(n[-1]), random, **noise)
    else:
        low, middle, high = predicted(*known, float(n[-1]), **noise)
    truth = float(ends[-1]) if sizes.done[-1] else None
    return Foretold(float(n[-1]), low, middle, high, truth, int(others.sum()))


def frontier(found: Measured) -> Frontier:
    """The lowest loss that any size comes to within a budget, from a tenth of the smallest on."""
    sizes = found.of("size")
    known = [row for row in range(len(sizes.jobs)) if sizes.done[row]]
    if len(known) < 2:
        return Frontier(np.empty(0), np.empty(0), np.empty(0, dtype=np.intp))
    spent = sizes.operations
    begun = int(np.searchsorted(sizes.tokens, sizes.tokens[-1] * _BEGUN))
    budgets = np.geomspace(spent[known[0], begun], spent[known[-1], -1], _BUDGETS)
    table = np.stack([within(sizes, row, budgets) for row in known])
    best = table.argmin(axis=0)
    rows = np.array([found.jobs.index(sizes.jobs[row]) for row in known], dtype=np.intp)
    return Frontier(budgets, table[best, np.arange(len(budgets))], rows[best])


def within(sizes: Measured, row: int, budgets: Floats) -> Floats:
    """The lowest loss that a decoder has come to within each budget; infinite before it began."""
    spent, lowest = sizes.operations[row, 1:], np.minimum.accumulate(sizes.loss[row, 1:])
    between = np.interp(np.log(budgets), np.log(spent), np.log(lowest))
    return np.where(budgets >= spent[0] * (1 - 1e-9), np.exp(between), np.inf)


class LawPlane(NamedTuple):
    """A law on logarithmic axes to the base 10.

    Attributes:
        points: (n, 2).
        line: (P, 2); empty without a law.
        foretold: (1, 2, 2), the interval as an upright line; empty without one.
        truth: (k, 2), what the largest came to.
        window: (x0, x1, y0, y1).
    """

    points: Floats
    line: Floats
    foretold: Floats
    truth: Floats
    window: tuple[float, float, float, float]


def law_plane(found: Measured, over: Over, fitted: Fit | None) -> LawPlane:
    """What is drawn of a law, and over N of what is foretold of the largest."""
    some = points(found, over)
    xy = _logs(some.x, some.y)
    ahead = foretold(found) if over == "n" else None
    line, bar, truth = np.empty((0, 2)), np.empty((0, 2, 2)), np.empty((0, 2))
    if fitted is not None:
        x = np.geomspace(some.x.min() / 1.5, some.x.max() * 3, _LINE)
        line = _logs(x, fitted.law(x))
    if ahead is not None:
        n = [ahead.parameters] * 2
        bar = _logs(n, [ahead.low, ahead.high])[None]
        if ahead.truth is not None:
            truth = _logs(n[:1], [ahead.truth])
    seen = np.concatenate((xy, bar.reshape(-1, 2), truth))
    if not len(seen):
        return LawPlane(xy, line, bar, truth, (0.0, 1.0, 0.0, 1.0))
    (x0, y0), (x1, y1) = seen.min(axis=0), seen.max(axis=0)
    wide, high = max(x1 - x0, 0.2), max(y1 - y0, 0.05)
    window = (x0 - 0.1 * wide, x1 + 0.15 * wide, y0 - 0.15 * high, y1 + 0.15 * high)
    x_from, x_to, y_from, y_to = map(float, window)
    return LawPlane(xy, line, bar, truth, (x_from, x_to, y_from, y_to))


def curve_lines(jobs: Sequence[Job], tokens: Floats, loss: NDArray[Any]) -> Floats:
    """Learning curves on logarithmic axes, (..., R, M - 1, 2), of losses (..., R, M) over C."""
    operations = 6 * np.array([float(job.parameters) for job in jobs])[:, None] * tokens[1:]
    below = np.asarray(loss, dtype=np.float64)[..., 1:]
    return _logs(np.broadcast_to(operations, below.shape), below)


def curve_window(jobs: Sequence[Job], tokens: Floats) -> tuple[float, float, float, float]:
    """The part of that plane in which all of them are to come to lie."""
    sizes = [job.parameters for job in jobs]
    first, last = 6 * min(sizes) * tokens[1], 6 * max(sizes) * tokens[-1]
    lowest = _LOWEST * min(1.0, (_BY / float(tokens[-1])) ** _SINKS)
    return math.log10(first), math.log10(last) + 0.1, math.log10(lowest), math.log10(5.5)


def shape_table(found: Measured) -> list[tuple[int, int, int, float]]:
    """Layers, width, N and loss at the end of the shapes that are trained."""
    part = found.of("shape")
    return [
        (job.layers, job.width, job.parameters, float(part.loss[row, -1]))
        for row, job in enumerate(part.jobs)
        if part.done[row]
    ]


def fit_or_none(found: Measured, over: Over, *, floor: bool) -> Fit | None:
    """The law, or None while there are too few points for one."""
    try:
        return fit(points(found, over), floor=floor)
    except ModelError:
        return None


def _logs(x: Any, y: Any) -> Floats:
    return np.asarray(np.log10(np.stack(np.broadcast_arrays(x, y), axis=-1).astype(np.float64)))

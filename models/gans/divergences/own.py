"""A convex function of one's own: checked, normalised, and its conjugate by its tangents.

Section 3.3 of the notes: D_f(P || Q) = E_q f(p / q) with f convex and f(1) = 0. Here f is a chain
of lines through knots, so that f*(t) = sup_u (u t - f(u)) is the largest of as many lines: exact.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.frame import Frame
from models.gans.distances import DIVERGENCES, FDivergence, Function
from models.gans.divergences.formula import Formula, typed
from models.gans.divergences.setup import KNOTS, FunctionSetup, TangentSetup

Floats = NDArray[np.float64]

VARIATION = tuple(abs(u - 1) / 2 for u in KNOTS)  # total variation
SLACK = 1e-9  # by which slopes may fall and still count as rising


@dataclass(frozen=True)
class Judged:
    """What is required of f.

    Attributes:
        at_one: f(1), which should be 0.
        slope: f'(1); of a chain with a kink there, the mean of both sides.
        bent_down: Knots at which f is not convex; of a typed f the first and the last such ratio.
    """

    at_one: float
    slope: float
    bent_down: tuple[float, ...]

    @property
    def convex(self) -> bool:
        """Whether f is."""
        return not self.bent_down


def function(setup: FunctionSetup) -> FDivergence:
    """The f of a setup with its conjugate, normalised if wanted."""
    match setup.divergence:
        case "own":
            row = chain(setup.own or VARIATION)
        case "typed":
            row = typed(setup.formula)
        case name:
            row = DIVERGENCES[name]
    return without_slope(row, judge(setup).slope) if setup.normal else row


def judge(setup: FunctionSetup) -> Judged:
    """What is to be said of the f of a setup, before it is normalised."""
    if setup.divergence == "typed":
        return _judge_typed(setup.formula)
    if setup.divergence != "own":
        row = DIVERGENCES[setup.divergence]
        return Judged(row.at_one, float(row.best(torch.zeros(1, dtype=torch.float64))), ())
    values = np.array(setup.own or VARIATION)
    slopes = np.diff(values) / np.diff(KNOTS)
    falls = np.diff(slopes) < -SLACK
    one = KNOTS.index(1.0)
    slope = (slopes[one - 1] + slopes[one]) / 2
    return Judged(float(values[one]), float(slope), tuple(np.array(KNOTS)[1:-1][falls].tolist()))


def _judge_typed(formula: Formula) -> Judged:
    s = torch.linspace(-12, 12, 1201, dtype=torch.float64)
    slopes, places = formula.slope(s).numpy(), s.exp().numpy()
    falls = np.flatnonzero(np.diff(slopes) < -SLACK * (1 + np.abs(slopes[1:])))
    ends = places[falls[[0, -1]]] if len(falls) else places[:0]
    one = torch.zeros(1, dtype=torch.float64)
    return Judged(float(formula(one)), float(formula.slope(one)), tuple(ends.tolist()))


def without_slope(row: FDivergence, slope: float) -> FDivergence:
    """f(u) - slope (u - 1): the same divergence, for E_q (p / q - 1) is 0."""
    return replace(
        row,
        f=lambda s: row.f(s) - slope * torch.expm1(s),
        conjugate=lambda t: row.conjugate(t + slope) - slope,
        best=lambda s: row.best(s) - slope,
        top=row.top - slope,
    )


def chain(values: tuple[float, ...]) -> FDivergence:
    """Lines through ``values`` at ``KNOTS``; the last one goes on for ever."""
    knots, heights = (torch.tensor(each, dtype=torch.float64) for each in (KNOTS, values))
    slopes = heights.diff() / knots.diff()

    def piece(s: Tensor) -> Tensor:
        return torch.searchsorted(knots[1:-1], s.exp().double(), right=True)

    def f(s: Tensor) -> Tensor:
        at = piece(s)
        return heights[at] + slopes[at] * (s.exp() - knots[at])

    def conjugate(t: Tensor) -> Tensor:
        lines = t[..., None] * knots - heights
        return torch.where(t > slopes[-1] + SLACK, math.inf, lines.amax(-1))

    return FDivergence(
        "own",
        "Your own f",
        f=f,
        conjugate=conjugate,
        best=lambda s: slopes[piece(s)],
        activation=lambda v: v,
        inverse=lambda s: slopes[piece(s)],
        top=float(slopes[-1]),
        at_one=float(heights[KNOTS.index(1.0)]),
    )


@dataclass(frozen=True, eq=False)
class Tangents:
    """f, its conjugate, and the tangents that make it.

    Attributes:
        u: (N,) ratios; f: (N,) f there.
        t: (M,) slopes; conjugate: (M,) f* there, infinite outside of its domain.
        lines: (K, 2, 2) lines t -> u t - f(u) from the first slope to the last, for K ratios: f*
            is nowhere below any of them.
        at: The ratio at which f is touched.
        slope: f'(at).
        height: f(at).
        intercept: f*(slope): the tangent meets the axis u = 0 at its negative.
    """

    u: Floats
    f: Floats
    t: Floats
    conjugate: Floats
    lines: Floats
    at: float
    slope: float
    height: float
    intercept: float

    @property
    def gap(self) -> float:
        """f(u) + f*(t) - u t, which is 0 at a tangent of a convex f (Fenchel and Young)."""
        return self.height + self.intercept - self.at * self.slope

    @property
    def tangent(self) -> Floats:
        """(2, 2) the tangent over the drawn ratios."""
        ends = np.array([0.0, self.u[-1]])
        return np.stack((ends, self.height + self.slope * (ends - self.at)), axis=-1)


FARTHEST = KNOTS[-1]
_LEAST = 0.02  # ratio at which a tangent may touch: some f are infinite, or steep, at 0


def tangents(row: FDivergence, at: float) -> Tangents:
    """f over ratios from 0 to ``FARTHEST``, and f* over its slopes there."""
    at = min(max(at, _LEAST), FARTHEST)
    u = np.linspace(_LEAST / 2, FARTHEST, 400)
    slopes = _of(row.best, u)
    low, high = max(float(slopes.min()), -4.0), min(float(slopes.max()), row.top, 4.0)
    margin = 0.25 * max(high - low, 1.0)
    t = np.linspace(low - margin, min(high + margin, row.top), 400)
    touched = np.concatenate((np.linspace(0.1, 1, 10), np.linspace(1.25, FARTHEST, 12)))
    ends, heights = np.array([t[0], t[-1]]), _of(row.f, touched)
    rows = touched[:, None] * ends - heights[:, None]
    lines = np.stack((np.broadcast_to(ends, rows.shape), rows), axis=-1)
    (slope,), (height,) = _of(row.best, np.array([at])), _of(row.f, np.array([at]))
    (intercept,) = row.conjugate(torch.tensor([slope], dtype=torch.float64)).numpy()
    f, conjugate = _of(row.f, u), row.conjugate(torch.from_numpy(t)).numpy()
    return Tangents(u, f, t, conjugate, lines, at, float(slope), float(height), float(intercept))


def _of(values_of: Function, u: Floats) -> Floats:
    values: Floats = values_of(torch.from_numpy(u).log()).numpy()
    return values


def conjugates(setup: TangentSetup) -> Iterator[Frame]:
    """f and f* of a setup, as one frame.

    Metrics: ``at_one`` and ``slope``, f(1) and f'(1); ``u``, ``t``, ``f``, ``conjugate`` and
    ``gap`` at the tangent. Views: ``u`` and ``f`` (N,), ``t`` and ``conjugate`` (M,).
    """
    row, judged = function(setup), judge(setup)
    one = tangents(row, setup.at)
    metrics = {"at_one": judged.at_one, "slope": judged.slope, "u": one.at, "t": one.slope}
    metrics |= {"f": one.height, "conjugate": one.intercept, "gap": one.gap}
    views = {"u": one.u, "f": one.f, "t": one.t, "conjugate": one.conjugate}
    yield Frame(0, metrics, views)

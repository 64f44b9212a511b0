"""Third claim: the first part of a training curve, and the shape of others, foretell the rest."""

import math
from typing import NamedTuple

import numpy as np
from scipy import optimize

from models.scaling.power_law import Floats
from models.scaling.sweep import Measured

_BEGUN = 0.03  # of the training: before, the learning rate still rises
_LEAST = 3  # moments that a prediction stands on
_SMALLER = 2  # sizes, at least, that tell the shape
SLOWEST, _FASTEST = 0.05, 3.0  # exponents of a fall that are tried


class Shape(NamedTuple):
    """How all curves fall: floor + (t / s)^-alpha, with a floor for each.

    Attributes:
        alpha: The exponent.
        scale: s, in characters.
    """

    alpha: float
    scale: float

    def __call__(self, tokens: Floats) -> Floats:
        """What is left above the floor, in nats."""
        return np.asarray((tokens / self.scale) ** -self.alpha)


class Ahead(NamedTuple):
    """A curve that is known to a part, and two ways of going on with it.

    Attributes:
        parameters: N.
        cut: Characters up to which it is known.
        known: How many moments that are.
        tokens: (M,) characters, from where the learning rate is risen.
        truth: (M,) the curve; not a number where it has not come to.
        shared: (M,) with the shape of the smaller ones and a floor of its own.
        alone: (M,) a straight line through what is known of it, on logarithmic axes.
        shape: That of the smaller ones.
    """

    parameters: float
    cut: float
    known: int
    tokens: Floats
    truth: Floats
    shared: Floats
    alone: Floats
    shape: Shape


def shape(tokens: Floats, curves: Floats) -> Shape:
    """The shape that curves (R, M) share, by least squares; a floor for each is fitted with it."""

    def scaled(alpha: float) -> tuple[float, float]:
        fall = tokens**-alpha
        x = fall - fall.mean()
        y = curves - curves.mean(axis=1, keepdims=True)
        factor = float((y @ x).sum() / (len(curves) * (x @ x)))
        return factor, float(((y - factor * x) ** 2).sum())

    tried = (SLOWEST, _FASTEST)
    best = optimize.minimize_scalar(lambda a: scaled(a)[1], bounds=tried, method="bounded")
    alpha = float(best.x)
    factor = max(scaled(alpha)[0], 1e-12)
    return Shape(alpha, math.exp(math.log(factor) / alpha))


def ahead(found: Measured, row: int, share: float) -> Ahead | None:
    """The curve of a size, foretold from a share of it; None while too little is known.

    Args:
        found: The sweep.
        row: Which of its sizes, from the smallest; below 0 there is none.
        share: From 0 to 1, of the training, that is known of this one.
    """
    if row < _SMALLER:
        return None
    sizes = found.of("size")
    begun = int(np.searchsorted(sizes.tokens, _BEGUN * sizes.tokens[-1]))
    tokens = sizes.tokens[begun:]
    smaller = np.flatnonzero(sizes.done[:row])
    cut = share * float(sizes.tokens[-1])
    truth = sizes.loss[row, begun:]
    known = int(((tokens <= cut) & np.isfinite(truth)).sum())
    if len(smaller) < _SMALLER or known < _LEAST:
        return None
    fall = shape(tokens, sizes.loss[smaller, begun:])
    floor = float((truth[:known] - fall(tokens[:known])).mean())
    u, v = np.log(tokens[:known]), np.log(truth[:known])
    slope = float((u - u.mean()) @ (v - v.mean()) / ((u - u.mean()) @ (u - u.mean())))
    alone = np.exp(v.mean() + slope * (np.log(tokens) - u.mean()))
    return Ahead(
        float(sizes.parameters[row]),
        cut,
        known,
        tokens,
        truth,
        floor + fall(tokens),
        alone,
        fall,
    )


class AheadLines(NamedTuple):
    """A curve and its predictions on logarithmic axes, each (m, 2)."""

    known: Floats
    truth: Floats
    shared: Floats
    alone: Floats


def ahead_lines(curve: Ahead) -> AheadLines:
    """What is drawn of a prediction; both begin where the knowledge ends."""
    x = np.log10(curve.tokens)
    truth, shared, alone = (
        np.stack((x, np.log10(each)), axis=-1) for each in (curve.truth, curve.shared, curve.alone)
    )
    last = curve.known - 1
    return AheadLines(truth[: last + 1], truth, shared[last:], alone[last:])


def share_at(found: Measured, place: float) -> float:
    """The share of the training at a place of the axis, log10 of characters, from .05 to 1."""
    share = 10.0 ** min(place, 30.0) / float(found.tokens[-1])
    return float(round(min(max(share, 0.05), 1.0), 2))

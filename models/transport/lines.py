"""Two parallel lines, sharp or blurred: five distances, and how each pulls at a point.

Arjovsky, Chintala and Bottou (2017), example 1; section 3.2 of the notes. Across the lines P is
N(0, σ²) and Q is N(distance, τ²); along them both are uniform, which changes nothing. With a width
of 0 the laws lie on lines and have no densities. Divergences in nats, W₁ and W₂ in units of length.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from models.frame import Frame
from models.setup import Setup, knob
from models.values import Number, within

Floats = NDArray[np.float64]

WIDEST, REACH = 1.0, 3.0
MEASURES = {"kl": "KL", "js": "JSD", "tv": "TV", "w1": "W₁", "w2": "W₂"}
POINTS = 24  # of each line, that are drawn
_STEP = 0.005  # of the quadrature; a tenth of the smallest width
_TAIL = 12.0  # widths beyond which a density is nothing


def _width(whose: str) -> float:
    return knob(
        0.0,
        f"Width of {whose}",
        "Standard deviation across the line; 0 is a line, which has no density.",
        low=0.0,
        high=WIDEST,
        step=0.05,
    )


class LinesSetup(Setup):
    """Two lines and a point between them."""

    distance: float = knob(
        1.0,
        "Distance",
        "How far the line of Q is from that of P.",
        low=0.0,
        high=REACH,
        step=0.05,
    )
    p_width: float = _width("P")
    q_width: float = _width("Q")
    point: Annotated[Number, within(REACH)] = knob(
        1.0, "Point", "Where a point of Q stands, as dragged.", hidden=True
    )


@dataclass(frozen=True)
class Lines:
    """P and Q across the lines.

    Attributes:
        distance: Of the two lines.
        p_width: σ of P.
        q_width: τ of Q.
    """

    distance: float
    p_width: float
    q_width: float

    @property
    def dense(self) -> bool:
        """Whether both have densities."""
        return min(self.p_width, self.q_width) > 0

    @property
    def same(self) -> bool:
        """Whether P is Q."""
        return self.distance == 0 and self.p_width == self.q_width

    def values(self) -> dict[str, float]:
        """All five distances."""
        d, s, t = self.distance, self.p_width, self.q_width
        w2 = math.hypot(d, t - s)
        if not self.dense:
            far = 0.0 if self.same else 1.0
            kl = 0.0 if self.same else math.inf
            return {"kl": kl, "js": far * math.log(2), "tv": far, "w1": self._w1(), "w2": w2}
        _, p, q = self._densities()
        m = (p + q) / 2
        js = _STEP * float((_relative(p, m) + _relative(q, m)).sum()) / 2
        kl = math.log(t / s) + (s**2 + d**2) / (2 * t**2) - 0.5
        return {"kl": kl, "js": js, "tv": self._tv(), "w1": self._w1(), "w2": w2}

    def slopes(self) -> dict[str, float]:
        """How each distance grows as Q is moved away: its derivative in ``distance``.

        Where a distance has its kink, at P = Q, it is 0.
        """
        d, s, t = self.distance, self.p_width, self.q_width
        spread, w2 = abs(t - s), math.hypot(d, t - s)
        w1 = 2 * float(norm.cdf(d / spread)) - 1 if spread else float(d > 0)
        moved = {"w1": w1, "w2": d / w2 if w2 else 0.0}
        if not self.dense:
            return {"kl": 0.0, "js": 0.0, "tv": 0.0, **moved}
        x, p, q = self._densities()
        falling = -(x - d) / t**2 * q
        js = -_STEP * float((0.5 * _log_ratio(q, (p + q) / 2) * falling).sum())
        low, high = self._crossings()
        inside = float(norm.pdf(high, d, t) - norm.pdf(low, d, t))
        tv = 0.0 if self.same else inside if s <= t else -inside
        return {"kl": d / t**2, "js": js + 0.0, "tv": tv, **moved}

    def pulls(self, at: float) -> dict[str, float]:
        """How each distance pulls at a point of Q that stands at ``at``; to the right is positive.

        It is -d/dx of the distance's first variation in q at x: how it falls the faster, per mass
        that is moved. Averaged over Q it is minus the slope, but for TV, which pulls only where
        the densities cross.
        """
        d, s, t = self.distance, self.p_width, self.q_width
        goal = (at - d) * s / t if t else 0.0
        w2 = math.hypot(d, t - s)
        moved = {"w1": float(np.sign(goal - at)), "w2": (goal - at) / w2 if w2 else 0.0}
        if not self.dense:
            return {"kl": 0.0, "js": 0.0, "tv": 0.0, **moved}
        ratio = float(norm.logpdf(at, 0, s) - norm.logpdf(at, d, t))  # ln p / q
        steep = -at / s**2 + (at - d) / t**2
        share = 1 / (1 + math.exp(-ratio)) if ratio > -700 else 0.0  # D* = p / (p + q)
        kl = steep * math.exp(min(ratio, 700.0))
        return {"kl": kl, "js": 0.5 * share * steep, "tv": 0.0, **moved}

    def points(self) -> tuple[Floats, Floats]:
        """(POINTS, 2) places of P and of Q that stand for the laws, spread as they are."""
        height = (np.arange(POINTS) + 0.5) / POINTS
        across = norm.ppf(height)[np.argsort(np.sin(7.0 * np.arange(POINTS)))]
        p, q = self.p_width * across, self.distance + self.q_width * across
        return np.stack((p, height), axis=-1), np.stack((q, height), axis=-1)

    def _densities(self) -> tuple[Floats, Floats, Floats]:
        tail = _TAIL * max(self.p_width, self.q_width)
        x = np.arange(-tail, self.distance + tail, _STEP)
        return x, _density(x, 0.0, self.p_width), _density(x, self.distance, self.q_width)

    def _w1(self) -> float:
        """E |d + (τ - σ) Z|, of a folded normal law."""
        d, spread = self.distance, abs(self.q_width - self.p_width)
        if not spread:
            return d
        z = d / spread
        return float(2 * spread * norm.pdf(z) + d * (2 * norm.cdf(z) - 1))

    def _crossings(self) -> tuple[float, float]:
        """Where p = q: between them lies all that the narrower law has more; one may be at ∞."""
        d, s, t = self.distance, self.p_width, self.q_width
        if s == t:
            return -math.inf, d / 2
        square, line = 1 / t**2 - 1 / s**2, -2 * d / t**2
        constant = d**2 / t**2 + 2 * math.log(t / s)
        root = math.sqrt(max(line**2 - 4 * square * constant, 0.0))
        low, high = sorted(((-line - root) / (2 * square), (-line + root) / (2 * square)))
        return low, high

    def _tv(self) -> float:
        d, s, t = self.distance, self.p_width, self.q_width
        ends = np.array(self._crossings())
        more = np.diff(norm.cdf(ends, 0, s) - norm.cdf(ends, d, t))
        return float(abs(more[0]))


def lines(setup: LinesSetup) -> Lines:
    """The lines of a setup."""
    return Lines(setup.distance, setup.p_width, setup.q_width)


def over_distance(setup: LinesSetup) -> tuple[Floats, dict[str, Floats]]:
    """Distances (N,) from 0 on, and what each measure says at each (N,)."""
    far = np.linspace(0, REACH, 61)
    every = [Lines(float(d), setup.p_width, setup.q_width).values() for d in far]
    return far, {name: np.array([each[name] for each in every]) for name in MEASURES}


def compare_lines(setup: LinesSetup) -> Iterator[Frame]:
    """All five distances of a setup, as one frame.

    Metrics: for each of ``MEASURES``, such as ``kl``, its value, ``kl_slope`` over the distance,
    and ``kl_pull`` at the point. Views: ``distance`` and each measure over it, (N,).
    """
    two, (far, every) = lines(setup), over_distance(setup)
    slopes, pulls = two.slopes(), two.pulls(setup.point)
    metrics = two.values()
    metrics |= {f"{name}_slope": slopes[name] for name in MEASURES}
    metrics |= {f"{name}_pull": pulls[name] for name in MEASURES}
    yield Frame(0, metrics, {"distance": far, **every})


def _density(x: Floats, mean: float, width: float) -> Floats:
    values: Floats = norm.pdf(x, mean, width)
    return values


def _relative(p: Floats, m: Floats) -> Floats:
    return p * _log_ratio(p, m)


def _log_ratio(p: Floats, m: Floats) -> Floats:
    """ln p / m; 0 where p is nothing."""
    there = p > 0
    ratio: Floats = np.log(np.where(there, p, 1.0) / np.where(there, m, 1.0))
    return ratio

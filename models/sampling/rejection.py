"""Rejection sampling: points under a curve that lies above the density (von Neumann, 1951)."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special
from scipy.optimize import minimize_scalar

from models.errors import ModelError
from models.sampling.laws import Law
from models.sampling.laws.law import Floats

_SCAN = 4001  # places at which p/q is looked at before its maximum is refined
_TAILS = np.logspace(0, 6, 61)  # distances, in windows, at which the ratio must have come down


class TailTooLight(ModelError):
    """No multiple of the proposal covers the density: p/q grows without bound."""


class Envelope(NamedTuple):
    """M q(x) >= p(x) everywhere, with equality at ``touches``.

    Attributes:
        height: M = sup p/q; the acceptance rate is 1/M.
        touches: Where the two curves touch.
    """

    height: float
    touches: float

    @property
    def acceptance(self) -> float:
        """The share of proposals that is kept, exactly."""
        return 1 / self.height


class Thrown(NamedTuple):
    """Proposals, their heights under M q, and which of them lie under p.

    Attributes:
        x: (n,) drawn from the proposal.
        height: (n,) uniform between 0 and M q(x).
        accepted: (n,) whether the height is below p(x).
    """

    x: Floats
    height: Floats
    accepted: NDArray[np.bool_]


def envelope(target: Law, proposal: Law) -> Envelope:
    """The lowest multiple of the proposal's density that covers the target's.

    Raises:
        TailTooLight: The ratio p/q has no largest value.
        ModelError: The target has atoms, which no density covers.
    """
    if len(target.atoms) or len(proposal.atoms):
        raise ModelError("Rejection needs densities: this law has points of positive probability.")

    def ratio(x: Floats) -> Floats:
        p, q = target.density(x), proposal.density(x)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(p > 0, p / q, 0.0)

    low, high = target.window
    places = np.linspace(low, high, _SCAN)
    heights = ratio(places)
    best = int(np.argmax(heights))
    out = (high - low) * _TAILS
    tails = ratio(np.concatenate((low - out, high + out)))
    if not np.isfinite(heights).all() or not tails.max(initial=0) <= heights[best] * (1 + 1e-9):
        raise TailTooLight(
            f"{proposal.title} has lighter tails than {target.title}: p/q grows without bound, "
            "and no M covers the density. Choose a proposal with heavier tails."
        )
    around = places[max(best - 1, 0)], places[min(best + 1, _SCAN - 1)]
    found = minimize_scalar(
        lambda x: -float(ratio(np.array(x))), bounds=around, method="bounded",
        options={"xatol": 1e-12},
    )  # fmt: skip
    touches = float(found.x) if -found.fun > heights[best] else float(places[best])
    return Envelope(float(ratio(np.array(touches))), touches)


def rejection(
    target: Law, proposal: Law, bound: Envelope, n: int, random: np.random.Generator
) -> Thrown:
    """Throw ``n`` proposals; those accepted are draws of the target."""
    x = proposal.sample(n, random)
    height = random.random(n) * bound.height * proposal.density(x)
    return Thrown(x, height, height < target.density(x))


def ball_acceptance(dimension: int) -> float:
    """The share of a cube that its inscribed ball fills: what rejection keeps in D dimensions.

    π^(D/2) / (2^D Γ(D/2 + 1)): .785 in the plane, 2.5e-3 in ten dimensions, 1.5e-28 in fifty.
    """
    half = dimension / 2
    return math.exp(half * math.log(math.pi) - dimension * math.log(2) - special.gammaln(half + 1))


def normal_acceptance(dimension: int, scale: float) -> float:
    """What rejection keeps of N(0, I) under N(0, scale² I): scale^-D; scale must be at least 1.

    Raises:
        TailTooLight: The proposal is narrower than the target.
    """
    if scale < 1:
        raise TailTooLight("A narrower normal law does not cover the tails of a wider one.")
    return float(scale**-dimension)

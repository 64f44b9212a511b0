"""Rejection: points thrown under M q, those under p kept; and what that costs in D dimensions."""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.experiments.knobs import draws, seed
from models.sampling.laws import Law
from models.sampling.laws.law import Floats
from models.sampling.rejection import (
    Envelope,
    ball_acceptance,
    envelope,
    normal_acceptance,
    rejection,
)
from models.setup import Setup, knob

TargetName = Literal["normal", "mixture", "laplace", "cauchy", "exponential", "beta22", "beta25"]
ProposalName = Literal["laplace", "cauchy", "normal", "wide", "uniform"]
TARGETS: dict[str, str] = {
    "normal": "Normal",
    "mixture": "Mixture of two normals",
    "laplace": "Laplace",
    "cauchy": "Cauchy",
    "exponential": "Exponential",
    "beta22": "Beta(2, 2)",
    "beta25": "Beta(2, 5)",
}
PROPOSALS: dict[str, str] = {
    "laplace": "Laplace",
    "cauchy": "Cauchy",
    "normal": "Normal",
    "wide": "Normal, sd 2.5",
    "uniform": "Uniform on (0, 1)",
}
DIMENSIONS = np.arange(2, 51)
IN_THE_CUBE = 4000  # points of the estimate in D dimensions


class ThrowSetup(Setup):
    """The knobs of rejection sampling under a curve."""

    target: TargetName = knob("normal", "Target p", "What is wanted.", names=TARGETS)
    proposal: ProposalName = knob(
        "laplace", "Proposal q", "What can be drawn from.", names=PROPOSALS
    )
    lift: float = knob(
        1.0,
        "Lift of M",
        "M over the lowest possible one: what is too much is thrown away.",
        low=1,
        high=4,
        step=0.05,
    )
    throws: int = draws(10_000)
    seed: int = seed()


def target_of(setup: ThrowSetup) -> Law:
    """The law p."""
    match setup.target:
        case "normal":
            return laws.normal()
        case "mixture":
            return laws.NormalMixture([-1.5, 1.5], [0.6, 0.9], [0.4, 0.6])
        case "laplace":
            return laws.laplace()
        case "cauchy":
            return laws.cauchy()
        case "exponential":
            return laws.exponential()
        case "beta22":
            return laws.beta(2, 2)
        case "beta25":
            return laws.beta(2, 5)


def proposal_of(setup: ThrowSetup) -> Law:
    """The law q."""
    match setup.proposal:
        case "laplace":
            return laws.laplace()
        case "cauchy":
            return laws.cauchy()
        case "normal":
            return laws.normal()
        case "wide":
            return laws.normal(0, 2.5)
        case "uniform":
            return laws.uniform()


class Throws(NamedTuple):
    """Points under M q.

    Attributes:
        target: p.
        proposal: q.
        lowest: M = sup p/q, and where it is reached.
        height: The M that is used.
        x: (n,) proposals.
        y: (n,) their heights.
        accepted: (n,) whether they lie under p.
    """

    target: Law
    proposal: Law
    lowest: Envelope
    height: float
    x: Floats
    y: Floats
    accepted: NDArray[np.bool_]


def throws(setup: ThrowSetup) -> Throws:
    """Throw.

    Raises:
        TailTooLight: No M covers p.
    """
    target, proposal = target_of(setup), proposal_of(setup)
    lowest = envelope(target, proposal)
    height = setup.lift * lowest.height
    random = np.random.default_rng(setup.seed)
    thrown = rejection(target, proposal, Envelope(height, lowest.touches), setup.throws, random)
    return Throws(target, proposal, lowest, height, *thrown)


def curves(setup: ThrowSetup, places: int = 401) -> tuple[Floats, Floats, Floats]:
    """Places in the window of p, the density p there, and q."""
    target, proposal = target_of(setup), proposal_of(setup)
    low, high = target.window
    x = np.linspace(low, high, places)
    return x, target.density(x), proposal.density(x)


class Tails(NamedTuple):
    """Both densities far out, as decimal logarithms, while M grows.

    Attributes:
        x: (P,) places.
        p: (P,) log₁₀ p.
        covers: (T, P) log₁₀ M q.
        heights: (T,) log₁₀ M.
        uncovered: (T, P) log₁₀ p where it is above M q, NaN elsewhere.
    """

    x: Floats
    p: Floats
    covers: Floats
    heights: Floats
    uncovered: Floats


def tails(setup: ThrowSetup) -> Tails:
    """Why no M covers p: however large it is, p comes out of M q further away."""
    target, proposal = target_of(setup), proposal_of(setup)
    low, high = target.window
    room = high - low
    x = np.linspace(low - room, high + room, 401)
    with np.errstate(divide="ignore"):
        p, q = np.log10(target.density(x)), np.log10(proposal.density(x))
    heights = np.linspace(0, 8, 81)
    covers = q + heights[:, None]
    return Tails(x, p, covers, heights, np.where(p > covers, p, np.nan))


def running(accepted: NDArray[np.bool_]) -> Floats:
    """The share of the first 1, 2, ... points that is kept, (n,)."""
    return np.asarray(np.cumsum(accepted) / np.arange(1, len(accepted) + 1))


def error(share: float, n: int) -> float:
    """The standard error of the share of ``n`` points that is kept."""
    return math.sqrt(share * (1 - share) / n)


def throw_points(setup: ThrowSetup) -> Iterator[Frame]:
    """The share that is kept, and its distance from p, as the points become more.

    Frames: the "acceptance", the "exact" one, the "KS distance" of what is kept and its "critical
    value"; "x" and "y" (100,), the first hundred points, and whether they are "accepted".

    Raises:
        TailTooLight: No M covers p.
    """
    run = throws(setup)
    for n in np.unique(np.geomspace(20, setup.throws, 16).astype(int)).tolist():
        kept = run.x[:n][run.accepted[:n]]
        numbers = {
            "acceptance": float(run.accepted[:n].mean()),
            "exact": 1 / run.height,
            "KS distance": ks_distance(kept, run.target) if len(kept) else 1.0,
            "critical value": ks_critical(len(kept)),
        }
        first = {"x": run.x[:100], "y": run.y[:100], "accepted": run.accepted[:100]}
        yield Frame(n, numbers, first)


class CubeSetup(Setup):
    """The knobs of rejection in D dimensions."""

    shape: Literal["ball", "normal"] = knob(
        "ball",
        "What is wanted",
        "A ball in its cube, or a normal law under a slightly wider one.",
        names={"ball": "Ball in a cube", "normal": "Normal under normal"},
    )
    scale: float = knob(
        1.2,
        "Width of q",
        "The standard deviation of the proposal, that of p being 1.",
        low=1,
        high=2,
        step=0.05,
        only={"shape": ("normal",)},
    )
    seed: int = seed()


class Cube(NamedTuple):
    """Points in 2 to 50 dimensions.

    Attributes:
        points: (n, 2) the first two coordinates, the same in all dimensions.
        accepted: (49, n) whether a point is kept.
        measured: (49,) the share that is.
        exact: (49,) the probability of it.
    """

    points: Floats
    accepted: NDArray[np.bool_]
    measured: Floats
    exact: Floats


def cube(setup: CubeSetup) -> Cube:
    """Throw the same points in every dimension: with each, they get one more coordinate."""
    random = np.random.default_rng(setup.seed)
    most = int(DIMENSIONS[-1])
    if setup.shape == "ball":
        points = random.uniform(-1, 1, (IN_THE_CUBE, most))
        accepted = np.cumsum(points**2, axis=1)[:, 1:] < 1
        exact = np.array([ball_acceptance(int(d)) for d in DIMENSIONS])
    else:
        points = setup.scale * random.standard_normal((IN_THE_CUBE, most))
        # p / (M q) with M = scale^D: exp(-|x|² (1 - 1/scale²) / 2)
        chance = -0.5 * (1 - setup.scale**-2) * np.cumsum(points**2, axis=1)[:, 1:]
        accepted = np.log(random.random((IN_THE_CUBE, 1))) < chance
        exact = np.array([normal_acceptance(int(d), setup.scale) for d in DIMENSIONS])
    return Cube(points[:, :2], accepted.T, accepted.mean(0), exact)


def through_dimensions(setup: CubeSetup) -> Iterator[Frame]:
    """What is kept in each dimension.

    Frames: the share "kept", its "exact" value and "for one", how many points are thrown for one
    that is kept; "points" (4000, 2), and which of them are "accepted".
    """
    found = cube(setup)
    for k, dimension in enumerate(DIMENSIONS.tolist()):
        numbers = {
            "kept": float(found.measured[k]),
            "exact": float(found.exact[k]),
            "for one": float(1 / found.exact[k]),
        }
        yield Frame(dimension, numbers, {"points": found.points, "accepted": found.accepted[k]})

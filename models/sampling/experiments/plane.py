"""Two normal numbers from two uniform ones (notes, 1.1; Marsaglia's polar method)."""

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.box_muller import box_muller, polar
from models.sampling.experiments.knobs import draws, seed
from models.sampling.laws.law import Floats, open_uniform
from models.setup import Setup, knob

POLAR_ACCEPTANCE = math.pi / 4
PRINTED_DEVIATION = math.sqrt(0.5)  # of z₁ with the slip
RINGS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
RAYS = 12
_ALONG = 97  # points of a line


class PlaneSetup(Setup):
    """The knobs of Box-Muller and the polar method."""

    method: Literal["box_muller", "polar"] = knob(
        "box_muller",
        "Method",
        "By sine and cosine, or by throwing points at a square and keeping those in the disc.",
        names={"box_muller": "Box-Muller", "polar": "Polar"},
    )
    as_printed: bool = knob(
        False,
        "As printed in the notes",
        "With -1 in place of -2 in the second line.",
        only={"method": ("box_muller",)},
    )
    u1: float = knob(
        0.3,
        "u₁",
        "−2 ln u₁ is the squared radius.",
        low=0.001,
        high=0.999,
        step=0.001,
        only={"method": ("box_muller",)},
    )
    u2: float = knob(
        0.1,
        "u₂",
        "The angle, in turns.",
        low=0.0,
        high=0.999,
        step=0.001,
        only={"method": ("box_muller",)},
    )
    pairs: int = draws(10_000)
    seed: int = seed()


class Pairs(NamedTuple):
    """Pairs before the map and after it.

    Attributes:
        u: (n, 2) uniform on the square: [0, 1]² for Box-Muller, [-1, 1]² for the polar method.
        kept: (n,) whether a pair is used.
        z: (n, 2) what became of it; NaN where it is thrown away.
    """

    u: Floats
    kept: NDArray[np.bool_]
    z: Floats


def pairs(setup: PlaneSetup) -> Pairs:
    """Draw."""
    random = np.random.default_rng(setup.seed)
    if setup.method == "polar":
        thrown = polar(setup.pairs, random)
        z = np.full((setup.pairs, 2), np.nan)
        z[thrown.accepted] = thrown.z
        return Pairs(thrown.thrown, thrown.accepted, z)
    u = open_uniform(2 * setup.pairs, random).reshape(-1, 2)
    kept = np.ones(setup.pairs, dtype=bool)
    return Pairs(u, kept, box_muller(u, as_printed=setup.as_printed))


def ends(setup: PlaneSetup) -> tuple[float, float]:
    """Between which both numbers of a pair are uniform."""
    return (-1.0, 1.0) if setup.method == "polar" else (0.0, 1.0)


def corners(setup: PlaneSetup) -> Floats:
    """The square of the pairs, closed, (5, 2)."""
    low, high = ends(setup)
    return np.array([(low, low), (high, low), (high, high), (low, high), (low, low)])


def rings(setup: PlaneSetup) -> tuple[Floats, Floats]:
    """Lines of constant u₁ in the square and their images, both (L, P, 2)."""
    way = np.linspace(0, 1, _ALONG)
    u = np.stack([np.column_stack((np.full_like(way, u1), way)) for u1 in RINGS])
    return u, box_muller(u, as_printed=setup.as_printed)


def rays(setup: PlaneSetup) -> tuple[Floats, Floats]:
    """Lines of constant u₂ in the square and their images, both (L, P, 2)."""
    way = np.linspace(0.001, 1, _ALONG)
    u = np.stack([np.column_stack((way, np.full_like(way, k / RAYS))) for k in range(RAYS)])
    return u, box_muller(u, as_printed=setup.as_printed)


def image(setup: PlaneSetup, u1: float, u2: float) -> Floats:
    """Where one pair goes, (2,)."""
    return box_muller(np.array([u1, u2]), as_printed=setup.as_printed)


class Account(NamedTuple):
    """Numbers of n pairs, (2,) for z₀ and z₁.

    Attributes:
        deviations: Their standard deviations.
        errors: The standard errors of these, were they normal.
        ks: Their distances from N(0, 1).
        correlation: Of z₀ and z₁, which is 0 for independent ones.
        acceptance: The share of pairs that is used.
        kept: How many that are.
        noise: The standard error of the correlation of independent numbers.
        kept_error: The standard error of the acceptance.
    """

    deviations: Floats
    errors: Floats
    ks: Floats
    correlation: float
    acceptance: float
    kept: int
    noise: float
    kept_error: float


def account(drawn: Pairs, n: int | None = None) -> Account:
    """The numbers of the first ``n`` pairs."""
    kept = drawn.kept[:n]
    z = drawn.z[:n][kept]
    deviations = np.asarray(z.std(0))
    law = laws.normal()
    return Account(
        deviations,
        deviations / math.sqrt(2 * len(z)),
        np.array([ks_distance(axis, law) for axis in z.T]),
        float(np.asarray(np.corrcoef(z.T))[0, 1]),
        float(kept.mean()),
        len(z),
        1 / math.sqrt(len(z)),
        math.sqrt(POLAR_ACCEPTANCE * (1 - POLAR_ACCEPTANCE) / len(kept)),
    )


def thrown_pairs(setup: PlaneSetup) -> Iterator[Frame]:
    """The numbers of the pairs as they become more.

    Frames: "sd of z0", "sd of z1", "correlation", "acceptance", "KS distance of z1" and its
    "critical value"; "u" and "z" (100, 2), the first hundred pairs.
    """
    drawn = pairs(setup)
    for n in np.unique(np.geomspace(20, setup.pairs, 16).astype(int)).tolist():
        found = account(drawn, n)
        numbers = {
            "sd of z0": float(found.deviations[0]),
            "sd of z1": float(found.deviations[1]),
            "correlation": found.correlation,
            "acceptance": found.acceptance,
            "KS distance of z1": float(found.ks[1]),
            "critical value": ks_critical(found.kept),
        }
        yield Frame(n, numbers, {"u": drawn.u[:100], "z": drawn.z[:100]})

"""A law by its inverse distribution function, and back (notes, 1.1)."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

import numpy as np

from models.brought import Column
from models.errors import ModelError
from models.frame import Frame
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.experiments.knobs import draws, seed
from models.sampling.inverse_cdf import inverse_cdf, probability_transform, randomised_transform
from models.sampling.laws import Law
from models.sampling.laws.law import Floats
from models.sampling.piles import piled, shares
from models.setup import Setup, knob
from models.values import Pair, Places, places, within

LawName = Literal["mixture", "normal", "exponential", "cauchy", "beta", "jumps", "curve", "column"]
TITLES: dict[str, str] = {
    "mixture": "Mixture of two normals",
    "normal": "Normal",
    "exponential": "Exponential",
    "cauchy": "Cauchy",
    "beta": "Beta(2, 5)",
    "jumps": "Jumps and gaps",
    "curve": "A curve you drag",
    "column": "Your column of numbers",
}
BINS = 40
HEIGHTS = 20  # bins of F(X)
CURVE = ((-3.0, 0.0), (-1.5, 0.3), (-0.4, 0.4), (0.6, 0.55), (1.4, 0.9), (3.0, 1.0))
_PLACES = 3  # digits of a dragged point
_MOST_JUMPS = 200  # drawn one by one
_DIGITS = 12  # of F(X), so that a jump which ends between two bins is counted in the lower one


class FallSetup(Setup):
    """The knobs of the inverse distribution function."""

    law: LawName = knob("mixture", "Law", "Of which random variable.", names=TITLES)
    direction: Literal["sample", "back"] = knob(
        "sample",
        "Direction",
        "From a uniform number to a draw, or from a draw back to F(X).",
        names={"sample": "u → x", "back": "x → F(x)"},
    )
    fill: bool = knob(
        False,
        "Fill the jumps",
        "Spread each jump evenly over its height: then F(X) is uniform for every law.",
        only={"direction": ("back",)},
    )
    u: float = knob(
        0.4, "Height u", "The uniform number under the hand.", low=0.001, high=0.999, step=0.001
    )
    draws: int = draws(10_000)
    points: Annotated[Places, within(1000)] = knob(
        CURVE, "Curve", "The points of the curve.", hidden=True
    )
    column: Column = knob(
        (), "Column", "The numbers of a table.", hidden=True, only={"law": ("column",)}
    )
    seed: int = seed()


def law_of(setup: FallSetup) -> Law:
    """The law of a setup.

    Raises:
        ModelError: There is no column yet, or the curve of a link falls.
    """
    match setup.law:
        case "mixture":
            return laws.NormalMixture([-1.5, 1.5], [0.6, 0.9], [0.4, 0.6])
        case "normal":
            return laws.normal()
        case "exponential":
            return laws.exponential()
        case "cauchy":
            return laws.cauchy()
        case "beta":
            return laws.beta()
        case "jumps":
            return laws.jumps_and_gaps()
        case "curve":
            return laws.Spline(setup.points)
        case "column":
            if not setup.column:
                raise ModelError("There is no column yet. Load a CSV file with numbers.")
            return laws.empirical(setup.column)


def bent(points: Floats) -> tuple[Pair, ...]:
    """Dragged points (K, 2) for a setup, the ends of the curve at 0 and 1.

    Raises:
        ModelError: They do not rise from left to right, so that they are no distribution function.
    """
    kept = np.round(points, _PLACES)
    kept[0, 1], kept[-1, 1] = 0.0, 1.0
    return places(laws.Spline(kept).points, _PLACES)


class Fall(NamedTuple):
    """Draws with the heights they came from, and what they are compared with.

    Attributes:
        law: The law.
        u: (n,) uniform numbers.
        x: (n,) F⁻¹(u).
        back: (n,) F(x), its jumps filled where that is wanted.
        edges: (B + 1,) of the bins of x.
        graph: (P, 2) the curve of F, upright at its jumps.
        exact: (B,) the probability of each bin of x.
        heights: (H,) the probability of each of twenty bins of F(X).
    """

    law: Law
    u: Floats
    x: Floats
    back: Floats
    edges: Floats
    graph: Floats
    exact: Floats
    heights: Floats


def fall(setup: FallSetup) -> Fall:
    """Draw.

    Raises:
        ModelError: As for :func:`law_of`.
    """
    law = law_of(setup)
    random = np.random.default_rng(setup.seed)
    drawn = inverse_cdf(law, setup.draws, random)
    filled = setup.fill and setup.direction == "back"
    if filled:
        back = randomised_transform(law, drawn.x, random)
    else:
        back = probability_transform(law, drawn.x)
    back = np.round(back, _DIGITS)
    edges = np.linspace(*law.window, BINS + 1)
    heights = np.full(HEIGHTS, 1 / HEIGHTS) if filled else _of_heights(law)
    return Fall(law, drawn.u, drawn.x, back, edges, graph(law), shares(law, edges), heights)


def height_edges() -> Floats:
    """The edges (H + 1,) of the bins of F(X)."""
    return np.round(np.linspace(0, 1, HEIGHTS + 1), _DIGITS)


def _of_heights(law: Law) -> Floats:
    """The probability that F(X) lies in each of twenty bins, a jump at its upper end."""
    edges = height_edges()
    if not len(law.atoms):
        return np.diff(edges)
    tops = np.round(law.cdf(law.atoms[:, 0]), _DIGITS)
    bottoms = tops - law.atoms[:, 1]
    covered = np.clip(edges, bottoms[:, None], tops[:, None]) - bottoms[:, None]  # (K, H + 1)
    smooth = np.diff(edges - covered.sum(0))
    place = np.clip(np.searchsorted(edges, tops) - 1, 0, HEIGHTS - 1)
    return np.asarray(smooth + np.bincount(place, law.atoms[:, 1], HEIGHTS))


def graph(law: Law, count: int = 401) -> Floats:
    """The curve of F through its window, (P, 2), with both ends of each jump."""
    x = np.linspace(*law.window, count)
    jumps = law.atoms[:, 0] if len(law.atoms) <= _MOST_JUMPS else np.empty(0)
    x = np.sort(np.concatenate((x, jumps, jumps)))
    heights = law.cdf(x)
    first = np.isin(x, jumps) & np.concatenate((np.diff(x) == 0, [False]))
    return np.column_stack((x, np.where(first, law.below(x), heights)))


class Where(NamedTuple):
    """What the inverse does at one height.

    Attributes:
        x: F⁻¹(u).
        kind: Whether u lies within a jump, on a level part, or on a rising one.
        low: The lower end of the jump, or the left end of the level part.
        high: Its other end.
    """

    x: float
    kind: Literal["jump", "level", "rising"]
    low: float
    high: float


def where(law: Law, u: float) -> Where:
    """What F⁻¹(u) = min{c : F(c) >= u} is at one height."""
    x = float(law.quantile(u))
    top, bottom = float(law.cdf(x)), float(law.below(x))
    if top - bottom > 0 and bottom < u < top - 1e-9:
        return Where(x, "jump", bottom, top)
    beyond = float(law.quantile(min(u + 1e-6, 1 - 1e-12)))
    if abs(top - u) < 1e-9 and beyond - x > 1e-3 * (law.window[1] - law.window[0]):
        return Where(x, "level", x, beyond)
    return Where(x, "rising", x, x)


class Median(NamedTuple):
    """The median of the draws, its standard error from the draws around it, and the exact one."""

    measured: float
    error: float
    exact: float


def halfway(drawn: Fall) -> Median:
    """The median; its error is half of what lies between the orders √n/2 below and above it."""
    half = 0.5 / np.sqrt(len(drawn.x))
    low, here, high = np.quantile(drawn.x, [0.5 - half, 0.5, 0.5 + half])
    return Median(float(here), float(high - low) / 2, float(drawn.law.quantile(0.5)))


def falls(setup: FallSetup) -> Iterator[Frame]:
    """The distance of the draws from their law as they become more, and their counts.

    Frames: "KS distance", its "critical value" and the "median"; "counts" (B,) of the bins of x,
    and (H,) those of F(X).
    """
    drawn = fall(setup)
    other = laws.uniform()
    for n in np.unique(np.geomspace(10, setup.draws, 16).astype(int)).tolist():
        x, back = drawn.x[:n], drawn.back[:n]
        distance = (
            ks_distance(back, other) if setup.direction == "back" else ks_distance(x, drawn.law)
        )
        numbers = {
            "KS distance": distance,
            "critical value": ks_critical(n),
            "median": float(np.median(x)),
        }
        counts = piled(x, drawn.edges).counts
        heights = piled(back, height_edges()).counts
        yield Frame(n, numbers, {"counts": counts, "heights": heights})

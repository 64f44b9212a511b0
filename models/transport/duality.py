"""Kantorovich and Rubinstein's duality on a line, with potentials that a person bends.

Section 3.2 of the notes. For all f and g with f(x) + g(y) ≤ |x - y|, E_p f + E_q g is at most W₁;
κ(x) = min_u |x - u| - g(u) is the largest f that goes with g, it is 1-Lipschitz, and (κ, -κ) is
never worse than (f, g); at the best pair both values are equal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import AfterValidator

from models.errors import ModelError
from models.frame import Frame
from models.setup import Setup, knob
from models.transport.line import sort
from models.transport.plan import c_transform
from models.values import Numbers, Row, numbers, within

Floats = NDArray[np.float64]

COUNT = 64  # places of both laws
DECIMALS = 3  # of a potential: distances have one, so that no transform is ever rounded
HIGHEST = 10.0  # of a potential
PLACES: Floats = np.arange(COUNT) / 10
COSTS: Floats = np.abs(np.subtract.outer(np.arange(COUNT), np.arange(COUNT))) / 10
#: Where the curves of f and of g are held: not at one place, for at the best pair f is -g.
F_GRIPS: NDArray[np.int64] = np.array([0, 8, 16, 24, 32, 40, 48, 56, 63])
G_GRIPS: NDArray[np.int64] = np.array([4, 12, 20, 28, 36, 44, 52, 60])
BROKEN = 1e-9  # by more than rounding

LawName = Literal["left", "right", "middle", "two", "flat", "slope"]
LAWS: dict[str, str] = {
    "left": "Hill on the left",
    "right": "Hill on the right",
    "middle": "Hill in the middle",
    "two": "Two hills",
    "flat": "Flat",
    "slope": "Slope",
}


def _whole(potential: Row) -> Row:
    if potential and len(potential) != COUNT:
        raise ModelError(f"A potential has a value at each of the {COUNT} places.")
    return potential


Potential = Annotated[Numbers, within(HIGHEST), AfterValidator(_whole)]


class DualSetup(Setup):
    """Two laws on a line, and the two potentials between them."""

    p_law: LawName = knob("left", "Law P", "Where the earth lies.", names=LAWS)
    q_law: LawName = knob("two", "Law Q", "Where it is to go.", names=LAWS)
    f: Potential = knob(
        (), "Potential f", "Its value at each place, as dragged; 0 at first.", hidden=True
    )
    g: Potential = knob(
        (), "Potential g", "Its value at each place, as dragged; 0 at first.", hidden=True
    )


@dataclass(frozen=True, eq=False)
class Dual:
    """Two laws, two potentials, and what they prove.

    Attributes:
        p: (COUNT,) masses of P at ``PLACES``.
        q: (COUNT,) masses of Q.
        f: (COUNT,) potential at P's places.
        g: (COUNT,) potential at Q's places.
        plan: (COUNT, COUNT) the cheapest plan, which is sorted.
    """

    p: Floats
    q: Floats
    f: Floats
    g: Floats
    plan: Floats

    @property
    def primal(self) -> float:
        """W₁: what the plan costs."""
        return float((self.plan * COSTS).sum())

    @property
    def slack(self) -> Floats:
        """(COUNT, COUNT) |x - y| - f(x) - g(y): negative where the pair breaks the bound."""
        left: Floats = COSTS - self.f[:, None] - self.g
        return left

    @property
    def broken(self) -> NDArray[np.bool_]:
        """(COUNT, COUNT) pairs that break the bound by more than rounding."""
        found: NDArray[np.bool_] = self.slack < -BROKEN
        return found

    @property
    def worst(self) -> float:
        """By how much the worst pair breaks the bound; 0 if none does."""
        return max(0.0, float(-self.slack.min()))

    @property
    def value(self) -> float:
        """E_p f + E_q g."""
        return self.of_p + self.of_q

    @property
    def of_p(self) -> float:
        """E_p f."""
        return float(self.p @ self.f)

    @property
    def of_q(self) -> float:
        """E_q g."""
        return float(self.q @ self.g)

    @property
    def proven(self) -> float:
        """What no plan can cost less than: the value, with f lowered until no pair is broken."""
        return self.value - self.worst

    @property
    def gap(self) -> float:
        """W₁ - E_p f - E_q g; where a pair is broken it may be negative."""
        return self.primal - self.value

    @property
    def unused(self) -> float:
        """Σ δ (|x - y| - f - g) over the cheapest plan δ: the last term of the Lagrangian."""
        return float((self.plan * self.slack).sum())

    @property
    def ceiling(self) -> Floats:
        """(COUNT,) κ: as high as f may be with this g."""
        return c_transform(COSTS, self.g)

    @property
    def steepest(self) -> float:
        """The Lipschitz constant of f."""
        return float(np.abs(np.diff(self.f)).max() * 10)

    @property
    def blind(self) -> float:
        """What the plan costs that carries from everywhere to everywhere, in proportion."""
        return float(self.p @ COSTS @ self.q)


def dual(setup: DualSetup) -> Dual:
    """The potentials of a setup between its laws."""
    p, q, plan = _between(setup.p_law, setup.q_law)
    f, g = (np.array(each) if each else np.zeros(COUNT) for each in (setup.f, setup.g))
    return Dual(p, q, f, g, plan)


def best_potentials(setup: DualSetup) -> tuple[Row, Row]:
    """The best f, and g = -f, by another route than the plan's.

    On a line f rises by 1 where less of P than of Q lies to the left, and falls by 1 where more.
    """
    p, q, _ = _between(setup.p_law, setup.q_law)
    ahead = np.cumsum(q - p)[:-1]
    rises = np.where(np.abs(ahead) > 1e-12, np.sign(ahead), 0.0)
    f = np.concatenate(([0.0], np.cumsum(rises))) / 10
    f -= f.max().round(1) / 2 + f.min().round(1) / 2
    return kept(f), kept(-f)


def lowered(setup: DualSetup) -> Row:
    """κ of the setup's g, which may take the place of f."""
    return kept(dual(setup).ceiling)


def mirrored(setup: DualSetup) -> Row:
    """-f, which may take the place of g where f is 1-Lipschitz."""
    return kept(-dual(setup).f)


def pulled(potential: ArrayLike, heights: ArrayLike, grips: NDArray[np.int64]) -> Floats:
    """The potential (COUNT,) once it is drawn to new heights (G,) at its grips (G,).

    Between two grips it goes along in proportion, and keeps its shape.
    """
    curve = np.asarray(potential, dtype=np.float64)
    moved = np.interp(PLACES, PLACES[grips], np.asarray(heights) - curve[grips])
    bent: Floats = np.clip(curve + moved, -HIGHEST, HIGHEST)
    return bent


def kept(potential: ArrayLike) -> Row:
    """A potential as a setup holds it."""
    return numbers(np.clip(potential, -HIGHEST, HIGHEST), DECIMALS)


def prove(setup: DualSetup) -> Iterator[Frame]:
    """What the potentials of a setup prove, as one frame.

    Metrics: ``value``, E_p f + E_q g; ``worst``, by how much a pair breaks the bound; ``proven``;
    ``primal``, W₁; ``gap``. Views: ``x``, ``p``, ``q``, ``f``, ``g``, ``kappa`` (COUNT,) and
    ``slack`` (COUNT, COUNT).
    """
    one = dual(setup)
    metrics = {"value": one.value, "worst": one.worst, "proven": one.proven}
    metrics |= {"primal": one.primal, "gap": one.gap}
    views = {"x": PLACES, "p": one.p, "q": one.q, "f": one.f, "g": one.g}
    yield Frame(0, metrics, views | {"kappa": one.ceiling, "slack": one.slack})


@cache
def _between(p_law: LawName, q_law: LawName) -> tuple[Floats, Floats, Floats]:
    p, q = _law(p_law), _law(q_law)
    levels = sort(PLACES, PLACES, p, q)
    plan = np.zeros_like(COSTS)
    ways = np.searchsorted(PLACES, levels.start), np.searchsorted(PLACES, levels.end)
    np.add.at(plan, ways, levels.mass)
    return p, q, plan


def _law(name: LawName) -> Floats:
    hills = {"left": (1.5,), "right": (4.8,), "middle": (3.15,), "two": (1.2, 5.1)}
    if name in hills:
        heights = sum(np.exp(-0.5 * ((PLACES - at) / 0.45) ** 2) for at in hills[name])
    else:
        heights = np.ones(COUNT) if name == "flat" else 6.5 - PLACES
    masses: Floats = np.asarray(heights / np.sum(heights), dtype=np.float64)
    return masses

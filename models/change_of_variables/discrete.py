"""Discrete laws: masses move, and meet where the map is many-to-one. There is no Jacobian."""

from collections.abc import Mapping
from fractions import Fraction
from math import comb

from models.change_of_variables.setup import X_VALUES, DiscreteSetup

Pmf = Mapping[int, Fraction]


def weights(setup: DiscreteSetup) -> list[int]:
    """The masses on -3, ..., 3 before they are divided by their sum."""
    return {
        "uniform": [1] * len(X_VALUES),
        "binomial": [comb(6, k) for k in range(len(X_VALUES))],
        "triangle": [1, 2, 3, 4, 3, 2, 1],
        "own": [*setup.weights],
    }[setup.pmf]


def pmf(setup: DiscreteSetup) -> Pmf:
    """The exact masses on -3, ..., 3 that the knobs say; they add up to 1."""
    heights = weights(setup)
    total = sum(heights)
    return {x: Fraction(w, total) for x, w in zip(X_VALUES, heights, strict=True)}


def image(setup: DiscreteSetup, x: int) -> int:
    """y = f(x)."""
    match setup.rule:
        case "double":
            return 2 * x + 1
        case "square":
            return x * x
        case "absolute":
            return abs(x)
        case "modulo":
            return x % 3
        case "sign":
            return (x > 0) - (x < 0)


def sources(setup: DiscreteSetup) -> Mapping[int, tuple[int, ...]]:
    """f⁻¹(y), all x that land on y, for each y that is hit, both ascending."""
    images = sorted({image(setup, x) for x in X_VALUES})
    return {y: tuple(x for x in X_VALUES if image(setup, x) == y) for y in images}


def push(law: Pmf, origin: Mapping[int, tuple[int, ...]]) -> Pmf:
    """P[Y = y], the sum of P[X = x] over all x in f⁻¹(y)."""
    return {y: sum((law[x] for x in xs), Fraction(0)) for y, xs in origin.items()}

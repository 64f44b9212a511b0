"""Discrete laws: masses move, and meet where the map is many-to-one. There is no Jacobian."""

from collections.abc import Mapping
from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import text
from models.change_of_variables.setup import X_VALUES, ChangeSetup

Pmf = Mapping[int, Fraction]
MOST = 24  # the largest weight that can be dragged
_HALF = 0.4  # half the width of a bar


def weights(setup: ChangeSetup) -> list[int]:
    """The masses on -3, ..., 3 before they are divided by their sum."""
    return {
        "uniform": [1] * len(X_VALUES),
        "binomial": [comb(6, k) for k in range(len(X_VALUES))],
        "triangle": [1, 2, 3, 4, 3, 2, 1],
        "own": [int(weight) for weight in text.decode(setup.weights)],
    }[setup.pmf]


def pmf(setup: ChangeSetup) -> Pmf:
    """The exact masses on -3, ..., 3 that the knobs say; they add up to 1."""
    heights = weights(setup)
    total = sum(heights)
    return {x: Fraction(w, total) for x, w in zip(X_VALUES, heights, strict=True)}


def dragged(tops: NDArray[np.float64]) -> str:
    """The text of weights whose tops (N, 2) were dragged; at least one stays positive."""
    whole = [round(min(max(height, 0), MOST)) for height in tops[:, 1]]
    return text.encode(whole if any(whole) else [1] * len(whole))


def image(setup: ChangeSetup, x: int) -> int:
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


def sources(setup: ChangeSetup) -> Mapping[int, tuple[int, ...]]:
    """f⁻¹(y), all x that land on y, for each y that is hit, both ascending."""
    images = sorted({image(setup, x) for x in X_VALUES})
    return {y: tuple(x for x in X_VALUES if image(setup, x) == y) for y in images}


def push(law: Pmf, origin: Mapping[int, tuple[int, ...]]) -> Pmf:
    """P[Y = y], the sum of P[X = x] over all x in f⁻¹(y)."""
    return {y: sum((law[x] for x in xs), Fraction(0)) for y, xs in origin.items()}


def bar(at: float, low: float, high: float) -> NDArray[np.float64]:
    """A rectangle over ``at``, (4, 2)."""
    left, right = at - _HALF, at + _HALF
    return np.array([[left, low], [right, low], [right, high], [left, high]])


def stacks(setup: ChangeSetup) -> list[tuple[int, NDArray[np.float64]]]:
    """The bars of y, each made of the bars of the x that land there, as (x, rectangle)."""
    law = pmf(setup)
    found = []
    for y, xs in sources(setup).items():
        low = Fraction(0)
        for x in xs:
            found.append((x, bar(y, float(low), float(low + law[x]))))
            low += law[x]
    return found


def window(setup: ChangeSetup) -> tuple[float, float, float, float]:
    """The drawn part of the plane of y and its masses."""
    law = push(pmf(setup), sources(setup))
    return min(law) - 1.0, max(law) + 1.0, 0.0, 1.15 * float(max(law.values()))


def words(setup: ChangeSetup) -> tuple[list[tuple[float, float]], list[str]]:
    """Where to write what: each mass of y over its bar, and its sources inside."""
    law, top = push(pmf(setup), sources(setup)), window(setup)[3]
    places = [(float(y), float(mass) + 0.05 * top) for y, mass in law.items()]
    found = [str(mass) for mass in law.values()]
    for x, ring in stacks(setup):
        low, high = ring[[0, 2], 1]
        if high - low > 0.08 * top:  # else there is no room
            places.append((float(ring[0, 0]) + _HALF, (low + high) / 2))
            found.append(str(x).replace("-", "−"))
    return places, found

"""Discrete laws: bars whose masses move, and stack up where values meet."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import DiscreteSetup, discrete
from pages.flows.pictures.change.dragged import Moved, pair
from playground.scene import Handles, Labels, Polygons

Floats = NDArray[np.float64]
MOST = 24  # the largest weight that can be dragged
HALF = 0.4  # half the width of a bar


def masses(setup: DiscreteSetup) -> None:
    """The masses of x, which can be dragged, and those of y, made of them."""
    law, stack = discrete.pmf(setup), stacks(setup)
    tops = list(zip(law, discrete.weights(setup), strict=True))
    fill = partial(Polygons, color="exact", low=-3, high=3, scale="diverging", unit="x")
    before = [
        fill("masses of x", [bar(x, 0, top) for x, top in tops], fill=list(law)),
        Handles("weights", tops, "base", [str(mass) for mass in law.values()]),
    ]
    window, (places, words) = window_of(setup), words_of(setup)
    after = [
        fill("masses of y", [ring for _, ring in stack], fill=[x for x, _ in stack]),
        Labels("sums", places, words),
    ]
    alts = ("The masses of x, which can be dragged.", "The masses of y, made of those of x.")
    pair(
        {"name": "X", "axes": "x,weight", "layers": before, "window": (-4, 4, 0, 26)}
        | {"alt": alts[0], "equal": False, "take": own},
        {"name": "Y", "axes": "y,P[Y = y]", "layers": after, "window": window, "alt": alts[1]}
        | {"equal": False},
    )


def own(moved: Moved) -> Mapping[str, Any]:
    """The law whose weights were dragged; at least one stays positive."""
    whole = [round(min(max(height, 0), MOST)) for height in moved["weights"][:, 1]]
    weights = whole if any(whole) else [1] * len(whole)
    return {"pmf": "own", "weights": tuple(weights)}


def bar(at: float, low: float, high: float) -> Floats:
    """A rectangle over ``at``, (4, 2)."""
    left, right = at - HALF, at + HALF
    return np.array([[left, low], [right, low], [right, high], [left, high]])


def stacks(setup: DiscreteSetup) -> list[tuple[int, Floats]]:
    """The bars of y, each made of the bars of the x that land there, as (x, rectangle)."""
    law = discrete.pmf(setup)
    found = []
    for y, xs in discrete.sources(setup).items():
        low = Fraction(0)
        for x in xs:
            found.append((x, bar(y, float(low), float(low + law[x]))))
            low += law[x]
    return found


def window_of(setup: DiscreteSetup) -> tuple[float, float, float, float]:
    """The drawn part of the plane of y and its masses."""
    law = discrete.push(discrete.pmf(setup), discrete.sources(setup))
    return min(law) - 1.0, max(law) + 1.0, 0.0, 1.15 * float(max(law.values()))


def words_of(setup: DiscreteSetup) -> tuple[list[tuple[float, float]], list[str]]:
    """Where to write what: each mass of y over its bar, and its sources inside."""
    law = discrete.push(discrete.pmf(setup), discrete.sources(setup))
    top = window_of(setup)[3]
    places = [(float(y), float(mass) + 0.05 * top) for y, mass in law.items()]
    found = [str(mass) for mass in law.values()]
    for x, ring in stacks(setup):
        low, high = ring[[0, 2], 1]
        if high - low > 0.08 * top:  # else there is no room
            places.append((float(ring[0, 0]) + HALF, (low + high) / 2))
            found.append(str(x).replace("-", "−"))
    return places, found

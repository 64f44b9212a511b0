"""Every knob of a power law fitted to animals, and what is computed of it."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
from pydantic import AfterValidator

from models.errors import ModelError
from models.frame import Frame
from models.scaling.allometry import DINOSAURS, Animals, mammals, with_dinosaurs
from models.scaling.power_law import (
    Floats,
    PowerLaw,
    attenuated,
    least_squares,
    reduced_major_axis,
    resistant,
)
from models.setup import Setup, knob, seed_knob
from models.values import Numbers, Row, Spelled, read_rows, write_rows

MADE = 200  # points that are made where the truth is to be known
SPREAD = 2.0  # of the true ln x of those
SCATTER = 0.3  # of their ln y around the law
LEAST, MOST = 1e-9, 1e9  # kilograms or grams of an animal
FIRST = {"mammals": 0, "dinosaurs": 100, "made": 200}  # number of the first row of each table
LINE = 120  # places at which a law is drawn
_STILL = 1e-5  # of the plane: a handle that was moved less was not moved

Moves = tuple[tuple[float, float, float], ...]


def _moves(moves: Moves) -> Moves:
    places = [row[0] for row in moves]
    if len(set(places)) < len(places) or not all(_index(each) for each in places):
        raise ModelError("Each animal that was moved is told once, by its number.")
    if not all(LEAST <= value <= MOST for row in moves for value in row[1:]):
        raise ModelError(f"A body and a brain lie from {LEAST:g} to {MOST:g}.")
    return moves


def _places(places: Row) -> Row:
    if not all(map(_index, places)):
        raise ModelError("There is no animal of that number.")
    return tuple(sorted(set(places)))


def _index(value: float) -> bool:
    rows = {"mammals": mammals(), "dinosaurs": with_dinosaurs()}
    return any(value - FIRST[name] in range(len(each.species)) for name, each in rows.items())


AS_MOVES: Spelled[Any] = Spelled(lambda text: read_rows(text, 3), write_rows)


class AllometrySetup(Setup):
    """Brain against body, and the law that is fitted."""

    animals: Literal["mammals", "dinosaurs", "made"] = knob(
        "mammals",
        "Animals",
        "Mammals of Allison and Cicchetti (1976); animals of Rousseeuw and Leroy (1987), three of "
        "them dinosaurs; or points made by a law that is known.",
        names={
            "mammals": "62 mammals",
            "dinosaurs": "28 animals, three dinosaurs",
            "made": "Made, so that the truth is known",
        },
    )
    extinct: bool = knob(
        True,
        "Dinosaurs",
        "Diplodocus, Triceratops and Brachiosaurus: large bodies, small brains.",
        only={"animals": ("dinosaurs",)},
    )
    exponent: float = knob(
        0.75,
        "True exponent",
        "Below 1 the brain's share falls with size, above 1 it grows.",
        low=0.25,
        high=1.75,
        step=0.05,
        only={"animals": ("made",)},
    )
    noise: float = knob(
        1.0,
        "Noise in x",
        "Standard deviation of the error of ln x, where that of the true ln x is 2.",
        low=0.0,
        high=3.0,
        step=0.1,
        only={"animals": ("made",)},
    )
    axes: Literal["log", "linear"] = knob(
        "log",
        "Axes",
        "On logarithmic axes a power law is a line, and its exponent the slope.",
        names={"log": "Logarithmic", "linear": "Linear"},
    )
    times: float = knob(
        2.0,
        "Size grows by the factor",
        "What becomes of the brain of a body so many times as heavy.",
        low=1.0,
        high=1000.0,
        log=True,
    )
    moved: Annotated[Moves, AS_MOVES, AfterValidator(_moves)] = knob(
        (), "Moved", "Animals that were dragged: number, body, brain.", hidden=True
    )
    left_out: Annotated[Numbers, AfterValidator(_places)] = knob(
        (), "Left out", "Animals that no law sees, by their numbers.", hidden=True
    )
    seed: int = seed_knob(
        "Of the points that are made.",
        only={"animals": ("made",)},
    )


class Observed(NamedTuple):
    """A table as it is fitted.

    Attributes:
        animals: All of them, the moved ones where they were put.
        numbers: Of each, which no animal of another table has.
        kept: (n,) whether a law sees it.
    """

    animals: Animals
    numbers: tuple[int, ...]
    kept: np.ndarray[Any, np.dtype[np.bool_]]

    @property
    def body(self) -> Floats:
        """What the laws see."""
        return np.asarray(self.animals.body[self.kept])

    @property
    def brain(self) -> Floats:
        """What the laws see."""
        return np.asarray(self.animals.brain[self.kept])


def table(setup: AllometrySetup) -> Animals:
    """The animals of a setup, before anybody moved them."""
    if setup.animals == "mammals":
        return mammals()
    if setup.animals == "dinosaurs":
        every = with_dinosaurs()
        return every if setup.extinct else every.without(*DINOSAURS)
    random = np.random.default_rng(setup.seed)
    true = random.normal(0, SPREAD, MADE)
    brain = np.exp(np.log(10) + setup.exponent * true + random.normal(0, SCATTER, MADE))
    body = np.exp(true + setup.noise * random.normal(0, 1, MADE))
    return Animals(tuple(f"point {number + 1}" for number in range(MADE)), body, brain)


def observed(setup: AllometrySetup) -> Observed:
    """The animals of a setup, as a person left them; numbers of another table wait for it."""
    animals = table(setup)
    every = with_dinosaurs().species if setup.animals == "dinosaurs" else animals.species
    numbers = tuple(FIRST[setup.animals] + every.index(name) for name in animals.species)
    body, brain = animals.body.copy(), animals.brain.copy()
    for number, x, y in setup.moved:
        if number in numbers:
            row = numbers.index(int(number))
            body[row], brain[row] = x, y
    kept = np.array([number not in setup.left_out for number in numbers])
    return Observed(Animals(animals.species, body, brain), numbers, kept)


def fits(setup: AllometrySetup) -> dict[str, PowerLaw]:
    """Three laws: least squares, reduced major axis, and the median of slopes.

    Raises:
        ModelError: Fewer than three animals are left.
    """
    seen = observed(setup)
    return {
        "OLS": least_squares(seen.body, seen.brain),
        "RMA": reduced_major_axis(seen.body, seen.brain),
        "Theil-Sen": resistant(seen.body, seen.brain),
    }


def pulled(setup: AllometrySetup) -> float | None:
    """The exponent that least squares finds on average through the noise in x; None for animals."""
    if setup.animals != "made":
        return None
    return attenuated(setup.exponent, SPREAD, setup.noise)


class Plane(NamedTuple):
    """What is drawn, on the axes of a setup: logarithms to the base 10, or kilograms and grams.

    Attributes:
        animals: (n, 2) all of them.
        kept: (n,) whether the laws see it.
        lines: Of each law, (P, 2).
        linear: (P, 2) y that grows as x does, α = 1, through the middle of what the laws see: a
            sublinear law is flatter, a superlinear one steeper.
        window: (x0, x1, y0, y1).
    """

    animals: Floats
    kept: np.ndarray[Any, np.dtype[np.bool_]]
    lines: dict[str, Floats]
    linear: Floats
    window: tuple[float, float, float, float]


def plane(setup: AllometrySetup) -> Plane:
    """The animals and the laws of a setup in its plane; the window is that of the unmoved animals.

    Raises:
        ModelError: Fewer than three animals are left.
    """
    seen = observed(setup)
    untouched = table(setup)
    body = np.geomspace(untouched.body.min() / 3, untouched.body.max() * 3, LINE)
    points = _on_axes(setup, seen.animals.body, seen.animals.brain)
    lines = {name: _on_axes(setup, body, law(body)) for name, law in fits(setup).items()}
    share = np.exp(np.log(seen.brain / seen.body).mean())
    linear = _on_axes(setup, body, share * body)
    top = _on_axes(setup, untouched.body.max() * 3, untouched.brain.max() * 3)
    if setup.axes == "linear":
        x0, x1 = -0.01 * top[0], 0.36 * top[0]
        y0, y1 = -0.01 * top[1], 0.36 * top[1]
    else:
        low = _on_axes(setup, untouched.body.min() / 3, untouched.brain.min() / 3)
        x0, x1, y0, y1 = low[0], top[0], low[1], top[1]
    window = float(x0), float(x1), float(y0), float(y1)
    return Plane(points, seen.kept, lines, linear, window)


def put(setup: AllometrySetup, xy: Floats) -> AllometrySetup:
    """The setup in which its animals lie at (n, 2) of its plane, as short as can be.

    What is dragged beyond every animal stays at the end of what is allowed.
    """
    seen = observed(setup)
    values = 10.0 ** np.clip(xy, -9, 9) if setup.axes == "log" else xy
    values = np.clip(values, LEAST, MOST)
    before = _on_axes(setup, seen.animals.body, seen.animals.brain)
    reach = np.ptp(before, axis=0).max() * _STILL
    moved = {int(number): (x, y) for number, x, y in setup.moved}
    for number, (x, y), there, was in zip(seen.numbers, values, xy, before, strict=True):
        if np.abs(there - was).max() > reach:
            moved[number] = (float(f"{x:.4g}"), float(f"{y:.4g}"))
    rows = tuple((float(number), x, y) for number, (x, y) in sorted(moved.items()))
    return setup.model_copy(update={"moved": rows})


def clicked(setup: AllometrySetup, row: int) -> AllometrySetup:
    """The setup without the animal in a row of its table, or with it where it was left out.

    Raises:
        IndexError: There is no such row.
    """
    number = float(observed(setup).numbers[row])
    rest = tuple(each for each in setup.left_out if each != number)
    left = rest if len(rest) < len(setup.left_out) else tuple(sorted((*rest, number)))
    return setup.model_copy(update={"left_out": left})


def _on_axes(setup: AllometrySetup, body: Any, brain: Any) -> Floats:
    xy = np.stack(np.broadcast_arrays(body, brain), axis=-1)
    return np.asarray(np.log10(xy) if setup.axes == "log" else xy)


def allometry_view(setup: AllometrySetup) -> Iterator[Frame]:
    """One frame: what the laws see, and each of them.

    Metrics: ``exponent``, ``low``, ``high``, ``factor`` and ``r2`` of each law, such as
    ``ols_exponent``.
    Views: ``body`` (n,) in kg, ``brain`` (n,) in g, ``kept`` (n,); ``line`` (P,) in kg, and the
    brain that each law gives there, such as ``ols_line`` (P,).

    Raises:
        ModelError: Fewer than three animals are left.
    """
    seen, laws = observed(setup), fits(setup)
    body = seen.animals.body
    line = np.geomspace(body.min() / 2, body.max() * 2, LINE)
    metrics: dict[str, float] = {}
    lines = {}
    for name, law in laws.items():
        short = {"OLS": "ols", "RMA": "rma", "Theil-Sen": "theil"}[name]
        metrics |= {
            f"{short}_exponent": law.exponent,
            f"{short}_low": float(law.interval[0]),
            f"{short}_high": float(law.interval[1]),
            f"{short}_factor": law.factor,
            f"{short}_r2": float(law.r_squared),
        }
        lines[f"{short}_line"] = law(line)
    views = {"body": body, "brain": seen.animals.brain, "kept": seen.kept, "line": line, **lines}
    yield Frame(0, metrics, views)

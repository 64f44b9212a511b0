"""The numbers of a setup by their names, each computed as its maps define it."""

from collections.abc import Mapping

from models.change_of_variables import along, discrete
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import fold
from models.change_of_variables.line_maps.line import line
from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.crease import crease_error, crease_masses
from models.change_of_variables.plane_maps.linear import linear
from models.change_of_variables.plane_maps.warp import warp
from models.change_of_variables.setup import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
)

Numbers = Mapping[str, float]


def numbers(setup: ChangeSetup) -> Numbers:
    """What is worth knowing about a setup; a number that does not exist is left out.

    Areas, masses and densities without unit; each estimate with its standard error.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    match setup:
        case CurveSetup():
            return _curve(setup)
        case LinearSetup():
            return _linear(setup)
        case WarpSetup():
            return _warp(setup)
        case FoldSetup():
            return _crease(setup) if setup.fold == "plane" else _fold(setup)
        case DiscreteSetup():
            return _discrete(setup)
        case LotusSetup():
            return _lotus(setup)


def _curve(setup: CurveSetup) -> Numbers:
    one = line(setup)
    strip = one.strip(along.place(setup.probe, one.z_window))
    return {
        "Area without factor": one.area_without(),
        "Area with factor": one.area(),
        "Mass of the strip": strip.mass,
        "Mass of its image": strip.image_mass,
    }


def _linear(setup: LinearSetup) -> Numbers:
    one = linear(setup)
    found = {"Image area": abs(one.image_area()), "|det A|": abs(one.det)}
    if one.det == 0:
        return found | {"Mass without factor": 0.0}
    without, with_factor = one.masses()
    return found | {"Mass without factor": without, "Mass with factor": with_factor}


def _warp(setup: WarpSetup) -> Numbers:
    one = warp(setup)
    image, expected = one.image_area(), one.linear_area()
    found = {"Image area": image, "det J × cell": expected}
    if expected:
        found["Ratio"] = image / expected
    return found | {"Mass without factor": one.mean_stretch()}


def _crease(setup: FoldSetup) -> Numbers:
    law = plane.get(setup.sheet)
    left, right = crease_masses(law)
    found = {"Mass from x₁ < 0": left, "Mass from x₁ > 0": right, "Mass of the sum": left + right}
    if setup.sheet == "gaussian":
        found["Largest error"], found["Its rounding"] = crease_error(law)
    return found


def _fold(setup: FoldSetup) -> Numbers:
    one = fold(setup)
    y = along.place(setup.level, one.y_window)
    terms = dict(zip(one.piece_names, one.pieces(y).tolist(), strict=True))
    share, known, error = one.below(y, setup.samples, setup.seed)
    return {f"f(y), {name}": term for name, term in terms.items()} | {
        "Their sum": sum(terms.values()),
        "Density by its own formula": float(one.exact.pdf(y)),
        "P[Y ≤ y]": share,
        "Its exact value": known,
        "Its standard error": error,
    }


def _discrete(setup: DiscreteSetup) -> Numbers:
    law = discrete.pmf(setup)
    pushed = discrete.push(law, discrete.sources(setup))
    total = float(sum(pushed.values()))
    found = {
        "Values of x": float(sum(mass > 0 for mass in law.values())),
        "Values of y": float(sum(mass > 0 for mass in pushed.values())),
        "Sum over y": total,
    }
    return found | ({"Divided by |f′| = 2": total / 2} if setup.rule == "double" else {})


def _lotus(setup: LotusSetup) -> Numbers:
    one, function = line(setup, setup.layers), lotus.FUNCTIONS[setup.test_function]
    mean = lotus.estimate(lotus.values(one, function, setup.samples, setup.seed))
    exact, spread = lotus.quadrature(one, function), lotus.deviation(one, function)
    found = {
        "Mean of h": mean.value,
        "Its exact value": exact,
        "Its standard error": mean.error,
        "σ of h(X)": spread,
    }
    off = mean.value - exact
    return found | ({"Error over σ/√n": off / (spread / mean.n**0.5)} if spread else {})

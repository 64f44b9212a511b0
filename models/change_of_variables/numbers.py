"""The numbers of a setup, each with its meaning and what it is to be compared with."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.change_of_variables import discrete, figure
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import crease, crease_exact, fold
from models.change_of_variables.line_maps.line import line
from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.linear import linear
from models.change_of_variables.plane_maps.plane import PIXELS, UNIT_CELL, WINDOW
from models.change_of_variables.plane_maps.warp import warp
from models.change_of_variables.setup import ChangeSetup


@dataclass(frozen=True)
class Number:
    """One number.

    Attributes:
        label: What it is.
        value: The number; None where it does not exist.
        help: How it was computed, in a few words.
        reference: The exact value, or the limit, where it is known by another way.
        reference_name: That way.
        error: One standard error, for an estimate.
        samples: The sample size of an estimate.
        digits: Significant digits worth showing.
        rounding: What of the number may be the rounding of its own computation.
    """

    label: str
    value: float | None
    help: str = ""
    reference: float | None = None
    reference_name: str = ""
    error: float | None = None
    samples: int | None = None
    digits: int = 4
    rounding: float = 0.0


def numbers(setup: ChangeSetup) -> list[Number]:
    """What the page tells about a setup.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    return _NUMBERS[setup.view](setup)


def _curve(setup: ChangeSetup) -> list[Number]:
    one = line(setup)
    strip = figure.strip(one, figure.place(setup.probe, one.z_window))
    return [
        Number("Area without factor", one.area_without(), "∫ q₀(g⁻¹(x)) dx"),
        Number("Area with factor", one.area(), "∫ q₀(g⁻¹(x)) |dg⁻¹/dx| dx"),
        Number(
            "Mass of the strip", strip.mass, "∫ q₀(z) dz", strip.image_mass, "∫ q₁(x) dx", digits=3
        ),
    ]


def _linear(setup: ChangeSetup) -> list[Number]:
    one = linear(setup)
    area = abs(plane.shoelace(one.forward(UNIT_CELL)))
    without, with_factor = one.masses() if one.det else (0.0, None)
    return [
        Number("Image area", area, "By the shoelace formula.", abs(one.det), "|det A|"),
        Number("Mass without factor", without, "∫ f(A⁻¹w) dw, a sum over small cells."),
        Number("Mass with factor", with_factor, "∫ f(A⁻¹w)/|det A| dw, likewise."),
    ]


def _warp(setup: ChangeSetup) -> list[Number]:
    one = warp(setup)
    det, area, image = float(one.det(one.corner)), one.side**2, one.image_area()
    ratio = image / (det * area) if det else None
    how = "∮ w dz along its edge, negative if it is mirrored; det J at the corner."
    return [
        Number("Image area", image, how, det * area, "det J × cell"),
        Number("Ratio", ratio, "Tends to 1 as the cell shrinks.", 1.0, "limit"),
        Number("Mass without factor", one.mean_stretch(), "E|det J(X)|; with the factor, 1."),
    ]


def _fold(setup: ChangeSetup) -> list[Number]:
    if setup.fold == "plane":
        points = plane.centres(WINDOW, PIXELS)
        pieces = crease(plane.get(setup.sheet), points)
        left, right = (pieces.sum(axis=(1, 2)) * (9.0 / PIXELS) ** 2).tolist()
        found = [
            Number("Mass from x₁ < 0", left, "The density of that piece, summed over the picture."),
            Number("Mass from x₁ > 0", right, "The density of that piece, summed likewise."),
            Number("Mass of the sum", left + right, "Together they are the whole law.", 1.0),
        ]
        if setup.sheet == "gaussian":
            exact_density = crease_exact(points)
            off = float(np.abs(pieces.sum(axis=0) - exact_density).max())
            rounding = 16 * float(np.spacing(exact_density.max()))
            how = "Against half-normal × normal of scipy."
            found.append(Number("Largest error", off, how, rounding=rounding))
        return found
    one = fold(setup)
    y = figure.place(setup.level, one.y_window)
    terms, exact = one.pieces(y).tolist(), float(one.exact.pdf(y))
    pushed = one.sample(setup.samples, setup.seed)
    share, known = float((pushed <= y).mean()), float(one.exact.cdf(y))
    error = float(np.sqrt(known * (1 - known) / setup.samples))
    named = zip(one.piece_names, terms, strict=True)
    return [
        *(
            Number(f"f(y), {name}", term, "f(x)/|g'(x)| at this source.", digits=3)
            for name, term in named
        ),
        Number("Their sum", sum(terms), "", exact, one.exact_name, digits=3),
        Number("P[Y ≤ y]", share, "", known, "exact", error, setup.samples, 3),
    ]


def _discrete(setup: ChangeSetup) -> list[Number]:
    law = discrete.pmf(setup)
    pushed = discrete.push(law, discrete.sources(setup))
    found = [
        Number("Values of x", sum(mass > 0 for mass in law.values()), "With a positive mass."),
        Number("Values of y", sum(mass > 0 for mass in pushed.values()), "With a positive mass."),
        Number("Sum over y", float(sum(pushed.values())), "Exact: fractions."),
    ]
    if setup.rule == "double":
        found.append(Number("Divided by |f′| = 2", 0.5, "What a Jacobian would make of the sum."))
    return found


def _lotus(setup: ChangeSetup) -> list[Number]:
    one, function = line(setup), lotus.FUNCTIONS[setup.test_function]
    found = lotus.estimate(lotus.values(one, function, setup.samples, setup.seed))
    exact, spread = lotus.quadrature(one, function), lotus.deviation(one, function)
    off = (found.value - exact) / (spread / np.sqrt(found.n)) if spread else None
    return [
        Number(
            "Mean of h",
            found.value,
            "Over the pushed samples, without q_K.",
            exact,
            "∫ h q_K dx",
            found.error,
            found.n,
        ),
        Number("σ of h(X)", spread, "By quadrature: the error is σ/√n."),
        Number(
            "Error over σ/√n", off, "About two times in three it lies between −1 and 1.", digits=2
        ),
    ]


_NUMBERS: dict[str, Callable[[ChangeSetup], list[Number]]] = {
    "curve": _curve,
    "linear": _linear,
    "nonlinear": _warp,
    "fold": _fold,
    "discrete": _discrete,
    "lotus": _lotus,
}

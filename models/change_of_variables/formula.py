"""The formula of a view with the numbers of a setup: terms, and their total by another way."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import discrete, figure
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import fold
from models.change_of_variables.line_maps.line import line
from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.linear import linear
from models.change_of_variables.plane_maps.warp import warp
from models.change_of_variables.setup import ChangeSetup


@dataclass(frozen=True)
class Formula:
    """A formula in LaTeX, and a sum that adds up.

    Attributes:
        latex: The formula.
        terms: LaTeX and value of each term.
        total: LaTeX and value of the total, computed by another way than the terms.
    """

    latex: str
    terms: tuple[tuple[str, float], ...] = ()
    total: tuple[str, float] | None = None


def formula(setup: ChangeSetup) -> Formula:
    """The formula that the view is about.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    match setup.view:
        case "curve":
            return _curve(setup)
        case "linear":
            return _linear(setup)
        case "nonlinear":
            return _warp(setup)
        case "fold":
            return _fold(setup)
        case "discrete":
            return _discrete(setup)
        case _:
            h = lotus.FUNCTIONS[setup.test_function].latex
            return Formula(
                _two_lines(
                    r"\mathbb E_{q_K}[h(x)] = \mathbb E_{q_0}[h(f_K \circ \dots \circ f_1(z))]",
                    rf"\approx \frac1n \sum_{{i=1}}^n h(x_i),\qquad h(x) = {h}",
                )
            )


def _two_lines(first: str, second: str) -> str:
    """Two short lines, which fit a phone."""
    return rf"\begin{{gathered}}{first}\\[0.4em]{second}\end{{gathered}}"


def _curve(setup: ChangeSetup) -> Formula:
    one = line(setup)
    strip = figure.strip(one, figure.place(setup.probe, one.z_window))
    latex = _two_lines(
        r"q_1(x) = q_0(z)\left|\frac{dg^{-1}}{dx}(x)\right| = \frac{q_0(z)}{|g'(z)|}",
        rf"z = g^{{-1}}(x) = {strip.z:.2f},\quad x = {strip.x:.2f}",
    )
    if strip.density == 0:
        return Formula(latex)
    by = rf"\ \text{{by the {one.exact_name} law}}" if one.exact else r" = \log dF_1/dx"
    return Formula(
        latex,
        ((r"\log q_0(z)", math.log(strip.base)), (r"-\log|g'(z)|", -math.log(strip.slope))),
        (r"\log q_1(x)" + by, one.known_log_density(strip.x)),
    )


def _matrix(name: str, entries: NDArray[np.float64]) -> str:
    (a, b), (c, d) = entries
    return rf"{name} = \begin{{bmatrix}} {a:.3g} & {b:.3g} \\ {c:.3g} & {d:.3g} \end{{bmatrix}}"


def _linear(setup: ChangeSetup) -> Formula:
    one = linear(setup)
    (a, b), (c, d) = one.matrix.tolist()
    area = plane.shoelace(one.forward(plane.UNIT_CELL))
    return Formula(
        _two_lines(r"f_{WZ}(w) = \frac{f_{XY}(A^{-1}w)}{|\det A|}", _matrix("A", one.matrix)),
        (("ad", a * d), ("-bc", 0 - b * c)),
        (r"\text{signed area of the image}", area),
    )


def _warp(setup: ChangeSetup) -> Formula:
    one = warp(setup)
    jacobian = one.jacobian(one.corner)
    (a, b), (c, d) = jacobian.tolist()
    return Formula(
        _two_lines(
            r"f_{WZ}(w) = \sum_{x:\,g(x)=w} \frac{f_{XY}(x)}{|\det J(x)|}", _matrix("J", jacobian)
        ),
        ((r"J_{11}J_{22}", a * d), (r"-J_{12}J_{21}", 0 - b * c)),
        (r"\text{growth of a tiny cell}", one.stretch()),
    )


def _fold(setup: ChangeSetup) -> Formula:
    if setup.fold == "plane":
        return Formula(
            r"f_{WZ}(w, z) = f_{XY}(-w, z) + f_{XY}(w, z),\qquad w > 0,\quad |\det J| = 1"
        )
    one = fold(setup)
    y = figure.place(setup.level, one.y_window)
    terms = enumerate(one.pieces(y).tolist(), 1)
    return Formula(
        rf"f_Y(y) = \sum_{{k:\,g(x_k)=y}} \frac{{f_X(x_k)}}{{|g'(x_k)|}},\quad y = {y:.3f}",
        tuple((rf"f_X(x_{k})\,/\,|g'(x_{k})|", term) for k, term in terms),
        (r"f_Y(y)\ \text{by its own formula}", float(one.exact.pdf(y))),
    )


def _discrete(setup: ChangeSetup) -> Formula:
    law = discrete.pmf(setup)
    lines = [r"P[Y = y] &= \sum_{x \in f^{-1}(y)} P[X = x]"]
    for y, xs in discrete.sources(setup).items():
        total = sum(law[x] for x in xs)
        parts = f"{' + '.join(str(law[x]) for x in xs)} = " if len(xs) > 1 else ""
        lines.append(rf"P[Y = {y}] &= {parts}{total}")
    return Formula(r"\begin{aligned}" + r"\\".join(lines) + r"\end{aligned}")

"""The formula of each view with the numbers of this setup, as a sum that adds up by another way."""

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
    along,
    discrete,
    fold,
    line,
    linear,
    warp,
)
from models.change_of_variables.plane_maps import plane
from playground import lesson

FUNCTIONS = {
    "identity": "x",
    "square": "x^2",
    "tail": r"\mathbf 1\{x>1\}",
    "cosine": r"\cos x",
}


def equation(setup: ChangeSetup) -> None:
    """Print the formula that the view is about.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    match setup:
        case CurveSetup():
            of_curve(setup)
        case LinearSetup():
            of_matrix(setup)
        case WarpSetup():
            of_cell(setup)
        case FoldSetup():
            of_fold(setup)
        case DiscreteSetup():
            of_masses(setup)
        case LotusSetup():
            lesson.equation(
                two_lines(
                    r"\mathbb E_{q_K}[h(x)] = \mathbb E_{q_0}[h(f_K \circ \dots \circ f_1(z))]",
                    r"\approx \frac1n \sum_{i=1}^n h(x_i),\qquad h(x) = "
                    + FUNCTIONS[setup.test_function],
                )
            )


def two_lines(first: str, second: str) -> str:
    """Two short lines, which fit a phone."""
    return rf"\begin{{gathered}}{first}\\[0.4em]{second}\end{{gathered}}"


def matrix(name: str, entries: NDArray[np.float64]) -> str:
    (a, b), (c, d) = entries
    return rf"{name} = \begin{{bmatrix}} {a:.3g} & {b:.3g} \\ {c:.3g} & {d:.3g} \end{{bmatrix}}"


def of_curve(setup: CurveSetup) -> None:
    one = line(setup)
    strip = one.strip(along.place(setup.probe, one.z_window))
    z, x = strip.z[0], strip.x[0]
    latex = two_lines(
        r"q_1(x) = q_0(z)\left|\frac{dg^{-1}}{dx}(x)\right| = \frac{q_0(z)}{|g'(z)|}",
        rf"z = g^{{-1}}(x) = {z:.2f},\quad x = {x:.2f}",
    )
    if strip.density == 0:
        lesson.equation(latex)
        return
    by = rf"\ \text{{by the {one.exact_name} law}}" if one.exact else r" = \log dF_1/dx"
    lesson.equation(
        latex,
        [(r"\log q_0(z)", strip.log_base), (r"-\log|g'(z)|", -strip.log_slope)],
        (r"\log q_1(x)" + by, one.known_log_density(x)),
    )


def of_matrix(setup: LinearSetup) -> None:
    one = linear(setup)
    main, other = plane.products(one.matrix)
    lesson.equation(
        two_lines(r"f_{WZ}(w) = \frac{f_{XY}(A^{-1}w)}{|\det A|}", matrix("A", one.matrix)),
        [("ad", main), ("-bc", other)],
        (r"\text{signed area of the image}", one.image_area()),
    )


def of_cell(setup: WarpSetup) -> None:
    one = warp(setup)
    jacobian = one.jacobian(one.corner)
    main, other = plane.products(jacobian)
    lesson.equation(
        two_lines(
            r"f_{WZ}(w) = \sum_{x:\,g(x)=w} \frac{f_{XY}(x)}{|\det J(x)|}", matrix("J", jacobian)
        ),
        [(r"J_{11}J_{22}", main), (r"-J_{12}J_{21}", other)],
        (r"\text{growth of a tiny cell}", one.stretch()),
    )


def of_fold(setup: FoldSetup) -> None:
    if setup.fold == "plane":
        lesson.equation(
            r"f_{WZ}(w, z) = f_{XY}(-w, z) + f_{XY}(w, z),\qquad w > 0,\quad |\det J| = 1"
        )
        return
    one = fold(setup)
    y = along.place(setup.level, one.y_window)
    terms = enumerate(one.pieces(y).tolist(), 1)
    lesson.equation(
        rf"f_Y(y) = \sum_{{k:\,g(x_k)=y}} \frac{{f_X(x_k)}}{{|g'(x_k)|}},\quad y = {y:.3f}",
        [(rf"f_X(x_{k})\,/\,|g'(x_{k})|", term) for k, term in terms],
        (r"f_Y(y)\ \text{by its own formula}", float(one.exact.pdf(y))),
    )


def of_masses(setup: DiscreteSetup) -> None:
    law, sources = discrete.pmf(setup), discrete.sources(setup)
    lines = [r"P[Y = y] &= \sum_{x \in f^{-1}(y)} P[X = x]"]
    for y, mass in discrete.push(law, sources).items():
        parts = " + ".join(str(law[x]) for x in sources[y])
        lines.append(
            rf"P[Y = {y}] &= {parts} = {mass}" if len(sources[y]) > 1 else rf"P[Y = {y}] &= {mass}"
        )
    lesson.equation(r"\begin{aligned}" + r"\\".join(lines) + r"\end{aligned}")

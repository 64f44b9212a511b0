"""What is taken home: the arrays behind a picture, and a script that computes them again."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import discrete, figure
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import crease, crease_exact, fold
from models.change_of_variables.line_maps.line import line
from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.linear import linear
from models.change_of_variables.plane_maps.plane import WINDOW
from models.change_of_variables.plane_maps.warp import warp
from models.change_of_variables.setup import ChangeSetup
from models.errors import ModelError

Arrays = Mapping[str, NDArray[np.generic]]


def arrays(setup: ChangeSetup) -> Arrays:
    """The data behind the picture of a setup, by name; none where the map has no inverse."""
    try:
        return _ARRAYS[setup.view](setup)
    except ModelError:
        return {}


def axes_of(setup: ChangeSetup) -> Mapping[str, str]:
    """The names of the axes of :func:`arrays`."""
    return _AXES["crease" if setup.view == "fold" and setup.fold == "plane" else setup.view]


def script(setup: ChangeSetup) -> str:
    """A short Python program that computes the numbers of a setup and its arrays again."""
    arguments = "".join(f"    {name}={value!r},\n" for name, value in setup.changed().items())
    built = f"ChangeSetup(\n{arguments})" if arguments else "ChangeSetup()"
    return f"""from models.change_of_variables import ChangeSetup, arrays, numbers

setup = {built}

for each in numbers(setup):
    print(f"{{each.label}} = {{each.value}}")

data = arrays(setup)  # the curves, fields and samples of the picture
for name, array in data.items():
    print(f"{{name}}: {{array.shape}}")
"""


def _curve_arrays(setup: ChangeSetup) -> Arrays:
    one = line(setup)
    frame = figure.line_frame(one)
    z, x = frame.across(0), frame.across(1)
    return {
        "z": z,
        "g": one.forward(z),
        "base_density": one.base.pdf(z),
        "x": x,
        "density": one.density(x),
        "without_factor": one.without_factor(x),
        "samples": one.sample(setup.samples, setup.seed),
    }


def _linear_arrays(setup: ChangeSetup) -> Arrays:
    one = linear(setup)
    points = plane.centres(WINDOW)
    found = {"matrix": one.matrix, "samples": one.forward(one.law.draw(setup.samples, setup.seed))}
    if one.det == 0:
        return found
    return found | _sides(points) | {"density": one.density(points)}


def _warp_arrays(setup: ChangeSetup) -> Arrays:
    one = warp(setup)
    source, image = plane.centres(one.window), plane.centres(one.image_window)
    return {
        **_sides(source, "source_"),
        "det": one.det(source),
        **_sides(image, "image_"),
        "density": one.density(image),
        "cell": one.outline(),
        "image_of_cell": one.forward(one.outline()),
        "samples": one.forward(one.law.draw(setup.samples, setup.seed)),
    }


def _fold_arrays(setup: ChangeSetup) -> Arrays:
    if setup.fold == "plane":
        points = plane.centres(WINDOW)
        pieces = crease(plane.get(setup.sheet), points)
        found = _sides(points) | {"pieces": pieces, "density": pieces.sum(axis=0)}
        exact = {"exact": np.where(points[..., 0] > 0, crease_exact(points), 0.0)}
        return found | (exact if setup.sheet == "gaussian" else {})
    one = fold(setup)
    y = figure.fold_frame(one).across(1)
    return {
        "y": y,
        "pieces": one.pieces(y),
        "density": one.density(y),
        "exact": one.exact.pdf(y),
        "samples": one.sample(setup.samples, setup.seed),
    }


def _discrete_arrays(setup: ChangeSetup) -> Arrays:
    before = discrete.pmf(setup)
    after = discrete.push(before, discrete.sources(setup))
    found: dict[str, NDArray[np.generic]] = {}
    for name, law in (("x", before), ("y", after)):
        found[name] = np.array(list(law))
        found[f"numerator_{name}"] = np.array([mass.numerator for mass in law.values()])
        found[f"denominator_{name}"] = np.array([mass.denominator for mass in law.values()])
    return found


def _lotus_arrays(setup: ChangeSetup) -> Arrays:
    one, function = line(setup), lotus.FUNCTIONS[setup.test_function]
    exact = lotus.quadrature(one, function)
    sizes, means = lotus.running(lotus.values(one, function, setup.samples, setup.seed))
    return {
        "n": sizes,
        "running_mean": means,
        "sizes": np.array(lotus.SIZES),
        "rms_error": lotus.root_mean_square(one, function, exact, setup.seed),
    }


def _sides(points: NDArray[np.floating], before: str = "") -> dict[str, NDArray[np.generic]]:
    """The coordinates x and y (n,) along the sides of a grid of points (n, n, 2)."""
    return {f"{before}x": points[0, :, 0], f"{before}y": points[:, 0, 1]}


_ARRAYS: dict[str, Callable[[ChangeSetup], Arrays]] = {
    "curve": _curve_arrays,
    "linear": _linear_arrays,
    "nonlinear": _warp_arrays,
    "fold": _fold_arrays,
    "discrete": _discrete_arrays,
    "lotus": _lotus_arrays,
}

_AXES: dict[str, Mapping[str, str]] = {
    "curve": {"z": "z", "g": "z", "base_density": "z", "samples": "sample"}
    | {"x": "x", "density": "x", "without_factor": "x"},
    "linear": {"matrix": "row column", "samples": "sample (x1 x2)", "density": "y x"},
    "nonlinear": {
        "det": "source_y source_x",
        "density": "image_y image_x",
        "cell": "place (x1 x2)",
        "image_of_cell": "place (y1 y2)",
        "samples": "sample (y1 y2)",
    },
    "fold": {"pieces": "piece y", "density": "y", "exact": "y", "samples": "sample"},
    "crease": {"pieces": "piece y x", "density": "y x", "exact": "y x"},
    "discrete": {
        "numerator_x": "x",
        "denominator_x": "x",
        "numerator_y": "y",
        "denominator_y": "y",
    },
    "lotus": {"running_mean": "n", "rms_error": "sizes"},
}

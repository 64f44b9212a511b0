"""The arrays behind a picture: densities on grids, samples, and where maps take them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import discrete
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import fold
from models.change_of_variables.line_maps.line import line
from models.change_of_variables.plane_maps import plane
from models.change_of_variables.plane_maps.crease import crease, crease_exact
from models.change_of_variables.plane_maps.linear import linear
from models.change_of_variables.plane_maps.plane import WINDOW
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

Arrays = Mapping[str, NDArray[np.generic]]
FINE = 500  # places along an axis
PUSHED = 5000  # points of the plane


def arrays(setup: ChangeSetup) -> Arrays:
    """The data behind the picture of a setup, by name.

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


def fine(window: tuple[float, float]) -> NDArray[np.float64]:
    """Places along an axis, (500,), that leave out its ends."""
    low, high = window
    return low + (high - low) * (np.arange(FINE) + 0.5) / FINE


def _curve(setup: CurveSetup) -> Arrays:
    one = line(setup)
    z, x = fine(one.z_window), fine(one.x_window)
    return {
        "z": z,
        "g": one.forward(z),
        "base_density": one.base.pdf(z),
        "x": x,
        "density": one.density(x),
        "without_factor": one.without_factor(x),
        "samples": one.sample(setup.samples, setup.seed),
    }


def _linear(setup: LinearSetup) -> Arrays:
    one = linear(setup)
    points = plane.centres(WINDOW)
    found = {"matrix": one.matrix, "samples": one.forward(one.law.draw(PUSHED, setup.seed))}
    if one.det == 0:
        return found
    return found | _sides(points) | {"density": one.density(points)}


def _warp(setup: WarpSetup) -> Arrays:
    one = warp(setup)
    source, image = plane.centres(one.window), plane.centres(one.image_window)
    return {
        **_sides(source, "source_"),
        "det": one.det(source),
        **_sides(image, "image_"),
        "density": one.density(image),
        "cell": one.outline(),
        "image_of_cell": one.forward(one.outline()),
        "samples": one.forward(one.law.draw(PUSHED, setup.seed)),
    }


def _crease(setup: FoldSetup) -> Arrays:
    points = plane.centres(WINDOW)
    pieces = crease(plane.get(setup.sheet), points)
    found = _sides(points) | {"pieces": pieces, "density": pieces.sum(axis=0)}
    exact = {"exact": np.where(points[..., 0] > 0, crease_exact(points), 0.0)}
    return found | (exact if setup.sheet == "gaussian" else {})


def _fold(setup: FoldSetup) -> Arrays:
    one = fold(setup)
    y = fine(one.y_window)
    return {
        "y": y,
        "pieces": one.pieces(y),
        "density": one.density(y),
        "exact": one.exact.pdf(y),
        "samples": one.sample(setup.samples, setup.seed),
    }


def _discrete(setup: DiscreteSetup) -> Arrays:
    before = discrete.pmf(setup)
    after = discrete.push(before, discrete.sources(setup))
    found: dict[str, NDArray[np.generic]] = {}
    for name, law in (("x", before), ("y", after)):
        found[name] = np.array(list(law))
        found[f"numerator_{name}"] = np.array([mass.numerator for mass in law.values()])
        found[f"denominator_{name}"] = np.array([mass.denominator for mass in law.values()])
    return found


def _lotus(setup: LotusSetup) -> Arrays:
    one, function = line(setup, setup.layers), lotus.FUNCTIONS[setup.test_function]
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

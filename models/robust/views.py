"""What a view of robust statistics shows of its setup, found once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.robust.cloud import line, outliers, plane
from models.robust.depth import Halfplane, deepest, depth, grid, halfplane
from models.robust.location import estimate
from models.robust.population import REACH, biases, deepest_bias, over_reach
from models.robust.scale import exact_spreads, spreads
from models.robust.setup import FARTHEST, DepthSetup, LocationSetup, PlaneSetup, ScaleSetup

Floats = NDArray[np.float64]

SIDE = 40  # places along each side of the field of depth


@dataclass(frozen=True)
class Judged:
    """All estimators of the centre on one cloud.

    Attributes:
        points: (n, 2), the outliers at the end.
        clean: How many are none.
        centres: Each estimate (2,).
        errors: How far each is from 0.
        exact: The same of the law itself.
        curves: The exact bias over ``REACH``, (R,).
    """

    points: Floats
    clean: int
    centres: Mapping[str, Floats]
    errors: Mapping[str, float]
    exact: Mapping[str, float]
    curves: Mapping[str, Floats]


def judge(setup: LocationSetup) -> Judged:
    """All estimators on the points of a setup."""
    found = estimate(setup)
    law = biases(setup.contamination, setup.outliers_at, setup)
    return Judged(
        plane(setup),
        setup.points - outliers(setup.points, setup.contamination),
        found,
        {name: float(np.linalg.norm(centre)) for name, centre in found.items()},
        {name: float(value) for name, value in law.items()},
        over_reach(setup),
    )


def judge_locations(setup: LocationSetup) -> Iterator[Frame]:
    """All estimators of the centre, as one frame.

    Metrics: for each of ``ESTIMATORS``, such as ``mean``: its error, and ``mean_exact``, that of
    the law. Views: ``points`` (n, 2), ``reach`` and each estimator's exact bias over it (R,).
    """
    one = judge(setup)
    metrics = dict(one.errors) | {f"{name}_exact": value for name, value in one.exact.items()}
    curves = {f"{name}_bias": curve for name, curve in one.curves.items()}
    yield Frame(0, metrics, {"points": one.points, "reach": REACH, **curves})


@dataclass(frozen=True)
class Asked:
    """How deep one place lies.

    Attributes:
        points: (n, 2).
        clean: How many are no outliers.
        field: Depth as a share of the points (SIDE, SIDE), row 0 lowest.
        middle: The deepest place (2,).
        most: How deep that is, as a share.
        place: The one that is asked about (2,).
        halfplane: The half-plane through it that holds the fewest points.
        bound: How far the deepest place of the law may be from 0, wherever the outliers are.
    """

    points: Floats
    clean: int
    field: Floats
    middle: Floats
    most: float
    place: Floats
    halfplane: Halfplane
    bound: float

    @property
    def depth(self) -> float:
        """Of the place, as a share of the points."""
        return self.halfplane.points / len(self.points)

    @property
    def within(self) -> NDArray[np.bool_]:
        """Whether each point is in the half-plane, (n,)."""
        inside: NDArray[np.bool_] = (self.points - self.place) @ self.halfplane.direction >= 0
        return inside

    @property
    def edge(self) -> Floats:
        """Two places (2, 2) far out on the edge of the half-plane."""
        x, y = self.halfplane.direction
        return self.place + 4 * FARTHEST * np.array([[-y, x], [y, -x]])

    @property
    def error(self) -> float:
        """How far the deepest place is from 0."""
        return float(np.linalg.norm(self.middle))


def ask(setup: DepthSetup) -> Asked:
    """Look from the place that a setup asks about."""
    field, middle, most = _depths(PlaneSetup(**{k: getattr(setup, k) for k in _PLANE}))
    points, place = plane(setup), np.array(setup.point)
    return Asked(
        points,
        setup.points - outliers(setup.points, setup.contamination),
        field,
        middle,
        most / len(points),
        place,
        halfplane(points, place),
        float(deepest_bias(setup.contamination)),
    )


def ask_depth(setup: DepthSetup) -> Iterator[Frame]:
    """The depth over the plane and at one place, as one frame.

    Metrics: ``depth`` at the place and ``deepest``, both as shares of the points. Views: ``points``
    (n, 2), ``field`` (SIDE, SIDE).
    """
    one = ask(setup)
    metrics = {"depth": one.depth, "deepest": one.most}
    yield Frame(0, metrics, {"points": one.points, "field": one.field})


@dataclass(frozen=True)
class Scaled:
    """All estimators of the spread on one line.

    Attributes:
        points: (n,), the outliers at the end.
        clean: How many are none.
        found: What each says.
        exact: What each says of the law.
        places: Where outliers may be (R,).
        curves: What each says of the law then, (R,).
    """

    points: Floats
    clean: int
    found: Mapping[str, float]
    exact: Mapping[str, float]
    places: Floats
    curves: Mapping[str, Floats]


def spread(setup: ScaleSetup) -> Scaled:
    """All estimators on the points of a setup."""
    points, share = line(setup), setup.contamination
    law = exact_spreads(share, setup.outlier_at)
    return Scaled(
        points,
        setup.points - outliers(setup.points, share),
        spreads(points),
        {name: float(value) for name, value in law.items()},
        _LINE,
        exact_spreads(share, _LINE),
    )


def scale_line(setup: ScaleSetup) -> Iterator[Frame]:
    """All estimators of the spread, as one frame.

    Metrics: for each of ``SCALES``, such as ``mad``: what it says, and ``mad_exact`` of the law.
    Views: ``points`` (n,), ``place`` of the outliers and each estimator over it (R,).
    """
    one = spread(setup)
    metrics = dict(one.found) | {f"{name}_exact": value for name, value in one.exact.items()}
    curves = {f"{name}_over": curve for name, curve in one.curves.items()}
    yield Frame(0, metrics, {"points": one.points, "place": one.places, **curves})


_PLANE = tuple(PlaneSetup.model_fields)
_LINE = np.linspace(-FARTHEST, FARTHEST, 121)


@lru_cache(maxsize=16)
def _depths(setup: PlaneSetup) -> tuple[Floats, Floats, int]:
    """The field, the deepest place and its depth: all that a dragged point leaves as it is."""
    points = plane(setup)
    half = FARTHEST * (1 - 1 / SIDE)
    corner = np.full(2, half)
    field = depth(points, grid(-corner, corner, SIDE)).reshape(SIDE, SIDE) / len(points)
    middle = deepest(points)
    return field, middle, int(depth(points, middle[None])[0])

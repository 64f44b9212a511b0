"""Maps of the plane: densities and areas against closed forms, scipy and dense polygons."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from models import change_of_variables as cov
from models.change_of_variables import LinearSetup, WarpSetup
from models.change_of_variables.plane_maps import plane
from models.errors import ModelError

WARPS = ("polar", "shear", "fold", "square")


def warp(
    kind: Any, corner: tuple[float, float] = (1.0, 0.5), cell: float = 0.6, **knobs: Any
) -> cov.Warp:
    return cov.warp(WarpSetup(warp=kind, corner=corner, cell=cell, **knobs))


@pytest.mark.parametrize(
    "matrix", [((1.5, 0.5), (-0.5, 1.25)), ((0, 1), (1, 0)), ((-2, 0.3), (0.7, 0.1))]
)
def test_the_linear_image_of_a_gaussian_is_gaussian(matrix):
    one = cov.linear(LinearSetup(matrix=matrix))
    exact = stats.multivariate_normal(cov=one.matrix @ one.matrix.T)
    w = np.random.default_rng(0).normal(size=(50, 2))
    assert one.density(w) == pytest.approx(exact.pdf(w), abs=1e-12)
    assert one.det == pytest.approx(np.linalg.det(one.matrix), abs=1e-12)
    assert one.image_area() == pytest.approx(one.det, abs=1e-12)
    assert sum(plane.products(one.matrix)) == pytest.approx(one.det, abs=1e-12)
    assert one.masses() == pytest.approx((abs(one.det), 1), abs=1e-6)


@pytest.mark.parametrize("density", ["square", "eight_gaussians", "moons", "checkerboard", "rings"])
def test_every_law_on_the_plane_keeps_its_mass(density):
    one = cov.linear(LinearSetup(density=density))
    without, with_factor = one.masses()
    assert with_factor == pytest.approx(1, abs=2e-3)
    assert without == pytest.approx(abs(one.det) * with_factor, rel=1e-9)
    drawn = one.law.draw(400, 3)
    assert (one.law.density(drawn) > 0).all()
    assert one.law.draw(5, 3) == pytest.approx(drawn[:5]) or density != "square"


def test_a_singular_matrix_ends_in_a_sentence_and_loses_nothing():
    setup = LinearSetup(matrix=((0.1, 0.3), (0.2, 0.6)))
    one = cov.linear(setup)
    assert one.det == 0
    with pytest.raises(ModelError, match="det A = 0"):
        one.density(np.zeros((1, 2)))
    assert "Mass with factor" not in cov.view_of(setup).numbers()
    assert one.image_area() == pytest.approx(0, abs=1e-12)
    assert set(cov.view_of(setup).arrays()) == {"matrix", "samples"}


@pytest.mark.parametrize("kind", WARPS)
def test_the_jacobian_is_that_of_the_map_and_the_branches_invert_it(kind):
    one = warp(kind)
    x = np.random.default_rng(1).uniform(0.3, 2.5, (40, 2))
    steps = np.eye(2) * 1e-6
    numeric = [(one.forward(x + h) - one.forward(x - h)) / 2e-6 for h in steps]
    assert one.jacobian(x) == pytest.approx(np.stack(numeric, axis=-1), abs=1e-6)
    back = one.branches(one.forward(x))
    assert np.abs(back - x).sum(axis=-1).min(axis=0) == pytest.approx(np.zeros(40), abs=1e-9)
    for branch in back:
        assert one.forward(branch) == pytest.approx(one.forward(x), abs=1e-9)


@pytest.mark.parametrize("kind", WARPS)
@pytest.mark.parametrize("side", [1.0, 0.1, 0.01])
def test_the_image_area_is_that_of_a_dense_polygon_and_of_calculus(kind, side):
    one = warp(kind, cell=side)
    u, v = one.corner
    s = side
    exact = {
        "polar": ((u + s) ** 2 - u**2) / 2 * s,
        "shear": s**2,
        "fold": ((u + s) ** 2 - u**2) * s,
        "square": 4 * s * (((u + s) ** 3 - u**3) + ((v + s) ** 3 - v**3)) / 3,
    }[kind]
    assert one.image_area() == pytest.approx(exact, abs=1e-9)
    assert plane.shoelace(one.forward(one.outline(4000))) == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize("kind", WARPS)
def test_the_ratio_of_areas_tends_to_one(kind):
    ratios = []
    for side in (1.0, 0.1, 0.01):
        one = warp(kind, cell=side)
        assert one.linear_area() == pytest.approx(float(one.det(one.corner)) * side**2)
        ratios.append(one.image_area() / one.linear_area())
    assert abs(ratios[2] - 1) <= abs(ratios[0] - 1) / 20 + 1e-9
    assert ratios[2] == pytest.approx(1, abs=0.02)
    assert warp(kind).stretch() == pytest.approx(float(warp(kind).det(warp(kind).corner)), abs=1e-6)


def test_a_mirrored_cell_has_a_negative_area():
    one = warp("fold", corner=(-2, 0))
    assert one.image_area() == pytest.approx((1.4**2 - 2**2) * 0.6, abs=1e-9)
    assert one.det(one.corner) == -4


def test_the_cell_stays_inside_the_picture():
    one = warp("polar", corner=(-9, 9), cell=0.5)
    assert one.corner == pytest.approx([0, np.pi - 0.5])


def test_pushed_densities_are_the_laws_with_a_name():
    w = np.random.default_rng(2).normal(size=(200, 2))
    w = w[np.abs(w[:, 0]) > 1e-3]
    r = np.hypot(*w.T)
    polar = warp("polar", radius="rayleigh")
    assert polar.density(w) == pytest.approx(stats.norm.pdf(w).prod(axis=1), abs=1e-12)
    disc = np.where(r < plane.RADIUS, 1 / (np.pi * plane.RADIUS**2), 0)
    assert warp("polar", radius="root").density(w) == pytest.approx(disc, abs=1e-12)
    uniform = np.where(r < plane.RADIUS, 1 / (2 * np.pi * r * plane.RADIUS), 0)
    assert warp("polar", radius="uniform").density(w) == pytest.approx(uniform, rel=1e-9)
    folded = stats.chi2(1).pdf(w[:, 0]) * stats.norm.pdf(w[:, 1])
    assert warp("fold").density(w) == pytest.approx(folded, rel=1e-9)
    square = np.exp(-r / 2) / (4 * np.pi * r)
    assert warp("square").density(w) == pytest.approx(square, rel=1e-9)
    sheared = stats.norm.pdf(w[:, 0]) * stats.norm.pdf(w[:, 1] - 1.2 * np.sin(2 * w[:, 0]))
    assert warp("shear").density(w) == pytest.approx(sheared, rel=1e-9)


def test_the_mass_without_the_factor_is_the_mean_stretch():
    assert warp("polar", radius="uniform").mean_stretch() == pytest.approx(1.25, abs=1e-9)
    assert warp("polar", radius="root").mean_stretch() == pytest.approx(5 / 3, abs=1e-4)
    rayleigh = warp("polar", radius="rayleigh").mean_stretch()
    assert rayleigh == pytest.approx(math.sqrt(math.pi / 2), abs=1e-4)
    assert warp("shear").mean_stretch() == pytest.approx(1, abs=1e-12)
    assert warp("fold").mean_stretch() == pytest.approx(2 * math.sqrt(2 / math.pi), abs=5e-4)
    assert warp("square").mean_stretch() == pytest.approx(8, abs=1e-6)
    # Without the division the picture shows f at the source: twice, for a two-to-one map.
    w = np.array([[1.0, 1.0]])
    source = warp("square").branches(w)[0]
    assert warp("square").density(w, divide=False) == pytest.approx(
        2 * stats.norm.pdf(source).prod(axis=-1)
    )

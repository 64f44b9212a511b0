"""Exact cells: they tile the rectangle, their owners are nearest, and their moments are right."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy.spatial import ConvexHull
from scipy.spatial.distance import cdist

from models.errors import ModelError
from models.quantization import second_moment, voronoi_cells
from models.quantization.bounds import hexagonal, square
from models.quantization.gains import lattice_cell
from models.quantization.vector import area

BOUNDS = (-3.0, 4.0, -2.0, 2.5)
RNG = np.random.default_rng(2)
CODEBOOKS = {
    "one": np.array([[0.5, 0.5]]),
    "one outside": np.array([[50.0, -80.0]]),
    "two": np.array([[-1.0, 0], [2, 1]]),
    "two outside": np.array([[10.0, 0], [11, 0]]),
    "on the border": np.array([[-3.0, -2], [4, 2.5], [4, 0], [0, 2.5]]),
    "duplicates": np.array([[0.0, 0], [1, 1], [0, 0], [1, 1], [1, 1]]),
    "all equal": np.zeros((4, 2)),
    "in a row": np.column_stack((np.linspace(-2, 3, 7), np.zeros(7))),
    "on a slanted line": np.linspace(-1, 1, 5)[:, None] * [1, 1.7],
    "square lattice": square(49, 0.5),
    "hexagonal lattice": hexagonal(61, 0.4),
    "random": RNG.uniform((-3, -2), (4, 2.5), (256, 2)),
    "far and wide": RNG.normal(size=(256, 2)) * 4,
    "nearly equal": np.array([[0.0, 0], [1e-9, 0], [1, 1]]),
}


@pytest.mark.parametrize("name", CODEBOOKS)
def test_the_cells_tile_the_rectangle(name):
    cells = voronoi_cells(CODEBOOKS[name], BOUNDS)
    assert len(cells) == len(CODEBOOKS[name])
    areas = [area(cell) if len(cell) else 0.0 for cell in cells]
    assert min(areas) >= 0  # counter-clockwise
    assert_allclose(sum(areas), 7 * 4.5, rtol=1e-10)
    corners = np.concatenate(cells)
    assert (corners >= (-3, -2)).all()
    assert (corners <= (4, 2.5)).all()


@pytest.mark.parametrize("name", CODEBOOKS)
def test_every_point_lies_in_the_cell_of_its_nearest_codeword(name):
    codebook = CODEBOOKS[name]
    cells = voronoi_cells(codebook, BOUNDS)
    points = RNG.uniform((-3, -2), (4, 2.5), (400, 2))
    distances = cdist(points, codebook)
    for number, cell in enumerate(cells):
        if not len(cell):
            continue
        sides = np.roll(cell, -1, axis=0) - cell
        offset = points[:, None] - cell
        inside = (sides[:, 0] * offset[..., 1] - sides[:, 1] * offset[..., 0] > 1e-9).all(axis=1)
        assert_allclose(distances[inside, number], distances[inside].min(axis=1), atol=1e-7)


def test_empty_cells_are_those_of_later_duplicates_and_of_hidden_codewords():
    cells = voronoi_cells(CODEBOOKS["duplicates"], BOUNDS)
    assert [len(cell) > 0 for cell in cells] == [True, True, False, False, False]
    cells = voronoi_cells([[5.0, 0.0], [50.0, 0.0]], BOUNDS)
    assert [len(cell) > 0 for cell in cells] == [True, False]
    assert cells[1].shape == (0, 2)


def test_a_known_cell():
    cells = voronoi_cells([[0, 0], [2, 0]], (-1, 3, -1, 1))
    assert_array_equal(
        np.sort(np.unique(cells[0].round(12), axis=0), axis=0), [[-1, -1], [-1, -1], [1, 1], [1, 1]]
    )


def test_the_drawn_hexagon_fills_space_better_than_the_square():
    hexagon, cell = lattice_cell("hexagonal"), lattice_cell("square")
    assert_allclose(second_moment(hexagon), 0.0801875373, rtol=0, atol=1e-9)
    assert_allclose(second_moment(hexagon), 5 / (36 * np.sqrt(3)), rtol=1e-12)
    assert_allclose(second_moment(cell), 1 / 12, rtol=1e-12)
    gain = 10 * np.log10(second_moment(cell) / second_moment(hexagon))
    assert_allclose(gain, 0.16712, atol=5e-6)


@pytest.mark.long
def test_the_second_moment_of_any_polygon():
    polygon = RNG.normal(size=(30, 2))
    polygon = polygon[ConvexHull(polygon).vertices]
    x = np.linspace(polygon.min(), polygon.max(), 1500)
    grid = np.stack(np.meshgrid(x, x), axis=-1).reshape(-1, 2)
    sides = np.roll(polygon, -1, axis=0) - polygon
    inside = np.ones(len(grid), dtype=bool)
    for corner, side in zip(polygon, sides, strict=True):
        offset = grid - corner
        inside &= side[0] * offset[:, 1] - side[1] * offset[:, 0] >= 0
    grid = grid[inside]
    size = len(grid) * (x[1] - x[0]) ** 2
    moment = ((grid - grid.mean(axis=0)) ** 2).sum(axis=1).mean()
    assert_allclose(area(polygon), size, rtol=2e-3)
    assert_allclose(second_moment(polygon), moment / (2 * size), rtol=2e-3)
    for same in (polygon[::-1], 1e3 * polygon + 1e5, np.roll(polygon, 2, axis=0)):
        assert_allclose(second_moment(same), second_moment(polygon), rtol=1e-8)


def test_a_disc_is_the_limit_in_the_plane():
    angle = np.linspace(0, 2 * np.pi, 2001)[:-1]
    disc = np.column_stack((np.cos(angle), np.sin(angle)))
    assert_allclose(second_moment(disc), 1 / (4 * np.pi), rtol=1e-5)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: voronoi_cells([], BOUNDS), "2 coordinates"),
        (lambda: voronoi_cells([[0, np.nan]], BOUNDS), "finite"),
        (lambda: voronoi_cells([[0, 0]], (1, 0, 0, 1)), "x0 < x1"),
        (lambda: voronoi_cells([[0, 0]], (0, np.inf, 0, 1)), "finite sides"),
        (lambda: second_moment([[0, 0], [1, 1]]), "no area"),
        (lambda: second_moment([[0, 0], [1, 1], [2, 2]]), "no area"),
        (lambda: second_moment([[0, 0, 0]]), "list of corners"),
        (lambda: second_moment(np.empty((0, 2))), "no area"),
        (lambda: hexagonal(0), "at least one point"),
        (lambda: square(3, -1), "positive spacing"),
    ],
)
def test_what_has_no_cell_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ModelError, match=sentence):
        call()

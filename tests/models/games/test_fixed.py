"""Fixed points: a curve must cross the diagonal, of labelled triangles an odd number is full."""

import numpy as np
import pytest
from scipy.optimize import brentq

from models.errors import ModelError
from models.games.tables import (
    GAMES,
    BrouwerSetup,
    SpernerSetup,
    bisect,
    corners,
    curve,
    extreme_equilibria,
    mixture,
    nash_map,
    place,
    sperner,
    table_walk,
)
from models.games.tables.rational import exact


@pytest.mark.parametrize("seed", range(8))
def test_a_curve_stays_in_the_square_and_crosses_the_diagonal(seed):
    heights = np.random.default_rng(seed).uniform(size=8)
    line = curve(heights)
    x = np.linspace(0, 1, 4001)
    y = line.at(x)
    assert ((y >= 0) & (y <= 1)).all()
    np.testing.assert_allclose(line.at(line.x), heights, atol=1e-12)
    changes = np.flatnonzero(np.sign(y - x)[:-1] != np.sign(y - x)[1:])
    roots = [brentq(lambda at: float(line.at(at)) - at, x[i], x[i + 1]) for i in changes]
    assert len(roots) % 2 == 1
    np.testing.assert_allclose(line.fixed_points(), roots, atol=1e-9)


def test_halving_closes_on_a_crossing():
    line = curve(BrouwerSetup().heights)
    intervals = bisect(line, 30)
    widths = np.diff(intervals)[:, 0]
    np.testing.assert_allclose(widths, 0.5 ** np.arange(31))
    assert np.abs(line.fixed_points() - intervals[-1].mean()).min() < 1e-8
    for low, high in intervals:
        assert line.at(low) >= low
        assert line.at(high) <= high


def test_a_torn_curve_need_not_cross():
    heights = [0.9, 0.8, 0.9, 0.8, 0.2, 0.1, 0.3, 0.2]
    assert len(curve(heights).fixed_points()) == 1
    torn = curve(heights, torn=True)
    assert len(torn.fixed_points()) == 0
    assert bisect(torn, 30)[-1].mean() == pytest.approx(0.5), "the halving finds the tear"
    assert float(torn.at(0.4999)) == pytest.approx(0.8)
    assert float(torn.at(0.5)) == pytest.approx(0.2)


def test_a_curve_on_the_diagonal_is_fixed_at_both_ends():
    found = curve(np.linspace(0, 1, 8)).fixed_points()
    assert found[0] == 0
    assert found[-1] == 1


@pytest.mark.parametrize("heights", [[0.5] * 3, [0.1, 1.2, 0.3, 0.4], [0.1, -0.2, 0.3, 0.4]])
def test_a_curve_that_leaves_the_square_is_refused(heights):
    with pytest.raises(ModelError, match=r"\.$"):
        curve(heights)


def test_nashs_map_stands_still_exactly_at_symmetric_equilibria():
    rps = GAMES["rock_paper_scissors"].rows
    assert nash_map(rps, np.full(3, 1 / 3)) == pytest.approx(np.full(3, 1 / 3))
    moved = nash_map(rps, np.array([[1.0, 0, 0], [0.5, 0.5, 0]]))
    assert moved[0] == pytest.approx([0.5, 0.5, 0]), "paper earns 1 more than rock's average of 0"
    assert moved.sum(1) == pytest.approx([1, 1])


@pytest.mark.parametrize("parts", [1, 2, 5, 16])
@pytest.mark.parametrize("seed", range(4))
def test_an_odd_number_of_triangles_is_full(seed, parts):
    payoffs = np.random.default_rng(seed).normal(size=(3, 3))
    found = sperner(payoffs, parts)
    assert len(found.corners) == (parts + 1) * (parts + 2) // 2
    assert len(found.triangles) == parts**2
    assert (found.corners[np.arange(len(found.corners)), found.labels] > 0).all()
    moved = nash_map(payoffs / np.abs(payoffs).max(), found.corners)
    fall = (moved - found.corners)[np.arange(len(found.corners)), found.labels]
    assert (fall <= 1e-12).all(), "a label is a coordinate that is not raised"
    assert found.full.sum() % 2 == 1
    assert found.full[found.walk[-1]]
    assert not found.full[found.walk[:-1]].any()
    for one, other in zip(found.walk[:-1], found.walk[1:], strict=True):
        shared = set(found.triangles[one]) & set(found.triangles[other])
        assert {int(found.labels[each]) for each in shared} == {0, 1}, "a door"
    first = found.triangles[found.walk[0]]
    assert (found.corners[first, 2] == 0).sum() == 2, "the way in is an outer side"


def test_fine_triangles_close_on_the_equilibrium():
    payoffs = np.array([[0, -1, 2], [2, 0, -1], [-1, 1, 0]], dtype=float)
    found = sperner(payoffs, 40)
    centre = found.corners[found.triangles[found.walk[-1]]].mean(0)
    equilibria = [
        np.array([float(x) for x in each.p])
        for each in extreme_equilibria(exact(payoffs), exact(payoffs.T))
        if each.p == each.q
    ]
    assert min(np.abs(centre - each).max() for each in equilibria) < 0.05


def test_what_is_exported_is_moved_by_the_map_that_labels_it():
    rows = tuple(tuple(10 * each for each in row) for row in exact(GAMES["shapley"].rows))
    (frame,) = table_walk(SpernerSetup(table="own", rows=rows, parts=6))
    payoffs = GAMES["shapley"].rows
    wanted = nash_map(payoffs / np.abs(payoffs).max(), frame.views["corners"])
    np.testing.assert_allclose(frame.views["moved"], wanted, atol=1e-12)


def test_other_sizes_have_no_triangle():
    with pytest.raises(ModelError, match="three rows and three columns"):
        list(table_walk(SpernerSetup(table="chicken")))
    (frame,) = table_walk(SpernerSetup(parts=5))
    assert frame.metrics["full_triangles"] % 2 == 1
    assert frame.views["full"].shape == (frame.metrics["full_triangles"], 3)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_places_and_mixtures_belong_together(count):
    random = np.random.default_rng(count)
    assert corners(count).shape == (count, 2)
    for _ in range(20):
        shares = random.dirichlet(np.ones(count))
        spot = place(shares)
        back = mixture(spot, count)
        assert back.sum() == pytest.approx(1)
        assert (back >= 0).all()
        np.testing.assert_allclose(place(back), spot, atol=1e-9)
        if count <= 3:
            np.testing.assert_allclose(back, shares, atol=1e-9)
    outside = mixture((5.0, 7.0), count)
    assert outside.sum() == pytest.approx(1)
    assert (outside >= 0).all()
    np.testing.assert_allclose(mixture(corners(count)[0], count), np.eye(count)[0], atol=1e-6)

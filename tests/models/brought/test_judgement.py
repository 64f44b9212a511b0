"""What is odd about points is found and said; what is not odd is not."""

import numpy as np
import pytest
import torch

from models import densities
from models.brought.judgement import Atoms, OnACurve, OnALine, Outliers, judged, two_nearest

RNG = np.random.default_rng(1)
NAMES = ("a", "b")
LINE = np.linspace(-2, 2, 200)
ANGLE = RNG.uniform(0, 2 * np.pi, 300)
RARE = np.zeros(1003)
RARE[[5, 500, 900]] = 1


@pytest.mark.parametrize("name", densities.NAMES)
@pytest.mark.parametrize("count", [200, 2000])
def test_points_of_a_density_are_not_odd(name, count):
    points = densities.get(name).sample(count, torch.Generator().manual_seed(0))
    assert not judged(points.numpy(), NAMES)


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        (np.column_stack((LINE, 2 * LINE + 1)), OnALine),
        (np.round(np.column_stack((LINE, -LINE / 3)), 4), OnALine),
        (np.column_stack((np.cos(ANGLE), np.sin(ANGLE))), OnACurve),
        (RNG.integers(1, 7, (400, 2)), Atoms),
        (np.column_stack((RARE, RNG.normal(size=1003))), Atoms),
    ],
)
def test_points_without_a_density_are_told(points, kind):
    found = judged(points, NAMES)
    assert {type(each) for each in found} == {kind}
    assert all("no density" in each.sentence and each.sentence.endswith(".") for each in found)


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (9.94, "9.9"),
        (9.96, "10"),
        (99.6, "100"),
        (100, "100"),
        (1234, "1,200"),
        (1.26e6, "1,300,000"),
    ],
)
def test_a_distance_is_told_in_two_digits_and_no_power_of_ten(distance, said):
    sentence = Outliers("a", (1.0,), (), 1, distance).sentence
    assert f"lies {said} times as far" in sentence


def test_atoms_are_counted():
    one, *others = judged(np.column_stack((RARE, RNG.normal(size=1003))), NAMES)
    assert one == Atoms("a", 2, 1003, 0.0, 1000)
    assert not others
    assert "0 in 1,000 of 1,003 rows" in one.sentence
    dice = judged(RNG.integers(1, 7, (400, 2)), NAMES)
    assert "6 different values in 400 rows" in dice[0].sentence


def test_a_value_far_away_is_named_with_its_line_and_hides_nothing_else():
    points = RNG.normal(size=(200, 2))
    points[7, 0] = 1e12
    (found,) = judged(points, NAMES, range(2, 202))
    assert isinstance(found, Outliers)
    assert (found.name, found.values, found.lines, found.count) == ("a", (1e12,), (9,), 1)
    assert "1e+12 on line 9" in found.sentence
    line = np.column_stack((LINE, 2 * LINE + 1))
    line[7, 0] = 1e12
    assert {type(each) for each in judged(line, NAMES)} == {Outliers, OnALine}


def test_heavy_tails_are_told_and_light_ones_are_not():
    cauchy = judged(RNG.standard_cauchy((2000, 2)), NAMES)
    assert [type(each) for each in cauchy] == [Outliers, Outliers]
    assert "more" in cauchy[0].sentence
    assert not judged(np.exp(RNG.normal(size=(2000, 2))), NAMES)


def test_the_dimension_of_a_square_and_of_its_diagonal():
    square = RNG.uniform(size=(5000, 2))
    assert two_nearest(square) == pytest.approx(2, rel=0.05)
    assert two_nearest(square[:, [0, 0]]) == pytest.approx(1, rel=0.05)
    assert two_nearest(square[:2]) == np.inf

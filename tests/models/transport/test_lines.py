"""Two lines: five distances against quadrature, and slopes and pulls against differences."""

import math
from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.stats import norm

from models.transport import MEASURES, Lines, LinesSetup, compare_lines, lines, over_distance

BLURRED = [
    Lines(1.0, 0.5, 0.5),
    Lines(1.0, 0.3, 0.8),
    Lines(2.0, 0.9, 0.2),
    Lines(0.5, 0.05, 1.0),
    Lines(0.0, 0.4, 0.7),
]


@pytest.mark.parametrize("two", BLURRED)
def test_the_distances_are_those_of_a_quadrature(two):
    x = np.linspace(-15, 15, 300_001)
    step = x[1] - x[0]
    p, q = norm.pdf(x, 0, two.p_width), norm.pdf(x, two.distance, two.q_width)
    m = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        js = sum(np.where(law > 0, law * np.log(law / m), 0).sum() * step for law in (p, q)) / 2
        log_ratio = norm.logpdf(x, 0, two.p_width) - norm.logpdf(x, two.distance, two.q_width)
    found = two.values()
    assert found["js"] == pytest.approx(js, abs=1e-9)
    assert found["kl"] == pytest.approx((p * log_ratio)[p > 0].sum() * step, rel=1e-8)
    assert found["tv"] == pytest.approx(np.abs(p - q).sum() * step / 2, abs=1e-5)
    area = np.abs(norm.cdf(x, 0, two.p_width) - norm.cdf(x, two.distance, two.q_width))
    assert found["w1"] == pytest.approx(area.sum() * step, abs=1e-5)
    level = (np.arange(100_000) + 0.5) / 100_000
    way = (two.distance + two.q_width * norm.ppf(level)) - two.p_width * norm.ppf(level)
    assert found["w2"] == pytest.approx(math.sqrt((way**2).mean()), abs=1e-3)


@pytest.mark.parametrize("two", BLURRED[:4])
@pytest.mark.parametrize("name", MEASURES)
def test_a_slope_is_the_difference_of_two_neighbours(two, name):
    near = [replace(two, distance=two.distance + e).values()[name] for e in (-1e-5, 1e-5)]
    assert two.slopes()[name] == pytest.approx((near[1] - near[0]) / 2e-5, rel=1e-5, abs=1e-7)


@pytest.mark.long
@pytest.mark.parametrize("two", BLURRED[:2])
@pytest.mark.parametrize("name", ["kl", "js", "w1", "w2"])
def test_the_pulls_of_all_points_together_are_the_slope(two, name):
    x = np.arange(-9, 11, 0.01)
    mass = norm.pdf(x, two.distance, two.q_width) * 0.01
    together = sum(w * two.pulls(float(at))[name] for at, w in zip(x, mass, strict=True))
    assert -together == pytest.approx(two.slopes()[name], rel=2e-3)


@pytest.mark.parametrize("widths", [(0.0, 0.0), (0.0, 0.5), (0.5, 0.0)])
def test_without_densities_only_wasserstein_grows_and_pulls(widths):
    two = Lines(1.5, *widths)
    values = two.values()
    assert (values["kl"], values["js"], values["tv"]) == (math.inf, math.log(2), 1.0)
    spread = abs(widths[0] - widths[1])
    assert values["w2"] == pytest.approx(math.hypot(1.5, spread))
    assert values["w1"] >= 1.5
    for told in (two.slopes(), two.pulls(1.0)):
        assert told["kl"] == told["js"] == told["tv"] == 0
        assert told["w1"] != 0 != told["w2"]
    assert two.pulls(1.0)["w1"] < 0 < two.pulls(-1.0)["w1"]


def test_lines_that_lie_on_one_another_are_one_law():
    for width in (0.0, 0.5):
        assert set(Lines(0.0, width, width).values().values()) == {0.0}
        assert set(Lines(0.0, width, width).slopes().values()) == {0.0}
    assert Lines(0.0, 0.0, 0.5).values()["kl"] == math.inf


def test_a_point_of_q_is_pulled_to_where_its_mass_goes():
    two = Lines(2.0, 0.5, 0.5)
    assert two.pulls(2.5) == pytest.approx(
        {"kl": two.pulls(2.5)["kl"], "js": two.pulls(2.5)["js"], "tv": 0, "w1": -1, "w2": -1}
    )
    assert Lines(1.0, 0.5, 1.0).pulls(1.0)["w2"] == pytest.approx(-1 / math.hypot(1, 0.5))
    assert Lines(1.0, 0.5, 1.0).pulls(-3.0)["w1"] == 1


def test_far_from_p_nothing_overflows():
    two = Lines(3.0, 1.0, 0.05)
    for at in (-3.0, 0.0, 3.0):
        assert all(map(math.isfinite, two.pulls(at).values()))
    assert two.pulls(3.0)["js"] == pytest.approx(0.5 * steepness(two, 3.0), rel=1e-9)


def steepness(two: Lines, at: float) -> float:
    """D*(at) times the derivative of ln p / q."""
    p, q = norm.pdf(at, 0, two.p_width), norm.pdf(at, two.distance, two.q_width)
    steep = -at / two.p_width**2 + (at - two.distance) / two.q_width**2
    return float(p / (p + q) * steep)


def test_the_points_are_spread_as_the_laws_are():
    p, q = Lines(1.0, 0.5, 0.2).points()
    assert (p[:, 0].mean(), q[:, 0].mean()) == pytest.approx((0, 1), abs=1e-9)
    assert (p[:, 0].std(), q[:, 0].std()) == pytest.approx((0.5, 0.2), rel=0.06)
    assert abs(np.mean(p[:, 0] * (p[:, 1] - 0.5))) < 0.05


def test_what_is_told_is_of_the_setup():
    setup = LinesSetup(distance=0.8, p_width=0.3, q_width=0.6, point=-0.4)
    (frame,) = compare_lines(setup)
    two = lines(setup)
    assert two == Lines(0.8, 0.3, 0.6)
    for name in MEASURES:
        assert frame.metrics[name] == two.values()[name]
        assert frame.metrics[f"{name}_slope"] == two.slopes()[name]
        assert frame.metrics[f"{name}_pull"] == two.pulls(-0.4)[name]
    far, every = over_distance(setup)
    assert every["js"][16] == pytest.approx(two.values()["js"])
    np.testing.assert_array_equal(frame.views["distance"], far)
    np.testing.assert_array_equal(frame.views["tv"], every["tv"])


@pytest.mark.parametrize("point", [3.5, float("inf")])
def test_a_point_outside_the_picture_is_refused(point):
    with pytest.raises(ValidationError):
        LinesSetup(point=point)

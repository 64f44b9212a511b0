"""Power laws: fits with intervals that hold what they say, on animals and on made points."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import optimize, stats

from models.errors import ModelError
from models.scaling import (
    allometry,
    attenuated,
    least_squares,
    predicted,
    predicted_with_floor,
    reduced_major_axis,
    resistant,
    with_floor,
)

DRAWS = 200


def made(
    random: np.random.Generator,
    exponent: float = 0.75,
    noise: float = 0.2,
    count: int = 40,
    noise_x: float = 0.0,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x = np.exp(random.normal(0, 2, count))
    y = 3 * x**exponent * np.exp(random.normal(0, noise, count))
    return x * np.exp(random.normal(0, noise_x, count)), y


def test_mammals_have_the_published_exponent():
    table = allometry.mammals()
    assert len(table.species) == 62
    fit = least_squares(table.body, table.brain)
    assert fit.exponent == pytest.approx(0.752, abs=5e-4)
    assert fit.factor == pytest.approx(8.46, abs=0.01)
    assert fit.r_squared == pytest.approx(0.921, abs=5e-4)
    assert reduced_major_axis(table.body, table.brain).exponent == pytest.approx(0.783, abs=5e-4)


def test_three_dinosaurs_tilt_least_squares_and_hardly_the_resistant_line():
    every = allometry.with_dinosaurs()
    living = every.without(*allometry.DINOSAURS)
    assert (len(every.species), len(living.species)) == (28, 25)
    assert least_squares(every.body, every.brain).exponent == pytest.approx(0.496, abs=5e-4)
    assert least_squares(living.body, living.brain).exponent == pytest.approx(0.752, abs=5e-4)
    moved = (
        resistant(every.body, every.brain).exponent - resistant(living.body, living.brain).exponent
    )
    assert abs(moved) < 0.5 * (0.752 - 0.496)


def test_the_line_and_its_interval_are_those_of_the_textbook():
    x, y = made(np.random.default_rng(0))
    fit = least_squares(x, y)
    u, v = np.log(x), np.log(y)
    slope = np.cov(u, v, ddof=0)[0, 1] / u.var()
    left = v - v.mean() - slope * (u - u.mean())
    error = math.sqrt(left @ left / (len(u) - 2) / ((u - u.mean()) ** 2).sum())
    assert fit.exponent == pytest.approx(slope)
    assert (fit.interval[1] - fit.interval[0]) / 2 == pytest.approx(
        error * stats.t.ppf(0.975, len(u) - 2)
    )
    np.testing.assert_allclose(fit([1.0, 2.0]), fit.factor * np.array([1, 2**slope]))


@pytest.mark.parametrize("fit", [least_squares, reduced_major_axis, resistant])
def test_the_interval_covers_the_truth_as_often_as_it_says(fit):
    random = np.random.default_rng(1)
    covered = 0
    for _ in range(DRAWS):
        x, y = made(random, noise=0.05 if fit is reduced_major_axis else 0.2)
        low, high = fit(x, y).interval
        covered += low <= 0.75 <= high
    assert 0.90 <= covered / DRAWS <= 0.98 + 0.02 * (fit is resistant)


def test_noise_in_x_pulls_the_exponent_down_by_the_known_factor():
    random = np.random.default_rng(2)
    found = [least_squares(*made(random, noise_x=1.0, count=400)).exponent for _ in range(30)]
    assert np.mean(found) == pytest.approx(attenuated(0.75, 2, 1), abs=0.01)
    assert attenuated(0.75, 2, 1) == pytest.approx(0.6)


def test_with_equal_relative_errors_the_symmetric_line_is_right_where_least_squares_is_not():
    random = np.random.default_rng(3)
    fits = []
    for _ in range(30):
        x, y = made(random, exponent=1.0, noise=1.0, noise_x=1.0, count=400)
        fits.append((least_squares(x, y).exponent, reduced_major_axis(x, y).exponent))
    plain, symmetric = np.mean(fits, axis=0)
    assert symmetric == pytest.approx(1, abs=0.02)
    assert plain < 0.85


@pytest.mark.long
def test_a_floor_is_found_and_its_interval_covers():
    random = np.random.default_rng(4)
    x = np.geomspace(1e3, 1e7, 14)
    covered = 0
    for _ in range(40):
        y = 1.7 + 40 * x**-0.3 * np.exp(random.normal(0, 0.02, len(x)))
        fit = with_floor(x, y, random, draws=60)
        covered += fit.interval[0] <= -0.3 <= fit.interval[1]
        assert fit.floor == pytest.approx(1.7, abs=0.15)
    assert covered >= 34
    none = with_floor(x, 40 * x**-0.3, random, draws=5)
    assert none.floor == pytest.approx(0, abs=1e-3)
    assert none.exponent == pytest.approx(-0.3, abs=1e-3)


FLATTENING = np.geomspace(1, 1000, 12)


def flattening(random: np.random.Generator, draws: int) -> Iterator[NDArray[np.float64]]:
    """Losses with a floor of 1.5 over FLATTENING, and noise of one in a hundred of the whole."""
    for _ in range(draws):
        yield (1.5 + 3 * FLATTENING**-0.6) * np.exp(random.normal(0, 0.01, len(FLATTENING)))


def test_a_floor_is_found_where_noise_is_of_the_whole():
    # Near the floor ln(y - floor) is known badly: who counts all alike there finds none.
    random = np.random.default_rng(6)
    floors = [
        with_floor(FLATTENING, y, random, draws=2).floor for y in flattening(random, draws=20)
    ]
    assert min(floors) > 1.4
    assert np.mean(floors) == pytest.approx(1.5, abs=0.02)


def test_a_law_with_a_floor_is_nearly_the_one_of_least_squares():
    random, x = np.random.default_rng(8), FLATTENING
    excess = []
    for y in flattening(random, draws=10):

        def left(unknown: Any, y: Any = y) -> Any:
            floor, factor, exponent = unknown
            return np.log((floor + np.exp(factor) * x**exponent) / y)

        best = 2 * optimize.least_squares(left, [1.5, np.log(3), -0.6]).cost
        law = with_floor(x, y, random, draws=2)
        excess.append(float((np.log(law(x) / y) ** 2).sum()) / best)
    assert max(excess) < 1.1


@pytest.mark.long
@pytest.mark.parametrize(("points", "exponent"), [(12, 0.6), (12, 0.3), (8, 0.4)])
def test_the_interval_of_a_law_with_a_floor_covers(points, exponent):
    random, covered = np.random.default_rng(7), 0
    x = np.geomspace(1, 1000, points)
    for draw in range(DRAWS):
        y = (1.5 + 3 * x**-exponent) * np.exp(random.normal(0, 0.005, points))
        low, high = with_floor(x, y, np.random.default_rng(draw), draws=100).interval
        covered += low <= -exponent <= high
    assert 0.90 <= covered / DRAWS <= 0.98


def test_a_prediction_holds_as_often_as_it_says_and_widens_far_away():
    random = np.random.default_rng(5)
    x = np.geomspace(1, 100, 8)
    held = 0
    for _ in range(DRAWS):
        y = 2 * x**-0.4 * np.exp(random.normal(0, 0.1, len(x)))
        low, _, high = predicted(x, y, 1000)
        held += low <= 2 * 1000**-0.4 * math.exp(random.normal(0, 0.1)) <= high
    assert 0.90 <= held / DRAWS <= 0.99
    near, far = predicted(x, y, 10), predicted(x, y, 1e5)
    assert math.log(far[2] / far[0]) > math.log(near[2] / near[0])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: least_squares([1, 2], [1, 2]), "at least three"),
        (lambda: least_squares([1, 2, 3], [1, 0, 2]), "positive"),
        (lambda: least_squares([1, 2, np.nan], [1, 1, 2]), "positive"),
        (lambda: resistant([2, 2, 2], [1, 1, 2]), "All x are equal"),
        (lambda: with_floor([1, 2, 3], [3, 2, 1], np.random.default_rng(0)), "at least four"),
        (lambda: reduced_major_axis([1, 2, 3], [1, 2]), "an x and a y"),
    ],
)
def test_what_is_no_power_law_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call()


def test_noise_that_is_known_widens_an_interval_and_never_narrows_it():
    x, y = np.array([1.0, 2.0, 4.0, 8.0]), np.array([1.0, 2.0, 4.0, 8.0])
    law = least_squares(x, y, spread=0.1)
    u = np.log(x) - np.log(x).mean()
    half = 1.959964 * 0.1 / np.sqrt((u**2).sum())
    np.testing.assert_allclose(law.interval, (1 - half, 1 + half), rtol=1e-5)
    few = least_squares(x, y, spread=0.1, freedom=3)
    assert few.interval[1] - 1 == pytest.approx(half * 3.182446 / 1.959964, rel=1e-5)
    rough = y * np.array([1.0, 1.5, 0.8, 1.1])
    assert least_squares(x, rough, spread=1e-3).interval == least_squares(x, rough).interval


def test_what_is_foretold_has_the_noise_that_is_known():
    x = np.array([1.0, 2.0, 4.0, 8.0])
    low, middle, high = predicted(x, 3 * x, 8.0, spread=0.1)
    u = np.log(x)
    half = 1.959964 * 0.1 * np.sqrt(1.25 + (u[-1] - u.mean()) ** 2 / ((u - u.mean()) ** 2).sum())
    assert middle == pytest.approx(24)
    np.testing.assert_allclose(np.log([low, high]), np.log(24) + np.array([-half, half]), rtol=1e-5)


@pytest.mark.long
def test_noise_widens_the_interval_of_a_law_with_a_floor():
    x = np.geomspace(1, 1000, 8)
    y = 1 + 2 * x**-0.5
    calm = with_floor(x, y, np.random.default_rng(0))
    loud = with_floor(x, y, np.random.default_rng(0), spread=0.01)
    assert np.ptp(loud.interval) > 5 * np.ptp(calm.interval)
    assert loud.exponent == calm.exponent


NARROW = 24 * np.array([16.0, 24, 32, 48, 64, 96]) ** 2  # parameters of a sweep's decoders


def ahead(
    y: Any, seed: int = 0, *, spread: float = 0.0, freedom: float = np.inf
) -> tuple[float, float, float]:
    random = np.random.default_rng(seed)
    known = NARROW[:-1], y[:-1]
    return predicted_with_floor(*known, float(NARROW[-1]), random, spread=spread, freedom=freedom)


@pytest.mark.parametrize("floor", [0.0, 1.0])
def test_without_noise_a_law_with_a_floor_is_continued_as_it_is(floor):
    y = floor + 20 * NARROW**-0.3
    low, middle, high = ahead(y)
    assert middle == pytest.approx(y[-1], rel=2e-3)
    assert low == pytest.approx(high, rel=1e-2), "a floor lies on a grid"


def test_noise_that_is_known_is_in_what_is_foretold_and_fewer_degrees_widen_it():
    y = 1 + 20 * NARROW**-0.3
    widths = [
        high - low
        for low, _, high in (
            ahead(y, spread=0.01),
            ahead(y, spread=0.01, freedom=3),
            ahead(y, spread=0.03),
        )
    ]
    assert 0.04 < widths[0] / y[-1] < 0.12
    assert widths[0] < widths[1]
    assert widths[0] < widths[2]
    assert ahead(y, spread=0.01) == ahead(y, spread=0.01), "the draws are the generator's"
    assert ahead(y, spread=0.01) != ahead(y, 1, spread=0.01)
    wide = y * np.exp(0.05 * np.array([1, -1, 1, -1, 1, 0]))
    scattered, calm = (ahead(wide, spread=each) for each in (1e-6, 0.0))
    assert scattered == calm, "the scatter around the law is the wider of the two"


def test_among_the_known_points_a_new_one_still_has_its_own_noise():
    y, random = 20 * NARROW**-0.3, np.random.default_rng(0)
    low, middle, high = predicted_with_floor(NARROW, y, float(NARROW[3]), random, spread=0.01)
    assert (high - low) / middle > 2 * 1.96 * 0.01


def test_scatter_around_the_law_stands_on_the_points_less_its_three_unknowns():
    y = (1 + 20 * NARROW**-0.3) * np.exp(0.02 * np.array([1, -1, 1, -1, 1, 0]))
    x, known = NARROW[:-1], y[:-1]
    law = [predicted_with_floor(x, known, float(at), np.random.default_rng(0))[1] for at in x]
    own = math.sqrt(float((np.log(known / law) ** 2).sum()) / 2)
    np.testing.assert_allclose(ahead(y), ahead(y, spread=1.0001 * own, freedom=2), rtol=1e-3)


def test_three_points_tell_no_floor():
    random = np.random.default_rng(0)
    with pytest.raises(ModelError, match="at least four"):
        predicted_with_floor([1, 2, 3], [3, 2, 1], 4, random)


@pytest.mark.long
@pytest.mark.parametrize(("floor", "factor", "exponent"), [(0.0, 5, 0.1), (1.0, 20, 0.3)])
def test_what_is_foretold_with_a_floor_holds_as_often_as_it_says(floor, factor, exponent):
    random, held, straight = np.random.default_rng(1), 0, 0
    for draw in range(200):
        y = (floor + factor * NARROW**-exponent) * np.exp(0.01 * random.normal(size=6))
        low, _, high = ahead(y, draw)
        held += low <= y[-1] <= high
        low, _, high = predicted(NARROW[:-1], y[:-1], float(NARROW[-1]))
        straight += low <= y[-1] <= high
    assert 180 <= held <= 198
    assert straight < held or floor == 0, "a straight law goes on falling"

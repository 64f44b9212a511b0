"""Small numbers that pages ask a model for, each against its own definition."""

import math

import numpy as np
import pytest

from models.attention.encoder import Plane
from models.attention.induction import even_guess
from models.autoencoders.bounds import Parabola
from models.autoencoders.bounds.estimators import of_parabola
from models.autoencoders.codes import plain
from models.change_of_variables.line_maps import lotus
from models.densities.custom import Mode, emptiest
from models.games import GameSetup, play
from models.games.plane import directions
from models.gans.exact import LN2, counted, standard_error
from models.quantization.bounds import missing_to
from models.quantization.vector.image import bits_for


def test_an_estimate_knows_its_mean_its_deviation_and_its_error():
    found = of_parabola(Parabola(mean=1.0, sd=0.5, target=0.0), 4000, (1, 10))
    one = found["reparametrised"]  # 2 (μ + σ ε − c): mean 2, standard deviation 2 σ = 1
    assert one.mean == pytest.approx(one.singles.mean())
    assert one.deviation == pytest.approx(1.0)
    assert one.error == pytest.approx(1 / math.sqrt(4000))
    assert abs(one.mean - 2) < 5 * one.error


def test_shares_counts_and_guesses():
    assert standard_error(0.5, 100) == pytest.approx(0.05)
    assert standard_error(1.0, 100) == 0
    assert counted([3, 0, 4]) == 7
    assert even_guess(8) == pytest.approx(3 * LN2)
    assert bits_for(256) == 8
    assert plain.deviations(np.array([4.0, 0.25])).tolist() == [2, 0.5]
    assert lotus.error(2.0, (1, 4, 16)).tolist() == [2, 1, 0.5]


def test_the_growth_of_a_game_is_measured_where_it_can_be():
    turning = play(GameSetup(game="bilinear", method="simultaneous"))
    assert turning.measured == pytest.approx(turning.factor)
    assert play(GameSetup(game="bilinear", x=0.0, y=0.0)).measured is None


def test_slopes_are_scaled_together():
    places = np.array([[1.0, 0.0], [0.0, 2.0]])
    plain_ones = directions(GameSetup(game="bilinear"), places)
    scaled = directions(GameSetup(game="bilinear"), places, longest=0.5)
    assert np.linalg.norm(scaled, axis=1).max() == pytest.approx(0.5)
    ratio = scaled[plain_ones != 0] / plain_ones[plain_ones != 0]
    assert ratio == pytest.approx(np.full(len(ratio), ratio[0]))


def test_the_emptiest_place_is_the_corner_away_from_all_modes():
    modes = [Mode(1.0, 1.0, 0.1), Mode(1.0, -1.0, 0.1), Mode(-1.0, 1.0, 0.1)]
    assert emptiest(modes, 1.2) == pytest.approx((-1.2, -1.2))


def test_what_is_missing_to_a_bound_is_measured_at_the_same_rate():
    at, bound = np.array([0.0, 2.0]), np.array([0.0, 12.0])
    missing = missing_to(np.array([0.5, 1.0]), np.array([2.0, 6.0]), at, bound)
    assert missing.tolist() == [1, 0]


def test_the_way_to_another_text_has_length_one():
    here, there = np.array([1, 0], np.float32), np.array([0.6, 0.8], np.float32)
    none = np.zeros((0, 2), np.float32)
    plane = Plane(here, there, here, none, np.zeros((1, 1)), 0, 0.0, 0.6, 0.6)
    assert np.linalg.norm(plane.towards) == pytest.approx(1)
    assert plane.towards @ (there - here) > 0

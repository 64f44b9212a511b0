"""What the stories of the six claims say of the shipped sweep, in its own numbers."""

import pytest

from models.scaling.claims import (
    CurvesSetup,
    balance,
    foretold_curve,
    overfitting,
    smooth,
    touches,
    transfer,
)
from models.scaling.sweep import shipped

FOUND = shipped()[0]


def test_the_laws_are_lines_within_8_percent_over_one_and_a_half_to_two_and_a_half_decades():
    laws = smooth(FOUND).values()
    assert max(each.worst for each in laws) == pytest.approx(0.08, abs=0.005)
    decades = [each.decades for each in laws]
    assert min(decades) == pytest.approx(1.5, abs=0.05)
    assert max(decades) == pytest.approx(2.5, abs=0.05)


def test_the_best_b_is_37_hundredths_and_little_text_costs_56_percent():
    seen = overfitting(FOUND)
    law = balance(seen)
    assert law is not None
    assert law.exponent == pytest.approx(0.37, abs=0.005)
    assert law.interval == pytest.approx((0.20, 0.54), abs=0.005)
    assert seen.penalty.max() == pytest.approx(0.56, abs=0.005)
    read = FOUND.tokens[-1] / sorted({job.characters for job in FOUND.jobs})
    assert 3.5 < read.min() < 4
    assert read.max() == pytest.approx(116, abs=0.5)
    assert read.max() / read.min() == pytest.approx(32, rel=1e-3)


def test_a_tenth_of_the_curve_is_13_percent_off_and_its_own_line_49():
    curve = foretold_curve(CurvesSetup())
    assert curve is not None
    assert curve.shared[-1] / curve.truth[-1] - 1 == pytest.approx(0.13, abs=0.005)
    assert curve.alone[-1] / curve.truth[-1] - 1 == pytest.approx(0.49, abs=0.005)


def test_who_is_better_here_is_better_there_and_pays_more():
    both = transfer(FOUND)
    assert both is not None
    assert both.interval[1] < 1
    assert both.correlation > 0.98


def test_the_smallest_is_best_after_a_fifth_of_its_training_the_next_after_four_fifths():
    first, second, *rest = (each.share for each in touches(FOUND))
    assert first == pytest.approx(0.2, abs=0.02)
    assert second == pytest.approx(0.8, abs=0.02)
    assert min(rest) > 0.85

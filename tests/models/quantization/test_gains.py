"""Gains over the correlation, and the bar of a picture's colours."""

import numpy as np
import pytest

from models.quantization.bounds import memory_gain_db
from models.quantization.gains import CORRELATIONS, pairs
from models.quantization.vector import image


@pytest.fixture(scope="module")
def four():
    return pairs(4)


@pytest.mark.long
def test_the_terms_add_up_at_every_correlation(four):
    assert len(four) == len(CORRELATIONS)
    for pair in four:
        assert sum(term.decibels for term in pair.gains.terms) == pytest.approx(
            pair.gains.total_db, abs=1e-12
        )


@pytest.mark.long
def test_four_codewords_for_independent_letters_are_the_product(four):
    # numbers.md, 5.2: 2 - 4/pi, which two 1-bit quantizers reach as well.
    assert four[0].quantizer.distortion == pytest.approx(0.72676, rel=2e-3)
    assert four[0].gains.total_db == pytest.approx(0, abs=0.01)


def test_the_gain_grows_with_the_correlation_as_the_formula_says(four):
    gains = np.array([pair.gains.total_db for pair in four])
    assert (np.diff(gains) > -0.01).all()
    assert gains[-1] > gains[0] + 0.8 * memory_gain_db(float(CORRELATIONS[-1]), 2)


def test_the_bar_of_colours_is_as_wide_as_they_are_used():
    picture = np.zeros((4, 4, 3), np.uint8)
    picture[:1] = 255
    found = image.apply_codebook(picture, np.array([[255] * 3, [0] * 3], np.uint8))
    bar = image.palette(found, width=8, height=2)
    assert bar.shape == (2, 8, 3)
    np.testing.assert_array_equal(bar[0, :, 0], [0] * 6 + [255] * 2)

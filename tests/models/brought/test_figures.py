"""A figure that a person draws or brings becomes an input like those of a training set."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from models.brought.figures import FITS, fitted, from_strokes
from models.errors import ModelError
from models.images import images


@pytest.mark.parametrize("like", FITS)
@pytest.mark.parametrize("shape", [(9, 9), (50, 200), (300, 80), (28, 28, 3), (40, 40, 4)])
def test_a_figure_is_centred_and_scaled_from_any_size(like, shape):
    picture = np.zeros(shape)
    picture[2 : shape[0] // 2, 1:2] = 1
    found = fitted(picture, like)
    side, filled = FITS[like]
    assert found.shape == (side * side,)
    assert found.min() == 0
    assert found.max() == 1
    rows = (found.reshape(side, side) > 0).any(1).sum()
    columns = (found.reshape(side, side) > 0).any(0).sum()
    assert max(rows, columns) == pytest.approx(filled * side, abs=1)
    turned = fitted(1 - picture, like)  # ink on paper
    np.testing.assert_allclose(turned, found, atol=1e-6)


def test_a_digit_of_the_set_comes_back_as_itself():
    digit = images("digits").train[0].reshape(8, 8).numpy()
    large = np.pad(np.kron(digit, np.ones((6, 6))), 40)
    assert np.corrcoef(fitted(large, "digits"), digit.reshape(-1))[0, 1] > 0.8


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (np.zeros((20, 20)), "empty"),
        (np.full((20, 20), 255, np.uint8), "empty"),
        (np.zeros((0, 5)), "rows and columns"),
        (np.zeros(7), "rows and columns"),
        ([["a", "b"]], "rows and columns"),
        (np.full((5, 5), np.nan), "not numbers"),
        (np.zeros((9000, 2)), "Shrink"),
    ],
)
def test_what_is_no_picture_is_refused(picture, words):
    with pytest.raises(ModelError, match=words):
        fitted(picture, "digits")


def test_strokes_become_an_input():
    bar = from_strokes([[(0, 0), (0, 10)]], "digits").reshape(8, 8)
    assert bar.sum(0).argmax() in (3, 4)
    assert (bar.sum(1) > 0).all()
    assert from_strokes([[(2, 2)]], "mnist").max() == 1  # a click is a dot
    up = from_strokes([[(0, 0), (0, 9)], [(0, 9), (5, 9)]], "digits").reshape(8, 8)
    assert up[0].sum() > up[-1].sum()  # y is upwards, row 0 at the top
    nothings: list[list[ArrayLike]] = [[], [[]]]
    for nothing in nothings:
        with pytest.raises(ModelError, match="Nothing is drawn"):
            from_strokes(nothing, "digits")
    for broken in ([[(0, np.inf)]], [[(1, 2, 3)]], ["ab"]):
        with pytest.raises(ModelError, match="coordinates"):
            from_strokes(broken, "digits")

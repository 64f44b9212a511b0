"""Rows of images as one picture: each stands in its place, over time if any row moves."""

import numpy as np

from models.autoencoders.plain import film

SIDE = 2
IMAGES = np.arange(3 * 4, dtype=float).reshape(3, 4)  # three of two times two pixels


def test_each_image_stands_in_its_row_with_its_top_line_on_top():
    picture = film([IMAGES, IMAGES + 100], SIDE)
    assert picture.shape == (2 * SIDE, 3 * SIDE)
    assert picture[-1, :2].tolist() == [0, 1]  # row 0 of a picture is its lowest line
    assert picture[-2, 4:].tolist() == [10, 11]
    assert picture[0, :2].tolist() == [102, 103]


def test_rows_over_time_are_a_picture_for_each_time_and_others_stand_still():
    moving = np.stack([IMAGES, IMAGES + 10])
    pictures = film([moving, IMAGES], SIDE)
    np.testing.assert_array_equal(pictures, [film([row, IMAGES], SIDE) for row in moving])
    assert film([moving[:1]], SIDE).shape == (1, SIDE, 3 * SIDE)
    assert film([moving[:0]], SIDE).shape == (0, SIDE, 3 * SIDE)

"""The ends of colours, where nobody has said them or nothing differs."""

import numpy as np
import pytest

from playground.scene import SceneError
from playground.scene.checks import bounds


@pytest.mark.parametrize(
    ("low", "high", "values", "ends"),
    [
        (None, None, [3.0, 1.0, np.nan, 2.0, np.inf], (1.0, 3.0)),
        (0.0, None, [3.0, 1.0], (0.0, 3.0)),
        (None, 9.0, [3.0, 1.0], (1.0, 9.0)),
        (0.0, 2.0, [3.0, 1.0], (0.0, 2.0)),
        (None, None, [5.0, 5.0], (5.0, 6.0)),
        (5.0, None, [4.0], (5.0, 6.0)),
        (None, 5.0, [7.0], (4.0, 5.0)),
        (None, None, [np.nan], (0.0, 1.0)),
        (None, None, [], (0.0, 1.0)),
    ],
)
def test_colours_have_two_ends_also_where_all_numbers_are_one(low, high, values, ends):
    assert bounds(low, high, np.array(values), "f") == ends


@pytest.mark.parametrize(
    ("low", "high", "said"), [(2.0, 2.0, "low < high"), (0.0, np.inf, "finite"), (np.nan, 1, "fin")]
)
def test_ends_that_are_none_are_refused(low, high, said):
    with pytest.raises(SceneError, match=said):
        bounds(low, high, np.array([1.0]), "f")

"""How many characters an output looks at, against rows whose answer is known."""

import numpy as np
import pytest

from models.attention.seq2seq.translate import attended


def test_a_sharp_line_looks_at_one_character():
    assert attended(np.eye(5, dtype=np.float32)) == pytest.approx(1.0)


@pytest.mark.parametrize("even", [1, 2, 7])
def test_even_weights_look_at_all_that_have_some(even):
    rows = np.zeros((3, 9), dtype=np.float32)
    rows[:, :even] = 1 / even
    assert attended(rows) == pytest.approx(even)

"""What every training yields: when it is looked at, and its frames one after the other."""

import numpy as np
import pytest

from models.frame import FRAMES, Frame, moments, over_time


@pytest.mark.parametrize(
    ("steps", "frames", "found"),
    [(100, 4, [6, 25, 56, 100]), (3, FRAMES, [1, 2, 3]), (1, 4, [1]), (5, 1, [5])],
)
def test_moments_lie_at_quadratic_distances_and_the_last_is_the_end(steps, frames, found):
    assert moments(steps, frames) == found


def test_a_long_training_has_the_same_number_of_moments():
    assert len(moments(10_000)) == len(moments(100_000)) == FRAMES == 72


def test_a_frame_needs_no_more_than_its_step_and_numbers():
    bare = Frame(0, {"nll": 1.0})
    assert (bare.views, bare.checkpoint, bare.resume) == ({}, {}, {})
    assert (bare.place, bare.ahead) == ("", 0)


def test_frames_over_time_lose_no_number_to_a_view_of_its_name():
    frames = [Frame(n, {"kl": n / 2, "gap": 1.0}, {"kl": np.full(3, n)}) for n in (4, 6)]
    found = over_time(frames)
    assert list(found) == ["step", "metric_kl", "gap", "kl"]
    assert found["step"].tolist() == [4, 6]
    assert found["metric_kl"].tolist() == [2.0, 3.0]
    np.testing.assert_array_equal(found["kl"], [[4, 4, 4], [6, 6, 6]])

"""Frames beside each other, and trainings that are looked at rarely."""

from collections.abc import Iterator

import numpy as np
import pytest

from models.frame import Arrays, Frame, moments
from models.training import loop


def rarely(frames: Iterator[Frame], looks: int = 6) -> tuple[Frame, ...]:
    """The first frame of a training and few more, the last among them.

    A look at a network takes as long as many of its updates, and changes nothing of them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "moments", lambda steps, _: moments(steps, looks))
        return tuple(frames)


def at_its_end(frames: Iterator[Frame]) -> Frame:
    """The last frame of a training."""
    return rarely(frames, 1)[-1]


def same(one: Frame, other: Frame) -> bool:
    """Whether two frames are of one moment, to the last bit."""
    return (
        one.step == other.step
        and one.metrics == other.metrics
        and _alike(one.views, other.views)
        and _alike(one.checkpoint, other.checkpoint)
    )


def _alike(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(one[k], other[k]) for k in one)

"""Frames beside each other."""

import numpy as np

from models.frame import Arrays, Frame


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

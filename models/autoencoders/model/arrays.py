"""Tensors as arrays in double precision."""

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

Floats = NDArray[np.float64]


def floats(values: Tensor) -> Floats:
    """A tensor as an array in double precision."""
    return values.numpy().astype(np.float64)

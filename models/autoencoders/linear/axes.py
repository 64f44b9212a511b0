"""The principal axes of data: the eigenvectors of its covariance (Pearson 1901)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders.model import Floats


class Axes(NamedTuple):
    """Where data lies, and how far it spreads in which directions.

    Attributes:
        mean: (D,).
        spectrum: (D,) eigenvalues λ of the covariance (divided by N), largest first.
        directions: (D, D) its eigenvectors as columns, in that order.
    """

    mean: Floats
    spectrum: Floats
    directions: Floats


def principal_axes(data: ArrayLike | Tensor) -> Axes:
    """The principal axes of inputs (N, D), with D > 1."""
    x = np.asarray(data, dtype=np.float64)
    values, vectors = np.linalg.eigh(np.cov(x.T, bias=True))
    return Axes(x.mean(axis=0), values[::-1].clip(0), vectors[:, ::-1])

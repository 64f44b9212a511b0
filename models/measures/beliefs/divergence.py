"""Entropies and divergences of rows of probabilities, where 0 ln 0 = 0. All in nats."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import entr, rel_entr

from models.errors import ModelError
from models.measures.measured import Floats


def rows(beliefs: ArrayLike) -> Floats:
    """Beliefs p(y|x) of a classifier, (N, K), each row of which adds up to one.

    Raises:
        ModelError: They are no probabilities.
    """
    read = np.asarray(beliefs, dtype=np.float64)
    if read.ndim != 2 or len(read) < 2 or not np.allclose(read.sum(1), 1) or (read < 0).any():
        raise ModelError("Beliefs of a classifier are rows of probabilities, each of sum one.")
    return read


def entropy(law: Floats) -> Floats:
    """H of each row, (...) of (..., K)."""
    return np.asarray(entr(law).sum(-1))


def divergence(law: Floats, other: Floats) -> Floats:
    """KL(law ‖ other) of each row; infinite where the other has no mass."""
    return np.asarray(rel_entr(law, other).sum(-1))

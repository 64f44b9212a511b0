"""Poles and zeros as a person places them: in the upper half plane, or on the real axis."""

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.processes.process import Complex, Floats

MOST = 6  # places: more would lie on one another
_FURTHEST = 3.0  # from the middle of the unit circle
_AXIS = 0.02  # a place nearer to the real axis than this lies on it
RIM = 0.98  # radius of a pole that is put inside: it dies out within some hundred steps
EDGE = 0.999  # radius of a zero that is put inside: S keeps its shape nearly up to the circle


def checked(places: ArrayLike) -> Floats:
    """Places as an array (N, 2); N may be 0.

    Raises:
        ModelError: There are too many, or one is out of reach or below the axis.
    """
    xy = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    if len(xy) > MOST:
        raise ModelError(f"There are at most {MOST} places for poles, and for zeros.")
    if (np.hypot(*xy.T) > _FURTHEST).any() or (xy[:, 1] < 0).any():
        raise ModelError(f"Each lies above the real axis or on it, at most {_FURTHEST:g} away.")
    return xy


def as_complex(places: ArrayLike) -> Complex:
    """Places (N, 2) as numbers of the plane (N,): those on the axis are real roots."""
    xy = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    return np.asarray(xy[:, 0] + 1j * xy[:, 1])


def placed(places: ArrayLike, real: ArrayLike) -> Floats:
    """Where dragged places (N, 2) come to rest: real ones on the axis, others above it.

    A root stands for itself and its conjugate, so one that is dragged below the axis is the one
    above it. None comes to rest so near to the axis that it would count as real.
    """
    xy = np.array(places, dtype=np.float64).reshape(-1, 2)
    on_axis = np.asarray(real, dtype=bool)
    xy[:, 1] = np.where(on_axis, 0.0, np.maximum(np.abs(xy[:, 1]), _AXIS))
    radius = np.hypot(*xy.T)
    kept: Floats = xy * np.minimum(1, 0.99 * _FURTHEST / np.maximum(radius, 1e-9))[:, None]
    return kept


def outside(places: ArrayLike) -> bool:
    """Whether one of the places (N, 2) lies on or outside the unit circle."""
    return bool((np.hypot(*np.asarray(places, dtype=np.float64).reshape(-1, 2).T) >= 1).any())


def mirrored(places: ArrayLike, largest: float) -> Floats:
    """Places (N, 2) with those on and outside the unit circle at 1 / conj(z).

    |1 - z / e^{jω}| changes by the constant factor |z| only, so the spectrum keeps its shape, but
    for places nearer to the circle than ``largest``: those are put there.
    """
    xy = np.array(places, dtype=np.float64).reshape(-1, 2)
    radius = np.hypot(*xy.T)
    wanted = np.where(radius >= 1, np.minimum(1 / np.maximum(radius, 1e-9), largest), radius)
    kept = np.minimum(wanted, largest)
    return xy * np.where(radius > 0, kept / np.maximum(radius, 1e-9), 1.0)[:, None]

"""Two independent normal numbers from two uniform ones (Box and Muller, 1958; notes, 1.1)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.sampling.laws.law import Floats

PRINTED = -1.0  # the factor in the notes' second line, where -2 is meant


def box_muller(u: ArrayLike, *, as_printed: bool = False) -> Floats:
    """z0 = sqrt(-2 ln u1) cos(2π u2), z1 = sqrt(-2 ln u1) sin(2π u2), (..., 2) -> (..., 2).

    Args:
        u: Pairs (u1, u2) of uniform numbers, u1 above 0.
        as_printed: With the slip of the notes, -1 for -2 in z1: still independent of z0, but of
            standard deviation 0.7071.

    >>> z = box_muller([[np.exp(-2), 0.25]])
    >>> [round(abs(float(value)), 12) for value in z[0]]
    [0.0, 2.0]
    """
    u = np.asarray(u, dtype=np.float64)
    energy = -np.log(u[..., 0])  # (...), half of the squared radius
    angle = 2 * np.pi * u[..., 1]
    second = np.sqrt(energy * (-PRINTED if as_printed else 2.0)) * np.sin(angle)
    return np.stack((np.sqrt(2 * energy) * np.cos(angle), second), axis=-1)


class Polar(NamedTuple):
    """Points thrown at the square, which of them lay in the disc, and what these became."""

    thrown: Floats  # (n, 2) in [-1, 1]²
    accepted: np.ndarray[tuple[int], np.dtype[np.bool_]]  # (n,)
    z: Floats  # (accepted, 2)


def polar(n: int, random: np.random.Generator) -> Polar:
    """Marsaglia's polar method (1964): no sine and no cosine, and π/4 of the points are kept.

    Args:
        n: How many points are thrown.
        random: Where they come from.
    """
    thrown = random.uniform(-1, 1, (n, 2))
    square = (thrown**2).sum(1)  # uniform on (0, 1) given acceptance
    accepted = (square > 0) & (square < 1)
    inside, s = thrown[accepted], square[accepted]
    return Polar(thrown, accepted, inside * np.sqrt(-2 * np.log(s) / s)[:, None])

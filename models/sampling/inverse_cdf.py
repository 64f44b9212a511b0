"""From a uniform number to any law, and from a law back to a uniform number (notes, 1.1)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.sampling.laws import Law, open_uniform
from models.sampling.laws.law import Floats


class Fall(NamedTuple):
    """How uniform numbers became draws: u on the vertical axis, across to F, down to x."""

    u: Floats
    x: Floats


def inverse_cdf(law: Law, n: int, random: np.random.Generator) -> Fall:
    """``n`` draws x = F⁻¹(u) of any law, with the u that each came from; both (n,).

    It works for every F: F⁻¹(u) <= c if and only if u <= F(c).

    >>> from models.sampling import laws
    >>> fall = inverse_cdf(laws.exponential(), 3, np.random.default_rng(0))
    >>> bool(np.allclose(fall.x, -np.log1p(-fall.u)))
    True
    """
    u = open_uniform(n, random)
    return Fall(u, law.quantile(u))


def probability_transform(law: Law, x: ArrayLike) -> Floats:
    """F(x), which is uniform if and only if F is continuous: an atom piles up at one height."""
    return law.cdf(x)


def randomised_transform(law: Law, x: ArrayLike, random: np.random.Generator) -> Floats:
    """F(x-) + V (F(x) - F(x-)) with V uniform: uniform for every F, since V fills the jumps."""
    below = law.below(x)
    return below + random.random(np.shape(x)) * (law.cdf(x) - below)

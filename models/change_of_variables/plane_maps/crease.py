"""The plane folded like a sheet of paper: two points share one image, and no area changes."""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from models.change_of_variables.plane_maps.plane import PIXELS, WINDOW, PlaneLaw, centres

Floats = NDArray[np.float64]


def crease(law: PlaneLaw, w: Floats) -> Floats:
    """The plane folded along its second axis, (|x₁|, x₂): both pieces at points (..., 2).

    The map keeps areas, |det J| = 1, so each piece is a density of the plane read at a source.
    """
    there = w[..., 0] > 0
    mirrored = w * np.array([-1.0, 1.0])
    return np.where(there, np.stack([law.density(mirrored), law.density(w)]), 0.0)


def crease_masses(law: PlaneLaw) -> tuple[float, float]:
    """The masses of both pieces: their densities, summed over the cells of the picture."""
    x0, x1, y0, y1 = WINDOW
    cell = (x1 - x0) * (y1 - y0) / PIXELS**2
    left, right = crease(law, centres(WINDOW, PIXELS)).sum(axis=(1, 2)) * cell
    return float(left), float(right)


def crease_exact(w: Floats) -> Floats:
    """The law of (|X₁|, X₂) for N(0, I), from ``scipy.stats``: half-normal times normal."""
    exact: Floats = stats.halfnorm.pdf(w[..., 0]) * stats.norm.pdf(w[..., 1])
    return exact


def crease_error(law: PlaneLaw) -> tuple[float, float]:
    """How far the sum of the pieces of N(0, I) is from the exact law on the picture, at most.

    Returns:
        That, and how much of it may be the rounding of its own computation.
    """
    points = centres(WINDOW, PIXELS)
    exact = crease_exact(points)
    off = np.abs(crease(law, points).sum(axis=0) - exact)
    return float(off.max()), 16 * float(np.spacing(exact.max()))

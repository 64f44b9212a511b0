"""Scaling laws (lecture 13): fitted to what one measures, and those of the literature.

``kaplan`` and ``chinchilla`` hold the published laws for transformers, ``allometry`` the animals.
"""

from models.scaling import allometry, chinchilla, kaplan
from models.scaling.power_law import (
    PowerLaw,
    attenuated,
    least_squares,
    predicted,
    reduced_major_axis,
    resistant,
    with_floor,
)

__all__ = [
    "PowerLaw",
    "allometry",
    "attenuated",
    "chinchilla",
    "kaplan",
    "least_squares",
    "predicted",
    "reduced_major_axis",
    "resistant",
    "with_floor",
]

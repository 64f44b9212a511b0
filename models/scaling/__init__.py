"""Scaling laws (lecture 13): fitted to what one measures, and those of the literature.

``kaplan`` and ``chinchilla`` hold the published laws for transformers, ``calculator`` puts them
beside each other, ``allometry`` holds the animals, ``fitted`` the laws that are fitted to them;
:mod:`models.scaling.sweep` trains language models to fit a law of one's own.
"""

from models.scaling import allometry, chinchilla, kaplan
from models.scaling.allometry import ELSEWHERE
from models.scaling.calculator import (
    HIGH,
    LAWS,
    LOW,
    Answer,
    CalculatorSetup,
    Road,
    answers,
    batches,
    budget,
    calculator_view,
    parting,
    roads,
    thought_of,
    tokens_by_compute,
)
from models.scaling.fitted import (
    AllometrySetup,
    Observed,
    Plane,
    allometry_view,
    clicked,
    fits,
    observed,
    plane,
    pulled,
    put,
)
from models.scaling.power_law import (
    PowerLaw,
    attenuated,
    least_squares,
    predicted,
    predicted_with_floor,
    reduced_major_axis,
    resistant,
    with_floor,
)

__all__ = [
    "ELSEWHERE",
    "HIGH",
    "LAWS",
    "LOW",
    "AllometrySetup",
    "Answer",
    "CalculatorSetup",
    "Observed",
    "Plane",
    "PowerLaw",
    "Road",
    "allometry",
    "allometry_view",
    "answers",
    "attenuated",
    "batches",
    "budget",
    "calculator_view",
    "chinchilla",
    "clicked",
    "fits",
    "kaplan",
    "least_squares",
    "observed",
    "parting",
    "plane",
    "predicted",
    "predicted_with_floor",
    "pulled",
    "put",
    "reduced_major_axis",
    "resistant",
    "roads",
    "thought_of",
    "tokens_by_compute",
    "with_floor",
]

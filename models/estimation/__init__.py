"""How a density is guessed from samples (end of section 1.1 of the notes): by counts, by
parameters, by kernels, by neighbours."""

from models.estimation.bandwidth import cross_validated, cross_validation, mise, silverman
from models.estimation.counts import EmpiricalPmf, expected_distance, laplace
from models.estimation.held_out import HeldOut, held_out
from models.estimation.histogram import Histogram
from models.estimation.kernel import KernelDensity
from models.estimation.mixture import (
    GaussianMixture,
    HalfStep,
    begun,
    em,
    fitted,
    maximised,
    moments,
)
from models.estimation.neighbours import NearestNeighbours

__all__ = [
    "EmpiricalPmf",
    "GaussianMixture",
    "HalfStep",
    "HeldOut",
    "Histogram",
    "KernelDensity",
    "NearestNeighbours",
    "begun",
    "cross_validated",
    "cross_validation",
    "em",
    "expected_distance",
    "fitted",
    "held_out",
    "laplace",
    "maximised",
    "mise",
    "moments",
    "silverman",
]

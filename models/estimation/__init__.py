"""How a density is guessed from samples (end of section 1.1 of the notes): by counts, by
parameters, by kernels, by neighbours."""

from models.estimation.bandwidth import (
    IntegratedSquaredError,
    cross_validated,
    cross_validation,
    mise,
    optimal,
    silverman,
)
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
from models.estimation.views.frames import density_view
from models.estimation.views.setup import (
    BesideSetup,
    CountsSetup,
    DensitySetup,
    KernelSetup,
    MixtureSetup,
)

__all__ = [
    "BesideSetup",
    "CountsSetup",
    "DensitySetup",
    "EmpiricalPmf",
    "GaussianMixture",
    "HalfStep",
    "HeldOut",
    "Histogram",
    "IntegratedSquaredError",
    "KernelDensity",
    "KernelSetup",
    "MixtureSetup",
    "NearestNeighbours",
    "begun",
    "cross_validated",
    "cross_validation",
    "density_view",
    "em",
    "expected_distance",
    "fitted",
    "held_out",
    "laplace",
    "maximised",
    "mise",
    "moments",
    "optimal",
    "silverman",
]

"""The filament: a flow cannot tear the plane, so two separated modes stay joined by a thread.

The noise is one connected piece, a flow is invertible and continuous, so that its density is
positive everywhere: between two modes there is always some mass. More layers make it thinner.
"""

import copy

import numpy as np
import torch

from models.densities import Density
from models.flows.energies import two_modes
from models.flows.flow import Flow

BETWEEN = (-0.75, 0.75)  # x₁ between the modes of ``two_modes``, 4.4 standard deviations from each
_REACH = 12.0  # |x₂| that the quadrature covers
_ACROSS, _ALONG = 48, 1200  # its nodes


@torch.no_grad()
def mass(density: Flow | Density, between: tuple[float, float] = BETWEEN) -> float:
    """∫ q over low < x₁ < high, by quadrature.

    Gauss-Legendre along x₁ and midpoints along x₂, in double precision.
    """
    nodes, weights = np.polynomial.legendre.leggauss(_ACROSS)
    low, high = between
    first = torch.from_numpy((low + high) / 2 + (high - low) / 2 * nodes)
    step = 2 * _REACH / _ALONG
    second = torch.arange(_ALONG, dtype=torch.float64).add(0.5).mul(step).sub(_REACH)
    law = copy.deepcopy(density).double() if isinstance(density, Flow) else density
    heights = law.log_prob(torch.cartesian_prod(first, second)).exp().reshape(_ACROSS, _ALONG)
    return float((high - low) / 2 * torch.from_numpy(weights) @ heights.sum(dim=1)) * step


def of_target() -> float:
    """The mass that the data itself has between its modes."""
    return mass(two_modes())

"""The kinds of layers: each an invertible map of the plane with its log-determinant.

A new kind is one file here, with a function that makes layers of given dimensions, and one case in
:mod:`models.flows.assemble`.

>>> import torch
>>> from models.flows import Flow
>>> dice = torch.Generator().manual_seed(0)
>>> layers = spline_couplings(4, hidden=8, bins=6, generator=dice)
>>> flow = Flow([*layers, Standardise(torch.zeros(2), torch.ones(2))])
>>> x, log_det = flow(torch.randn(100, 2, generator=dice))
>>> z, back = flow.inverse(x)
>>> tuple(x.shape), bool((log_det + back).abs().max() < 1e-4)
((100, 2), True)
"""

from models.flows.families.continuous import Field, TimeSlice, integrate, time_slices
from models.flows.families.coupling import (
    AffineCoupling,
    Conditioner,
    Pair,
    SplineCoupling,
    affine_couplings,
    spline_couplings,
)
from models.flows.families.glow import GlowStep, glow_steps
from models.flows.families.planar import Flipped, PlanarLayer, planar_layers
from models.flows.families.radial import RadialLayer, radial_layers
from models.flows.families.spline import BOUND, FLOOR
from models.flows.families.standardise import Bounded, Standardise

__all__ = [
    "BOUND",
    "FLOOR",
    "AffineCoupling",
    "Bounded",
    "Conditioner",
    "Field",
    "Flipped",
    "GlowStep",
    "Pair",
    "PlanarLayer",
    "RadialLayer",
    "SplineCoupling",
    "Standardise",
    "TimeSlice",
    "affine_couplings",
    "glow_steps",
    "integrate",
    "planar_layers",
    "radial_layers",
    "spline_couplings",
    "time_slices",
]

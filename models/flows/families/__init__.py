"""The kinds of layers: each an invertible map of the plane with its log-determinant."""

from models.flows.families.continuous import Field, TimeSlice, integrate
from models.flows.families.coupling import AffineCoupling, Conditioner, Pair, SplineCoupling
from models.flows.families.glow import GlowStep
from models.flows.families.planar import PlanarLayer
from models.flows.families.radial import RadialLayer
from models.flows.families.spline import BOUND, FLOOR

__all__ = [
    "BOUND",
    "FLOOR",
    "AffineCoupling",
    "Conditioner",
    "Field",
    "GlowStep",
    "Pair",
    "PlanarLayer",
    "RadialLayer",
    "SplineCoupling",
    "TimeSlice",
    "integrate",
]

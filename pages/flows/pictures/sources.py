"""The code to read for each family of layers."""

from collections.abc import Callable, Mapping

from models.flows.families import (
    AffineCoupling,
    Field,
    GlowStep,
    PlanarLayer,
    RadialLayer,
    SplineCoupling,
    integrate,
)

SOURCES: Mapping[str, tuple[Callable[..., object], ...]] = {
    "planar": (PlanarLayer,),
    "radial": (RadialLayer,),
    "affine": (AffineCoupling,),
    "spline": (SplineCoupling,),
    "glow": (GlowStep,),
    "continuous": (Field, integrate),
}

"""Laws on the line: each with F, its density, and F⁻¹(u) = min{c : F(c) >= u}."""

from models.sampling.laws.law import Law, open_uniform
from models.sampling.laws.named import (
    Normal,
    NormalMixture,
    beta,
    cauchy,
    exponential,
    laplace,
    normal,
    uniform,
)
from models.sampling.laws.piecewise import Piecewise, empirical, jumps_and_gaps
from models.sampling.laws.spline import Spline

__all__ = [
    "Law",
    "Normal",
    "NormalMixture",
    "Piecewise",
    "Spline",
    "beta",
    "cauchy",
    "empirical",
    "exponential",
    "jumps_and_gaps",
    "laplace",
    "normal",
    "open_uniform",
    "uniform",
]

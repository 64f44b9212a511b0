"""Quantizers of one number: Lloyd and Max's half-steps, and the optimum by Newton's method."""

from models.quantization.scalar.alternation import HalfStep, half_steps, half_steps_as_printed
from models.quantization.scalar.build import (
    build_boundaries,
    build_half_steps,
    build_levels,
    build_mixture,
    build_source,
    source_only,
)
from models.quantization.scalar.local_optima import FixedPoint, fixed_points
from models.quantization.scalar.optimal import lloyd_max, uniform_quantizer
from models.quantization.scalar.quantizer import ScalarQuantizer, centroids, evaluate, midpoints
from models.quantization.scalar.rates import Promised, Reached, promised, reached
from models.quantization.scalar.start import split_start, start_levels

__all__ = [
    "FixedPoint",
    "HalfStep",
    "Promised",
    "Reached",
    "ScalarQuantizer",
    "build_boundaries",
    "build_half_steps",
    "build_levels",
    "build_mixture",
    "build_source",
    "centroids",
    "evaluate",
    "fixed_points",
    "half_steps",
    "half_steps_as_printed",
    "lloyd_max",
    "midpoints",
    "promised",
    "reached",
    "source_only",
    "split_start",
    "start_levels",
    "uniform_quantizer",
]

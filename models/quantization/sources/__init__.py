"""What is quantized: laws of one number, each with its partial moments over any interval.

``as_source`` makes one of a name, of a distribution of scipy, or of a density.
"""

from models.quantization.sources.choose import NAMES, SourceLike, as_source
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.laws import Gaussian, Laplacian, Mixture, Uniform
from models.quantization.sources.numeric import Numeric
from models.quantization.sources.outline import Outline, outline
from models.quantization.sources.piecewise import (
    KNOTS,
    PiecewiseLinear,
    drawn_heights,
    levels_of,
    of_levels,
    smoothed,
)
from models.quantization.sources.quadrature import Quadrature
from models.quantization.sources.source import Source

__all__ = [
    "KNOTS",
    "NAMES",
    "Discrete",
    "Gaussian",
    "Laplacian",
    "Mixture",
    "Numeric",
    "Outline",
    "PiecewiseLinear",
    "Quadrature",
    "Source",
    "SourceLike",
    "Uniform",
    "as_source",
    "drawn_heights",
    "levels_of",
    "of_levels",
    "outline",
    "smoothed",
]

"""Quantizers of vectors: Lloyd's algorithm, where it starts, and the cells of its codewords.

``image`` sends a picture's colours through one.
"""

from models.quantization.vector import image
from models.quantization.vector.build import (
    build_cloud,
    build_codebook,
    chosen_picture,
    high_rate,
    of_use,
)
from models.quantization.vector.cloud import Cloud, sample, sample_colours, sample_drawing
from models.quantization.vector.codebooks import (
    METHODS,
    Method,
    Restarts,
    initial_codebook,
    restarts,
)
from models.quantization.vector.nearest import Nearest
from models.quantization.vector.quantizer import (
    VectorQuantizer,
    converged,
    half_steps,
    lloyd,
    quantize,
)
from models.quantization.vector.voronoi import (
    area,
    outlines,
    outlines_over,
    second_moment,
    voronoi_cells,
)

__all__ = [
    "METHODS",
    "Cloud",
    "Method",
    "Nearest",
    "Restarts",
    "VectorQuantizer",
    "area",
    "build_cloud",
    "build_codebook",
    "chosen_picture",
    "converged",
    "half_steps",
    "high_rate",
    "image",
    "initial_codebook",
    "lloyd",
    "of_use",
    "outlines",
    "outlines_over",
    "quantize",
    "restarts",
    "sample",
    "sample_colours",
    "sample_drawing",
    "second_moment",
    "voronoi_cells",
]

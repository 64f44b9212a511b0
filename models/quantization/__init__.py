"""Quantization: numbers and vectors replaced by the nearest of a few.

Scalar: ``lloyd_max(source, levels)`` gives the optimal quantizer and ``half_steps`` the algorithm
that finds it. Vector: ``lloyd(points, codebook)`` yields one codebook after the other and
``voronoi_cells`` their cells. ``scalar_walk`` and ``vector_walk`` are both algorithms as frames,
of a ``ScalarSetup`` and a ``VectorSetup``. The rooms:

* ``sources``: the laws of what is quantized;
* ``scalar``: quantizers of one number, and their optimum;
* ``vector``: codebooks, their cells, and pictures in few colours;
* ``bounds``: what theory promises, and the lattices;
* ``gains``: what vectors gain over numbers.
"""

from models.quantization.account import Account, scalar_account, vector_account
from models.quantization.arrays import Floats, Indices
from models.quantization.ending import Ending, scalar_ending, vector_ending
from models.quantization.numbers import spaced
from models.quantization.scalar import (
    HalfStep,
    ScalarQuantizer,
    centroids,
    evaluate,
    half_steps,
    half_steps_as_printed,
    lloyd_max,
    midpoints,
    uniform_quantizer,
)
from models.quantization.setup import (
    MOST_GAINED,
    AnyVectorSetup,
    GainsSetup,
    PictureSetup,
    RestartsSetup,
    ScalarSetup,
    VectorSetup,
)
from models.quantization.sources import Source
from models.quantization.vector import (
    Restarts,
    VectorQuantizer,
    initial_codebook,
    lloyd,
    quantize,
    restarts,
    second_moment,
    voronoi_cells,
)
from models.quantization.vector_frames import vector_frames
from models.quantization.walk import (
    BestAndWorst,
    best_and_worst,
    scalar_walk,
    stacked,
    vector_walk,
)

__all__ = [
    "MOST_GAINED",
    "Account",
    "AnyVectorSetup",
    "BestAndWorst",
    "Ending",
    "Floats",
    "GainsSetup",
    "HalfStep",
    "Indices",
    "PictureSetup",
    "Restarts",
    "RestartsSetup",
    "ScalarQuantizer",
    "ScalarSetup",
    "Source",
    "VectorQuantizer",
    "VectorSetup",
    "best_and_worst",
    "centroids",
    "evaluate",
    "half_steps",
    "half_steps_as_printed",
    "initial_codebook",
    "lloyd",
    "lloyd_max",
    "midpoints",
    "quantize",
    "restarts",
    "scalar_account",
    "scalar_ending",
    "scalar_walk",
    "second_moment",
    "spaced",
    "stacked",
    "uniform_quantizer",
    "vector_account",
    "vector_ending",
    "vector_frames",
    "vector_walk",
    "voronoi_cells",
]

"""Quantization: numbers and vectors replaced by the nearest of a few.

Scalar: ``lloyd_max(source, levels)`` gives the optimal quantizer and ``half_steps`` the algorithm
that finds it. Vector: ``lloyd(points, codebook)`` yields one codebook after the other and
``voronoi_cells`` their cells. ``theory`` and ``gains`` say what to expect, and measure it.
"""

from models.quantization.account import Account, scalar_account, vector_account
from models.quantization.alternation import HalfStep, half_steps, half_steps_as_printed
from models.quantization.codebooks import Restarts, initial_codebook, restarts
from models.quantization.optimal import lloyd_max, uniform_quantizer
from models.quantization.scalar import ScalarQuantizer, centroids, evaluate, midpoints
from models.quantization.setup import VECTOR_VIEWS, ScalarSetup, VectorSetup
from models.quantization.source import Source
from models.quantization.vector import VectorQuantizer, lloyd, quantize
from models.quantization.vector_views import vector_view
from models.quantization.voronoi import second_moment, voronoi_cells
from models.quantization.walk import scalar_walk, vector_walk

__all__ = [
    "VECTOR_VIEWS",
    "Account",
    "HalfStep",
    "Restarts",
    "ScalarQuantizer",
    "ScalarSetup",
    "Source",
    "VectorQuantizer",
    "VectorSetup",
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
    "scalar_walk",
    "second_moment",
    "uniform_quantizer",
    "vector_account",
    "vector_view",
    "vector_walk",
    "voronoi_cells",
]

"""The Voronoi cells of a codebook as lines of one length, whatever their corners."""

import math

import numpy as np
import torch
from torch import Tensor

from models.quantization import voronoi_cells
from models.quantization.vector import outlines

CORNERS = 14  # places kept for each cell: six corners are usual
FAR = 3.0  # how far cells are drawn, in units of the vectors' reach
SIZES = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)  # of a square, in each decade
_LEAST = 1e-6  # reach of vectors that all lie at one place


def reach(vectors: Tensor) -> float:
    """The least of a few round numbers in each decade that no coordinate of vectors exceeds."""
    most = max(float(vectors.abs().max()), _LEAST)
    if not math.isfinite(most):
        return most
    decade = 10.0 ** math.floor(math.log10(most))
    return next((decade * size for size in SIZES if decade * size >= most), 10 * decade)


def cells(codewords: Tensor, vectors: Tensor) -> Tensor:
    """The cells of codewords (K, 2) around vectors (n, 2), as lines (14 K + 14, 2) ended by NaN."""
    lines = torch.full((CORNERS * (len(codewords) + 1), 2), torch.nan)
    far = FAR * reach(vectors)
    book = codewords.double().numpy()
    if np.isfinite(book).all() and math.isfinite(far):
        drawn = outlines(voronoi_cells(book, (-far, far, -far, far)))[: len(lines)]
        lines[: len(drawn)] = torch.from_numpy(drawn).float()
    return lines

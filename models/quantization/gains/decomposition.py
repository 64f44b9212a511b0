"""The three advantages of vector quantization, measured, each beside its formula.

Lookabaugh and Gray, "High-resolution quantization theory and the vector quantizer advantage"
(1989): at high rate the gain of k-dimensional over scalar quantization is the sum, in decibels,
of a space-filling, a shape and a memory gain. At a finite rate a remainder is left, and shown.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.bounds import lattices, theory
from models.quantization.scalar.optimal import lloyd_max
from models.quantization.sources.source import Source
from models.quantization.vector.checks import checked_size
from models.quantization.vector.codebooks import restarts
from models.quantization.vector.quantizer import VectorQuantizer, converged
from models.quantization.vector.voronoi import voronoi_cells

Kind = Literal["asymptotic", "measured"]

_SIDE = 101  # grid points a side
_REACH = 5.0  # standard deviations
_ROUGH = 1e-7  # relative gain at which a restart stops; the best one goes on to the end


@dataclass(frozen=True)
class Term:
    """One bar of the decomposition.

    Attributes:
        name: "space-filling", "shape", "memory", or what is left over at this rate.
        decibels: Its length; what is left over is often negative.
        kind: True only in the limit of many codewords, or measured at this number of them.
    """

    name: str
    decibels: float
    kind: Kind


@dataclass(frozen=True)
class Decomposition:
    """The gain of a 2-D codebook over two scalar quantizers at the same rate.

    Attributes:
        terms: They add up to :attr:`total_db`, exactly.
        total_db: The measured gain in distortion.
    """

    terms: tuple[Term, ...]
    total_db: float


def decompose(
    source: Source, product: float, independent: float, correlated: float, correlation: float
) -> Decomposition:
    """Split the measured gain of a 2-D codebook into its three advantages.

    Args:
        source: The law of each of the two letters; Gaussian if they are correlated.
        product: Distortion of two scalar quantizers, as from :func:`product_quantizer`.
        independent: Distortion of the best codebook of that size for independent letters.
        correlated: Distortion of the best codebook of that size for the letters as they are.
        correlation: Of the two letters.

    All distortions are totals of both letters. The first remainder belongs to space-filling and
    shape at this rate, the second to memory.

    Raises:
        ModelError: A distortion is not positive, or the source has no density.
    """
    filling = theory.space_filling_gain_db(2)
    shape = theory.shape_gain_db(source, 2)
    memory = theory.memory_gain_db(correlation, 2)
    without = theory.decibels(product / independent)
    total = theory.decibels(product / correlated)
    return Decomposition(
        (
            Term("space-filling", filling, "asymptotic"),
            Term("shape", shape, "asymptotic"),
            Term("finite rate", without - filling - shape, "measured"),
            Term("memory", memory, "asymptotic"),
            Term("finite rate, memory", total - without - memory, "measured"),
        ),
        total,
    )


@dataclass(frozen=True, eq=False)
class Product:
    """Two scalar quantizers side by side, as one codebook.

    Attributes:
        codebook: (size, 2), row by row of the grid.
        shape: Levels of the first letter and of the second.
        distortion: Total of both letters, exact.
    """

    codebook: Floats
    shape: tuple[int, int]
    distortion: float


def product_quantizer(source: Source, size: int) -> Product:
    """The best grid of ``size`` codewords: Lloyd-Max for each letter, bits shared as is best.

    Raises:
        ModelError: The size is out of range, or the levels exceed what the source has.
    """
    pairs = [
        (first, size // first)
        for first in range(1, math.isqrt(checked_size(size)) + 1)
        if size % first == 0
    ]
    options = [[lloyd_max(source, levels) for levels in pair] for pair in pairs if pair[1] <= 512]
    if not options:
        raise ModelError(f"{size} codewords cannot be shared between two letters.")
    few, many = min(options, key=lambda pair: pair[0].distortion + pair[1].distortion)
    grid = np.stack(np.meshgrid(many.levels, few.levels), axis=-1).reshape(-1, 2)
    shape = (len(many.levels), len(few.levels))
    return Product(grid, shape, many.distortion + few.distortion)


def gaussian_grid(correlation: float = 0.0) -> tuple[Floats, Floats]:
    """Points (n, 2) and weights (n,) that stand for two unit Gaussians of this correlation.

    A grid out to five standard deviations: sums over it are integrals, without sampling noise.

    Raises:
        ModelError: The correlation is not between -1 and 1.
    """
    if not -1 < correlation < 1:
        raise ModelError("A correlation lies strictly between -1 and 1.")
    axis = np.linspace(-_REACH, _REACH, _SIDE)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    grid = grid[(grid**2).sum(axis=1) <= _REACH**2]
    weights = np.exp(-0.5 * (grid**2).sum(axis=1))
    mix = np.array([[1.0, 0.0], [correlation, math.sqrt(1 - correlation**2)]])
    return grid @ mix.T, weights / weights.sum()


def gaussian_codebook(size: int, correlation: float = 0.0, *, count: int = 16) -> VectorQuantizer:
    """The best of ``count`` codebooks for two unit Gaussians of this correlation, (size, 2).

    Its distortion is within 0.1 % of the integral's; for N = 16 the best of 16 starts lies
    within 0.5 % of the best known.

    Raises:
        ModelError: The size or the correlation is out of range.
    """
    points, weights = gaussian_grid(correlation)
    found = restarts(points, size, "kmeans++", count=count, weights=weights, tolerance=_ROUGH)
    return converged(points, found.best.codebook, weights=weights)


def lattice_cell(kind: Literal["hexagonal", "square"]) -> Floats:
    """The drawn Voronoi cell (m, 2) of a point inside a lattice, for :func:`second_moment`.

    The hexagon has G = 0.0801875, the square 0.0833333: 0.167 dB apart.
    """
    points = lattices.hexagonal(19) if kind == "hexagonal" else lattices.square(21)
    return voronoi_cells(points, (-3.0, 3.0, -3.0, 3.0))[0]

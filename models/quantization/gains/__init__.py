"""What vectors gain over numbers: the three advantages, measured beside their formulas."""

from models.quantization.gains.correlation import CORRELATIONS, Pair, pairs
from models.quantization.gains.decomposition import (
    Decomposition,
    Product,
    Term,
    decompose,
    gaussian_codebook,
    gaussian_grid,
    lattice_cell,
    product_quantizer,
)

__all__ = [
    "CORRELATIONS",
    "Decomposition",
    "Pair",
    "Product",
    "Term",
    "decompose",
    "gaussian_codebook",
    "gaussian_grid",
    "lattice_cell",
    "pairs",
    "product_quantizer",
]

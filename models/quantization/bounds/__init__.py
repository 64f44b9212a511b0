"""What theory promises at high rate, and the lattices whose cells fill space best."""

from models.quantization.bounds.lattices import (
    CUBE,
    LATTICES,
    LIMIT,
    Lattice,
    hexagonal,
    square,
)
from models.quantization.bounds.theory import (
    decibels,
    entropy_coded,
    memory_gain_db,
    missing_to,
    panter_dite,
    shannon_bound,
    shape_gain_db,
    space_filling_gain_db,
    zador,
)

__all__ = [
    "CUBE",
    "LATTICES",
    "LIMIT",
    "Lattice",
    "decibels",
    "entropy_coded",
    "hexagonal",
    "memory_gain_db",
    "missing_to",
    "panter_dite",
    "shannon_bound",
    "shape_gain_db",
    "space_filling_gain_db",
    "square",
    "zador",
]

"""What theory promises at high rate, and the lattices whose cells fill space best."""

from models.quantization.bounds.lattices import (
    CUBE,
    LATTICES,
    LIMIT,
    LIMIT_DB,
    Lattice,
    hexagonal,
    square,
)
from models.quantization.bounds.theory import (
    DB_PER_BIT,
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
    "DB_PER_BIT",
    "LATTICES",
    "LIMIT",
    "LIMIT_DB",
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

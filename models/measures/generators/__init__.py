"""Real data, and generators of them whose faults are turned by hand."""

from functools import cache
from typing import Literal

from models.measures.generators.clustered import Clustered
from models.measures.generators.digits import Digits, digits
from models.measures.generators.faults import (
    DOSES,
    FAULTS,
    MEMORY,
    NAMES,
    Fault,
    Faults,
    FaultySetup,
    class_weights,
    dose,
)
from models.measures.generators.planar import Planar, grid_of_nine, ring_of_eight
from models.measures.generators.sample import Sample
from models.measures.generators.scans import scans

Data = Literal["ring", "grid", "digits"]
TITLES: dict[str, str] = {
    "ring": "Ring of eight",
    "grid": "Grid of nine",
    "digits": "Digits, 8×8",
}

__all__ = [
    "DOSES",
    "FAULTS",
    "MEMORY",
    "NAMES",
    "TITLES",
    "Clustered",
    "Data",
    "Digits",
    "Fault",
    "Faults",
    "FaultySetup",
    "Planar",
    "Sample",
    "class_weights",
    "dose",
    "ring_of_eight",
    "scans",
    "source",
]


@cache
def source(data: Data) -> Planar | Digits:
    """The data of that name; the same object each time."""
    match data:
        case "ring":
            return ring_of_eight()
        case "grid":
            return grid_of_nine()
        case "digits":
            return digits()

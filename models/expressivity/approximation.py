"""A function, the network that the proof writes down for it, and how far they are apart."""

from dataclasses import dataclass
from functools import lru_cache

from models.expressivity.construction import Construction, construct
from models.expressivity.distance import bound, by_cells, distance, floor
from models.expressivity.setup import ConstructionSetup
from models.expressivity.targets import EQUIVARIANT, Function, symmetrised


@dataclass(frozen=True, eq=False)
class Approximation:
    """What Theorem 2 or 3 gives for one function and one size of cells.

    Attributes:
        f: What is wanted.
        network: The construction. In the middle of each cell it computes f, or the nearest function
            that does not know the order, if f does and there are no positions.
        error: d₂(f, network), measured.
        floor: The part of it that no network without positions can take away; 0 with them.
        bound: What the error cannot exceed.
    """

    f: Function
    network: Construction
    error: float
    floor: float
    bound: float


@lru_cache(maxsize=16)
def approximate(setup: ConstructionSetup) -> Approximation:
    """Build the network of a setup and measure it."""
    known, tokens, cells = setup.known, setup.tokens, setup.fineness
    f = known.function
    reached = setup.positions or setup.target in EQUIVARIANT
    aim = f if reached else symmetrised(f)
    network = construct(aim, tokens, cells, setup.positions, known.largest)
    least = 0.0 if reached else floor(f, tokens)
    return Approximation(
        f,
        network,
        distance(f, by_cells(network, tokens), tokens),
        least,
        least + bound(known, tokens, cells),
    )

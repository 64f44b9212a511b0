"""How far two functions of n tokens are apart: d₂ of the notes, by quadrature."""

import math

import torch
from torch import Tensor

from models.expressivity.construction import RAMP, Construction
from models.expressivity.targets import Function, Known, symmetrised

POINTS = {2: 128, 3: 32}  # along each side, by the number of tokens; whole parts of every cell


def middles(tokens: int, points: int) -> Tensor:
    """Midpoints of an even grid on [0, 1]ⁿ, (pointsⁿ, n) float64, the last token fastest."""
    along = (torch.arange(points, dtype=torch.float64) + 0.5) / points
    return torch.cartesian_prod(*[along] * tokens)


def distance(f: Function, g: Function, tokens: int) -> float:
    """d₂(f, g) = (∫ ‖f(X) - g(X)‖² dX)^½ over [0, 1]ⁿ, by the midpoint rule."""
    x = middles(tokens, POINTS[tokens])
    return float((f(x) - g(x)).square().sum(-1).mean().sqrt())


def floor(f: Function, tokens: int) -> float:
    """The least d₂(f, g) of all g that do not know the order of their tokens.

    It is d₂ to :func:`models.expressivity.targets.symmetrised`; 0 if f does not know it either.
    """
    return distance(f, symmetrised(f), tokens)


def bound(known: Known, tokens: int, cells: int) -> float:
    """What d₂ of a construction cannot exceed.

    In a cell an entry is off by at most L δ / 2; on the ramps, a share n RAMP of all X, by twice
    the largest value.
    """
    inside = math.sqrt(tokens) * known.slope / cells / 2
    ramps = math.sqrt(tokens * RAMP * tokens) * 2 * known.largest
    return inside + ramps


def by_cells(network: Construction, tokens: int) -> Function:
    """The same function as the network's, computed once a cell: inside one it does not change."""
    cells = network.cells
    values = network(middles(tokens, cells)).reshape(*[cells] * tokens, tokens)

    def stepwise(x: Tensor) -> Tensor:
        at = (x * cells).long().clamp(0, cells - 1)
        return values[tuple(at.unbind(-1))]

    return stepwise

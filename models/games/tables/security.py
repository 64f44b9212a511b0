"""What a player can secure: pure, mixed, and as the answers of the opponent see it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.games.tables.matrix import maximin, pure_gap

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Security:
    """The row player's payoffs as a zero-sum game.

    Attributes:
        p: (m,) the mixture that secures most.
        q: (n,) the opponent's, which holds the row player down.
        value: What the row player secures with p; by von Neumann's theorem (1928) no less than
            that to which q holds it.
        held: To which q holds the row player.
        pure: max min and min max over single strategies.
    """

    p: Floats
    q: Floats
    value: float
    held: float
    pure: tuple[float, float]


def security(payoffs: Floats) -> Security:
    """Solve both linear programs: each is the dual of the other.

    Args:
        payoffs: (m, n) of the row player.
    """
    p, value = maximin(payoffs)
    q, lost = maximin(-payoffs.T)
    return Security(p, q, value, -lost, pure_gap(payoffs))


def answers(payoffs: Floats, shares: Floats) -> Floats:
    """What the row player earns from mixtures (..., m) against each column, (..., n)."""
    earned: Floats = shares @ payoffs
    return earned

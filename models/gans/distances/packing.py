"""Why packing works: the total variation of m samples seen together.

Lin et al. (2018), PacGAN. A discriminator that judges m samples at once compares P^m with Q^m.
Among all Q at one distance from P, those that miss a mode are pushed far from P by packing, and
those that only weigh the modes unevenly much less. So packing penalises collapse.
"""

from collections import Counter
from itertools import combinations_with_replacement
from math import factorial, prod

from numpy.typing import ArrayLike

from models.errors import ModelError
from models.shares import checked_shares

_MOST = 200_000  # sets of modes that are summed over


def packed_variation(p: ArrayLike, q: ArrayLike, pack: int) -> float:
    """½ Σ |P^m - Q^m| over all packs of ``pack`` samples, exactly, for probabilities (K,).

    Packs with equal numbers of each mode have equal probabilities, so that sets are enough.

    Raises:
        ModelError: The two are not probabilities of the same modes, or there are too many packs.
    """
    first, second = checked_shares(p), checked_shares(q)
    if first.shape != second.shape or pack < 1:
        raise ModelError("Packing compares two laws on the same modes, at least one at a time.")
    # Modes that both laws treat alike are one mode to the distance.
    pairs = Counter(zip(first.tolist(), second.tolist(), strict=True))
    alike = [(times * a, times * b) for (a, b), times in pairs.items()]
    sets = prod(range(len(alike), len(alike) + pack)) // factorial(pack)
    if sets > _MOST:
        raise ModelError("There are too many different packs. Pack fewer samples together.")
    total = 0.0
    for members in combinations_with_replacement(range(len(alike)), pack):
        orders = factorial(pack) // prod(map(factorial, Counter(members).values()))
        one = prod(alike[k][0] for k in members)
        other = prod(alike[k][1] for k in members)
        total += orders * abs(one - other)
    return total / 2


def one_dropped(modes: int = 8) -> tuple[list[float], list[float]]:
    """Equal modes, and the same with one of them missing: TV 1/``modes``."""
    return [1 / modes] * modes, [1 / (modes - 1)] * (modes - 1) + [0.0]


def imbalanced(modes: int = 8) -> tuple[list[float], list[float]]:
    """Equal modes, and half of them heavier and half lighter with that same TV; none missing.

    Raises:
        ModelError: The number of modes is odd, and has no half.
    """
    if modes % 2:
        raise ModelError("Only an even number of modes has a heavier and a lighter half.")
    excess = 2 / modes**2
    heavier, lighter = 1 / modes + excess, 1 / modes - excess
    return [1 / modes] * modes, [heavier] * (modes // 2) + [lighter] * (modes // 2)

"""The chain rule by a table: any order of the factors has the same product."""

import numpy as np
from numpy.typing import NDArray

from models.autoregressive.sources import ALPHABET
from models.autoregressive.tables.setup import PLACES, OrderName, TableSetup, pieces

ORDERS: dict[OrderName, tuple[int, ...]] = {
    "123": (0, 1, 2),
    "132": (0, 2, 1),
    "213": (1, 0, 2),
    "231": (1, 2, 0),
    "312": (2, 0, 1),
    "321": (2, 1, 0),
}


def table(setup: TableSetup) -> NDArray[np.float64]:
    """P(x_1, x_2, x_3) (27, 27, 27), of counts with α added to every cell."""
    counted, _ = pieces(setup.samples, setup.seed)
    letters = len(ALPHABET)
    cells = np.zeros((letters,) * PLACES)
    np.add.at(cells, tuple(counted[:, :PLACES].T.numpy()), 1)
    cells += setup.smoothing
    cells /= cells.sum()
    return cells


def chain(law: NDArray[np.float64], word: str, order: tuple[int, ...]) -> NDArray[np.float64]:
    """The factors (D,) of P(word), each given those before it in ``order``.

    Each is a ratio of two marginals of the table: P(a | b) = P(a, b) / P(b).
    """
    place = {axis: ALPHABET.index(word[axis]) for axis in order}
    factors, before = [], 1.0
    for known in range(1, len(order) + 1):
        free = tuple(axis for axis in range(law.ndim) if axis not in order[:known])
        marginal = law.sum(axis=free)
        now = float(marginal[tuple(place[axis] for axis in sorted(order[:known]))])
        factors.append(now / before)
        before = now
    return np.array(factors)

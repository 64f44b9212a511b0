"""Sixth claim: with a budget C, a larger model that stops early beats a smaller at its end."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from models.errors import ModelError
from models.scaling.power_law import Floats, PowerLaw, least_squares
from models.scaling.sweep import Measured, within

_PLACES = 200  # budgets at which the sizes are compared
_BEGUN = 0.03  # of the training: before, the learning rate still rises


class Touch(NamedTuple):
    """Where one size is the best.

    Attributes:
        parameters: N.
        operations: C in the middle of where it is the best, on a logarithmic axis.
        tokens: D then, characters read.
        loss: Then, in nats.
        share: Of its training that is done by then.
        above: The loss over that at its own end, less 1.
        inner: Whether a smaller and a larger one take over at both sides.
    """

    parameters: float
    operations: float
    tokens: float
    loss: float
    share: float
    above: float
    inner: bool


def touches(found: Measured) -> list[Touch]:
    """Each size that is the best for some budget, from small to large."""
    sizes = found.of("size")
    rows = [int(row) for row in np.flatnonzero(sizes.done)]
    if len(rows) < 2:
        return []
    budgets = _budgets(sizes, rows)
    table = np.stack([within(sizes, row, budgets) for row in rows])
    best = table.argmin(axis=0)
    seen = []
    for place, row in enumerate(rows):
        where = np.flatnonzero(best == place)
        if len(where):
            inner = bool(where[0] > 0 and where[-1] < len(budgets) - 1)
            middle = float(np.sqrt(budgets[where[0]] * budgets[where[-1]]))
            seen.append(_touch(sizes, row, middle, inner=inner))
    return seen


def best_at(found: Measured, operations: float) -> Touch | None:
    """The best size for a budget; None where none has come to it."""
    sizes = found.of("size")
    rows = [int(row) for row in np.flatnonzero(sizes.done)]
    if not rows:
        return None
    losses = [float(within(sizes, row, np.array([operations]))[0]) for row in rows]
    at = int(np.argmin(losses))
    if not np.isfinite(losses[at]):
        return None
    return _touch(sizes, rows[at], operations, inner=False)


def optimal_size(found: Measured) -> PowerLaw | None:
    """N of the best size over C, of the sizes between the smallest and the largest."""
    inner = [each for each in touches(found) if each.inner]
    try:
        return least_squares(
            [each.operations for each in inner], [each.parameters for each in inner]
        )
    except ModelError:
        return None


def touch_points(seen: Sequence[Touch]) -> Floats:
    """(k, 2): log10 of C and of the loss."""
    return np.log10([[each.operations, each.loss] for each in seen]).reshape(-1, 2)


def compute_lines(found: Measured) -> Floats:
    """(R, M - 1, 2): log10 of C, and log10 of the loss, of each size."""
    sizes = found.of("size")
    below = sizes.loss[:, 1:]
    return np.stack((np.log10(sizes.operations[:, 1:]), np.log10(below)), axis=-1)


def _budgets(sizes: Measured, rows: list[int]) -> Floats:
    begun = int(np.searchsorted(sizes.tokens, _BEGUN * sizes.tokens[-1]))
    spent = sizes.operations[rows]
    return np.geomspace(spent[0, begun], spent[-1, -1], _PLACES)


def _touch(sizes: Measured, row: int, operations: float, *, inner: bool) -> Touch:
    n = float(sizes.parameters[row])
    tokens = min(operations / (6 * n), float(sizes.tokens[-1]))
    loss = float(within(sizes, row, np.array([operations]))[0])
    end = float(np.nanmin(sizes.loss[row]))
    share = tokens / float(sizes.tokens[-1])
    return Touch(n, operations, tokens, loss, share, loss / end - 1, inner)

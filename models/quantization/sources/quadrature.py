"""Integrals up to any point, to 1e-12: Gauss-Lobatto panels that refine themselves."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats

_ORDER = 20  # nodes in each panel
_TOLERANCE = 1e-13  # of one panel, in the integrand's own unit
_ROUNDS = 70  # halvings: enough to corner a jump anywhere
_MOST = 20_000  # panels
_REACH = 60.0  # an infinite end is sinh(60) = 6e25 scales away


def _lobatto(order: int) -> tuple[Floats, Floats]:
    """Nodes and weights on (-1, 1), both ends included: a jump cannot hide beyond the last node."""
    last = np.polynomial.legendre.Legendre.basis(order - 1)
    nodes = np.concatenate(([-1.0], np.sort(last.deriv().roots().real), [1.0]))
    return nodes, 2 / (order * (order - 1) * last(nodes) ** 2)


_NODES, _WEIGHTS = _lobatto(_ORDER)


class Quadrature:
    """The running integral of several functions over one interval.

    The variable is x = centre + scale sinh(t): even steps of t are fine around the centre and
    reach an infinite end, or a heavy tail, after a few dozen.

    Args:
        functions: Points (n,) -> values (m, n); jumps and kinks are allowed.
        support: The interval; either end may be infinite.
        centre: About where the mass is.
        scale: About how wide it is, positive.
        breaks: Points where the functions are known not to be smooth.

    Attributes:
        total: The integrals over the whole interval, (m,).

    Raises:
        ModelError: The functions cannot be integrated to the promised precision.
    """

    def __init__(
        self,
        functions: Callable[[Floats], Floats],
        support: tuple[float, float],
        centre: float,
        scale: float,
        breaks: Sequence[float] = (),
    ) -> None:
        self._functions, self._centre, self._scale = functions, centre, scale
        self._support = support
        low, high = self._position(np.array(support))
        inner = self._position(np.array(breaks, dtype=np.float64))
        first = np.arange(np.ceil(low), np.ceil(high))
        self._edges = self._refined(np.unique(np.concatenate(([low, high], first, inner))))
        panels = self._panels(self._edges[:-1], self._edges[1:])
        self._sums = np.concatenate((np.zeros((len(panels), 1)), panels.cumsum(axis=1)), axis=1)
        self.total: Floats = self._sums[:, -1]

    def up_to(self, x: ArrayLike) -> Floats:
        """The integrals from the lower end to ``x`` (n,), which may be infinite, as (m, n)."""
        t = self._position(np.asarray(x, dtype=np.float64)).clip(self._edges[0], self._edges[-1])
        panel = (np.searchsorted(self._edges, t, side="right") - 1).clip(0, len(self._edges) - 2)
        return self._sums[:, panel] + self._panels(self._edges[panel], t)

    def _position(self, x: Floats) -> Floats:
        return np.arcsinh((x - self._centre) / self._scale).clip(-_REACH, _REACH)

    def _panels(self, low: Floats, high: Floats) -> Floats:
        """The integrals over the panels from ``low`` to ``high`` (p,), as (m, p)."""
        half = (high - low) / 2
        t = ((low + high) / 2)[:, None] + half[:, None] * _NODES  # (p, order)
        x = (self._centre + self._scale * np.sinh(t)).clip(*self._support)
        with np.errstate(all="ignore"):  # a person's density may overflow far out, where it is 0
            values = self._functions(x.ravel())
        values = values.reshape(len(values), *t.shape) * np.cosh(t)
        return np.asarray(values @ _WEIGHTS) * (self._scale * half)

    def _refined(self, edges: Floats) -> Floats:
        """Halve every panel until it agrees with the sum of its halves."""
        kept = [edges]
        low, high = edges[:-1], edges[1:]
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            halves = self._panels(low, middle) + self._panels(middle, high)
            error = np.abs(self._panels(low, high) - halves).max(axis=0)
            if not np.isfinite(error).all():
                raise ModelError("The density is not a finite number everywhere. Bound it.")
            kept.append(middle)
            rough = error > _TOLERANCE
            low = np.concatenate((low[rough], middle[rough]))
            high = np.concatenate((middle[rough], high[rough]))
            if not low.size:
                return np.unique(np.concatenate(kept))
            if low.size > _MOST:
                break
        raise ModelError("The density is too rough or its tail too heavy to integrate exactly.")

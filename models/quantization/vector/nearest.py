"""Which codeword is nearest: the inner loop of every vector quantizer."""

import numpy as np

from models.quantization.arrays import Floats, Indices

_ROWS = 1024  # points at a time: their scores against 64 codewords then stay in the cache
_SAFE = 1 - 1e-9  # no rounding error may pass for the wrong side of a border


class Nearest:
    """Finds the nearest codeword of each of the same points, again and again.

    |x - c|^2 is least where the score x·c - |c|^2 / 2 is largest: one thin matrix product.

    Args:
        points: (n, d).
    """

    def __init__(self, points: Floats) -> None:
        self._points = points
        self._origin = points.mean(axis=0)  # about it, scores lose no digits
        self._rows = np.column_stack((points - self._origin, np.ones(len(points))))

    def __call__(self, codebook: Floats, guess: Indices | None = None) -> Indices:
        """The nearest of ``codebook`` (K, d) for each point, (n,); of equals the first.

        A point that is nearer to its codeword in ``guess`` (n,) than half the way from there to
        the next codeword can have no nearer one, and is not compared (Elkan, 2003): with the
        labels of the iteration before, that is most of them.
        """
        if guess is None:
            return self._compared(self._rows, codebook)
        apart = ((codebook[:, None] - codebook) ** 2).sum(axis=2)
        np.fill_diagonal(apart, np.inf)
        limit = _SAFE * apart.min(axis=1) / 4
        away = self._points - codebook.take(guess, axis=0)
        open_ = np.flatnonzero(np.einsum("ij,ij->i", away, away) >= limit.take(guess))
        labels = guess.copy()
        labels[open_] = self._compared(self._rows.take(open_, axis=0), codebook)
        return labels

    def _compared(self, rows: Floats, codebook: Floats) -> Indices:
        offsets = codebook - self._origin
        columns = np.column_stack((offsets, -0.5 * (offsets**2).sum(axis=1))).T
        labels = np.empty(len(rows), dtype=np.intp)
        scores = np.empty((_ROWS, len(codebook)))
        for first in range(0, len(rows), _ROWS):
            some = rows[first : first + _ROWS]
            here = np.matmul(some, columns, out=scores[: len(some)])
            np.argmax(here, axis=1, out=labels[first : first + _ROWS])
        return labels

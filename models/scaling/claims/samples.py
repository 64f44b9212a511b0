"""Fifth claim: a larger model comes to the same loss with fewer characters."""

from typing import NamedTuple

import numpy as np

from models.scaling.power_law import Floats
from models.scaling.sweep import Measured

_APART = 0.09  # of the height of a picture, from one name to the other
_BESIDE = 0.05  # of its width, from the end of a curve to its name


class Reached(NamedTuple):
    """When each size comes to a loss.

    Attributes:
        parameters: (n,) N.
        tokens: (n,) characters read until then; not a number where it never came to it.
    """

    parameters: Floats
    tokens: Floats

    @property
    def reaching(self) -> int:
        """How many sizes come to it."""
        return int(np.isfinite(self.tokens).sum())

    def rows(self) -> list[tuple[float, float | None]]:
        """N, and the characters that it needed; None where it never came to it."""
        needed = [float(each) if np.isfinite(each) else None for each in self.tokens]
        return list(zip(map(float, self.parameters), needed, strict=True))

    def places(self, loss: float) -> Floats:
        """(k, 2): where they do, log10 of characters and of the loss."""
        known = self.tokens[np.isfinite(self.tokens)]
        return np.asarray(np.log10(np.stack((known, np.full(len(known), loss)), axis=-1)))

    @property
    def saved(self) -> float | None:
        """How many times as many the smallest that came to it needed as the largest did."""
        known = self.tokens[np.isfinite(self.tokens)]
        return float(known[0] / known[-1]) if len(known) > 1 else None


def reached(found: Measured, loss: float) -> Reached:
    """When the curve of each size first lies below a loss, between moments by logarithms."""
    sizes = found.of("size")
    tokens = np.array([_first(sizes.tokens[1:], curve[1:], loss) for curve in sizes.loss])
    return Reached(sizes.parameters, tokens)


def _first(tokens: Floats, curve: Floats, loss: float) -> float:
    lowest = np.minimum.accumulate(np.where(np.isfinite(curve), curve, np.inf))
    at = int(np.argmax(lowest <= loss))
    if lowest[at] > loss:
        return float("nan")
    if at == 0:
        return float(tokens[0])
    u, v = np.log(tokens[at - 1 : at + 1]), np.log(lowest[at - 1 : at + 1])
    return float(np.exp(np.interp(-np.log(loss), -v, u)))


def sample_lines(found: Measured) -> Floats:
    """(R, M - 1, 2): log10 of characters, and log10 of the loss, of each size."""
    sizes = found.of("size")
    below = sizes.loss[:, 1:]
    x = np.broadcast_to(np.log10(sizes.tokens[1:]), below.shape)
    return np.stack((x, np.log10(below)), axis=-1)


def name_places(lines: Floats, window: tuple[float, float, float, float]) -> Floats:
    """(2, 2): where the names of the smallest and the largest stand, right of their curves' ends.

    They are pushed apart where they would meet; the others lie between them, and six names beside
    each other cannot be read on a phone.

    Args:
        lines: (R, M, 2), as of :func:`sample_lines`.
        window: (x0, x1, y0, y1) in which they are drawn.
    """
    x0, x1, y0, y1 = window
    places = lines[[0, -1], -1]
    places[:, 0] += _BESIDE * (x1 - x0)
    low, high = np.argsort(places[:, 1])
    lacking = _APART * (y1 - y0) - (places[high, 1] - places[low, 1])
    if lacking > 0:
        places[[low, high], 1] += np.array([-lacking, lacking]) / 2
    return places

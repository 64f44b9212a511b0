"""Fifth claim: a larger model comes to the same loss with fewer characters."""

from typing import NamedTuple

import numpy as np

from models.scaling.power_law import Floats
from models.scaling.sweep import Measured


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

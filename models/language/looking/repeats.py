"""Induction heads (Olsson et al. 2022, arXiv:2209.11895), found on a random string said twice.

Nothing foretells a random string; its second copy can be known by who looks up what came after the
same token the first time. The score of a head is the weight that it puts there.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.language.decoder import WHOLE, Decoder, Floats, Silenced
from models.language.writing import log_law_of


class Repeats(NamedTuple):
    """What a decoder makes of n random tokens, said twice.

    Attributes:
        tokens: The start, then both copies.
        bits: (2 n,) -log2 p of each token of the two copies.
        weights: (layers, heads, T, T) where each looks.
        scores: (layers, heads) mean weight, over the second copy, on the token that came after the
            same token the first time.
        sinks: (layers, heads) mean weight on the start, over all other tokens.
    """

    tokens: tuple[int, ...]
    bits: NDArray[np.float64]
    weights: Floats
    scores: Floats
    sinks: Floats

    @property
    def sink(self) -> float:
        """Mean weight on the start, over all heads."""
        return float(self.sinks.mean())

    @property
    def copies(self) -> tuple[float, float]:
        """Mean bits a token of the first copy, and of the second."""
        first, second = self.bits.reshape(2, -1).mean(1)
        return float(first), float(second)


def repeats(decoder: Decoder, length: int, seed: int, silenced: Silenced = WHOLE) -> Repeats:
    """Let a decoder read ``length`` different common tokens, drawn with a seed, twice."""
    common = np.arange(*decoder.common)
    drawn = np.random.default_rng(seed).choice(common, length, replace=False).tolist()
    tokens = [decoder.start, *drawn, *drawn]
    reading = decoder.read(tokens, silenced)
    nats = log_law_of(reading.logits.cpu().numpy())
    said = nats[np.arange(2 * length), tokens[1:]]
    place = np.arange(1 + length, 1 + 2 * length)  # of the second copy
    scores: Floats = reading.weights[:, :, place, place - length + 1].mean(-1)
    sinks: Floats = reading.weights[:, :, 1:, 0].mean(-1)
    return Repeats(tuple(tokens), -said / np.log(2), reading.weights, scores, sinks)

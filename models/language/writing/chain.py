"""P(S) = Π p(w_i | w_1 … w_{i-1}), the chain rule of a language model (notes, lecture 12)."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.language.decoder import WHOLE, Decoder, Floats, Ids, Silenced
from models.language.writing.choice import log_law_of


class Chain(NamedTuple):
    """A text, factor by factor.

    Attributes:
        words: The T tokens as they are written.
        bits: (T,) -log2 of each factor: how much the token surprises.
        ranks: (T,) place of each token among all, 1 for the likeliest.
        entropy: (T + 1,) of the law before each token, and of the next one, in bits.
        alternatives: (T + 1, K) the likeliest tokens at each place, and of the next one.
        shares: (T + 1, K) their probabilities.
        characters: Of the text.
    """

    words: tuple[str, ...]
    bits: NDArray[np.float64]
    ranks: Ids
    entropy: NDArray[np.float64]
    alternatives: Ids
    shares: Floats
    characters: int

    @property
    def factors(self) -> NDArray[np.float64]:
        """(T,) p(w_i | w_1 … w_{i-1}), whose product is P(S)."""
        found: NDArray[np.float64] = np.exp2(-self.bits)
        return found

    @property
    def total(self) -> float:
        """-log2 P(S)."""
        return float(self.bits.sum())

    @property
    def per_character(self) -> float:
        """Bits per character, comparable between models with different tokens."""
        return self.total / max(1, self.characters)

    @property
    def perplexity(self) -> float:
        """2 to the mean bits of a token."""
        return float(2 ** (self.total / max(1, len(self.words))))


def chain(decoder: Decoder, tokens: Sequence[int], best: int, silenced: Silenced = WHOLE) -> Chain:
    """The factors of a text; the first one is about what stands at the beginning of a text.

    Args:
        decoder: The model.
        tokens: The T tokens of the text, without the start.
        best: K, the number of alternatives.
        silenced: What of the model hands nothing over.
    """
    nats = log_law_of(decoder.logits([decoder.start, *tokens], silenced))  # (T + 1, V)
    told = nats[np.arange(len(tokens)), list(tokens)]  # (T,)
    order = np.argsort(-nats, axis=1, kind="stable")[:, :best]
    law = np.exp(nats)
    return Chain(
        tuple(decoder.words(tokens)),
        -told / math.log(2) + 0.0,
        1 + (nats[:-1] > told[:, None]).sum(1),
        -(law * nats).sum(1) / math.log(2),
        order,
        np.take_along_axis(law, order, 1).astype(np.float32),
        len(decoder.text(tokens)),
    )

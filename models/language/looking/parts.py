"""Who speaks for a token: its logit as the sum of what the parts of a decoder add to the stream.

The residual stream is a sum, and the last norm divides it by one number; so a logit is a sum over
embedding, heads and feed-forward parts (direct logit attribution, Elhage et al. 2021).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.language.decoder import Decoder, Floats, Reading

Numbers = NDArray[np.float64]


class Parts(NamedTuple):
    """What each part adds to the logit of one token at one place.

    Attributes:
        logit: The whole.
        embedding: Of the word itself.
        heads: (layers, heads).
        feed_forward: (layers,).
    """

    logit: float
    embedding: float
    heads: Floats
    feed_forward: Floats

    @property
    def layers(self) -> Numbers:
        """(layers, 2): what the attention and the feed-forward part of each block add."""
        attention = self.heads.sum(1, dtype=np.float64)
        found: Numbers = np.stack((attention, self.feed_forward.astype(np.float64)), axis=1)
        return found

    @property
    def by_kind(self) -> tuple[float, float]:
        """What all heads together add, and all feed-forward parts."""
        attention, fed = self.layers.sum(0)
        return float(attention), float(fed)

    @property
    def sum(self) -> float:
        """Of all parts: the logit, up to rounding."""
        return float(self.embedding + self.layers.sum())


def parts(decoder: Decoder, reading: Reading, place: int, token: int) -> Parts:
    """The parts of the logit of ``token`` after the tokens up to a place."""
    along = decoder.direction(reading, place, token)  # (d,)
    return Parts(
        float(reading.logits[place, token]),
        float(reading.residual[0, place] @ along),
        (reading.heads[:, :, place] @ along).cpu().numpy(),
        (reading.feed_forward[:, place] @ along).cpu().numpy(),
    )

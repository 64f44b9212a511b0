"""The whole machine at the last token: its stream, who adds to it, and what silencing changes.

What a block adds is told as the logit that it gives to one word (``parts``): unlike its norm it
has a sign, and adds up to the number that decides.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.language.decoder import WHOLE, Decoder, Floats, Ids, Reading, Silenced
from models.language.looking.parts import Parts, parts
from models.language.writing import law_of

STRIP = 32  # numbers of an embedding that are shown
UNITS = 6  # of a feed-forward part that are shown
BARS = 6  # next tokens


class Anatomy(NamedTuple):
    """A decoder that has read T tokens, seen from the last of them.

    Attributes:
        embedding: (T, STRIP) the first numbers of each token's row.
        norms: (layers + 1, T) length of the stream before the first block and after each.
        lens: (layers + 1,) the likeliest next token if the model ended there.
        shares: (layers + 1,) its probability.
        former: (layers + 1,) the likeliest there while nothing is silenced.
        changed: (layers + 1,) how far the last token's stream is from what it is while nothing is
            silenced, over the length of that.
        weights: (layers, heads, T, T) where each token looks.
        sinks: (layers, heads) weight of the last token on the start.
        units: (layers, UNITS) the feed-forward units that add most to the winner's logit, by size.
        unit_parts: (layers, UNITS) what they add.
        winner: The token that the whole model says.
        says: What it says without what is silenced.
        parts: Of the winner's logit.
        best: (K,) the likeliest next tokens by the whole model; what is said without, if it is
            none of them, is the last.
        whole: (K,) their probabilities.
        without: (K,) their probabilities without what is silenced.
        chances: The winner's probability by the whole model, and without what is silenced.
        residue: Largest entry of the stream's end minus the sum of all that was added to it.
    """

    embedding: Floats
    norms: Floats
    lens: Ids
    shares: Floats
    former: Ids
    changed: Floats
    weights: Floats
    sinks: Floats
    units: Ids
    unit_parts: Floats
    winner: int
    says: int
    parts: Parts
    best: Ids
    whole: NDArray[np.float64]
    without: NDArray[np.float64]
    chances: tuple[float, float]
    residue: float


@lru_cache(maxsize=1)
def _whole(decoder: Decoder, tokens: tuple[int, ...]) -> Reading:
    """A reading with all parts; kept, as one silences one part after the other."""
    return decoder.read(tokens)


def anatomy(decoder: Decoder, tokens: Sequence[int], silenced: Silenced = WHOLE) -> Anatomy:
    """Read ``tokens``, the start included, without what is silenced, and beside that the whole."""
    last = len(tokens) - 1
    whole = _whole(decoder, tuple(tokens))
    reading = decoder.read(tokens, silenced) if any(silenced) else whole
    before, after = (law_of(one.logits[last].cpu().numpy()) for one in (whole, reading))
    winner, says = int(before.argmax()), int(after.argmax())
    best = np.argsort(-before, kind="stable")[:BARS]
    if says not in best:
        best[-1] = says
    lens = decoder.lens(reading, [last])
    former = lens if reading is whole else decoder.lens(whole, [last])
    stream, usual = reading.residual[:, last], whole.residual[:, last]  # (layers + 1, d)
    changed = (stream - usual).norm(dim=-1) / usual.norm(dim=-1)
    added = decoder.units(reading, last, decoder.direction(reading, last, winner)).cpu().numpy()
    units = np.argsort(-np.abs(added), axis=1, kind="stable")[:, :UNITS]
    return Anatomy(
        reading.residual[0, :, :STRIP].cpu().numpy(),
        reading.residual.norm(dim=-1).cpu().numpy(),
        lens.tokens[:, 0],
        lens.shares[:, 0],
        former.tokens[:, 0],
        changed.cpu().numpy(),
        reading.weights,
        reading.weights[:, :, last, 0],
        units,
        np.take_along_axis(added, units, 1),
        winner,
        says,
        parts(decoder, reading, last, winner),
        best,
        before[best],
        after[best],
        (float(before[winner]), float(after[winner])),
        float((reading.residual[-1, last] - reading.end[last]).abs().max()),
    )

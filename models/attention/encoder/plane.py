"""Masking out (Michel, Levy & Neubig 2019, arXiv:1905.10650): what an embedding loses with a head.

Embeddings have length 1. Two of them span a plane, in which the first is (1, 0) and the second
(cos, sin) of their angle; what silencing does to the first is seen as its shadow in that plane.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.attention.encoder.minilm import ROUNDING, Encoder
from models.attention.reading import Floats, Head


@dataclass(frozen=True, eq=False)
class Plane:
    """The plane of two sentences.

    Attributes:
        whole: (2,) the embedding of text A: (1, 0).
        other: (2,) that of text B: the cosine and the sine of the angle between them.
        silenced: (2,) the shadow of A's embedding without the chosen heads.
        singles: (layers * heads, 2) the same with each single head silenced in turn.
        shifts: (layers, heads) 1 - cosine between A's embedding with and without each head.
        count: How many heads were chosen.
        shift: 1 - cosine between A's embedding with and without the chosen heads.
        cosine: Between A and B, nothing silenced.
        cosine_silenced: Between A and B, the chosen heads silenced in both.
        rounding: What of ``shift`` may be rounding: the shift of an embedding that is the same.
    """

    whole: Floats
    other: Floats
    silenced: Floats
    singles: Floats
    shifts: NDArray[np.float64]
    count: int
    shift: float
    cosine: float
    cosine_silenced: float
    rounding: float = ROUNDING**2 / 2

    @property
    def towards(self) -> Floats:
        """(2,) the direction from text A to text B, of length 1; 0 where they are one."""
        way: Floats = self.other - self.whole
        return way / max(float(np.linalg.norm(way)), 1e-6)


def shift(a: Floats, b: Floats) -> NDArray[np.float64]:
    """1 - cosine between vectors of length 1 along the last axis.

    As half the squared distance, which keeps its digits where a and b are all but equal:
    1 minus their product would lose them all.
    """
    across = a.astype(np.float64) - b
    halves: NDArray[np.float64] = np.sum(across**2, axis=-1) / 2
    return halves


def plane(encoder: Encoder, text_a: str, text_b: str, without: Collection[Head]) -> Plane:
    """The plane of two texts, and where A goes when heads are silenced.

    Raises:
        NothingToRead, TooLong: As for :meth:`Encoder.embed`.
        IndexError: There is no such head.
    """
    a, b = encoder.embed(text_a), encoder.embed(text_b)  # (384,) each
    across = b - (b @ a) * a  # of B what is not along A
    size = float(np.linalg.norm(across))
    axes: Floats = np.stack([a, across / size if size > ROUNDING else np.zeros_like(a)])  # (2, 384)
    singles = encoder.without_each(text_a)  # (L, H, 384)
    changed = encoder.embed(text_a, without)
    return Plane(
        axes @ a,
        axes @ b,
        axes @ changed,
        singles.reshape(-1, len(a)) @ axes.T,
        shift(singles, a),
        len(without),
        float(shift(changed, a)),
        float(a @ b),
        float(changed @ encoder.embed(text_b, without)),
    )

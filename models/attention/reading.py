"""What attention gives back: maps over the tokens of a text, and one head step by step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Head = tuple[int, int]  # layer and head, both from 0


@dataclass(frozen=True, eq=False)
class Attention:
    """Where every head looks while it reads one text or two.

    Attributes:
        tokens: The T tokens as the vocabulary writes them, ``[CLS]`` first.
        weights: (layers, heads, T, T); row i is where token i looks, and sums to 1.
        segments: (T,) 0 for the first text, 1 for the second.
        spans: For each token where it stands in its text, (0, 0) for [CLS] and [SEP].
        letters: For each token what was typed there, as it was typed; nothing for [CLS] and [SEP].
        special: (T,) whether the token is [CLS] or [SEP] of the encoder itself.
        kinship: (T, T) cosines between the word vectors that the first layer gets: what the
            vocabulary alone says about two tokens, before any attention.
        silenced: (layers, heads) which heads hand nothing over. They still look, and what later
            layers see of it is gone.
    """

    tokens: tuple[str, ...]
    weights: Floats
    segments: NDArray[np.int64]
    spans: tuple[tuple[int, int], ...]
    letters: tuple[str, ...]
    special: NDArray[np.bool_]
    kinship: Floats
    silenced: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Story:
    """What one head computes for one token, in order (Vaswani et al. 2017, section 3.2.1).

    Attributes:
        tokens: The T tokens.
        token: The place of the token that looks.
        query: (m,) what it asks.
        keys: (T, m) what each token answers to.
        values: (T, m) what each token hands over.
        scores: (T,) query · key.
        scaled: (T,) the scores divided by √m.
        mask: (T,) added before the softmax: 0 where a token may be looked at. An encoder reads the
            whole text, so it is 0 everywhere.
        weights: (T,) softmax of scaled + mask; sums to 1.
        weighted: (T, m) weight × value of each token.
        output: (m,) their sum: what the head adds to the token's new meaning.
    """

    tokens: tuple[str, ...]
    token: int
    query: Floats
    keys: Floats
    values: Floats
    scores: Floats
    scaled: Floats
    mask: Floats
    weights: Floats
    weighted: Floats
    output: Floats

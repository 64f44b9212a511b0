"""The patterns that Vig (2019) named in BERT's heads, each measured on the text at hand.

A positional or lexical pattern is a set of cells of the T×T map; its score is the attention that
falls on them, averaged over the tokens for which the pattern exists. ``chance`` is the same number
for a head that looks everywhere alike.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from models.attention.encoder.function_words import FUNCTION_WORDS
from models.attention.reading import Attention, Floats

#: Every pattern, and what a person reads for it.
PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "next": "Next token",
        "previous": "Previous token",
        "identical": "Identical words",
        "related": "Related words",
        "other_text": "Same word, other text",
        "predictive": "The word that is announced",
        "cls": "Delimiter [CLS]",
        "sep": "Delimiter [SEP]",
        "punctuation": "Punctuation",
        "bag_of_words": "Bag of words",
    }
)
RELATED = 0.3  # least cosine of the word vectors; of two words drawn at random 1 % reach 0.19

Cells = NDArray[np.bool_]


def cells(attention: Attention) -> dict[str, Cells]:
    """For each pattern but the bag of words, the cells (T, T) it consists of.

    * ``next``, ``previous``: the neighbours of each token, within its text.
    * ``identical``: other copies of the same token; ``other_text``: those in the other text.
    * ``related``: other words of content whose word vectors have a cosine of at least RELATED, such
      as *violin* and *orchestra*, where the two are not neighbours.
    * ``predictive``: from a function word (*the*, *to*, *with*) to the next content word, which it
      announces; not where the two are neighbours, for that is the pattern ``next``.
    * ``cls``, ``sep``, ``punctuation``: the first token, the ends of the texts, and the marks in
      them, seen from all tokens of the texts.
    """
    tokens, special, segments = attention.tokens, attention.special, attention.segments
    n = len(tokens)
    place = np.arange(n)
    step = place[None, :] - place[:, None]  # how far key j is ahead of query i
    together = segments[:, None] == segments[None, :]
    word = ~special & np.array([any(c.isalnum() for c in token) for token in tokens])
    content = _content(attention)
    words = word[:, None] & word[None, :] & (step != 0)
    same = np.array([[one == other for other in tokens] for one in tokens]) & words
    akin = (attention.kinship >= RELATED) & content[:, None] & content[None, :] & ~same

    def seen(keys: Cells) -> Cells:
        """The cells from every token of the texts to ``keys`` (T,)."""
        return ~special[:, None] & keys[None, :]

    return {
        "next": (step == 1) & together & ~special[:, None],
        "previous": (step == -1) & together & ~special[:, None],
        "identical": same,
        "related": akin & (np.abs(step) > 1),
        "other_text": same & ~together,
        "predictive": _announced(attention) & (step > 1),
        "cls": seen(special & (place == 0)),
        "sep": seen(special & (place > 0)),
        "punctuation": seen(~special & ~word),
    }


def pattern_scores(attention: Attention) -> dict[str, Floats]:
    """For each pattern a table (layers, heads) of scores from 0 to 1.

    ``bag_of_words`` is the entropy of each token's attention as a share of ln T, averaged: 1 for a
    head that looks everywhere alike. A pattern of which the text has no example is NaN.
    """
    scores = {name: _mass(attention.weights, mask) for name, mask in cells(attention).items()}
    weights = attention.weights
    entropy = -(weights * np.log(np.maximum(weights, np.finfo(np.float32).tiny))).sum(axis=-1)
    scores["bag_of_words"] = entropy.mean(axis=-1) / np.log(len(attention.tokens))
    return scores


def chance(attention: Attention) -> dict[str, float]:
    """The score of a head that looks everywhere alike; NaN where the text has no example."""
    n = len(attention.tokens)
    uniform = np.full((1, 1, n, n), 1 / n, dtype=np.float32)
    found = {name: _mass(uniform, mask).item() for name, mask in cells(attention).items()}
    return {**found, "bag_of_words": 1.0}


def best(scores: Floats) -> list[tuple[int, int]]:
    """All heads (layer, head), the one with the highest score first; none if it is NaN."""
    if np.isnan(scores).any():
        return []
    order = np.argsort(-scores, axis=None, kind="stable")
    return [(int(at) // scores.shape[1], int(at) % scores.shape[1]) for at in order]


def _mass(weights: Floats, mask: Cells) -> Floats:
    """Attention (L, H, T, T) on the cells, averaged over the rows that have any."""
    rows = mask.any(axis=1)
    if not rows.any():
        return np.full(weights.shape[:2], np.nan, dtype=np.float32)
    on_cells: Floats = (weights * mask).sum(axis=-1)[..., rows].mean(axis=-1)
    return on_cells


def _content(attention: Attention) -> Cells:
    """Which tokens (T,) begin a word that carries content of its own."""
    begins = [token not in FUNCTION_WORDS and token[0].isalpha() for token in attention.tokens]
    return ~attention.special & np.array(begins, dtype=np.bool_)


def _announced(attention: Attention) -> Cells:
    """From each function word to the first token of the next content word of its text."""
    tokens, segments, n = attention.tokens, attention.segments, len(attention.tokens)
    content = _content(attention)
    mask = np.zeros((n, n), dtype=bool)
    for i, token in enumerate(tokens):
        if token in FUNCTION_WORDS and not attention.special[i]:
            ahead = (j for j in range(i + 1, n) if content[j] and segments[j] == segments[i])
            for j in ahead:
                mask[i, j] = True
                break
    return mask


def mean_score(table: Floats) -> float:
    """The mean score of all heads, given the scores (layers, heads) of one pattern."""
    return float(np.mean(table))

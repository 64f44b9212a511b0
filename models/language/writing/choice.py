"""From the law of the next token to one token: temperature, top-k, top-p, then a draw.

Each of the three makes another law: exponents by 1 / temperature; only the k likeliest (Fan et al.
2018, arXiv:1805.04833); only the likeliest that together reach p (nucleus sampling, Holtzman et al.
2020, arXiv:1904.09751, section 3.1). In this order, as transformers does it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.language.decoder import Floats

Law = NDArray[np.float64]


class Choosing(NamedTuple):
    """How a token is chosen.

    Attributes:
        temperature: Below 1 what is likely becomes likelier, above 1 less likely.
        top_k: So many tokens stay; 0 for all.
        top_p: Probability that those which stay reach together; 1 for all.
    """

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0


class Laws(NamedTuple):
    """The law (V,) of the next token: as the model gives it, and after each change."""

    model: Law
    tempered: Law
    top_k: Law
    top_p: Law


def law_of(logits: Floats) -> Law:
    """Probabilities (..., V) from logits (..., V)."""
    nats = log_law_of(logits)
    return np.exp(nats)


def log_law_of(logits: Floats) -> Law:
    """The logarithms (..., V) of probabilities, in nats."""
    exact = logits.astype(np.float64)
    exact -= exact.max(-1, keepdims=True)
    found: Law = exact - np.log(np.exp(exact).sum(-1, keepdims=True))
    return found


def laws(logits: Floats, how: Choosing) -> Laws:
    """All four laws from logits (V,)."""
    model = law_of(logits)
    tempered = law_of(logits / np.float32(how.temperature))
    order = np.argsort(-tempered, kind="stable")
    few = _only(tempered, order[: how.top_k or None])
    reached = np.cumsum(few[order])
    # The first token always stays, and the last one needed to reach p.
    needed = int(np.searchsorted(reached, how.top_p - 1e-12)) + 1
    return Laws(model, tempered, few, _only(few, order[:needed]))


def draw(law: Law, uniform: float) -> int:
    """The token at a place in [0, 1), where the likeliest come first: the inverse CDF."""
    order = np.argsort(-law, kind="stable")
    reached = np.cumsum(law[order])
    place = int(np.searchsorted(reached, uniform * reached[-1], side="right"))
    return int(order[min(place, int(np.count_nonzero(law)) - 1)])


def _only(law: Law, kept: NDArray[np.int64]) -> Law:
    """The law of those kept, made to sum to 1 again."""
    rest = np.zeros_like(law)
    rest[kept] = law[kept]
    few: Law = rest / rest.sum()
    return few

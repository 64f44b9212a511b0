"""What counting groups of characters can foretell: the rungs that a decoder climbs past.

Witten & Bell 1991 (method C; Chen & Goodman 1998, section 2.4): with N(c, x) the count of x after
the context c, N(c) that of c, and U(c) how many different characters ever came after it,

    P(x | c) = (N(c, x) + U(c) P(x | c without its first character)) / (N(c) + U(c)),

down to an even guess among all characters. Nothing is tuned.
"""

import numpy as np
from numpy.typing import NDArray

from models.language.text import VOCABULARY

MOST = 5  # characters of a group
RUNGS = ("an even guess", "single letters", "pairs", "triples", "fours", "fives")

Codes = NDArray[np.integer]
Floats = NDArray[np.float64]


def counted(text: Codes, groups: Codes) -> Floats:
    """The probability of the last character of each group, given ever more of those before it.

    Args:
        text: (D,) what is counted, D > n.
        groups: (K, n) with n ≤ ``MOST``.

    Returns:
        (n + 1, K): an even guess, then by the single character, by pairs, up to groups of n.

    >>> text = np.array([0, 1, 0, 1, 0, 2])
    >>> counted(text, np.array([[0, 1]]))[2].round(3)  # 2 of 3 zeros go on with a 1
    array([0.49])
    """
    size = groups.shape[1]
    laws = [np.full(len(groups), 1 / VOCABULARY)]
    for n in range(1, size + 1):
        whole = _numbers(np.lib.stride_tricks.sliding_window_view(text, n))
        asked = _numbers(groups[:, size - n :])
        kinds, counts = np.unique(whole, return_counts=True)
        contexts, begins = np.unique(kinds // VOCABULARY, return_index=True)
        seen = np.add.reduceat(counts, begins)  # N(c)
        different = np.diff(np.append(begins, len(kinds)))  # U(c)
        here = _found(kinds, counts, asked)
        total, new = (_found(contexts, each, asked // VOCABULARY) for each in (seen, different))
        known = total > 0
        after = (here + new * laws[-1]) / np.where(known, total + new, 1)
        laws.append(np.where(known, after, laws[-1]))
    return np.stack(laws)


def _numbers(groups: Codes) -> NDArray[np.int64]:
    """Each group (K, n) as one number (K,), its last character the lowest digit."""
    digits = VOCABULARY ** np.arange(groups.shape[1] - 1, -1, -1, dtype=np.int64)
    return np.asarray(groups.astype(np.int64) @ digits)


def _found(kinds: NDArray[np.int64], counts: Codes, asked: NDArray[np.int64]) -> Floats:
    """The count of each that is asked for; 0 of what never came."""
    at = np.minimum(np.searchsorted(kinds, asked), len(kinds) - 1)
    return np.where(kinds[at] == asked, counts[at], 0).astype(np.float64)

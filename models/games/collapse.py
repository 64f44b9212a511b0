"""Why maximin collapses: a GAN so small that both orders of the game are solved exactly.

The data are K modes with shares p. The generator chooses shares q, the discriminator a score D_k
in (0, 1) for each mode, and the game is the notes' value

    V(q, D) = ½ Σ p_k ln D_k + ½ Σ q_k ln(1 - D_k).

* min over q of max over D: the discriminator answers each q with D* = p / (p + q), the generator
  faces -ln 2 + JSD(p, q), and its only best choice is q = p: **all modes**.
* max over D of min over q: the generator answers a fixed D. V is linear in q, so a best answer
  puts everything on the mode with the largest D_k: **a single mode**, "the single output that the
  discriminator believes is most likely to be real".

The two orders have one value here, -ln 2, since V is convex in q and concave in D; what differs is
what the generator is asked to do. In gradient training neither order is privileged: a generator
that answers D as it stands plays maximin, and the discriminator chases it from mode to mode.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError
from models.shares import checked_shares

Floats = NDArray[np.float64]

_EDGE = 1e-12


@dataclass(frozen=True)
class Chase:
    """Rounds of a game in which each player answers the other.

    Attributes:
        shares: (R + 1, K) the generator's q after each round, from the start.
        scores: (R + 1, K) the discriminator's D that the next q answers.
        values: (R + 1,) V(q, D) in nats.
    """

    shares: Floats
    scores: Floats
    values: Floats


def value(p: ArrayLike, q: ArrayLike, scores: ArrayLike) -> float:
    """V(q, D) in nats, with the ½ of the notes."""
    data, model, d = (np.asarray(a, dtype=np.float64) for a in (p, q, scores))
    inside = np.clip(d, _EDGE, 1 - _EDGE)
    return 0.5 * float(data @ np.log(inside) + model @ np.log(1 - inside))


def best_discriminator(p: ArrayLike, q: ArrayLike) -> Floats:
    """D* = p / (p + q), (K,): the inner maximum of minimax. ½ where neither has mass."""
    data, model = np.asarray(p, dtype=np.float64), np.asarray(q, dtype=np.float64)
    total = data + model
    return np.where(total > 0, data / np.where(total > 0, total, 1.0), 0.5)


def best_generator(scores: ArrayLike, after: int = -1) -> Floats:
    """The shares (K,) that minimise V for fixed scores: everything on the mode of largest score.

    Among equal scores the next one after mode ``after`` is taken, in a circle.
    """
    d = np.asarray(scores, dtype=np.float64)
    turned = np.roll(d, -(after + 1))
    shares: Floats = np.eye(len(d))[(int(turned.argmax()) + after + 1) % len(d)]
    return shares


def chase(p: ArrayLike, start: ArrayLike, rounds: int, *, look_ahead: bool = False) -> Chase:
    """Play ``rounds`` rounds: D answers q, then q answers.

    Args:
        p: (K,) shares of the data.
        start: (K,) the generator's first shares.
        rounds: How many.
        look_ahead: The generator answers what D **will** be (minimax, unrolled without end): it
            goes to q = p and stays. Otherwise it answers D as it stands (maximin), and jumps from
            mode to mode for ever.

    Raises:
        ModelError: The shares do not fit or are not shares.
    """
    data, q = checked_shares(p), checked_shares(start)
    if data.shape != q.shape:
        raise ModelError("Data and generator need shares of the same modes.")
    shares, scores = [q], [best_discriminator(data, q)]
    for _ in range(rounds):
        q = data if look_ahead else best_generator(scores[-1], int(q.argmax()))
        shares.append(q)
        scores.append(best_discriminator(data, q))
    values = [value(data, *pair) for pair in zip(shares, scores, strict=True)]
    return Chase(np.array(shares), np.array(scores), np.array(values))


def minimax_value(p: ArrayLike, q: ArrayLike) -> float:
    """max over D of V(q, D) = -ln 2 + JSD(p, q), in nats: what the generator faces in minimax."""
    return value(p, q, best_discriminator(p, q))


def maximin_value(p: ArrayLike, scores: ArrayLike) -> float:
    """min over q of V(q, D), in nats: what the discriminator faces in maximin."""
    return value(p, best_generator(scores), scores)


def undecided(modes: int) -> Floats:
    """The discriminator that solves maximin: ½ everywhere, so that no mode is worth a jump."""
    return np.full(modes, 0.5)


#: The value of the game in either order, in nats.
GAME_VALUE = -math.log(2)

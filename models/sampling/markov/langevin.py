"""The Metropolis-adjusted Langevin algorithm (Roberts and Tweedie, 1996)."""

import numpy as np
from numpy.typing import ArrayLike

from models.sampling.laws.law import Floats
from models.sampling.markov.chain import Path, Proposal, positive, starts, walk
from models.sampling.markov.target import Smooth


def langevin(
    target: Smooth, start: ArrayLike, steps: int, step: ArrayLike, random: np.random.Generator
) -> Path:
    """Propose x + step²/2 ∇ln p(x) + step ε: uphill and shaken; then accept or stay.

    Args:
        target: What is sampled.
        start: (C, D), where the C chains begin.
        steps: How many proposals each chain makes.
        step: Standard deviation of the shaking; one for all chains, or (C,).
        random: Where the randomness comes from.

    Raises:
        ModelError: As for :func:`models.sampling.markov.metropolis`.
    """
    x, size = starts(target, start), positive(step)

    def way(end: Floats, begin: Floats, uphill: Floats) -> Floats:
        """ln of the density of proposing ``end`` from ``begin``, up to a constant, (C,)."""
        missed = (end - begin - size**2 / 2 * uphill) / size
        return np.asarray(-0.5 * (missed**2).sum(1))

    def propose(x: Floats, known: tuple[Floats, ...]) -> Proposal:
        height, slope = known  # (C,), (C, D)
        there = x + size**2 / 2 * slope + size * random.standard_normal(x.shape)
        higher, tilt = target.log_prob(there), target.gradient(there)
        return Proposal(
            there, (higher, tilt), higher - height + way(x, there, tilt) - way(there, x, slope)
        )

    known = target.log_prob(x), target.gradient(x)
    return walk(x, known, steps, propose, random, 2 * (steps + 1))

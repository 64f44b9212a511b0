"""The Metropolis-adjusted Langevin algorithm (Roberts and Tweedie, 1996)."""

import numpy as np
from numpy.typing import ArrayLike

from models.sampling.laws.law import Floats
from models.sampling.markov.chain import Path, decide, positive, starts
from models.sampling.markov.target import Target


def langevin(
    target: Target, start: ArrayLike, steps: int, step: float, random: np.random.Generator
) -> Path:
    """Propose x + step²/2 ∇ln p(x) + step ε: uphill and shaken; then accept or stay.

    Args:
        target: What is sampled.
        start: (C, D), where the C chains begin.
        steps: How many proposals each chain makes.
        step: Standard deviation of the shaking.
        random: Where the randomness comes from.

    Raises:
        ModelError: As for :func:`models.sampling.markov.metropolis`.
    """
    x, step = starts(target, start), positive(step)
    height, slope = target.log_prob(x), target.gradient(x)  # (C,), (C, D)
    points, proposed = np.empty((steps + 1, *x.shape)), np.empty((steps, *x.shape))
    accepted = np.empty((steps, len(x)), dtype=bool)
    points[0] = x

    def way(end: Floats, begin: Floats, uphill: Floats) -> Floats:
        """ln of the density of proposing ``end`` from ``begin``, up to a constant, (C,)."""
        return np.asarray(-((end - begin - step**2 / 2 * uphill) ** 2).sum(1) / (2 * step**2))

    for t in range(steps):
        proposed[t] = x + step**2 / 2 * slope + step * random.standard_normal(x.shape)
        there, tilt = target.log_prob(proposed[t]), target.gradient(proposed[t])
        ratio = there - height + way(x, proposed[t], tilt) - way(proposed[t], x, slope)
        accepted[t] = decide(ratio, random)
        moves = accepted[t][:, None]
        x, slope = np.where(moves, proposed[t], x), np.where(moves, tilt, slope)
        height = np.where(accepted[t], there, height)
        points[t + 1] = x
    return Path(points, proposed, accepted, 2 * (steps + 1))

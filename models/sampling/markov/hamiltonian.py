"""Hamiltonian Monte Carlo (Duane et al., 1987; Neal, 2011)."""

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.sampling.laws.law import Floats
from models.sampling.markov.chain import Path, decide, positive, starts
from models.sampling.markov.target import Target


def leapfrog(
    target: Target, x: Floats, momentum: Floats, step: float, count: int
) -> tuple[Floats, Floats]:
    """``count`` steps of the leapfrog integrator, which is reversible and keeps volume.

    Args:
        target: -ln p is the potential energy.
        x: (C, D) positions.
        momentum: (C, D).
        step: Length of a step in time.
        count: How many steps.

    Returns:
        All positions (count + 1, C, D), and the last momentum (C, D).
    """
    way = np.empty((count + 1, *x.shape))
    way[0] = x
    momentum = momentum + step / 2 * target.gradient(x)
    for t in range(count):
        way[t + 1] = way[t] + step * momentum
        momentum = momentum + step * target.gradient(way[t + 1])
    return way, momentum - step / 2 * target.gradient(way[-1])


def hamiltonian(
    target: Target,
    start: ArrayLike,
    steps: int,
    step: float,
    random: np.random.Generator,
    *,
    leapfrogs: int = 10,
) -> Path:
    """Draw a momentum, roll for ``leapfrogs`` steps, accept by the change of total energy.

    Args:
        target: What is sampled.
        start: (C, D), where the C chains begin.
        steps: How many proposals each chain makes.
        step: Length of one leapfrog step.
        random: Where the randomness comes from.
        leapfrogs: Steps of one proposal.

    Raises:
        ModelError: As for :func:`models.sampling.markov.metropolis`, or no leapfrog step.
    """
    x, step = starts(target, start), positive(step)
    if leapfrogs < 1:
        raise ModelError("A proposal needs at least one leapfrog step.")
    height = target.log_prob(x)  # (C,)
    points, proposed = np.empty((steps + 1, *x.shape)), np.empty((steps, *x.shape))
    accepted = np.empty((steps, len(x)), dtype=bool)
    points[0] = x
    for t in range(steps):
        momentum = random.standard_normal(x.shape)
        with np.errstate(over="ignore", invalid="ignore"):  # too long a step runs away
            way, last = leapfrog(target, x, momentum, step, leapfrogs)
            proposed[t] = way[-1]
            there = target.log_prob(proposed[t])
            energy = there - height - 0.5 * (last**2 - momentum**2).sum(1)
        accepted[t] = decide(energy, random)
        x = np.where(accepted[t][:, None], proposed[t], x)
        height = np.where(accepted[t], there, height)
        points[t + 1] = x
    return Path(points, proposed, accepted, steps * (leapfrogs + 2) + 1)

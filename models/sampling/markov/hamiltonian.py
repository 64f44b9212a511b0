"""Hamiltonian Monte Carlo (Duane et al., 1987; Neal, 2011)."""

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.sampling.laws.law import Floats
from models.sampling.markov.chain import Path, Proposal, positive, starts, walk
from models.sampling.markov.target import Smooth


def leapfrog(
    target: Smooth, x: Floats, momentum: Floats, step: float | Floats, count: int
) -> tuple[Floats, Floats]:
    """``count`` steps of the leapfrog integrator, which is reversible and keeps volume.

    Args:
        target: -ln p is the potential energy.
        x: (C, D) positions.
        momentum: (C, D).
        step: Length of a step in time; one for all chains, or (C, 1).
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
    target: Smooth,
    start: ArrayLike,
    steps: int,
    step: ArrayLike,
    random: np.random.Generator,
    *,
    leapfrogs: int = 10,
) -> Path:
    """Draw a momentum, roll for ``leapfrogs`` steps, accept by the change of total energy.

    Args:
        target: What is sampled.
        start: (C, D), where the C chains begin.
        steps: How many proposals each chain makes.
        step: Length of one leapfrog step; one for all chains, or (C,).
        random: Where the randomness comes from.
        leapfrogs: Steps of one proposal.

    Raises:
        ModelError: As for :func:`models.sampling.markov.metropolis`, or no leapfrog step.
    """
    x, size = starts(target, start), positive(step)
    if leapfrogs < 1:
        raise ModelError("A proposal needs at least one leapfrog step.")

    def propose(x: Floats, known: tuple[Floats, ...]) -> Proposal:
        momentum = random.standard_normal(x.shape)
        with np.errstate(over="ignore", invalid="ignore"):  # too long a step runs away
            way, last = leapfrog(target, x, momentum, size, leapfrogs)
            height = target.log_prob(way[-1])
            gain = height - known[0] - 0.5 * (last**2 - momentum**2).sum(1)
        return Proposal(way[-1], (height,), gain)

    calls = steps * (leapfrogs + 2) + 1
    return walk(x, (target.log_prob(x),), steps, propose, random, calls)

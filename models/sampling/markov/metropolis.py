"""Random-walk Metropolis (Metropolis et al., 1953)."""

import math

import numpy as np
from numpy.typing import ArrayLike

from models.sampling.laws.law import Floats
from models.sampling.markov.chain import Path, Proposal, positive, starts, walk
from models.sampling.markov.target import Target

BEST_STEP = 2.426  # on N(0, 1): the one of largest expected squared jump


def metropolis(
    target: Target, start: ArrayLike, steps: int, step: ArrayLike, random: np.random.Generator
) -> Path:
    """Propose N(x, step² I); accept with probability min(1, p(x') / p(x)).

    Args:
        target: What is sampled.
        start: (C, D), where the C chains begin.
        steps: How many proposals each chain makes.
        step: Standard deviation of a proposal; one for all chains, or (C,).
        random: Where the randomness comes from.

    Raises:
        ModelError: A start of no density or a wrong shape, or a step that is not positive.
    """
    x, size = starts(target, start), positive(step)

    def propose(x: Floats, known: tuple[Floats, ...]) -> Proposal:
        there = x + size * random.standard_normal(x.shape)
        height = target.log_prob(there)
        return Proposal(there, (height,), height - known[0])

    return walk(x, (target.log_prob(x),), steps, propose, random, steps + 1)


def normal_acceptance(step: float) -> float:
    """Acceptance of proposals N(x, step²) on N(0, 1), exactly: (2/π) arctan(2/step)."""
    return 2 / math.pi * math.atan2(2, step)


def normal_jump(step: float) -> float:
    """Expected squared jump E[(x' - x)²] on N(0, 1), by quadrature; 1 - half of it is the
    autocorrelation at lag one."""
    jump = np.linspace(-12, 12, 4801) * step  # (J,), the proposed jumps
    density = np.exp(-0.5 * (jump / step) ** 2) / (step * math.sqrt(2 * math.pi))
    # Given the jump d, accepted with probability E min(1, p(x + d) / p(x)) = erfc(|d| / √8).
    kept = np.array([math.erfc(abs(d) / math.sqrt(8)) for d in jump])
    return float(np.trapezoid(jump**2 * kept * density, jump))

"""Markov chains whose stationary law is the target: propose, then accept or stay."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.errors import ModelError
from models.sampling.laws.law import Floats
from models.sampling.markov.target import Target


class Path(NamedTuple):
    """Several chains from their starts on, and everything they tried.

    Attributes:
        points: (steps + 1, C, D) where each chain was, its start first.
        proposed: (steps, C, D) where it wanted to go.
        accepted: (steps, C) whether it went.
        calls: How often the log-density or its gradient was evaluated for each chain.
    """

    points: Floats
    proposed: Floats
    accepted: NDArray[np.bool_]
    calls: int

    @property
    def acceptance(self) -> float:
        """The share of proposals that was accepted, of all chains."""
        return float(self.accepted.mean())


class Proposal(NamedTuple):
    """Where C chains want to go.

    Attributes:
        points: (C, D).
        known: What is known of the target there, such as its log-density (C,), for the next step.
        log_ratio: (C,) logarithm of the acceptance ratio, in nats.
    """

    points: Floats
    known: tuple[Floats, ...]
    log_ratio: Floats


Propose = Callable[[Floats, tuple[Floats, ...]], Proposal]


def walk(
    start: Floats,
    known: tuple[Floats, ...],
    steps: int,
    propose: Propose,
    random: np.random.Generator,
    calls: int,
) -> Path:
    """Propose, then go or stay, ``steps`` times (Metropolis et al., 1953; Hastings, 1970).

    Args:
        start: (C, D), where the chains begin.
        known: What is known of the target there, one row a chain.
        steps: How many proposals each chain makes.
        propose: From points and what is known there to a proposal.
        random: Decides what is accepted.
        calls: See :class:`Path`.
    """
    x = start
    points, proposed = np.empty((steps + 1, *x.shape)), np.empty((steps, *x.shape))
    accepted = np.empty((steps, len(x)), dtype=bool)
    points[0] = x
    for t in range(steps):
        proposal = propose(x, known)
        go = decide(proposal.log_ratio, random)  # (C,)
        x = np.where(go[:, None], proposal.points, x)
        known = tuple(
            np.where(go if new.ndim == 1 else go[:, None], new, old)
            for new, old in zip(proposal.known, known, strict=True)
        )
        points[t + 1], proposed[t], accepted[t] = x, proposal.points, go
    return Path(points, proposed, accepted, calls)


def starts(target: Target, start: ArrayLike) -> Floats:
    """The starts of C chains, (C, D), in double precision.

    Raises:
        ModelError: The shape does not fit, or a chain starts where the density is zero.
    """
    points = np.array(start, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != target.dimension or not len(points):
        raise ModelError(f"Chains need starts of shape (chains, {target.dimension}).")
    if not np.isfinite(points).all() or not np.isfinite(target.log_prob(points)).all():
        raise ModelError("A chain has to start where the density is not zero: move its start.")
    return points


def positive(step: ArrayLike) -> Floats:
    """A step size for all chains, (1, 1), or one for each, (C, 1).

    Raises:
        ModelError: One is not a positive number.
    """
    sizes = np.asarray(step, dtype=np.float64).reshape(-1, 1)
    if wrong := [size for size in sizes[:, 0].tolist() if not (size > 0 and np.isfinite(size))]:
        raise ModelError(f"The step size must be a positive number, not {wrong[0]:g}.")
    return sizes


def decide(log_ratio: Floats, random: np.random.Generator) -> NDArray[np.bool_]:
    """Accept with probability min(1, exp(log_ratio)); what is no number is refused. (C,)."""
    chance = np.log(random.random(log_ratio.shape) + np.finfo(np.float64).tiny)
    return np.asarray(np.where(np.isnan(log_ratio), -np.inf, log_ratio) > chance)

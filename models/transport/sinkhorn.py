"""Transport blurred by entropy: Sinkhorn's half-steps (Cuturi 2013), in the log domain.

The plan minimises Σ plan · cost - ε H(plan), with H in nats. It has the form
exp((f + g - cost) / ε), and its rows and columns are made to sum to p and q in turn.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logsumexp

from models.errors import ModelError
from models.shares import checked_shares
from models.transport.plan import c_transform

Floats = NDArray[np.float64]

DENSE, MOST = 20, 60  # half-steps that are all kept, and about how many are kept in all


@dataclass(frozen=True, eq=False)
class Sinkhorn:
    """Half-steps that are kept; at the first, 0, stands exp(-cost / ε), scaled to a mass of one.

    Attributes:
        steps: (T,) half-steps made: each of the first ones, then ever fewer, and the last.
        plans: (T, m, n); after an odd half-step the rows sum to p, after an even one the columns
            to q.
        costs: (T,) Σ plan · cost.
        misplaced: (T,) mass that does not leave from, or does not arrive, where it should.
        proven: (T,) what no plan can cost less than, by the potentials of this half-step.
    """

    steps: NDArray[np.int64]
    plans: Floats
    costs: Floats
    misplaced: Floats
    proven: Floats

    def shares(self, p: Floats) -> Floats:
        """(T, m, n) which part of the mass p (m,) of each point goes to each other one."""
        parts: Floats = self.plans / p[:, None]
        return parts


def sinkhorn(
    p: ArrayLike, q: ArrayLike, cost: ArrayLike, epsilon: float, half_steps: int
) -> Sinkhorn:
    """Scale rows and columns in turn, for p (m,), q (n,) and cost (m, n).

    Args:
        p: Masses that leave.
        q: Masses that arrive.
        cost: What each way costs.
        epsilon: Price of a nat of entropy, in the unit of the cost.
        half_steps: How often rows or columns are scaled.

    Raises:
        ModelError: The laws are no probabilities, or do not fit the costs, or ε is not positive.
    """
    first, second = checked_shares(p), checked_shares(q)
    costs = np.asarray(cost, dtype=np.float64)
    if costs.shape != (first.size, second.size) or not np.isfinite(costs).all():
        raise ModelError("Every pair of places needs a cost that is a finite number.")
    if not 0 < epsilon < np.inf:
        raise ModelError("The blur ε is a positive number.")
    with np.errstate(divide="ignore"):
        log_p, log_q = np.log(first), np.log(second)
    f, g = np.zeros(first.size), np.zeros(second.size)
    f -= epsilon * float(logsumexp(-costs / epsilon))
    steps = _kept(half_steps)
    plans, proven = [], []
    for step in range(half_steps + 1):
        if step % 2:
            f = epsilon * (log_p - logsumexp((g - costs) / epsilon, axis=1))
        elif step:
            g = epsilon * (log_q - logsumexp((f[:, None] - costs) / epsilon, axis=0))
        if step not in steps:
            continue
        plans.append(np.exp((f[:, None] + g - costs) / epsilon))
        h = c_transform(costs.T, np.where(np.isfinite(f), f, 0.0))
        proven.append(float(first @ c_transform(costs, h) + second @ h))
    every = np.array(plans)
    misplaced = np.abs(every.sum(2) - first).sum(1) + np.abs(every.sum(1) - second).sum(1)
    paid = (every * costs).sum((1, 2))
    return Sinkhorn(steps, every, paid, misplaced / 2, np.array(proven))


def _kept(half_steps: int) -> NDArray[np.int64]:
    """The half-steps that are kept, rising, from 0 to the last."""
    if half_steps <= MOST:
        return np.arange(half_steps + 1)
    rare = np.geomspace(DENSE, half_steps, MOST - DENSE).round().astype(np.int64)
    return np.unique(np.concatenate((np.arange(DENSE), rare)))

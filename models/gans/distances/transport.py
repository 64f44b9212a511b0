"""Moving earth: the Wasserstein distance W₁ of finite laws, and laws that never meet.

Section 3.2 of the notes: the cheapest plan (Kantorovich) costs as much as the best 1-Lipschitz
function tells the two laws apart (Kantorovich and Rubinstein).
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment, linprog
from scipy.spatial.distance import cdist

from models.errors import ModelError
from models.gans.distances.divergences import (
    jensen_shannon_discrete,
    jensen_shannon_misprinted,
    kl_discrete,
)
from models.shares import checked_shares

Floats = NDArray[np.float64]

_LARGEST = 40  # places of each law in a linear program
POINTS = 24  # of each of the parallel lines


@dataclass(frozen=True)
class Transport:
    """The cheapest way to turn p into q, and a proof that none is cheaper.

    Attributes:
        plan: (m, n) mass moved from place i of p to place j of q.
        value: What the plan costs: the smallest Σ plan · cost.
        potential: (m,) f, and
        other: (n,) g, with f[i] + g[j] ≤ cost[i, j]; no plan can cost less than Σ p f + Σ q g.
        dual_value: That sum; equal to ``value``.
    """

    plan: Floats
    value: float
    potential: Floats
    other: Floats
    dual_value: float


def cheapest(p: ArrayLike, q: ArrayLike, cost: ArrayLike) -> Transport:
    """Solve the linear program of p (m,), q (n,) and cost (m, n), and its dual.

    Raises:
        ModelError: The laws are no probabilities, too large, or do not fit the costs, or a cost is
            not finite.
    """
    first, second = checked_shares(p), checked_shares(q)
    costs = np.asarray(cost, dtype=np.float64)
    if costs.shape != (first.size, second.size) or max(costs.shape) > _LARGEST:
        raise ModelError(f"Every pair of places needs a cost; at most {_LARGEST} places each.")
    if not np.isfinite(costs).all():
        raise ModelError("Every cost must be a finite number: forbid a way by a large one.")
    m, n = costs.shape
    # The solver's thresholds are absolute, so it is given costs of about one.
    size = np.abs(costs).max() or 1.0
    # Rows of the plan sum to p, columns to q.
    sums = np.vstack((np.kron(np.eye(m), np.ones(n)), np.kron(np.ones(m), np.eye(n))))
    both = np.concatenate((first, second))
    solved = linprog((costs / size).ravel(), A_eq=sums, b_eq=both)
    if solved.status != 0:
        raise ModelError("The linear program could not be solved. Bring the costs closer together.")
    plan = np.asarray(solved.x, dtype=np.float64).reshape(m, n)
    prices: Floats = size * np.asarray(solved.eqlin.marginals, dtype=np.float64)
    f, g = prices[:m], prices[m:]
    return Transport(
        plan=plan,
        value=float((plan * costs).sum()),
        potential=f,
        other=g,
        dual_value=float(first @ f + second @ g),
    )


def lipschitz(cost: ArrayLike, other: ArrayLike) -> Floats:
    """The notes' K(x) = min over u of cost(x, u) - g(u), (m,): 1-Lipschitz if cost is a metric.

    It is nowhere below f, so that E_p K - E_q K reaches the value of the dual.
    """
    k: Floats = (np.asarray(cost, dtype=np.float64) - np.asarray(other)).min(1)
    return k


@dataclass(frozen=True)
class ParallelLines:
    """Two laws, each uniform on the points of one line, side by side (Arjovsky et al. 2017).

    Attributes:
        first: (POINTS, 2) places of P, on x = 0.
        second: (POINTS, 2) places of Q, on x = distance.
        goes_to: (POINTS,) index in ``second`` to which the cheapest plan moves each point.
        kl: KL(P || Q) in nats.
        jensen_shannon: JSD(P, Q) in nats.
        misprinted: ½ KL(P || M) + ½ KL(M || Q) in nats, as the notes print JSD.
        total_variation: ½ Σ |p - q|.
        wasserstein: W₁(P, Q), in units of length.
        squared: What the same plan costs with ‖x - y‖² in place of ‖x - y‖, in units of area.
    """

    first: Floats
    second: Floats
    goes_to: NDArray[np.intp]
    kl: float
    jensen_shannon: float
    misprinted: float
    total_variation: float
    wasserstein: float
    squared: float


def parallel_lines(distance: float) -> ParallelLines:
    """The distances of the two laws, computed on the points of both lines together."""
    height = (np.arange(POINTS) + 0.5) / POINTS
    first = np.column_stack((np.zeros(POINTS), height))
    second = np.column_stack((np.full(POINTS, distance), height))
    together, index = np.unique(np.vstack((first, second)), axis=0, return_inverse=True)
    counts = [np.bincount(part, minlength=len(together)) for part in np.split(index.ravel(), 2)]
    p, q = (torch.from_numpy(count / POINTS) for count in counts)
    costs = cdist(first, second)
    rows, goes_to = linear_sum_assignment(costs)
    return ParallelLines(
        first,
        second,
        goes_to,
        kl=kl_discrete(p, q),
        jensen_shannon=jensen_shannon_discrete(p, q),
        misprinted=jensen_shannon_misprinted(p, q),
        total_variation=float((p - q).abs().sum() / 2),
        wasserstein=float(costs[rows, goes_to].mean()),
        squared=float((costs[rows, goes_to] ** 2).mean()),
    )

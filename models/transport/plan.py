"""The cheapest plan: how little it costs to turn one finite law into another, and the proof.

Section 3.2 of the notes: the cheapest plan (Kantorovich) costs as much as the best pair of
potentials says that any plan must (its dual). For laws of equally many equal points the plan is an
assignment; else it is the solution of a linear program by the simplex method.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment, linprog

from models.errors import ModelError
from models.shares import checked_shares

Floats = NDArray[np.float64]

LARGEST = 100  # places of each law
_SHARP = 1e-10  # the solver's finest thresholds


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

    @property
    def gap(self) -> float:
        """What the plan costs beyond what the potentials prove: 0 up to rounding."""
        return self.value - self.dual_value


def cheapest(p: ArrayLike, q: ArrayLike, cost: ArrayLike) -> Transport:
    """The cheapest plan from p (m,) to q (n,) at the cost (m, n), and its dual.

    Raises:
        ModelError: The laws are no probabilities, too large, or do not fit the costs, or a cost is
            not finite.
    """
    first, second = checked_shares(p), checked_shares(q)
    costs = np.asarray(cost, dtype=np.float64)
    if costs.shape != (first.size, second.size) or max(costs.shape) > LARGEST:
        raise ModelError(f"Every pair of places needs a cost; at most {LARGEST} places each.")
    if not np.isfinite(costs).all():
        raise ModelError("Every cost must be a finite number: forbid a way by a large one.")
    # The solver's thresholds are absolute, so it is given costs of about one.
    size = np.abs(costs).max() or 1.0
    plan, f = _simplex(first, second, costs / size)
    # The solver keeps the constraints within a threshold; these keep them exactly.
    g = c_transform(costs.T, size * f)
    f = c_transform(costs, g)
    return Transport(plan, float((plan * costs).sum()), f, g, float(first @ f + second @ g))


def assign(cost: ArrayLike) -> Transport:
    """The cheapest plan between n equal points and n others at the cost (n, n), and its dual.

    There is always a plan that splits no point (Birkhoff), so that it is an assignment.

    Raises:
        ModelError: The costs are not finite, or not of equally many points.
    """
    costs = np.asarray(cost, dtype=np.float64)
    if costs.ndim != 2 or costs.shape[0] != costs.shape[1] or not costs.size:
        raise ModelError("An assignment needs equally many points on both sides.")
    if not np.isfinite(costs).all():
        raise ModelError("Every cost must be a finite number: forbid a way by a large one.")
    n = len(costs)
    rows, goes_to = linear_sum_assignment(costs)
    paid = costs[rows, goes_to]
    plan = np.zeros_like(costs)
    plan[rows, goes_to] = 1 / n
    # f[i] + g[goes_to[i]] = paid[i] and f[i] + g[j] ≤ cost[i, j] say that f[i] is at most
    # f[k] + cost[i, goes_to[k]] - paid[k] for every k: a shortest path, by Bellman and Ford.
    steps = costs[:, goes_to] - paid
    f = np.zeros(n)
    for _ in range(n):
        nearer = np.minimum(f, (steps + f).min(1))
        if np.array_equal(nearer, f):
            break
        f = nearer
    g = c_transform(costs.T, f)
    f = c_transform(costs, g)
    return Transport(plan, float(paid.sum() / n), f, g, float((f.sum() + g.sum()) / n))


def c_transform(cost: ArrayLike, other: ArrayLike) -> Floats:
    """The notes' κ(x) = min over u of cost(x, u) - g(u), (m,) for costs (m, n) and g (n,).

    It is the largest potential that goes with g, and 1-Lipschitz if the cost is a metric, so that
    with a second transform E_p κ - E_q κ reaches the value of the dual.
    """
    k: Floats = (np.asarray(cost, dtype=np.float64) - np.asarray(other)).min(1)
    return k


def _simplex(p: Floats, q: Floats, cost: Floats) -> tuple[Floats, Floats]:
    """The plan (m, n) and the potential f (m,) of the linear program."""
    m, n = cost.shape
    # Rows of the plan sum to p, columns to q.
    sums = np.vstack((np.kron(np.eye(m), np.ones(n)), np.kron(np.ones(m), np.eye(n))))
    size = max(m, n)  # masses of about one, for the same reason as the costs
    solved = linprog(
        cost.ravel(),
        A_eq=sums,
        b_eq=size * np.concatenate((p, q)),
        options={"primal_feasibility_tolerance": _SHARP, "dual_feasibility_tolerance": _SHARP},
    )
    if solved.status != 0:
        raise ModelError("The linear program could not be solved. Bring the costs closer together.")
    plan: Floats = np.asarray(solved.x, dtype=np.float64).reshape(m, n) / size
    prices: Floats = np.asarray(solved.eqlin.marginals, dtype=np.float64)
    return plan, prices[:m]

"""What a plan setup comes to: the clouds, the exact plan beside it, and the route that was chosen.

Section 3.2 of the notes; Peyré and Cuturi (2019), chapters 2 to 4.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.transport.clouds import Clouds, clouds, exactly
from models.transport.line import Levels, cdf_area, sort
from models.transport.plan import Transport
from models.transport.setup import PlanSetup
from models.transport.sinkhorn import Sinkhorn, sinkhorn
from models.transport.sliced import Sliced, sliced

Floats = NDArray[np.float64]

MOST_WAYS = 600  # between points, that are drawn
WAY = np.linspace(0, 1, 41)  # of the way that mass has gone, frame by frame


@dataclass(frozen=True, eq=False)
class Solved:
    """Two clouds and what is known of their plans.

    Attributes:
        two: The clouds.
        costs: (m, n) what every way costs.
        exact: The cheapest plan and its dual.
        squared: Whether the cost is the squared distance.
    """

    two: Clouds
    costs: Floats
    exact: Transport
    squared: bool

    @property
    def distance(self) -> float:
        """W₁, or W₂ if the cost is squared: in units of length."""
        return self.length(self.exact.value)

    def length(self, cost: float) -> float:
        """A cost as a length: its root if the cost is squared."""
        return math.sqrt(max(cost, 0.0)) if self.squared else cost

    def pairs(self, plan: Floats, most: int = MOST_WAYS) -> NDArray[np.intp]:
        """(K, 2) the points i and j between which a plan moves mass: the ``most`` largest ways.

        Args:
            plan: (m, n), or (T, m, n) over half-steps, of which a way's largest mass counts.
            most: Ways that are wanted at most.
        """
        mass = plan.reshape(-1, *self.costs.shape).max(0)
        order = np.argsort(-mass, axis=None, kind="stable")[:most]
        ways = np.stack(np.unravel_index(order, mass.shape), axis=-1)
        return np.array(ways[mass[ways[:, 0], ways[:, 1]] > 1e-12])

    def on_the_way(self, pairs: NDArray[np.intp]) -> Floats:
        """(T, K, 2) where mass is that goes straight from i to j, at the times ``WAY``."""
        start, end = self.two.x[pairs[:, 0]], self.two.y[pairs[:, 1]]
        gone = WAY[:, None, None]
        return (1 - gone) * start + gone * end

    def on_a_line(self) -> Levels:
        """The clouds' first coordinates, sorted."""
        two = self.two
        return sort(two.x[:, 0], two.y[:, 0], two.p, two.q)

    def area(self) -> float:
        """The area between the cdfs of the first coordinates."""
        two = self.two
        return cdf_area(two.x[:, 0], two.y[:, 0], two.p, two.q)

    def in_slices(self) -> Sliced:
        """The clouds' shadows in all directions."""
        return sliced(self.two, self.squared)

    def scaled(self, epsilon: float, half_steps: int) -> Sinkhorn:
        """Sinkhorn's half-steps."""
        return sinkhorn(self.two.p, self.two.q, self.costs, epsilon, half_steps)


def solve(setup: PlanSetup) -> Solved:
    """The clouds of a setup with their cheapest plan; on a line, that of their first coordinates.

    Raises:
        ModelError: A cloud as dragged has no points.
    """
    two, squared = clouds(setup), setup.cost == "squared"
    if setup.solver == "sorted":
        flat = np.array([1.0, 0.0])
        costs = Clouds(two.x * flat, two.y * flat).costs(squared)
    else:
        costs = two.costs(squared)
    return Solved(two, costs, exactly(costs), squared)


def transport(setup: PlanSetup) -> Iterator[Frame]:
    """All that is computed of a setup, as one frame.

    Metrics: ``distance``, W₁ or W₂ of the clouds (of their first coordinates where they are
    sorted); ``dual`` and ``gap``, the dual value and what the plan costs beyond it; and by the
    solver: ``sinkhorn`` and ``misplaced`` after the last half-step, ``sliced``, ``area``.
    Views: ``p`` (m, 2), ``q`` (n, 2), ``cost`` and ``plan`` (m, n).
    """
    one = solve(setup)
    plan = one.exact.plan
    metrics = {"distance": one.distance, "dual": one.exact.dual_value, "gap": one.exact.gap}
    if setup.solver == "sinkhorn":
        found = one.scaled(setup.epsilon, setup.half_steps)
        plan = found.plans[-1]
        metrics |= {
            "sinkhorn": one.length(float(found.costs[-1])),
            "misplaced": float(found.misplaced[-1]),
        }
    elif setup.solver == "sliced":
        metrics["sliced"] = one.in_slices().value
    elif setup.solver == "sorted":
        metrics["area"] = one.area()
    yield Frame(0, metrics, {"p": one.two.x, "q": one.two.y, "cost": one.costs, "plan": plan})

"""Two laws that never meet: parallel lines of points (Arjovsky, Chintala and Bottou 2017)."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from models.gans.distances.divergences import (
    jensen_shannon_misprinted,
    kl_discrete,
)
from models.gans.exact import jensen_shannon_of_cells

Floats = NDArray[np.float64]

POINTS = 24  # of each of the parallel lines


@dataclass(frozen=True)
class ParallelLines:
    """Two laws, each uniform on the points of one line, side by side.

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
        jensen_shannon=jensen_shannon_of_cells(p, q),
        misprinted=jensen_shannon_misprinted(p, q),
        total_variation=float((p - q).abs().sum() / 2),
        wasserstein=float(costs[rows, goes_to].mean()),
        squared=float((costs[rows, goes_to] ** 2).mean()),
    )

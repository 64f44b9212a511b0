"""An array that the browser computes at frame rate, from where handles stand.

By a small network::

    z = scene.Handles("z", place, "exact", shared="page:z")     # in one scene
    picture = scene.Computed(network, "page:z", place, (8, 8))  # values of a Field in another

Or as a sum of bumps that are as wide as a handle says::

    h = scene.Handles("h", [[0.4, 0]], "exact", shared="page:h", along="x")
    line = scene.Paths("estimate", scene.Bumps(points, "page:h", [[0.4, 0]], window), "model")

Nothing travels while a handle is dragged: Python sends all that it takes with the scene, and hears
where the handle was let go. A network may have some hundred thousand weights; stages that do not
fit one another are a ``SceneError`` when the scene is packed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Activation = Literal["", "silu", "sigmoid"]
Stage = tuple[NDArray[Any], NDArray[Any], Activation]

CELLS = 320  # places of a graph


@dataclass(frozen=True, eq=False)
class Computed:
    """What a network says for each of a row of points, in the place of a layer's array.

    Attributes:
        network: Stages (weight, bias, activation), from two inputs on. A weight (out, in) is a
            linear map. A weight (in, out, 4, 4) is a transposed convolution of stride 2 and
            padding 1 of square pictures; its bias is one number for each channel or for each
            output. Weights travel in half precision. Without stages the points are the answer.
        handles: The ``shared`` name of the handles.
        start: (N, 2), where they stand before they are drawn.
        shape: Of one answer: (2,) for a point, (H, W) for a picture whose row 0 is at the top.
        count: So many points evenly along the line through the handles, its ends included; of a
            single handle, so many times the same point. None takes the handles themselves.
    """

    network: Sequence[Stage]
    handles: str
    start: ArrayLike
    shape: tuple[int, ...] = (2,)
    count: int | None = None

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return self.count or len(np.asarray(self.start))


@dataclass(frozen=True, eq=False)
class Bumps:
    """1/n Σ_i N(x; x_i, h² I), in the place of a layer's array.

    Of points on the line it is a graph for ``Paths``; of points of the plane a ``Field``. The
    bandwidth h is the first coordinate of the first handle; where it is not positive nothing is
    drawn. The sums are exact: a bump is left out only beyond six deviations.

    Attributes:
        points: (n,) or (n, 2).
        handles: The ``shared`` name of the handles.
        start: (N, 2), where they stand before they are drawn.
        extent: (x0, x1, y0, y1): where the graph, or the field, is computed.
        cells: How many places along an axis.
        each: So many single bumps, of the first points, each as high as it is in the sum, and not
            the sum; for a graph.
    """

    points: ArrayLike
    handles: str
    start: ArrayLike
    extent: Sequence[float]
    cells: int = CELLS
    each: int = 0

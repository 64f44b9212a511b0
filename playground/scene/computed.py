"""An array that the browser computes at frame rate, by a small network, from where handles stand.

    z = scene.Handles("z", place, "exact", shared="page:z")     # in one scene
    picture = scene.Computed(network, "page:z", place, (8, 8))  # values of a Field in another

Nothing travels while a handle is dragged: Python sends the network with the scene, and hears where
the handle was let go. For what a network of some hundred thousand weights can say; stages that do
not fit one another are a ``SceneError`` when the scene is packed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Activation = Literal["", "silu", "sigmoid"]
Stage = tuple[NDArray[Any], NDArray[Any], Activation]


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

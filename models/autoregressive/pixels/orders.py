"""Orders in which the pixels of an image come."""

import math
from typing import Literal

import torch

PixelOrder = Literal["rows", "columns", "random", "centre"]

PIXEL_ORDERS: dict[str, str] = {
    "rows": "Row by row",
    "columns": "Column by column",
    "random": "At random",
    "centre": "From the centre outwards",
}


def order_of(name: PixelOrder, side: int, seed: int) -> list[int]:
    """The pixels (D,) of an image in the order in which they come.

    Args:
        name: One of :data:`PIXEL_ORDERS`.
        side: Pixels along each side.
        seed: Chooses the random one.
    """
    places = torch.arange(side * side)
    match name:
        case "rows":
            return places.tolist()
        case "columns":
            return places.view(side, side).T.flatten().tolist()
        case "random":
            return torch.randperm(
                side * side, generator=torch.Generator().manual_seed(seed)
            ).tolist()
        case "centre":
            return sorted(places.tolist(), key=lambda place: _outwards(place, side))


def _outwards(place: int, side: int) -> tuple[float, float]:
    """Squared distance from the centre, and the angle."""
    row, column = divmod(place, side)
    y, x = 2 * row - side + 1, 2 * column - side + 1
    return x * x + y * y, math.atan2(y, x)

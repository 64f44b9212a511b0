"""Images as whole levels, and which of them are learnt from."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from torch import Tensor

from models.images import images

PixelSet = Literal["digits", "mnist"]
HeldOut = Literal["test", "validation"]

VALIDATION = 5  # one in so many of the training images, the last ones
MOST = {"digits": 300, "mnist": 100}  # held-out images that every moment is judged by


@dataclass(frozen=True, eq=False)
class Pixels:
    """Images of K levels, row by row.

    Attributes:
        learnt: (N, D) int64.
        held_out: (M, D) int64, never learnt from.
        side: Pixels along each side.
        levels: K.
    """

    learnt: Tensor
    held_out: Tensor
    side: int
    levels: int

    @property
    def even(self) -> float:
        """Bits of a pixel for one who holds all levels to be equally likely."""
        return math.log2(self.levels)


@lru_cache(maxsize=8)
def pixels(data: PixelSet, levels: int, held_out: HeldOut) -> Pixels:
    """Images whose grey is cut into equal parts; with 17 levels the digits are as they come.

    Args:
        data: Which images.
        levels: K; of two, a pixel is 1 from half of full ink on.
        held_out: The test images, which nothing should be chosen by; or the last fifth of the
            training images, which are then not learnt from, to choose knobs by.

    Raises:
        ModelError: The images are not on this machine.
    """
    known = images(data)
    train, test = (cut(each, levels) for each in (known.train, known.test))
    if held_out == "validation":
        first = len(train) - len(train) // VALIDATION
        train, test = train[:first], train[first:]
    return Pixels(train, test[: MOST[data]], known.side, levels)


def cut(grey: Tensor, levels: int) -> Tensor:
    """Numbers from 0 to 1 as whole levels 0 … K - 1, int64."""
    return (grey * levels).floor().clamp(max=levels - 1).long()

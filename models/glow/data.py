"""The pictures that Glow learns from, as grey values."""

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from models.glow.lattice import LEVELS, Lattice
from models.image_sets import ImageSet
from models.images import images

TESTED = 300  # held-out pictures behind the numbers, at most
MIDDLE = 0.5  # of a cell


@dataclass(frozen=True, eq=False)
class Pictures:
    """Grey values 0 … V - 1 of a set of images.

    Attributes:
        train: (N, M).
        test: (≤ 300, M), never trained on.
        labels: (≤ 300,) the class of each test image.
        side: Height and width of an image.
        lattice: What its values are.
    """

    train: Tensor
    test: Tensor
    labels: Tensor
    side: int
    lattice: Lattice


@lru_cache(maxsize=4)
def pictures(name: ImageSet) -> Pictures:
    """The set of that name.

    Raises:
        models.wheels.Missing: It is not on this machine.
    """
    known = images(name)
    lattice = Lattice(LEVELS[name], known.side**2)
    return Pictures(
        lattice.whole(known.train),
        lattice.whole(known.test[:TESTED]),
        known.test_labels[:TESTED],
        known.side,
        lattice,
    )


class Spread:
    """Draws of pictures as points of the unit cube: uniform in their cells, or their middles.

    Args:
        values: Grey values (N, M).
        lattice: What they are.
        noisy: Whether there is noise.
    """

    def __init__(self, values: Tensor, lattice: Lattice, noisy: bool) -> None:
        self._values, self._lattice, self._noisy = values, lattice, noisy

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` points (n, M)."""
        rows = torch.randint(len(self._values), (n,), generator=generator)
        noise = self._lattice.noise(n, generator)
        if not self._noisy:
            noise = torch.full_like(noise, MIDDLE)
        return self._lattice.spread(self._values[rows], noise)

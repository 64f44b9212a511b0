"""Grey values are whole numbers: what a density of pixels says about their probability."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from models.image_sets import ImageSet

#: Grey values of a pixel.
LEVELS: dict[ImageSet, int] = {"digits": 17, "mnist": 256, "fashion": 256}


@dataclass(frozen=True)
class Lattice:
    """Pictures of M pixels with grey values 0 … V - 1, put into the unit cube.

    A picture n becomes a cell of side a = 1/V, in which x = (n + u) a lies, u in [0, 1)^M.
    Its probability is that of the cell, P(n) = ∫ p((n + u) a) a^M du, so by Jensen's inequality

        -ln P(n) ≤ -M ln a - E ln p((n + u) a)

    for uniform u (Theis et al. 2016, arXiv:1511.01844, section 3.1); for other noise see
    :mod:`models.glow.filling`. The notes, section 1.3, print
    C = + M log a, and ≈.
    """

    levels: int
    pixels: int

    @property
    def step(self) -> float:
        """The distance a of two grey values."""
        return 1 / self.levels

    @property
    def constant(self) -> float:
        """-M ln a in nats: what the density is measured against."""
        return self.pixels * math.log(self.levels)

    def whole(self, x: Tensor) -> Tensor:
        """Images (..., M) in [0, 1], 1 being white, as grey values 0 … V - 1."""
        return (x * (self.levels - 1)).round()

    def grey(self, n: Tensor) -> Tensor:
        """Grey values (..., M) as images in [0, 1], 1 being white."""
        return n / (self.levels - 1)

    def spread(self, n: Tensor, noise: Tensor) -> Tensor:
        """Grey values with noise in [0, 1) as points x of the unit cube."""
        return (n + noise) / self.levels

    def cells(self, x: Tensor) -> Tensor:
        """The grey values in whose cells points (..., M) lie; outside the cube the nearest."""
        return (x * self.levels).floor().clamp(0, self.levels - 1)

    def bits(self, log_prob: Tensor) -> Tensor:
        """Bits for each pixel, of ln p at points of the cube, in nats."""
        return (self.constant - log_prob) / (self.pixels * math.log(2))

    def noise(self, n: int, generator: torch.Generator) -> Tensor:
        """Uniform noise (n, M)."""
        return torch.rand(n, self.pixels, generator=generator)

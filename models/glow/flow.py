"""Glow: steps of flow at several scales, a part of z leaving at each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from models.errors import ModelError
from models.glow.filling import Filling
from models.glow.layers import (
    Level,
    Logit,
    MixingKind,
    Pair,
    Split,
    Top,
    squeeze,
    unsqueeze,
)

Latents = list[Tensor]

ODD = "{} pixels cannot be halved {} times: choose fewer scales."


@dataclass(frozen=True)
class Sizes:
    """What an architecture consists of.

    Attributes:
        height: Of the images, in pixels.
        width: Of the images.
        levels: Scales L; each halves height and width.
        steps: Steps of flow K at each.
        channels: Channels of the networks inside the couplings.
        mixing: How the 1x1 convolutions are written down.
        bins: Pieces of the couplings' splines; 0 where they are affine.
    """

    height: int
    width: int
    levels: int
    steps: int
    channels: int
    mixing: MixingKind
    bins: int = 0


class Glow(nn.Module):
    """z = f(x) for images, exactly invertible (Kingma & Dhariwal 2018; section 1.3 of the notes).

    Images are (n, h·w) in [0, 1], row by row. z comes in parts, one for each level, (n, h, w, c)
    each, all standard normal under the model.

    The Jacobian of each layer is triangular, or the same small matrix at every place, so log|det|
    is a sum. The notes write + Σ log|det ∂h_k/∂h_{k-1}| here, from data to latent, and - in
    section 1.2, from latent to data: both are right.

    Args:
        sizes: Of what it consists.
        margin: See :class:`models.glow.layers.Logit`.
        generator: Draws the initial parameters.
        filling: The noise inside cells of grey values, if that is learned too; see
            :meth:`log_bound`.

    Raises:
        ModelError: The images cannot be halved so often.
    """

    def __init__(
        self,
        sizes: Sizes,
        margin: float,
        generator: torch.Generator,
        filling: Filling | None = None,
    ) -> None:
        super().__init__()
        self.sizes, self.logit = sizes, Logit(margin)
        side, channels = (sizes.height, sizes.width), 1
        levels, splits = [], []
        for number in range(sizes.levels):
            if side[0] % 2 or side[1] % 2:
                raise ModelError(ODD.format(f"{sizes.height}×{sizes.width}", sizes.levels))
            side, channels = (side[0] // 2, side[1] // 2), 4 * channels
            levels.append(
                Level(
                    side,
                    channels,
                    sizes.steps,
                    sizes.channels,
                    sizes.mixing,
                    generator,
                    sizes.bins,
                )
            )
            if number < sizes.levels - 1:
                splits.append(Split(channels, sizes.channels, generator, sizes.bins))
                channels //= 2
        self._levels, self._splits = nn.ModuleList(levels), nn.ModuleList(splits)
        self.top = Top((*side, channels))
        self.filling = filling

    @property
    def pixels(self) -> int:
        """The dimension M of images and of z."""
        return self.sizes.height * self.sizes.width

    @property
    def levels(self) -> list[Level]:
        """From the finest to the coarsest."""
        return [cast(Level, level) for level in self._levels]

    @property
    def splits(self) -> list[Split]:
        """After every level but the last."""
        return [cast(Split, split) for split in self._splits]

    def inverse(self, x: Tensor) -> tuple[Latents, Tensor]:
        """Data to latent: images (n, M) to the parts of z, finest first, and log|det| (n,)."""
        x, log_det = self.logit.inverse(x)
        h, parts = x.reshape(-1, self.sizes.height, self.sizes.width, 1), []
        for level, split in zip(self.levels, [*self.splits, None], strict=True):
            h, each = level.inverse(squeeze(h))
            log_det = log_det + each
            if split is not None:
                h, leaves, each = split.apart(h)
                log_det = log_det + each
                parts.append(leaves)
        z, each = self.top.inverse(h)
        return [*parts, z], log_det + each

    def forward(self, parts: Sequence[Tensor]) -> Pair:
        """Latent to data: the parts of z to images (n, M), log|det| (n,)."""
        *others, top = parts
        h, log_det = self.top.forward(top)
        for level, split, leaves in zip(
            reversed(self.levels),
            [None, *reversed(self.splits)],
            [None, *reversed(others)],
            strict=True,
        ):
            if split is not None and leaves is not None:
                h, each = split.together(h, leaves)
                log_det = log_det + each
            h, each = level.forward(h)
            log_det = log_det + each
            h = unsqueeze(h)
        x, each = self.logit.forward(h.flatten(1))
        return x, log_det + each

    def log_prob(self, x: Tensor) -> Tensor:
        """ln p(x) (n,) of images (n, M): ln N(z; 0, I) + log|det ∂z/∂x|, nats."""
        parts, log_det = self.inverse(x)
        squares = torch.stack([z.square().flatten(1).sum(dim=1) for z in parts]).sum(dim=0)
        return log_det - 0.5 * squares - 0.5 * self.pixels * math.log(2 * math.pi)

    def log_bound(self, x: Tensor) -> Tensor:
        """For points (n, M), uniform in the cells of pictures: (n,) whose mean is ≤ ln P - M ln a.

        That is ln p(x), or with learned noise ln p(x') - ln q(u'); see :mod:`models.glow.filling`.
        """
        if self.filling is None:
            return self.log_prob(x)
        moved, log_det = self.filling.forward(x)
        return self.log_prob(moved) + log_det

    def noise(self, n: int, generator: torch.Generator) -> Latents:
        """``n`` draws of all parts of z."""
        return [torch.randn(n, *shape, generator=generator) for shape in self.shapes]

    @property
    def shapes(self) -> list[tuple[int, int, int]]:
        """Height, width and channels of each part of z."""
        halves = [(*level.side, level.channels // 2) for level in self.levels[:-1]]
        return [*halves, (*self.levels[-1].side, self.levels[-1].channels)]

    @torch.no_grad()
    def sample(self, n: int, generator: torch.Generator, temperature: float = 1.0) -> Tensor:
        """``n`` images (n, M) of z ~ N(0, T² I), cut to [0, 1].

        Below 1 the draws keep to the middle of the Gaussian (Kingma & Dhariwal 2018, section 6).
        """
        images: Tensor = self([temperature * z for z in self.noise(n, generator)])[0]
        return images.clamp(0, 1)

    @torch.no_grad()
    def start(self, x: Tensor) -> None:
        """Start every actnorm at images (n, M): what leaves it has mean 0 and spread 1."""
        h = self.logit.inverse(x)[0].reshape(-1, self.sizes.height, self.sizes.width, 1)
        for level, split in zip(self.levels, [*self.splits, None], strict=True):
            h = level.start(squeeze(h))
            if split is not None:
                h = split.apart(h)[0]

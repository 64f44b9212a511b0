"""Images drawn pixel by pixel, or finished, as steps to be watched; and what that takes."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.autoregressive.pixels.law import PixelLaw


@dataclass(frozen=True, eq=False)
class Drawn:
    """Images while they are drawn: half a step tells a pixel's law, the other half its level.

    Attributes:
        places: (T,) the pixels that are drawn, in their order.
        laws: (T, n, K) the probabilities of each pixel's levels, given those before.
        images: (T + 1, n, D) ink from 0 to 1 before, and after each pixel; nan where nothing is.
        levels: (n, D) the images in the end.
    """

    places: NDArray[np.int64]
    laws: NDArray[np.float32]
    images: NDArray[np.float32]
    levels: NDArray[np.int64]


def erased(model: PixelLaw, image: Tensor, pixels: int) -> Tensor:
    """A copy of an image (D,) whose last pixels in the order of the model are -1."""
    left = image.clone()
    left[model.order[len(model.order) - pixels :]] = -1
    return left


def drawn(
    model: PixelLaw, n: int, seed: int, given: Tensor | None = None, temperature: float = 1.0
) -> Drawn:
    """Draw ``n`` images, or finish one.

    Args:
        model: Of a frame.
        n: How many.
        seed: The same seed, the same images.
        given: (D,) levels, -1 where a pixel is to be drawn: see :meth:`PixelLaw.steps`.
        temperature: Above 0; less than 1 prefers what is likely.
    """
    pixels = model.side**2
    known = torch.full((n, pixels), -1) if given is None else given.expand(n, -1)
    generator = torch.Generator().manual_seed(seed)
    steps = list(model.steps(n, generator, known, temperature))
    x = steps[-1].x if steps else known
    places = np.array([step.place for step in steps], dtype=np.int64)
    images = np.full((len(steps) + 1, n, pixels), np.nan, dtype=np.float32)
    there = (known >= 0).numpy()
    images[:, there] = model.ink(known).numpy()[there]
    final = model.ink(x).numpy()
    for number, place in enumerate(places, start=1):
        images[number:, :, place] = final[:, place]
    empty = torch.empty(0, n, model.levels)
    laws = torch.stack([step.law for step in steps]) if steps else empty
    return Drawn(places, laws.numpy(), images, x.numpy())


@torch.no_grad()
def rest_bits(model: PixelLaw, image: Tensor, pixels: int) -> float:
    """-log₂ of the probability of an image's (D,) last pixels in the order, given the others."""
    last = model.order[len(model.order) - pixels :]
    return model.costs(image[None])[0, last].double().sum().item() / math.log(2)


@dataclass(frozen=True)
class Clock:
    """Seconds that the same images take, in one process on the CPU.

    Attributes:
        images: How many.
        update: To learn from them once: all pixels in parallel, forward and back.
        score: To tell ln P of each: one pass forward.
        draw: To draw as many, one pixel after the other.
        passes: Of the network, in ``draw``.
    """

    images: int
    update: float
    score: float
    draw: float
    passes: int

    @property
    def slower(self) -> float:
        """How many times as long drawing takes as learning."""
        return self.draw / self.update


def clock(model: PixelLaw, x: Tensor) -> Clock:
    """Take the time with images (n, D); the best of three, but of the drawing."""
    update = _timed(lambda: torch.autograd.grad(model.loss(x), list(model.parameters())))
    with torch.no_grad():
        score = _timed(lambda: model.log_prob(x))
    begin = time.perf_counter()
    passes = sum(1 for _ in model.sample(len(x), torch.Generator().manual_seed(0)))
    return Clock(len(x), update, score, time.perf_counter() - begin, passes)


def _timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)

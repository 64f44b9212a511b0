"""The Jacobian of one step as a matrix to look at, and what its determinant costs."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor
from torch.func import jacrev
from torch.nn.functional import linear

from models.glow.flow import Glow
from models.glow.layers import squeeze

Floats = NDArray[np.float64]

Part = Literal["actnorm", "convolution", "coupling", "step"]

#: Which of a step's layers' inputs a part begins at.
ENTERS: dict[Part, int] = {"actnorm": 0, "convolution": 1, "coupling": 2, "step": 0}

PLACES = 4  # along each side of the window whose numbers are shown
REPEATS = 3  # of a measurement, of which the shortest counts


@dataclass(frozen=True, eq=False)
class Seen:
    """A Jacobian ∂h_k/∂h_{k-1} between the numbers of a window of the grid.

    Attributes:
        matrix: (m, m), rows are outputs.
        channels: (m,) the channel of each row and column, from 0.
        log_det: log|det| of the matrix by elimination, nats.
        diagonal: Σ log|diagonal| of the matrix.
        above: The largest entry above the diagonal, in size: 0 if the matrix is lower triangular.
    """

    matrix: Floats
    channels: NDArray[np.int64]
    log_det: float
    diagonal: float
    above: float

    @property
    def reach(self) -> float:
        """The largest entry off the diagonal, in size; on it, if it is alone: ends of a scale."""
        beside = self.matrix - np.diag(np.diag(self.matrix))
        return float(np.abs(beside).max() or np.abs(self.matrix).max() or 1.0)


def jacobian(
    model: Glow,
    x: ArrayLike,
    part: Part,
    level: int = 0,
    step: int = 0,
    by_channel: bool = True,
) -> Seen:
    """The Jacobian of a part of one step at a picture (M,) of the unit cube, by autograd.

    Larger grids than 4x4 are cut to a window in their middle: what lies outside is held still.

    Args:
        model: The flow.
        x: The picture.
        part: A layer, or the whole step.
        level: The scale, from 0.
        step: The step at that scale, from 0.
        by_channel: Whether numbers are sorted by channel, in which a coupling is triangular; else
            place by place, in which a 1x1 convolution is blocks along the diagonal.
    """
    h = torch.as_tensor(np.array(x, dtype=np.float32))[None]
    h = model.logit.inverse(h)[0].reshape(1, model.sizes.height, model.sizes.width, 1)
    with torch.no_grad():
        for number in range(level):
            h = model.splits[number].apart(model.levels[number].inverse(squeeze(h))[0])[0]
        h = squeeze(h)
        outputs = [h, *(y for _, y, _ in model.levels[level].parts(h))]
    begin = outputs[3 * step + ENTERS[part]]
    function = _part(model, part, level, step)
    (top, height), (left, width) = (_middle(size) for size in begin.shape[1:3])

    def inside(window: Tensor) -> Tensor:
        whole = begin.clone()
        whole[:, top : top + height, left : left + width] = window
        return function(whole)[:, top : top + height, left : left + width]

    window = begin[:, top : top + height, left : left + width].clone()
    found: Tensor = jacrev(inside)(window).detach()
    size, channels = window.numel(), window.shape[-1]
    matrix = found.reshape(size, size).double()
    channel = torch.arange(size) % channels
    if by_channel:
        order = channel.argsort(stable=True)
        matrix, channel = matrix[order][:, order], channel[order]
    return Seen(
        matrix.numpy(),
        channel.numpy(),
        float(torch.linalg.slogdet(matrix)[1]),
        float(matrix.diagonal().abs().log().sum()),
        float(matrix.triu(1).abs().max()),
    )


def _middle(size: int) -> tuple[int, int]:
    """Where the window begins along a side, and how long it is."""
    length = min(PLACES, size)
    return (size - length) // 2, length


def _part(model: Glow, part: Part, level: int, step: int) -> Callable[[Tensor], Tensor]:
    mixing = model.levels[level].mixing
    coupling = model.levels[level].coupling(step)
    matrix, bias = (each[step].detach() for each in mixing.affine())

    def actnorm(h: Tensor) -> Tensor:
        return h * mixing.log_scale[step].exp().detach() + mixing.bias[step].detach()

    def convolution(h: Tensor) -> Tensor:
        return linear(h, mixing.matrices()[step].detach())

    def coupled(h: Tensor) -> Tensor:
        return coupling.inverse(h)[0]

    def whole(h: Tensor) -> Tensor:
        return coupling.inverse(linear(h, matrix, bias))[0]

    parts = {"actnorm": actnorm, "convolution": convolution, "coupling": coupled, "step": whole}
    return parts[part]


@dataclass(frozen=True, eq=False)
class Cost:
    """Seconds that log|det| takes for M numbers, measured on this machine.

    Attributes:
        sizes: (J,) the numbers M.
        full: (J,) of any M x M matrix, by elimination.
        triangular: (J,) of a triangular one: the logarithms of its diagonal, summed.
        full_power: The power of M by which the first grows over the upper half of the sizes.
        triangular_power: The same for the second.
    """

    sizes: NDArray[np.int64]
    full: Floats
    triangular: Floats
    full_power: float
    triangular_power: float


def determinant_cost(most: int = 2048) -> Cost:
    """Measure both on this machine, for M = 64, 128, … up to ``most``."""
    sizes = [2**power for power in range(6, most.bit_length())]
    generator = torch.Generator().manual_seed(0)
    full, triangular = [], []
    for size in sizes:
        matrix = torch.randn(size, size, generator=generator)
        diagonal = matrix.diagonal().clone()
        full.append(_shortest(partial(torch.linalg.slogdet, matrix)))
        triangular.append(_shortest(partial(_of_diagonal, diagonal)))
    upper = len(sizes) // 2
    logs = np.log(sizes[upper:])
    powers = [float(np.polyfit(logs, np.log(each[upper:]), 1)[0]) for each in (full, triangular)]
    return Cost(np.array(sizes), np.array(full), np.array(triangular), *powers)


def _of_diagonal(diagonal: Tensor) -> Tensor:
    return diagonal.abs().log().sum()


def _shortest(function: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        function()
        taken.append(time.perf_counter() - begin)
    return max(min(taken), math.ulp(1.0))

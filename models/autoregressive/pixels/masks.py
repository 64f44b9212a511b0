"""Convolutions whose kernels are masked, so that they read what comes before.

An image is a row of D pixels, row by row. A kernel is the list of the places that its mask leaves,
relative to its own: what a mask takes away is never computed.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, pad

from models.training.weights import normal

Offset = tuple[int, int]  # rows down, columns to the right
UP: list[Offset] = [(-1, 0)]
EVERY = slice(None)


def reading(kernel: int, own: bool) -> list[Offset]:
    """The places of a square kernel that come before its centre, in the order one reads.

    Args:
        kernel: Pixels along its side, an odd number.
        own: Whether the centre counts too: type B of van den Oord et al. 2016; else type A.
    """
    reach = kernel // 2
    square = [(row, column) for row in _around(reach) for column in _around(reach)]
    return [place for place in square if place < (0, own)]


def left(kernel: int, own: bool) -> list[Offset]:
    """The places to the left of the centre in its own row."""
    return [(row, column) for row, column in reading(kernel, own) if row == 0]


def above(kernel: int) -> list[Offset]:
    """The rows of a square kernel down to that of its centre, to both sides."""
    reach = kernel // 2
    return [(row, column) for row in range(-reach, 1) for column in _around(reach)]


def _around(reach: int) -> range:
    return range(-reach, reach + 1)


class MaskedConv(nn.Module):
    """A convolution over some places of a kernel.

    Args:
        into: Channels it reads.
        out: Channels it gives.
        side: Pixels along each side of the images.
        offsets: The places of the kernel.
        generator: Draws the initial parameters.
    """

    def __init__(
        self,
        into: int,
        out: int,
        side: int,
        offsets: Sequence[Offset],
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.weight = normal(out, len(offsets) * into, generator)
        self.bias = nn.Parameter(torch.zeros(out))
        rows, columns = torch.arange(side)[:, None, None], torch.arange(side)[None, :, None]
        down, right = torch.tensor(offsets).T
        row, column = rows + down, columns + right  # (side, side, offsets)
        inside = (row >= 0) & (row < side) & (column >= 0) & (column < side)
        where = torch.where(inside, row * side + column, side * side)
        self.register_buffer("where", where.flatten(0, 1), persistent=False)

    def forward(self, x: Tensor, places: slice = EVERY) -> Tensor:
        """What it gives at some places (B, p, out), of images and outside (B, D + 1, in)."""
        read = self.get_buffer("where")[places]
        seen = x.index_select(1, read.flatten()).view(len(x), len(read), self.weight.shape[1])
        return linear(seen, self.weight, self.bias)


class Pointwise(nn.Module):
    """The same linear map at every pixel.

    Args:
        into: Channels it reads.
        out: Channels it gives.
        generator: Draws the initial parameters.
    """

    def __init__(self, into: int, out: int, generator: torch.Generator) -> None:
        super().__init__()
        self.weight = normal(out, into, generator)
        self.bias = nn.Parameter(torch.zeros(out))

    def forward(self, x: Tensor) -> Tensor:
        """(..., in) to (..., out)."""
        return linear(x, self.weight, self.bias)


class Memory:
    """What the layers have given, with zeros for what lies outside the image.

    All places at once in a training; drawn pixel by pixel, one after the other: nothing that was
    computed for an earlier pixel is computed again.

    Args:
        pixels: D.
    """

    def __init__(self, pixels: int) -> None:
        self._pixels = pixels
        self._held: dict[str, Tensor] = {}

    def __getitem__(self, name: str) -> Tensor:
        return self._held[name]

    def put(self, name: str, values: Tensor, places: slice) -> Tensor:
        """Take in what a layer gives at some places (B, p, w); all of it (B, D + 1, w)."""
        if values.shape[1] == self._pixels:
            self._held[name] = pad(values, (0, 0, 0, 1))
        else:
            empty = values.new_zeros(len(values), self._pixels + 1, values.shape[2])
            self._held.setdefault(name, empty)[:, places] = values
        return self._held[name]

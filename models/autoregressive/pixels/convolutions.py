"""PixelCNN: an image's law by masked convolutions, with its blind spot, and gated without it."""

from abc import abstractmethod

import torch
from torch import Tensor, nn
from torch.nn.functional import silu

from models.autoregressive.pixels.law import PixelLaw, Reader
from models.autoregressive.pixels.masks import (
    EVERY,
    UP,
    MaskedConv,
    Memory,
    Pointwise,
    above,
    left,
    reading,
)

INPUTS = 2  # channels: the ink, and a 1 by which the image is told from what is outside


class ConvolutionalLaw(PixelLaw):
    """Masked convolutions over the whole image, row by row.

    Args:
        side: Pixels along each side.
        levels: K.
        width: Channels.
        layers: How many convolutions, or pairs of them, lie on top of each other.
        kernel: Pixels along a kernel's side, an odd number.
        generator: Draws the initial parameters.
    """

    def __init__(
        self,
        side: int,
        levels: int,
        width: int,
        layers: int,
        kernel: int,
        generator: torch.Generator,
    ) -> None:
        super().__init__(side, levels, range(side * side))
        self.layers, self.units = layers, layers * width
        self.mixed = Pointwise(width, width, generator)
        self.out = Pointwise(width, levels, generator)

    @abstractmethod
    def above(self, memory: Memory, rows: slice) -> None:
        """What is read of whole rows before any pixel of the next one."""

    @abstractmethod
    def features(self, memory: Memory, places: slice, kept: list[Tensor]) -> Tensor:
        """(B, p, w) at some places, of ``memory["x"]`` (B, D + 1, 2).

        Of each layer the channels that are ``kept`` (B, 1, w), or of all if the list is empty.
        """

    def logits(self, ink: Tensor, kept: Tensor | None = None) -> Tensor:
        """See :class:`PixelLaw`."""
        memory = Memory(self.side**2)
        memory.put("x", entered(ink), EVERY)
        self.above(memory, EVERY)
        parts = [] if kept is None else [*kept[:, None].chunk(self.layers, dim=2)]
        return self._law(memory, EVERY, parts)

    def reader(self) -> Reader:
        """See :class:`PixelLaw`: what was made of earlier pixels is remembered."""
        memory, read = Memory(self.side**2), 0

        def law(x: Tensor, place: int) -> Tensor:
            nonlocal read
            logits = torch.empty(0)
            for now in range(read, place + 1):
                before, row = slice(max(0, now - 1), now), slice(max(0, now - self.side), now)
                memory.put("x", entered(self.ink(x[:, before])), before)
                if now % self.side == 0:
                    self.above(memory, row)
                logits = self._law(memory, slice(now, now + 1), [])
            read = place + 1
            return logits[:, 0]

        return law

    def _law(self, memory: Memory, places: slice, kept: list[Tensor]) -> Tensor:
        h = self.mixed(silu(self.features(memory, places, kept)))
        logits: Tensor = self.out(silu(h))
        return logits


def entered(ink: Tensor) -> Tensor:
    """Ink (B, p) as what the first layer reads (B, p, 2)."""
    return torch.stack((ink, torch.ones_like(ink)), dim=2)


class PixelCnn(ConvolutionalLaw):
    """The PixelCNN of van den Oord et al. 2016 (arXiv:1601.06759), with skip connections.

    Its first kernel has a mask of type A and does not see its own pixel; the others, of type B, see
    what was made of it. One kernel after the other, they never turn right within a row: some of
    the pixels above to the right are not read, however many layers there are.
    """

    def __init__(
        self,
        side: int,
        levels: int,
        width: int,
        layers: int,
        kernel: int,
        generator: torch.Generator,
    ) -> None:
        super().__init__(side, levels, width, layers, kernel, generator)
        self.first = MaskedConv(INPUTS, width, side, reading(kernel, own=False), generator)
        self.stack = nn.ModuleList(
            MaskedConv(width, width, side, reading(kernel, own=True), generator)
            for _ in range(layers)
        )

    def above(self, memory: Memory, rows: slice) -> None:
        """Nothing: one stack reads all."""

    def features(self, memory: Memory, places: slice, kept: list[Tensor]) -> Tensor:
        """See :class:`ConvolutionalLaw`."""
        h: Tensor = self.first(memory["x"], places)
        for number, layer in enumerate(self.stack):
            more = layer(memory.put(f"h{number}", silu(h), places), places)
            h = h + (more * kept[number] if kept else more)
        return h


class GatedPixelCnn(ConvolutionalLaw):
    """The gated PixelCNN of van den Oord et al. 2016 (arXiv:1606.05328, figure 2).

    A vertical stack reads the rows above, to both sides; a horizontal one reads to the left in its
    own row, and at each layer the vertical one from a row above. Nothing before is blind.
    """

    def __init__(
        self,
        side: int,
        levels: int,
        width: int,
        layers: int,
        kernel: int,
        generator: torch.Generator,
    ) -> None:
        super().__init__(side, levels, width, layers, kernel, generator)
        self.stack = nn.ModuleList(
            GatedLayer(width, side, kernel, number, generator) for number in range(layers)
        )

    def above(self, memory: Memory, rows: slice) -> None:
        """The vertical stack."""
        for layer in self.stack:
            assert isinstance(layer, GatedLayer)
            layer.above(memory, rows)

    def features(self, memory: Memory, places: slice, kept: list[Tensor]) -> Tensor:
        """See :class:`ConvolutionalLaw`: the horizontal stack."""
        h = torch.empty(0)
        for number, layer in enumerate(self.stack):
            more = layer(memory, places, kept[number] if kept else None)
            h = h + more if number else more
            if number < self.layers - 1:
                memory.put(f"left{number}", h, places)
        return h


class GatedLayer(nn.Module):
    """One layer of both stacks.

    Args:
        width: Channels it gives.
        side: Pixels along each side of the images.
        kernel: Pixels along a kernel's side.
        number: How many are below it; the first is kept from its own pixel.
        generator: Draws the initial parameters.
    """

    def __init__(
        self, width: int, side: int, kernel: int, number: int, generator: torch.Generator
    ) -> None:
        super().__init__()
        self.number = number
        into, places = width if number else INPUTS, left(kernel, own=number > 0)
        self.vertical = MaskedConv(into, 2 * width, side, above(kernel), generator)
        self.horizontal = MaskedConv(into, 2 * width, side, places, generator)
        self.down = MaskedConv(2 * width, 2 * width, side, UP, generator)
        self.mixed = Pointwise(width, width, generator)

    def above(self, memory: Memory, rows: slice) -> None:
        """The vertical stack, at some rows."""
        below = memory[f"above{self.number - 1}" if self.number else "x"]
        read = self.vertical(below, rows)
        memory.put(f"rows{self.number}", read, rows)
        memory.put(f"above{self.number}", gated(read), rows)

    def forward(self, memory: Memory, places: slice, kept: Tensor | None) -> Tensor:
        """What the horizontal stack adds at some places, (B, p, w)."""
        below = memory[f"left{self.number - 1}" if self.number else "x"]
        read = self.horizontal(below, places)
        more = gated(read + self.down(memory[f"rows{self.number}"], places))
        mixed: Tensor = self.mixed(more if kept is None else more * kept)
        return mixed


def gated(x: Tensor) -> Tensor:
    """tanh of one half of the channels times the logistic function of the other."""
    value, gate = x.chunk(2, dim=-1)
    return torch.tanh(value) * torch.sigmoid(gate)

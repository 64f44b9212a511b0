"""A PixelCNN's update against plain eager PyTorch of the same network.

The rival multiplies the kernels of nn.functional.conv2d with their masks, as in the paper, and is
trained by torch.optim.Adam on the same batches.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import conv2d, cross_entropy, silu

from benchmarks.table import Row, text
from benchmarks.trainings.eager import against_eager
from models.autoregressive import PixelSetup
from models.autoregressive.pixels import data_of, learner
from models.training.batches import Batches, Rows


def measure() -> list[Row]:
    """Compare them for some seconds."""
    return [
        _measure(f"PixelCNN of kernel {kernel} on digits", setup)
        for kernel, setup in (
            (3, PixelSetup(family="pixelcnn", kernel=3, layers=4, dropout=0.0)),
            (5, PixelSetup(family="pixelcnn", kernel=5, layers=3, dropout=0.0)),
        )
    ]


class _Masked(nn.Conv2d):
    """A convolution of the usual kind, times a mask."""

    def __init__(self, into: int, out: int, kernel: int, own: bool) -> None:
        super().__init__(into, out, kernel, padding=kernel // 2)
        mask = torch.zeros(kernel * kernel)
        mask[: kernel * kernel // 2 + own] = 1
        self.register_buffer("mask", mask.view(kernel, kernel))

    def forward(self, x: Tensor) -> Tensor:
        weight = self.weight * self.get_buffer("mask")
        return conv2d(x, weight, self.bias, padding=self.padding)


class _Rival(nn.Module):
    """The same network out of PyTorch's own parts."""

    def __init__(self, setup: PixelSetup) -> None:
        super().__init__()
        width, kernel = setup.width, setup.kernel
        self.first = _Masked(2, width, kernel, own=False)
        self.stack = nn.ModuleList(
            _Masked(width, width, kernel, own=True) for _ in range(setup.layers)
        )
        self.mixed = nn.Conv2d(width, width, 1)
        self.out = nn.Conv2d(width, setup.levels, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.first(torch.cat((x, torch.ones_like(x)), dim=1))
        for layer in self.stack:
            h = h + layer(silu(h))
        logits: Tensor = self.out(silu(self.mixed(silu(h))))
        return logits


def _measure(name: str, setup: PixelSetup) -> Row:
    data = data_of(setup)
    with torch.random.fork_rng():
        torch.manual_seed(setup.seed)
        model = _Rival(setup)
    batches = Batches(Rows(data.learnt), setup.seed, setup.batch)

    def loss(step: int) -> Tensor:
        x = batches[step].view(-1, data.side, data.side)
        logits = model(x[:, None].float() / (data.levels - 1))
        return cross_entropy(logits, x, reduction="none").sum(dim=(1, 2)).mean()

    return against_eager(name, learner(setup), model, loss, 1.0, rate=setup.learning_rate)


if __name__ == "__main__":
    print(text(measure()))

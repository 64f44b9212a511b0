"""Causal convolutions and the shared MLP against plain eager PyTorch of the same networks.

The rivals are nn.Embedding, nn.Conv1d and nn.Linear with the same sizes, batches and clipping,
trained by torch.optim.Adam.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, pad, silu

from benchmarks.table import Row, text
from benchmarks.trainings.eager import against_eager
from models.autoregressive import ArSetup
from models.autoregressive.sequences import learner
from models.autoregressive.sources import source
from models.training.batches import Batches


def measure() -> list[Row]:
    """Compare them for some seconds each."""
    return [
        _measure("shared MLP of two symbols", ArSetup(family="memory")),
        _measure("four causal convolutions", ArSetup(layers=4)),
    ]


class _Rival(nn.Module):
    """The same network out of PyTorch's own parts; a memory is one convolution over it."""

    def __init__(self, setup: ArSetup, vocabulary: int) -> None:
        super().__init__()
        width = setup.width
        self.symbols = nn.Embedding(vocabulary, width)
        self.skips = setup.family == "conv"
        kernels = [setup.kernel] * setup.layers if self.skips else [setup.memory]
        self.convolutions = nn.ModuleList(
            nn.Conv1d(width, width, kernel, dilation=2**layer)
            for layer, kernel in enumerate(kernels)
        )
        self.out = nn.Linear(width, vocabulary)

    def forward(self, x: Tensor) -> Tensor:
        h = pad(self.symbols(x).mT, (1, 0))[..., :-1]
        for each in self.convolutions:
            assert isinstance(each, nn.Conv1d)
            reach = each.dilation[0] * (each.kernel_size[0] - 1)
            mixed = silu(each(pad(h, (reach, 0))))
            h = h + mixed if self.skips else mixed
        logits: Tensor = self.out(h.mT)
        return logits


def _measure(name: str, setup: ArSetup) -> Row:
    origin = source(setup)
    with torch.random.fork_rng():
        torch.manual_seed(setup.seed)
        model = _Rival(setup, len(origin.letters))
    batches = Batches(origin, setup.seed, setup.batch)

    def loss(step: int) -> Tensor:
        x = batches[step]
        return cross_entropy(model(x).flatten(0, 1), x.flatten())

    return against_eager(
        name,
        learner(setup),
        model,
        loss,
        1.5,
        rate=setup.learning_rate,
        updates=10,
        clip=setup.clip,
    )


if __name__ == "__main__":
    print(text(measure()))

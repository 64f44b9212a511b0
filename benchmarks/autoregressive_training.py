"""Causal convolutions and the shared MLP against plain eager PyTorch of the same networks.

The rivals are nn.Embedding, nn.Conv1d and nn.Linear with the same sizes, batches and clipping,
trained by torch.optim.Adam, one thread. The two make their updates in turn, a few each, so that
whatever else the machine does meets both. What a frame costs is left out: no rival records any.
"""

import time
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, pad, silu

from benchmarks.table import Row, text
from models.autoregressive import ArSetup
from models.autoregressive.sequences import learner
from models.autoregressive.sources import source
from models.batches import Batches

ROUNDS, UPDATES = 12, 10


def measure() -> list[Row]:
    """Compare them for some seconds each."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return [
            _measure("shared MLP of two symbols", ArSetup(family="memory")),
            _measure("four causal convolutions", ArSetup(layers=4)),
        ]
    finally:
        torch.set_num_threads(threads)


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
    ours, theirs = _ours(setup), _rival(setup)
    ours(UPDATES)  # some that do not count
    theirs(UPDATES)
    our_time = their_time = 0.0
    for _ in range(ROUNDS):
        our_time += _seconds(ours)
        their_time += _seconds(theirs)
    ratio = their_time / our_time
    return Row(f"{name}, updates a second to eager PyTorch's", ratio, "at least", 1.5)


def _ours(setup: ArSetup) -> Callable[[int], None]:
    training, done = learner(setup), 0

    def update(count: int) -> None:
        nonlocal done
        for _ in range(count):
            training.advance(done).item()
            done += 1

    return update


def _rival(setup: ArSetup) -> Callable[[int], None]:
    origin = source(setup)
    with torch.random.fork_rng():
        torch.manual_seed(setup.seed)
        model = _Rival(setup, len(origin.letters))
    optimizer = torch.optim.Adam(model.parameters(), lr=setup.learning_rate)
    batches, done = Batches(origin, setup.seed, setup.batch), 0

    def update(count: int) -> None:
        nonlocal done
        for _ in range(count):
            x = batches[done]
            loss = cross_entropy(model(x).flatten(0, 1), x.flatten())
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(model.parameters(), setup.clip)
            loss.item()  # both look at their loss
            optimizer.step()
            done += 1

    return update


def _seconds(update: Callable[[int], None]) -> float:
    begin = time.perf_counter()
    update(UPDATES)
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(text(measure()))

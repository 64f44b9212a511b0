"""A tiny transformer that records its maps against plain eager PyTorch that records nothing.

The rival is nn.MultiheadAttention with the same sizes, positions, skip connections and batches,
trained by torch.optim.Adam, one thread. The two train in turn, a few updates each, so that
whatever else the machine does meets both. Ours also judges itself on its held-out sequences and
keeps its maps and its parameters as often as a whole training of that many steps would.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from benchmarks.table import Row, text
from models.attention import InductionSetup, train
from models.attention.induction import IGNORE, task
from models.frame import moments
from models.training.batches import Batches

STEPS = 600  # of the default training, whose frames are recorded
FROM = STEPS // 4  # where frames are as dense as in the whole training on average
MEASURED = 60  # updates from there on
LAST_ACCURACY = 0.98  # of two layers on random periods after 3,000 updates
ONE_LAYER = 0.45


def measure() -> list[Row]:
    """Compare the two for about ten seconds at each of two widths."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return [_measure(width) for width in (64, 128)]
    finally:
        torch.set_num_threads(threads)


def induction() -> list[Row]:
    """What 3,000 updates on random periods reach; some minutes, so not part of ``make bench``."""
    torch.set_num_threads(1)
    one, two = (_accuracy(InductionSetup(layers=layers, steps=3000)) for layers in (1, 2))
    return [
        Row("induction, random periods, accuracy of two layers", two, "at least", LAST_ACCURACY),
        Row("induction, random periods, accuracy of one layer", one, "at most", ONE_LAYER),
    ]


class _Rival(nn.Module):
    """The same transformer out of PyTorch's own parts."""

    def __init__(self, setup: InductionSetup) -> None:
        super().__init__()
        vocabulary, width = task(setup).vocabulary, setup.width
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.zeros(setup.length, width))
        self.attentions = nn.ModuleList(
            nn.MultiheadAttention(width, setup.heads, bias=False, batch_first=True)
            for _ in range(setup.layers)
        )
        self.unembed = nn.Linear(width, vocabulary, bias=False)
        self.causal = nn.Transformer.generate_square_subsequent_mask(setup.length)

    def forward(self, tokens: Tensor) -> Tensor:
        x = self.words(tokens) + self.positions
        for attention in self.attentions:
            mixed, _ = attention(x, x, x, attn_mask=self.causal, is_causal=True, need_weights=False)
            x = x + mixed
        logits: Tensor = self.unembed(x)
        return logits


def _measure(width: int) -> Row:
    setup = InductionSetup(width=width, steps=STEPS)
    start = replace(next(train(setup)), step=FROM)  # an update takes as long, however good it is
    ours, theirs = train(setup, start), _rival(setup)
    next(ours)  # the start, seen again
    theirs(3)  # a few updates that do not count
    step, our_time, their_time = FROM, 0.0, 0.0
    for stop in (moment for moment in moments(STEPS) if FROM < moment <= FROM + MEASURED):
        our_time += _seconds(partial(next, ours))
        their_time += _seconds(partial(theirs, stop - step))
        step = stop
    name = (
        f"tiny transformer (width {width}) that records its maps, time to nn.MultiheadAttention's"
    )
    return Row(name, our_time / their_time, "at most", 1.0)


def _rival(setup: InductionSetup) -> Callable[[int], None]:
    """A function that makes a number of updates."""
    with torch.random.fork_rng():
        torch.manual_seed(setup.seed)
        model = _Rival(setup)
    optimizer = torch.optim.Adam(model.parameters(), lr=setup.learning_rate)
    batches = Batches(task(setup), setup.seed, setup.batch)
    done = 0

    def update(count: int) -> None:
        nonlocal done
        for _ in range(count):
            tokens, targets = batches[done].unbind(1)
            logits = model(tokens)
            loss = cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            loss.item()  # both look at their loss
            optimizer.step()
            done += 1

    return update


def _accuracy(setup: InductionSetup) -> float:
    return [frame.metrics["accuracy"] for frame in train(setup)][-1]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(text([*measure(), *induction()]))

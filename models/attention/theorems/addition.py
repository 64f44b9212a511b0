"""Addition modulo p, learnt from a part of its table, and the waves that it is made of.

Nanda et al. 2023, arXiv:2301.05217: a transformer that has understood the table writes its numbers
as cosines and sines of a few frequencies, and adds angles. Power et al. 2022, arXiv:2201.02177, saw
that it understands long after it knows the part that it learns from by heart.
"""

import math
from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, linear

from models import device
from models.attention.induction import TinyTransformer
from models.attention.theorems.setup import AdditionSetup
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, by_autograd, count, run
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

MOMENTS = 60
STRONGEST = 5  # frequencies
WARM_UP = 10  # updates over which the learning rate grows to its full size
SMALL = 0.3  # of the usual size are the first weights: large ones know by heart, and stay there
BETA2 = 0.98  # of Adam: gradients that have been small for long grow suddenly
OTHER = (
    "This checkpoint is of another transformer: choose the modulus, heads and widths that it was "
    "trained with."
)


class Table:
    """All sums a + b = c modulo p, and the part that is learnt from.

    Attributes:
        tokens: a, b and = (p², 3), the pairs in the order of rows a.
        sums: c (p²,).
        seen: Which are learnt from (p²,).
        mirrored: Which are not, though b + a is (p²,).
        mirror_share: Their part of all that are not; not a number if all are seen.
    """

    def __init__(self, p: int, shown: float, seed: int) -> None:
        a, b = torch.arange(p).repeat_interleave(p), torch.arange(p).repeat(p)
        self.tokens = torch.stack((a, b, torch.full_like(a, p)), dim=1)
        self.sums = (a + b) % p
        order = torch.randperm(p * p, generator=torch.Generator().manual_seed(seed))
        self.seen = torch.zeros(p * p, dtype=torch.bool)
        self.seen[order[: round(shown * p * p)]] = True
        self.mirrored = self.seen.view(p, p).T.flatten() & ~self.seen
        self.mirror_share = (self.mirrored.sum() / (~self.seen).sum()).item()


def build_addition(setup: AdditionSetup) -> TinyTransformer:
    """The untrained transformer of ``setup``: one block."""
    generator = torch.Generator().manual_seed(setup.seed)
    p = setup.modulus
    model = TinyTransformer(p + 1, 3, setup.width, 1, setup.heads, setup.hidden, generator)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(SMALL)
    return model


def _shape(setup: AdditionSetup) -> Tensor:
    """The architecture (4,)."""
    return torch.tensor([setup.modulus, setup.heads, setup.width, setup.hidden])


def restore_addition(setup: AdditionSetup, checkpoint: Arrays) -> TinyTransformer:
    """The transformer as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build_addition(setup)
    write_parameters(model, checkpoint, OTHER, _shape(setup))
    return model


def train_addition(setup: AdditionSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train a transformer on a part of the table and yield its moments.

    Metrics: accuracy on what is ``seen``, on what is not (``unseen``), of this where b + a is seen
    (``mirrored``) and where it is not (``fresh``), if there is such a pair. The losses
    ``seen_loss`` and ``unseen_loss`` in nats; ``concentration``, the share of the five strongest
    frequencies in the words of the numbers.
    Views: ``table`` (p, p), the probability of the right sum, row a; ``spectrum`` ((p - 1) / 2,),
    the share of each frequency from 1; ``strongest`` (), the first of them; ``circle`` (p, 2), the
    numbers in the plane of its cosine and sine.
    Checkpoint: ``parameters`` (P,), ``shape``, the architecture; resume: Adam's ``adam_mean``,
    ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(addition_learner, setup, start), setup.steps, MOMENTS)


def addition_learner(
    setup: AdditionSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[TinyTransformer]:
    """What :func:`train_addition` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_addition`.
    """
    model = build_addition(setup)
    if start is not None:
        model = restore_addition(setup, start.checkpoint)
    table = Table(setup.modulus, setup.shown, setup.seed)
    place = on or device.for_training(count(model), 3 * int(table.seen.sum()))
    tokens, sums = table.tokens[table.seen].to(place), table.sums[table.seen].to(place)

    def cost(trained: TinyTransformer) -> Tensor:
        return cross_entropy(answers(trained, tokens), sums)

    def objective(trained: TinyTransformer) -> Loss:
        step = by_autograd(trained, partial(cost, trained))
        return lambda _: step()

    return Descent(
        model,
        objective,
        [],
        Schedule(setup.learning_rate, setup.steps, WARM_UP, falls=False),
        lambda: look(model, table),
        judged=["seen_loss"],
        start=start,
        kept={"shape": _shape(setup)},
        weight_decay=setup.weight_decay,
        beta2=BETA2,
        on=place,
    )


def answers(model: TinyTransformer, tokens: Tensor) -> Tensor:
    """Logits (n, p + 1) of what comes after a, b and = (n, 3)."""
    state, _ = model.state(tokens)
    return linear(state[:, -1], model.unembed)


@torch.no_grad()
def look(model: TinyTransformer, table: Table) -> tuple[dict[str, float], Arrays]:
    """Metrics and views of :func:`train_addition`."""
    p = math.isqrt(len(table.sums))
    logits = answers(model, table.tokens)  # (p², p+1)
    right = (logits.argmax(-1) == table.sums).float()
    surprise = cross_entropy(logits, table.sums, reduction="none")
    unseen = ~table.seen
    numbers = model.words[:p]
    strength = spectrum(numbers)
    strongest = int(strength.argmax()) + 1
    metrics = {
        "seen": right[table.seen].mean().item(),
        "unseen": right[unseen].mean().item(),
        "seen_loss": surprise[table.seen].mean().item(),
        "unseen_loss": surprise[unseen].mean().item(),
        "concentration": strength.sort(descending=True).values[:STRONGEST].sum().item(),
    }
    for name, part in {"mirrored": table.mirrored, "fresh": unseen & ~table.mirrored}.items():
        if part.any():
            metrics[name] = right[part].mean().item()
    return metrics, {
        "table": (-surprise).exp().view(p, p).numpy(),
        "spectrum": strength.numpy(),
        "strongest": torch.tensor(strongest).numpy(),
        "circle": circle(numbers, strongest).numpy(),
    }


def spectrum(numbers: Tensor) -> Tensor:
    """Of the words (p, d), p odd, the share of each frequency from 1 to (p - 1) / 2.

    The squares of a discrete Fourier transform over the numbers, without the mean.
    """
    squares = torch.fft.rfft(numbers, dim=0).abs().square().sum(1)[1:]
    shares: Tensor = squares / squares.sum()
    return shares


def circle(numbers: Tensor, frequency: int) -> Tensor:
    """The words (p, d) seen in the plane (p, 2) of the cosine and the sine of a frequency.

    The plane is that of the two directions in which the waves stand in the words, at right angles,
    with the cosine first; the mean distance from the middle is 1.
    """
    p = len(numbers)
    angles = 2 * math.pi * frequency * torch.arange(p) / p
    waves = torch.stack((angles.cos(), angles.sin()))  # (2, p)
    first, second = waves @ numbers  # (d,), (d,)
    first = first / first.norm()
    second = second - (second @ first) * first
    seen = numbers @ torch.stack((first, second / second.norm()), dim=1)
    seen = seen - seen.mean(0)
    around: Tensor = seen / seen.norm(dim=1).mean()
    return around

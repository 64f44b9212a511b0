"""Training a tiny transformer by Adam: frames that can be rewound and forked."""

import math
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.nn.utils import vector_to_parameters

from models.adam import Adam
from models.attention.judge import judge
from models.attention.setup import InductionSetup
from models.attention.tasks import IGNORE, task
from models.attention.tiny import TinyTransformer
from models.batches import Batches
from models.errors import Diverged, ModelError
from models.frame import Arrays, Frame, moments

WARM_UP = 50  # updates over which the learning rate grows to its full size


def build(setup: InductionSetup) -> TinyTransformer:
    """The untrained transformer of ``setup``."""
    return TinyTransformer(
        task(setup).vocabulary,
        setup.length,
        setup.width,
        setup.layers,
        setup.heads,
        setup.hidden,
        torch.Generator().manual_seed(setup.seed),
    )


def restore(setup: InductionSetup, checkpoint: Arrays) -> TinyTransformer:
    """The transformer as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build(setup)
    values = _tensor(checkpoint, "parameters")
    shape = [setup.layers, setup.heads, setup.width, setup.hidden, setup.length]
    wanted = torch.tensor([*shape, task(setup).vocabulary])
    if not torch.equal(_tensor(checkpoint, "shape"), wanted.float()):
        raise ModelError(
            "This checkpoint is of another transformer: choose the layers, heads, width, symbols "
            "and length that it was trained with, and a task with the same tokens."
        )
    vector_to_parameters(values, model.parameters())
    return model


def train(setup: InductionSetup, start: Frame | None = None) -> Iterator[Frame]:
    """Train the transformer of ``setup`` and yield its moments: dense at first.

    The first frame is the untrained transformer or, in a fork, ``start`` seen with the new
    ``setup``. From there the training goes on exactly as if it had never stopped; a fork may change
    the learning rate, the batch, the task and the number of steps (counted from the very start).

    Metrics: ``loss`` (nats per token that can be known), ``accuracy`` and ``accuracy_error``.
    Views: ``attention``, ``tokens``, ``targets``, ``predictions`` of a fixed example, ``answer``
    and ``previous`` of each head; see :mod:`models.attention.judge`.
    Checkpoint: ``parameters`` and Adam's ``adam_mean``, ``adam_square``, each (P,) float32;
    ``shape`` (6,), the architecture.

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    model = build(setup) if start is None else restore(setup, start.checkpoint)
    adam = Adam(model)
    step = 0
    if start is not None:
        step = start.step
        adam.mean.copy_(_tensor(start.checkpoint, "adam_mean"))
        adam.square.copy_(_tensor(start.checkpoint, "adam_square"))
    batches, examiner = Batches(task(setup), setup.seed, setup.batch), judge(setup)

    def frame() -> Frame:
        numbers, drawn = examiner(model)
        if not math.isfinite(numbers["loss"]):
            raise Diverged(step)
        return Frame(step, numbers, drawn, _checkpoint(setup, adam))

    yield frame()
    for stop in moments(setup.steps):
        if stop <= step:
            continue
        while step < stop:
            if not math.isfinite(_loss_and_gradient(model, adam, batches[step])):
                raise Diverged(step)
            step += 1
            adam.update(step, rate(setup, step))
        yield frame()


def rate(setup: InductionSetup, step: int) -> float:
    """Learning rate of update ``step``: a short linear rise, then half a cosine down to zero."""
    rise = min(1.0, step / WARM_UP)
    return setup.learning_rate * rise * 0.5 * (1 + math.cos(math.pi * (step - 1) / setup.steps))


def _loss_and_gradient(model: TinyTransformer, adam: Adam, batch: Tensor) -> float:
    """The loss of a batch (B, 2, T) in nats; its gradient is left with ``adam``."""
    tokens, targets = batch.unbind(1)  # (B, T)
    adam.gradient.zero_()
    logits, _ = model(tokens)  # (B, T, V)
    loss = cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
    torch.autograd.backward(loss)
    return loss.item()


def _checkpoint(setup: InductionSetup, adam: Adam) -> Arrays:
    shape = [setup.layers, setup.heads, setup.width, setup.hidden, setup.length]
    state = {
        "parameters": adam.values,
        "adam_mean": adam.mean,
        "adam_square": adam.square,
        "shape": torch.tensor([*shape, task(setup).vocabulary]),
    }
    return {name: tensor.numpy().copy() for name, tensor in state.items()}


def _tensor(checkpoint: Arrays, name: str) -> Tensor:
    return torch.from_numpy(checkpoint[name].astype("float32"))  # a copy, never a view

"""Training a tiny transformer by Adam: frames that can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import device
from models.attention.induction.judge import judge
from models.attention.induction.setup import InductionSetup
from models.attention.induction.tasks import IGNORE, task
from models.attention.induction.tiny import TinyTransformer
from models.frame import Arrays, Frame, Start
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

WARM_UP = 50  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another transformer: choose the layers, heads, width, symbols "
    "and length that it was trained with, and a task with the same tokens."
)


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
    write_parameters(model, checkpoint, OTHER, _shape(setup))
    return model


def train(setup: InductionSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the transformer of ``setup`` and yield its moments: dense at first.

    The first frame is the untrained transformer or, in a fork, ``start`` seen with the new
    ``setup``. From there the training goes on exactly as if it had never stopped; a fork may change
    the learning rate, the batch, the task and the number of steps (counted from the very start).

    Metrics: ``loss`` (nats per token that can be known), ``accuracy`` and ``accuracy_error``.
    Views: ``attention``, ``tokens``, ``targets``, ``predictions`` of a fixed example, ``answer``
    and ``previous`` of each head; see :mod:`models.attention.induction.judge`.
    Resume: Adam's ``adam_mean``, ``adam_square``, each (P,) float32.
    Checkpoint: ``parameters`` (P,) float32;
    ``shape`` (6,), the architecture.

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: InductionSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[TinyTransformer]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: ``start`` is of another architecture.
    """
    model = build(setup) if start is None else restore(setup, start.checkpoint)
    batches, examiner = Batches(task(setup), setup.seed, setup.batch), judge(setup)
    return Descent(
        model,
        on_batches(batches, loss),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: examiner(model),
        judged=["loss"],
        start=start,
        kept={"shape": _shape(setup)},
        on=on or device.for_training(count(model), setup.batch * setup.length),
    )


def loss(model: TinyTransformer, batch: Tensor) -> Tensor:
    """The loss () of a batch (B, 2, T), in nats per token that can be known."""
    tokens, targets = batch.unbind(1)  # (B, T)
    logits, _ = model(tokens)  # (B, T, V)
    return cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)


def _shape(setup: InductionSetup) -> Tensor:
    """The architecture (6,)."""
    shape = [setup.layers, setup.heads, setup.width, setup.hidden, setup.length]
    return torch.tensor([*shape, task(setup).vocabulary])

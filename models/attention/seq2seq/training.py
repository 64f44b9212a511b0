"""Training a translator by Adam: frames that can be rewound and forked."""

from collections.abc import Iterator
from functools import lru_cache, partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import device, luck
from models.attention.seq2seq.pairs import pairs
from models.attention.seq2seq.setup import AlignmentSetup
from models.attention.seq2seq.translator import Translator
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, by_autograd, count, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

HELD_OUT = 128  # pairs
WARM_UP = 50  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another translator: choose the task and the width that it was "
    "trained with."
)


def build(setup: AlignmentSetup) -> Translator:
    """The untrained translator of ``setup``."""
    task = pairs(setup)
    generator = torch.Generator().manual_seed(setup.seed)
    return Translator(len(task.alphabet), task.target, setup.width, generator)


def restore(setup: AlignmentSetup, checkpoint: Arrays) -> Translator:
    """The translator as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    translator = build(setup)
    write_parameters(translator, checkpoint, OTHER)
    return translator


def train(setup: AlignmentSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the translator of ``setup`` and yield its moments: dense at first.

    The first frame is the untrained translator or, in a fork, ``start`` seen with the new
    ``setup``; from there the training goes on exactly as if it had never stopped. While it learns,
    the right beginning of the target is read along; while it is judged, its own.

    Metrics, on 128 held-out pairs: ``loss`` (nats per character, the target read along),
    ``accuracy`` (share of right characters) and ``whole`` (share of targets without an error).
    Views, of a fixed example: ``alignment`` (T, S), rows sum to 1; ``source`` (S,), ``target`` and
    ``written`` (T,), character numbers.
    Checkpoint: ``parameters`` (P,) float32; resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: AlignmentSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Translator]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: ``start`` is of another architecture.
    """
    translator = build(setup) if start is None else restore(setup, start.checkpoint)
    task = pairs(setup)
    batches = Batches(task, setup.seed, setup.batch)

    def objective(trained: Translator) -> Loss:
        loss_and_gradient = by_autograd(trained, partial(_loss, trained))
        return lambda step: loss_and_gradient(*batches[step].tensor_split([task.source], dim=1))

    return Descent(
        translator,
        objective,
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: (metrics(setup, translator), views(setup, translator)),
        judged=["loss"],
        start=start,
        on=on or device.for_training(count(translator), setup.batch * task.target),
    )


@torch.no_grad()
def metrics(setup: AlignmentSetup, translator: Translator) -> dict[str, float]:
    """``loss`` in nats per character, ``accuracy`` and ``whole`` on the held-out pairs."""
    source, target = _held_out(setup.task)
    written, _ = translator.write(source)
    right = written == target
    return {
        "loss": _loss(translator, source, target).item(),
        "accuracy": right.double().mean().item(),
        "whole": right.all(dim=1).double().mean().item(),
    }


def views(setup: AlignmentSetup, translator: Translator) -> dict[str, NDArray[np.generic]]:
    """``alignment`` (T, S), ``source`` (S,), ``target`` (T,), ``written`` (T,) of the example."""
    source, target = _held_out(setup.task)
    written, alignment = translator.write(source[:1])
    drawn = {
        "alignment": alignment[0],
        "source": source[0],
        "target": target[0],
        "written": written[0],
    }
    return {name: tensor.numpy().copy() for name, tensor in drawn.items()}


def _loss(translator: Translator, source: Tensor, target: Tensor) -> Tensor:
    logits, _ = translator(source, target)
    return cross_entropy(logits.flatten(0, 1), target.flatten())


@lru_cache(maxsize=2)
def _held_out(name: str) -> tuple[Tensor, Tensor]:
    """Sources (n, S) and targets (n, T); the first pair is the example that is drawn."""
    task = pairs(AlignmentSetup.model_validate({"task": name}))
    drawn = task.sample(HELD_OUT, luck.held_out())
    source, target = drawn.tensor_split([task.source], dim=1)
    return source, target

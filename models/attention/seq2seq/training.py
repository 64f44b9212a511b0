"""Training a translator by Adam: frames that can be rewound and forked."""

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.nn.utils import vector_to_parameters

from models.adam import Adam
from models.attention.seq2seq.pairs import pairs
from models.attention.seq2seq.translator import Translator
from models.attention.setup import AlignmentSetup
from models.batches import Batches
from models.errors import Diverged, ModelError
from models.frame import Arrays, Frame, moments

HELD_OUT = 128  # pairs
WARM_UP = 50  # updates over which the learning rate grows to its full size
_SEED = 2**40  # no training batch has it


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
    values = _tensor(checkpoint, "parameters")
    if len(values) != sum(parameter.numel() for parameter in translator.parameters()):
        raise ModelError(
            "This checkpoint is of another translator: choose the task and the width that it was "
            "trained with."
        )
    vector_to_parameters(values, translator.parameters())
    return translator


def train(setup: AlignmentSetup, start: Frame | None = None) -> Iterator[Frame]:
    """Train the translator of ``setup`` and yield its moments: dense at first.

    The first frame is the untrained translator or, in a fork, ``start`` seen with the new
    ``setup``; from there the training goes on exactly as if it had never stopped. While it learns,
    the right beginning of the target is read along; while it is judged, its own.

    Metrics, on 128 held-out pairs: ``loss`` (nats per character, the target read along),
    ``accuracy`` (share of right characters) and ``whole`` (share of targets without an error).
    Views, of a fixed example: ``alignment`` (T, S), rows sum to 1; ``source`` (S,), ``target`` and
    ``written`` (T,), character numbers.
    Checkpoint: ``parameters`` and Adam's ``adam_mean``, ``adam_square``, each (P,) float32.

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    translator = build(setup) if start is None else restore(setup, start.checkpoint)
    adam = Adam(translator)
    step = 0
    if start is not None:
        step = start.step
        adam.mean.copy_(_tensor(start.checkpoint, "adam_mean"))
        adam.square.copy_(_tensor(start.checkpoint, "adam_square"))
    task = pairs(setup)
    batches = Batches(task, setup.seed, setup.batch)

    def frame() -> Frame:
        numbers = metrics(setup, translator)
        if not math.isfinite(numbers["loss"]):
            raise Diverged(step)
        state = {
            "parameters": adam.values,
            "adam_mean": adam.mean,
            "adam_square": adam.square,
        }
        kept = {name: tensor.numpy().copy() for name, tensor in state.items()}
        return Frame(step, numbers, views(setup, translator), kept)

    yield frame()
    for stop in moments(setup.steps):
        if stop <= step:
            continue
        while step < stop:
            source, target = batches[step].tensor_split([task.source], dim=1)
            adam.gradient.zero_()
            loss = _loss(translator, source, target)
            torch.autograd.backward(loss)
            if not math.isfinite(loss.item()):
                raise Diverged(step)
            step += 1
            adam.update(step, rate(setup, step))
        yield frame()


def rate(setup: AlignmentSetup, step: int) -> float:
    """Learning rate of update ``step``: a short linear rise, then half a cosine down to zero."""
    rise = min(1.0, step / WARM_UP)
    return setup.learning_rate * rise * 0.5 * (1 + math.cos(math.pi * (step - 1) / setup.steps))


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
    drawn = task.sample(HELD_OUT, torch.Generator().manual_seed(_SEED))
    source, target = drawn.tensor_split([task.source], dim=1)
    return source, target


def _tensor(checkpoint: Arrays, name: str) -> Tensor:
    return torch.from_numpy(checkpoint[name].astype("float32"))  # a copy, never a view

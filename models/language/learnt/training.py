"""A small decoder learns to write, one character after another."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import torch

from models import device
from models.frame import Arrays, Frame, Start
from models.language.brought import text_of
from models.language.learnt.judge import Judge
from models.language.learnt.network import CharacterDecoder
from models.language.learnt.setup import WriterSetup
from models.language.windows import Windows, loss
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

MOMENTS = 48  # frames: each writes a page and reads another
WARM_UP = 20  # updates over which the learning rate grows to its full size
BETA2 = 0.99  # of Adam: what came long ago is of another network
OTHER = "This checkpoint is of another decoder: choose its layers and its token size."


def restore_writer(setup: WriterSetup, checkpoint: Arrays) -> CharacterDecoder:
    """The decoder as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = _build(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train_writer(setup: WriterSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train a decoder by Adam on the next character, and yield its moments: dense at first.

    Metrics and views: :class:`models.language.learnt.judge.Judge`.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture, or there is no text.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS)


def learner(
    setup: WriterSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[CharacterDecoder]:
    """What :func:`train_writer` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_writer`.
    """
    model = _build(setup) if start is None else restore_writer(setup, start.checkpoint)
    text = torch.from_numpy(text_of(setup).training.astype(np.int64))
    batches = Batches(Windows(text, setup.context), setup.seed, setup.stretches)
    judge = Judge(setup)
    return Descent(
        model,
        on_batches(batches, loss),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: judge(model),
        judged=["bits"],
        start=start,
        beta2=BETA2,
        on=on or device.for_training(count(model), setup.batch),
    )


def _build(setup: WriterSetup) -> CharacterDecoder:
    return CharacterDecoder(setup.shape, torch.Generator().manual_seed(setup.seed))

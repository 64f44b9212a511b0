"""Training one net: what is frozen stays out of its frames, its checkpoints and of Adam."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import device
from models.attention.engines.judge import judge
from models.attention.engines.matrices import build
from models.attention.engines.net import Engine, Line
from models.attention.engines.setup import EngineSetup
from models.attention.engines.tasks import task
from models.frame import Arrays, Frame, Start
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

MOMENTS = 30
WARM_UP = 20  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another net: choose the task, the bits, the layers and the norms that "
    "it was trained with."
)


def restore_engine(setup: EngineSetup, checkpoint: Arrays) -> Engine | Line:
    """The net as it was in the frame that ``checkpoint`` belongs to, its frozen part read anew.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
        Missing: It needs the pretrained weights, which were never fetched.
    """
    net = build(setup)
    write_parameters(net, checkpoint, OTHER)
    return net


def train_engine(setup: EngineSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the net of ``setup`` and yield its moments: dense at first.

    Metrics and views: :class:`models.attention.engines.judge.Judge`.
    Checkpoint: ``parameters`` (P,) of what is learnt alone; resume: Adam's ``adam_mean``,
    ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture.
        Missing: It needs the pretrained weights, which were never fetched.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS)


def learner(
    setup: EngineSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Engine | Line]:
    """What :func:`train_engine` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_engine`.
    """
    net = build(setup)
    begun = [norm.gain.detach().clone() for norm in net.norms()]
    if start is not None:
        write_parameters(net, start.checkpoint, OTHER)
    known = task(setup.task, setup.bits)
    batches, examiner = Batches(known, setup.seed, setup.batch), judge(setup.task, setup.bits)

    def cost(trained: Engine | Line, rows: Tensor) -> Tensor:
        tokens, answers = known.shape.apart(rows)
        return cross_entropy(trained(tokens).flatten(0, 1), answers.flatten())

    everything = sum(buffer.numel() for buffer in net.buffers()) + count(net)
    return Descent(
        net,
        on_batches(batches, cost),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: examiner(net, begun),
        judged=["loss"],
        start=start,
        on=on or device.for_training(everything, setup.batch * known.shape.tokens),
    )


def parameters_of(setup: EngineSetup) -> tuple[int, int]:
    """Numbers that are learnt, and numbers that are frozen.

    Raises:
        Missing: It needs the pretrained weights, which were never fetched.
    """
    net = build(setup)
    frozen = sum(buffer.numel() for buffer in net.buffers() if buffer.is_floating_point())
    return count(net), frozen

"""Training an autoregressive network by Adam: frames that can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor, nn

from models import device
from models.autoregressive.sequences.causal import Causal
from models.autoregressive.sequences.judge import judge_of, mean_cost
from models.autoregressive.sequences.setup import ArSetup, build
from models.autoregressive.sources import source
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, by_autograd, count, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.learner import Step
from models.training.schedule import Schedule

WARM_UP = 20  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another network: choose the data, the kind of network, the layers and "
    "the width that it was trained with."
)


def restore(setup: ArSetup, checkpoint: Arrays) -> Causal:
    """The network as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train(setup: ArSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the network of ``setup`` and yield its moments: dense at first.

    The first frame is the untrained network or, in a fork, ``start`` seen with the new ``setup``.
    Metrics and views: :class:`models.autoregressive.sequences.judge.Judge`.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture, or an own text is too short or too long.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: ArSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Causal]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train`.
    """
    model = build(setup) if start is None else restore(setup, start.checkpoint)
    batches, examiner = Batches(source(setup), setup.seed, setup.batch), judge_of(setup)

    def objective(trained: Causal) -> Loss:
        loss_and_gradient = by_autograd(trained, partial(mean_cost, trained))
        parameters = list(trained.parameters())

        def clipped(step: Step) -> Tensor:
            loss = loss_and_gradient(batches[step])
            nn.utils.clip_grad_norm_(parameters, setup.clip)
            return loss

        return clipped

    return Descent(
        model,
        objective,
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: examiner(model),
        judged=["bits"],
        start=start,
        on=on or device.for_training(count(model), setup.batch * setup.length),
    )

"""Training Glow by Adam on maximum likelihood; frames can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from models import device
from models.frame import Arrays, Frame, Start
from models.glow.data import Spread, pictures
from models.glow.filling import Filling
from models.glow.flow import Glow, Sizes
from models.glow.judge import judge
from models.glow.setup import GlowSetup
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

MOMENTS = 48  # frames of a training: each is judged by drawing images, which takes its time
BINS = 4  # pieces of a coupling's spline
WARM_UP = 50  # updates over which the learning rate grows to its full size
STARTED = 512  # images at which actnorm is started
MARGIN = 0.005  # of the logit, chosen on the last 200 training digits
OTHER = (
    "This checkpoint is of another flow: choose the data, dequantization, scales, steps of flow, "
    "coupling, 1×1 convolution and channels that it was trained with."
)


def blank(setup: GlowSetup) -> Glow:
    """The flow of ``setup``, with actnorm not yet started and its noise still uniform.

    Raises:
        ModelError: The images cannot be halved so often.
        models.wheels.Missing: They are not on this machine.
    """
    data, generator = pictures(setup.data), torch.Generator().manual_seed(setup.seed)
    sizes = Sizes(
        height=data.side,
        width=data.side,
        levels=setup.scales,
        steps=setup.flow_steps,
        channels=setup.width,
        mixing=setup.mixing,
        bins=BINS if setup.coupling == "spline" else 0,
    )
    learned = setup.dequantization == "variational"
    filling = Filling(data.lattice, data.side, generator.clone_state()) if learned else None
    return Glow(sizes, MARGIN, generator, filling)


def build(setup: GlowSetup) -> Glow:
    """The untrained flow of ``setup``, with actnorm started at 512 of the images.

    Raises:
        ModelError: See :func:`blank`.
    """
    model = blank(setup)
    model.start(_source(setup).sample(STARTED, torch.Generator().manual_seed(setup.seed)))
    return model


def restore(setup: GlowSetup, checkpoint: Arrays) -> Glow:
    """The flow as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = blank(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train(setup: GlowSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the flow of ``setup`` and yield its moments: dense at first, then the last.

    The first frame is the untrained flow or, in a fork, ``start`` seen with the new ``setup``.

    Metrics and views: see :mod:`models.glow.judge`.
    Checkpoint: ``parameters`` (P,) float32; resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: The images are not here or cannot be halved so often, or ``start`` is of
            another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS)


def learner(
    setup: GlowSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Glow]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train`.
    """
    model = build(setup) if start is None else restore(setup, start.checkpoint)
    batches, data = Batches(_source(setup), setup.seed, setup.batch), pictures(setup.data)
    return Descent(
        model,
        on_batches(batches, cost),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: judge(model, data),
        judged=["bits"],
        start=start,
        on=on or device.for_training(count(model), setup.batch * data.lattice.pixels),
    )


def cost(model: Glow, x: Tensor) -> Tensor:
    """The mean of -:meth:`Glow.log_bound` of points (n, M) over all their numbers: nats, ()."""
    return -model.log_bound(x).mean() / model.pixels


def _source(setup: GlowSetup) -> Spread:
    data = pictures(setup.data)
    return Spread(data.train, data.lattice, setup.dequantization != "none")

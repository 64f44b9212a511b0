"""Training by Adam, from samples or an energy: frames that can be rewound and forked."""

from collections.abc import Iterator, Mapping
from functools import cache, partial

import torch
from torch import Tensor

from models import device
from models.errors import ModelError
from models.flows.assemble import assemble
from models.flows.engine import Engine, engine
from models.flows.families import Standardise
from models.flows.flow import Flow
from models.flows.setup import FlowSetup
from models.flows.target import Noise, Target, target
from models.flows.variational import annealed, warmth
from models.flows.views import metrics, views
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, by_autograd, count, run
from models.training.batches import Batches
from models.training.checkpoint import tensor, write_parameters
from models.training.schedule import Schedule

WARM_UP = 20  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another flow: choose the family, layers, hidden width and bins that it "
    "was trained with; planar layers also point the way they learnt."
)


def build(setup: FlowSetup) -> Flow:
    """The untrained flow of ``setup``; nearly a Gaussian with the data's mean and spread.

    A flow that learns from an energy knows no data: it begins as the standard Gaussian.

    Raises:
        ModelError: The data cannot be used.
    """
    source = target(setup)
    if setup.objective == "reverse":
        return assemble(setup, torch.zeros(2), torch.ones(2))
    return assemble(setup, *source.moments())


def restore(setup: FlowSetup, checkpoint: Arrays) -> Flow:
    """The flow as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    flow = assemble(setup, tensor(checkpoint, "mean"), tensor(checkpoint, "scale"))
    if setup.family == "planar" and _reverse(checkpoint) != (setup.objective == "reverse"):
        raise ModelError(OTHER)
    write_parameters(flow, checkpoint, OTHER)
    return flow


def train(setup: FlowSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the flow of ``setup`` and yield its moments: dense at first, the last at the end.

    The first frame is the untrained flow or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped; a fork may change the
    learning rate, the batch, the target and the number of steps (counted from the very start).

    Metrics: ``nll`` and, where the density is known, ``gap`` and ``gap_error``; for targets with
    an energy also ``reverse_kl`` and ``reverse_kl_error``; all in nats.
    Views: ``samples``, ``density``, ``mesh``; see :mod:`models.flows.views`.
    Resume: Adam's ``adam_mean``, ``adam_square``, each (P,) float32.
    Checkpoint: ``parameters`` (P,) float32;
    ``mean``, ``scale`` (2,), the data's moments as this flow knows them; ``reverse`` (1,), whether
    it learnt from an energy.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: FlowSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Flow]:
    """What :func:`train` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
    """
    source = target(setup)
    flow = build(setup) if start is None else restore(setup, start.checkpoint)
    batches = Batches(source if setup.objective == "forward" else Noise(), setup.seed, setup.batch)

    @cache
    def judge() -> Engine:
        return engine(flow, setup.batch)  # once the flow has an optimiser

    def look() -> tuple[Mapping[str, float], Arrays]:
        log_prob = judge().log_prob
        return metrics(flow, log_prob, source), views(flow, log_prob, source.window)

    return Descent(
        flow,
        partial(_objective, setup, source, batches),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        look,
        judged=["nll" if setup.objective == "forward" else "reverse_kl"],
        start=start,
        kept=_kept(setup, flow),
        on=on or device.for_training(count(flow), setup.batch),
    )


def _objective(setup: FlowSetup, source: Target, batches: Batches, flow: Flow) -> Loss:
    """What to minimise, for a flow on any device."""
    if setup.objective == "forward":
        fast = engine(flow, setup.batch)
        return lambda step: fast.loss_and_gradient(batches[step])
    assert source.energy is not None  # target() refuses such a setup
    divergence = by_autograd(flow, partial(annealed, flow, source.energy))
    if not setup.annealing:
        return lambda step: divergence(batches[step])
    return lambda step: divergence(batches[step], warmth(step + 1, setup.steps))


def _reverse(checkpoint: Arrays) -> bool:
    return "reverse" in checkpoint and bool(checkpoint["reverse"][0])


def _kept(setup: FlowSetup, flow: Flow) -> dict[str, Tensor]:
    standardise = flow.stack[-1]
    assert isinstance(standardise, Standardise)
    turned = torch.tensor([float(setup.objective == "reverse")])
    return {"mean": standardise.mean, "scale": standardise.scale, "reverse": turned}

"""Training by Adam, from samples or an energy: frames that can be rewound and forked."""

import math
from collections.abc import Callable, Iterator

import torch
from torch import Tensor
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from models.adam import Adam
from models.batches import Batches
from models.errors import Diverged, ModelError
from models.flows.engine import Engine, engine
from models.flows.flow import Flow, Standardise, assemble
from models.flows.setup import FlowSetup
from models.flows.target import Noise, Target, target
from models.flows.variational import Reverse, warmth
from models.flows.views import metrics, views
from models.frame import Arrays, Frame, moments

WARM_UP = 20  # updates over which the learning rate grows to its full size


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
    flow = assemble(setup, _tensor(checkpoint, "mean"), _tensor(checkpoint, "scale"))
    values = _tensor(checkpoint, "parameters")
    turned = setup.family == "planar" and _reverse(checkpoint) != (setup.objective == "reverse")
    if turned or values.shape != parameters_to_vector(flow.parameters()).shape:
        raise ModelError(
            "This checkpoint is of another flow: choose the family, layers, hidden width "
            "and bins that it was trained with; planar layers also point the way they learnt."
        )
    vector_to_parameters(values, flow.parameters())
    return flow


def train(setup: FlowSetup, start: Frame | None = None) -> Iterator[Frame]:
    """Train the flow of ``setup`` and yield its moments: dense at first, the last at the end.

    The first frame is the untrained flow or, in a fork, ``start`` seen with the new ``setup``.
    From there the training goes on exactly as if it had never stopped; a fork may change the
    learning rate, the batch, the target and the number of steps (counted from the very start).

    Metrics: ``nll`` and, where the density is known, ``gap`` and ``gap_error``; for targets with
    an energy also ``reverse_kl`` and ``reverse_kl_error``; all in nats.
    Views: ``samples``, ``density``, ``mesh``; see :mod:`models.flows.views`.
    Checkpoint: ``parameters`` and Adam's ``adam_mean``, ``adam_square``, each (P,) float32;
    ``mean``, ``scale`` (2,), the data's moments as this flow knows them; ``reverse`` (1,), whether
    it learnt from an energy.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    source = target(setup)
    flow = build(setup) if start is None else restore(setup, start.checkpoint)
    adam = Adam(flow)
    step = 0
    if start is not None:
        step = start.step
        adam.mean.copy_(_tensor(start.checkpoint, "adam_mean"))
        adam.square.copy_(_tensor(start.checkpoint, "adam_square"))
    fast = engine(flow, setup.batch)
    loss_and_gradient = _objective(setup, flow, fast, source)
    judged = "nll" if setup.objective == "forward" else "reverse_kl"

    def frame() -> Frame:
        numbers = metrics(flow, fast.log_prob, source)
        if not math.isfinite(numbers[judged]):
            raise Diverged(step)
        drawn = views(flow, fast.log_prob, source.window)
        return Frame(step, numbers, drawn, _checkpoint(setup, flow, adam))

    yield frame()
    for stop in moments(setup.steps):
        if stop <= step:
            continue
        while step < stop:
            if not math.isfinite(loss_and_gradient(step)):
                raise Diverged(step)
            step += 1
            adam.update(step, rate(setup, step))
        yield frame()


def _objective(
    setup: FlowSetup, flow: Flow, fast: Engine, source: Target
) -> Callable[[int], float]:
    """What to minimise: a function of the step that returns the loss and leaves its gradient."""
    if setup.objective == "forward":
        batches = Batches(source, setup.seed, setup.batch)
        return lambda step: fast.loss_and_gradient(batches[step])
    assert source.energy is not None  # target() refuses such a setup
    noise, reverse = Batches(Noise(), setup.seed, setup.batch), Reverse(flow, source.energy)

    def beta(step: int) -> float:
        return warmth(step + 1, setup.steps) if setup.annealing else 1.0

    return lambda step: reverse.loss_and_gradient(noise[step], beta(step))


def rate(setup: FlowSetup, step: int) -> float:
    """Learning rate of update ``step``: a short linear rise, then half a cosine down to zero."""
    rise = min(1.0, step / WARM_UP)
    return setup.learning_rate * rise * 0.5 * (1 + math.cos(math.pi * (step - 1) / setup.steps))


def _reverse(checkpoint: Arrays) -> bool:
    return "reverse" in checkpoint and bool(checkpoint["reverse"][0])


def _checkpoint(setup: FlowSetup, flow: Flow, adam: Adam) -> Arrays:
    standardise = flow.stack[-1]
    assert isinstance(standardise, Standardise)
    state = {
        "parameters": adam.values,
        "adam_mean": adam.mean,
        "adam_square": adam.square,
        "mean": standardise.mean,
        "scale": standardise.scale,
        "reverse": torch.tensor([float(setup.objective == "reverse")]),
    }
    return {name: tensor.numpy().copy() for name, tensor in state.items()}


def _tensor(checkpoint: Arrays, name: str) -> Tensor:
    return torch.from_numpy(checkpoint[name].astype("float32"))  # a copy, never a view

"""Training one transformer on a task, or five that differ in their positions alone."""

from collections.abc import Iterator, Mapping
from functools import partial

import torch
from torch import Tensor, nn

from models import device
from models.attention.induction import TinyTransformer
from models.attention.induction.training import loss
from models.attention.positions import KINDS, Kind
from models.attention.theorems.judge import judge
from models.attention.theorems.setup import CarrySetup, ChainsSetup, SequenceSetup, WordsSetup
from models.frame import Arrays, Frame, Start
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

MOMENTS = 40
WARM_UP = 30  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another transformer: choose the task, positions, layers, heads, width "
    "and length that it was trained with."
)


def build(setup: SequenceSetup, positions: Kind) -> TinyTransformer:
    """The untrained transformer of ``setup`` with positions of this kind."""
    return TinyTransformer(
        setup.known().vocabulary,
        setup.reach * setup.length,
        setup.width,
        setup.layers,
        setup.heads,
        setup.hidden,
        torch.Generator().manual_seed(setup.seed),
        positions,
    )


def shape(setup: SequenceSetup, positions: Kind | None = None) -> Tensor:
    """The architecture (7,) of transformers of ``setup``, with positions of one kind or of all."""
    sizes = setup.layers, setup.heads, setup.width, setup.hidden, setup.reach * setup.length
    kind = KINDS.index(positions) if positions else len(KINDS)
    return torch.tensor([*sizes, setup.known().vocabulary, kind])


def restore_theorem(setup: ChainsSetup | WordsSetup, checkpoint: Arrays) -> TinyTransformer:
    """The transformer as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build(setup, setup.positions)
    write_parameters(model, checkpoint, OTHER, shape(setup, setup.positions))
    return model


def train_theorem(setup: ChainsSetup | WordsSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the transformer of ``setup`` on fresh sequences and yield its moments.

    Metrics and views: see :class:`models.attention.theorems.judge.Judge`.
    Checkpoint: ``parameters`` (P,), ``shape``, the architecture; resume: Adam's ``adam_mean``,
    ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS)


def learner(
    setup: ChainsSetup | WordsSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[TinyTransformer]:
    """What :func:`train_theorem` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_theorem`.
    """
    model = build(setup, setup.positions)
    if start is not None:
        model = restore_theorem(setup, start.checkpoint)
    batches = Batches(setup.known(), setup.seed, setup.batch)
    return Descent(
        model,
        on_batches(batches, loss),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: judge(setup)(model),
        judged=["excess"],
        start=start,
        kept={"shape": shape(setup, setup.positions)},
        on=on or device.for_training(count(model), setup.batch * setup.length),
    )


def train_carry(setup: CarrySetup, start: Start | None = None) -> Iterator[Frame]:
    """Train a transformer of each kind of positions on the same sequences, all at once.

    Metrics: of each kind K ``K_excess`` and ``K_beyond``, in nats for each answer, within the
    lengths that are learnt from and on those up to four times as long.
    Views: of each ``K_by_place`` (P,), the excess at every place that is asked.
    Checkpoint: ``parameters`` (P,), ``shape``, the architecture; resume: Adam's ``adam_mean``,
    ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(carry_learner, setup, start), setup.steps, MOMENTS)


class Five(nn.Module):
    """A transformer of each kind of positions, in the order of KINDS: ``each``."""

    def __init__(self, setup: CarrySetup) -> None:
        super().__init__()
        self.each = [build(setup, kind) for kind in KINDS]
        self.held = nn.ModuleList(self.each)


def carry_learner(
    setup: CarrySetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Five]:
    """What :func:`train_carry` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_carry`.
    """
    models = Five(setup)
    if start is not None:
        write_parameters(models, start.checkpoint, OTHER, shape(setup))
    batches = Batches(setup.known(), setup.seed, setup.batch)
    return Descent(
        models,
        on_batches(batches, together),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: compare(setup, models),
        judged=[f"{kind}_excess" for kind in KINDS],
        start=start,
        kept={"shape": shape(setup)},
        on=on or device.for_training(count(models), setup.batch * setup.length),
    )


def together(models: Five, batch: Tensor) -> Tensor:
    """The losses of all () on one batch (B, 2, T), added: no parameter is in two of them."""
    return torch.stack([loss(model, batch) for model in models.each]).sum()


def compare(setup: CarrySetup, models: Five) -> tuple[Mapping[str, float], Arrays]:
    """Metrics and views of :func:`train_carry`."""
    examiner = judge(setup)
    metrics: dict[str, float] = {}
    views: Arrays = {}
    for kind, model in zip(KINDS, models.each, strict=True):
        excess = examiner.of(model)
        near, far = excess[: setup.length], excess[setup.length :]
        metrics |= {f"{kind}_excess": near.nanmean().item(), f"{kind}_beyond": far.nanmean().item()}
        views = {**views, f"{kind}_by_place": excess[examiner.places].numpy()}
    return metrics, views

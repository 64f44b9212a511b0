"""Several kinds of network on the same sequences in the same order, on one time axis."""

from collections.abc import Iterator
from functools import partial

from models.autoregressive.sequences.rnn import Cell
from models.autoregressive.sequences.setup import CELLS, FAMILIES, ArSetup, TrainingSetup
from models.autoregressive.sequences.training import train
from models.frame import Frame, Start
from models.setup import knob
from models.training.in_step import in_step


class RaceSetup(TrainingSetup):
    """A network of each kind, with all else in common."""

    memory: int = knob(
        2, "Memory k of the MLP", "Symbols that the shared MLP is given.", low=0, high=16, step=1
    )
    cell: Cell = knob(
        "gru", "Cells of the recurrent network", "With gates or without.", names=CELLS
    )
    layers: int = knob(
        3,
        "Layers of convolutions and attention",
        "L dilated convolutions of kernel 2 see 2^L symbols.",
        low=1,
        high=5,
        step=1,
    )


def runners(setup: RaceSetup) -> dict[str, ArSetup]:
    """The network behind each name."""
    common = dict(setup)
    return {family: ArSetup.model_validate({**common, "family": family}) for family in FAMILIES}


def train_race(setup: RaceSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train all of them in step with each other.

    A frame has the metrics, views, checkpoint and resume of :func:`models.autoregressive.train`
    for each family, such as ``conv_bits``.

    Raises:
        ModelError: ``start`` is of other architectures, or an own text is too short or too long.
        Diverged: One of them did.
    """
    yield from in_step(
        {family: partial(train, each) for family, each in runners(setup).items()}, start
    )

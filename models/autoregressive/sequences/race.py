"""Several kinds of network on the same sequences in the same order, on one time axis."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.autoregressive.sequences.rnn import Cell
from models.autoregressive.sequences.setup import CELLS, FAMILIES, ArSetup, TrainingSetup
from models.autoregressive.sequences.training import train
from models.frame import Frame, Start
from models.setup import knob


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
    trainings = [train(each, _part(start, name)) for name, each in runners(setup).items()]
    for frames in zip(*trainings, strict=True):
        yield _joined(dict(zip(FAMILIES, frames, strict=True)))


def _joined(frames: Mapping[str, Frame]) -> Frame:
    def named(part: str) -> dict[str, Any]:
        return {
            f"{family}_{name}": value
            for family, frame in frames.items()
            for name, value in getattr(frame, part).items()
        }

    first = next(iter(frames.values()))
    joined = Frame(
        first.step, named("metrics"), named("views"), named("checkpoint"), named("resume")
    )
    return replace(joined, place=first.place)


def _part(start: Start | None, family: str) -> Frame | None:
    """What one of them goes on from."""
    if start is None:
        return None
    begins = f"{family}_"
    kept, going_on = (
        {name.removeprefix(begins): each for name, each in part.items() if name.startswith(begins)}
        for part in (start.checkpoint, start.resume)
    )
    return Frame(start.step, {}, {}, kept, going_on)

"""Several trainings in step with each other, as one: whatever each one's update costs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from models.frame import Frame, Start

Training = Callable[[Start | None], Iterator[Frame]]


def in_step(trainings: Mapping[str, Training], start: Start | None = None) -> Iterator[Frame]:
    """All of ``trainings`` at once, from a moment of them if wanted.

    A frame has the metrics, views, checkpoint and resume of each, with its name before theirs, such
    as ``conv_bits`` of ``conv``. All have to yield their frames at the same steps.
    """
    begun = [train(start and part(start, name)) for name, train in trainings.items()]
    for frames in zip(*begun, strict=True):
        yield joined(dict(zip(trainings, frames, strict=True)))


def joined(frames: Mapping[str, Frame]) -> Frame:
    """One frame of several: its step is the latest, and what is still to come the least of all."""

    def named(attribute: str) -> dict[str, Any]:
        return {
            f"{name}_{key}": value
            for name, frame in frames.items()
            for key, value in getattr(frame, attribute).items()
        }

    each = frames.values()
    return Frame(
        max(frame.step for frame in each),
        named("metrics"),
        named("views"),
        named("checkpoint"),
        named("resume"),
        place=" and ".join(dict.fromkeys(frame.place for frame in each)),
        ahead=min(frame.ahead for frame in each),
    )


def part(start: Start, name: str) -> Frame:
    """What one of them goes on from; its checkpoint is empty where it was not among them."""
    begins = f"{name}_"
    kept, going_on = (
        {key.removeprefix(begins): each for key, each in arrays.items() if key.startswith(begins)}
        for arrays in (start.checkpoint, start.resume)
    )
    return Frame(start.step, {}, {}, kept, going_on)

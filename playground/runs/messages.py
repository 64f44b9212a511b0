"""What the pool and a worker process say to each other.

On the wire every message is a tuple of plain values, never one of these classes: a development
server imports edited modules again while the pool lives on, and a pickled class would then no
longer be the pool's own.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, TypeAlias

from playground.recording import Moment

Detour: TypeAlias = tuple[Moment, dict[str, Any]]


@dataclass(frozen=True)
class Train:
    """Pool to worker: train this.

    Attributes:
        job: Pickle of ``(train, setup)``, opened in the worker where an error becomes a sentence.
        start: The frame to go on from; None to begin at the beginning.
        detour: Where ``start`` lacks what going on takes: an earlier frame that has it, and the
            setup, as plain values, with which to make the steps from there to ``start`` anew.
    """

    job: bytes
    start: Moment | None
    detour: Detour | None = None


class Order(Enum):
    """Pool to worker, about the current training; obeyed between two frames."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Ready:
    """Worker to pool: everything is imported."""


@dataclass(frozen=True)
class Begun:
    """Worker to pool: the first frame is there.

    Attributes:
        place: What it trains on, such as a GPU's name; empty if the training does not tell.
    """

    place: str


@dataclass(frozen=True)
class Ended:
    """Worker to pool: exactly one answer to each :class:`Train`.

    Attributes:
        state: How it ended.
        sentence: Why, for a person; empty if all went well.
        trace: Traceback for the log; empty if the sentence says it all.
    """

    state: Literal["finished", "cancelled", "failed"]
    sentence: str = ""
    trace: str = ""


Message: TypeAlias = Train | Order | Ready | Begun | Ended | Moment


def to_wire(message: Message) -> tuple[Any, ...]:
    """The message as a tuple of plain values, its kind first."""
    match message:
        case Train(job, start, detour):
            way = None if detour is None else (_plain(detour[0]), detour[1])
            return "train", job, None if start is None else _plain(start), way
        case Order():
            return "order", message.value
        case Ready():
            return ("ready",)
        case Begun(place):
            return "begun", place
        case Ended(state, sentence, trace):
            return "ended", state, sentence, trace
        case Moment():
            return "moment", *_plain(message)


def from_wire(wire: tuple[Any, ...]) -> Message:
    """The message that :func:`to_wire` made a tuple of."""
    kind, *values = wire
    match kind:
        case "train":
            job, start, way = values
            detour = None if way is None else (Moment(*way[0]), way[1])
            return Train(job, None if start is None else Moment(*start), detour)
        case "order":
            return Order(*values)
        case "ready":
            return Ready()
        case "begun":
            return Begun(*values)
        case "ended":
            return Ended(*values)
        case _:
            return Moment(*values)


def _plain(moment: Moment) -> tuple[Any, ...]:
    arrays = dict(moment.views), dict(moment.checkpoint), dict(moment.resume)
    return moment.step, dict(moment.metrics), *arrays, moment.ahead

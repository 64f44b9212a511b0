"""What the pool and a worker process say to each other, besides the frames themselves."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from playground.recording import Moment


@dataclass(frozen=True)
class Train:
    """Pool to worker: train this.

    Attributes:
        job: Pickle of ``(train, setup)``, opened in the worker where an error becomes a sentence.
        start: The frame to go on from; None to begin at the beginning.
    """

    job: bytes
    start: Moment | None


class Order(Enum):
    """Pool to worker, about the current training; obeyed between two frames."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Ready:
    """Worker to pool: everything is imported."""


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

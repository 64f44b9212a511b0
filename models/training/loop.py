"""The loop behind every training: from moment to moment, on the CPU or as a captured graph."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from models import device
from models.errors import Diverged
from models.frame import FRAMES, Frame, moments
from models.training.capture import Captured
from models.training.learner import Learner


def run(make: Callable[[], Learner], steps: int, frames: int = FRAMES) -> Iterator[Frame]:
    """Train and yield moments: the one it begins at, then dense ones, the last at the end.

    On a GPU each update is the replay of one captured graph.

    Args:
        make: Brings the learner.
        steps: Updates at the end, counted from the very start.
        frames: Moments of a whole training.

    Raises:
        Diverged: The loss or what is judged stopped being a number.
        ModelError: The GPU has not enough memory.
    """
    with device.bounded():
        learner = make()
        step, place = learner.begin, device.name(learner.on)
        stops = [stop for stop in moments(steps, frames) if stop > step]
        yield replace(learner.frame(step), place=place, ahead=len(stops))
        advance = _one_by_one(learner) if learner.on.type == "cpu" else Captured(learner, steps)
        for passed, stop in enumerate(stops, 1):
            advance(step, stop)
            step = stop
            yield replace(learner.frame(step), place=place, ahead=len(stops) - passed)


def _one_by_one(learner: Learner) -> Callable[[int, int], None]:
    def advance(step: int, stop: int) -> None:
        for now in range(step, stop):
            loss = learner.advance(now)
            if loss is not None and not math.isfinite(loss):
                raise Diverged(now)

    return advance

"""One remembered moment of a training: what every ``train(setup)`` yields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

FRAMES = 72  # moments kept of one training


class Start(Protocol):
    """What a training can go on from: a frame, or whatever has kept these of one."""

    @property
    def step(self) -> int:
        """Number of parameter updates made so far."""
        ...

    @property
    def checkpoint(self) -> Arrays:
        """See :class:`Frame`."""
        ...

    @property
    def resume(self) -> Arrays:
        """See :class:`Frame`."""
        ...


@dataclass(frozen=True)
class Frame:
    """The state of a training after ``step`` updates.

    Attributes:
        step: Number of parameter updates made so far; 0 is the untrained model.
        metrics: Named scalars, such as ``{"nll": 2.9, "gap": 0.07}``; units in the topic's docs.
        views: Named arrays that can be drawn, with the same names and shapes in every frame.
        checkpoint: Named arrays from which ``restore(setup, checkpoint)`` rebuilds the model.
        resume: What else it takes for ``train(setup, start=frame)`` to continue exactly as if it
            had never stopped, such as an optimiser's state; empty if the checkpoint has it all.
        place: What it was trained on, for a person; empty where that is not told.
        ahead: Moments that are still to come after this one; 0 where that is not told.
    """

    step: int
    metrics: Mapping[str, float]
    views: Arrays = field(default_factory=dict)
    checkpoint: Arrays = field(default_factory=dict)
    resume: Arrays = field(default_factory=dict)
    place: str = ""
    ahead: int = 0


def moments(steps: int, frames: int = FRAMES) -> list[int]:
    """The steps worth a frame, from 1 to ``steps``: at most ``frames``, at quadratic distances."""
    return sorted({max(1, round(steps * (i / frames) ** 2)) for i in range(1, frames + 1)})


def over_time(frames: Sequence[Frame]) -> dict[str, NDArray[Any]]:
    """The steps (T,) of some frames as "step", their metrics (T,) and views (T, ...) by name.

    A metric ``kl`` is ``metric_kl`` where a view is called ``kl`` too.
    """
    first = frames[0]
    found: dict[str, NDArray[Any]] = {"step": np.array([each.step for each in frames])}
    for name in first.metrics:
        title = f"metric_{name}" if name in first.views else name
        found[title] = np.array([each.metrics[name] for each in frames])
    return found | {name: np.stack([each.views[name] for each in frames]) for name in first.views}

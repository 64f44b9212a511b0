"""What is trained, and how: all that the loop and a captured step ask of a topic."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import torch
from torch import Tensor

from models.frame import Frame
from models.training.batches import Batches

#: Updates made before this one: a number, or () on the device of a captured step.
Step = int | Tensor


class Learner(Protocol):
    """What is trained, and how."""

    @property
    def begin(self) -> int:
        """Updates made before it goes on."""
        ...

    @property
    def on(self) -> torch.device:
        """Where everything is that changes."""
        ...

    @property
    def streams(self) -> Sequence[Batches]:
        """All batches that an update reads."""
        ...

    def advance(self, step: Step) -> Tensor | None:
        """Make update ``step + 1``; its loss (), or None where only moments tell.

        Everything that changes does so in place, and nothing is read from the device: the step may
        be captured and replayed.
        """

    def state(self) -> Mapping[str, Tensor]:
        """All that changes from update to update, as it is now, by the checkpoint's names."""

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Take such a state over."""

    def frame(self, step: int) -> Frame:
        """The moment after ``step`` updates.

        Raises:
            Diverged: What is judged stopped being a number.
        """

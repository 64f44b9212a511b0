"""What is on screen for one topic, as a page sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from streamlit.delta_generator import DeltaGenerator

from playground.live.lineage import Ancestor, lineage
from playground.live.shown import ACTIVE, Shown
from playground.runs import Run


@dataclass(frozen=True)
class Watched:
    """What is on screen for one topic.

    Attributes:
        slug: The topic.
        run: The run (or replay) on screen.
        setup: What the controls say now.
        train: The topic's training.
        was_active: Whether frames could still come when the page around was drawn.
        status: The place beside the buttons where the run says how it is.
        coming: What was asked for in its place and has no frame yet.
        ahead: The forks that are still to be made, as by :func:`playground.live.desk.ahead`.
    """

    slug: str
    run: Shown
    setup: Any
    train: Callable[..., Any]
    was_active: bool
    status: DeltaGenerator
    coming: Run | None = None
    ahead: tuple[Ancestor, ...] = ()

    @property
    def latest(self) -> Shown:
        """The run that was asked for last, whether it is on screen yet or not."""
        return self.run if self.coming is None else self.coming

    @property
    def stale(self) -> bool:
        """Whether the controls say something else than was asked for."""
        wanted = self.ahead[-1].setup if self.ahead else self.latest.setup
        return bool(wanted != self.setup)

    @property
    def trained(self) -> Any:
        """The setup of what is on screen."""
        return self.run.setup

    @property
    def forked_from(self) -> tuple[Ancestor, ...]:
        """What is on screen is forked from these, nearest first."""
        return lineage(type(self.trained), self.run.recording.origin)

    @property
    def ancestors(self) -> tuple[Ancestor, ...]:
        """What was asked for is forked from these, nearest first."""
        setup: Any = self.latest.setup
        line = [*lineage(type(setup), self.latest.recording.origin)]
        for fork in self.ahead:
            line.insert(0, Ancestor(setup, fork.step))
            setup = fork.setup
        return tuple(line)

    @property
    def active(self) -> bool:
        """Whether frames may still come."""
        return self.run.state in ACTIVE

"""What can be on a topic's screen: a run, a run that this viewer holds, or a replay from a file."""

from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeAlias

from playground.recording import Recording
from playground.runs import Progress, Run
from playground.runs.run import State

ACTIVE = ("queued", "running", "paused")

Standing: TypeAlias = State | Literal["held", "left"]


class Shown(Protocol):
    """All that a page needs of what is on its screen: a :class:`Run` itself, or one of the two
    below, who do not pretend to be one."""

    @property
    def setup(self) -> Any:
        """What was or is trained."""

    @property
    def recording(self) -> Recording:
        """The frames so far."""

    @property
    def state(self) -> Standing:
        """Of the training, or of this viewer."""

    @property
    def sentence(self) -> str:
        """What there is to explain about that, for a person; empty if nothing."""

    @property
    def progress(self) -> Progress:
        """How far and how fast."""


@dataclass(frozen=True, eq=False)
class Detached:
    """A run as it was when this viewer pressed Pause or Stop; others may watch it go on.

    Attributes:
        run: The run itself.
        recording: Its frames until then.
        state: ``held`` can be resumed; who has ``left`` joins again with Train.
        progress: Where it was.
    """

    run: Run
    recording: Recording
    state: Literal["held", "left"]
    progress: Progress

    @property
    def setup(self) -> Any:
        """What is trained."""
        return self.run.setup

    @property
    def sentence(self) -> str:
        """What became of it meanwhile, for the one who pressed; empty if it simply waits."""
        others = self.run.watching
        again = "Resume shows" if self.state == "held" else "Train shows"
        match self.run.state:
            case "finished":
                return f"The training has ended meanwhile: {again} the whole."
            case "queued" | "running" if others:
                who = "somebody else" if others == 1 else f"{others} others"
                return f"The training goes on for {who}: {again} where it is."
        return ""


@dataclass(frozen=True, eq=False)
class Replay:
    """A recording from a file, shown in the place of a run that has ended."""

    recording: Recording
    setup: Any
    state: Literal["finished"] = "finished"
    sentence: str = "Replayed from a file, without training."

    @property
    def progress(self) -> Progress:
        """All of it is there."""
        last = self.recording.last_step
        return Progress(last, last, steps_per_second=0.0, eta_seconds=None)


def detached(run: Run, state: Literal["held", "left"]) -> Detached:
    """A run as it is now, for one who holds or leaves it."""
    kept = run.recording.snapshot()
    now = replace(run.progress, step=kept.last_step, steps_per_second=0.0, eta_seconds=None)
    return Detached(run, kept, state, now)


def run_of(shown: Shown) -> Run | None:
    """The run behind what is shown, whom viewers watch and leave; None for a replay."""
    if isinstance(shown, Detached):
        return shown.run
    return shown if isinstance(shown, Run) else None


def same(one: Shown, other: Shown) -> bool:
    """Whether both show the same training."""
    return (run_of(one) or one) is (run_of(other) or other)

"""A training in progress, as its viewers see it."""

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Literal, Protocol

from playground.recording import Ending, Moment, Recording
from playground.runs.bell import Bell
from playground.runs.messages import Detour, Train
from playground.runs.pace import seconds_left

State = Literal["queued", "running", "paused", "finished", "cancelled", "failed"]

UNWATCHED = "Nobody was watching any more."
STOPPED = "The training was stopped."
FEWEST = 4  # moments by which the speed is measured, however long ago they were


class SetupLike(Protocol):
    """What a run needs of a setup (``models.setup.Setup`` is the concrete one)."""

    @property
    def steps(self) -> int:
        """How many parameter updates the training makes."""
        ...

    def model_dump(self, *, mode: str = ...) -> dict[str, Any]:
        """The knobs as plain JSON values, with ``mode="json"``."""
        ...

    def model_dump_json(self) -> str:
        """The knobs as JSON."""
        ...


@dataclass(frozen=True)
class Progress:
    """How far and how fast.

    Attributes:
        step: Parameter updates at the newest frame.
        steps: Parameter updates when finished.
        steps_per_second: Over the last few seconds; 0 while not running or not yet known.
        eta_seconds: Time left, see :func:`playground.runs.pace.seconds_left`; None while not
            running or not yet known.
        place: What it trains or was trained on, for a person; empty if not known.
        done: Of a group, its members that are trained to their end.
        parts: Of a group, how many it is to have; 0 if it is a training by itself.
    """

    step: int
    steps: int
    steps_per_second: float
    eta_seconds: float | None
    place: str = ""
    done: int = 0
    parts: int = 0


@dataclass(frozen=True)
class Plan:
    """What the worker is told, and what it must have read to understand it.

    Attributes:
        job: Pickle of ``(train, setup)``.
        start: The frame to go on from.
        detour: See :class:`playground.runs.messages.Train`.
        sources: When the source code was last changed (``time.time``).
    """

    job: bytes
    start: Moment | None
    sources: float
    detour: Detour | None = None


class Run:
    """A training that all viewers of one setup share. Made by :meth:`Pool.start` only.

    The state goes queued -> running -> finished, cancelled or failed, and never back from these
    three. While it trains it may go to paused and back. A paused run whose worker was lent to
    somebody else is queued again when it resumes, first in line, and goes on from its last frame.

    No viewer can hold or end it for another one: each watches, holds or leaves for himself. It
    pauses when all who are there hold, goes on as soon as one of them watches, and is cancelled
    when nobody is left.

    Attributes:
        key: The same for the same train function, source code, setup and fork origin.
        setup: What is trained.
        recording: The frames so far.
        plan: What the worker is told.
        released: Paused, and its worker was lent to somebody else.
        left_at: When the last viewer left (``time.monotonic``); None before and while watched.
        paused_at: When it was last paused.
        place: What it trains on, for a person; empty while that is not known.
        window: Seconds over which the speed is measured.
    """

    window = 5.0

    def __init__(
        self,
        key: str,
        setup: SetupLike,
        recording: Recording,
        plan: Plan,
        bell: Bell,
        queue: "Callable[[], list[Run]]",
    ) -> None:
        self.key = key
        self.setup = setup
        self.recording = recording
        self.plan = plan
        self.released = False
        self.left_at: float | None = None
        self.paused_at = 0.0
        self.place = ""
        self._bell = bell
        self._queue = queue
        self._state: State = "queued"
        self._viewers: set[Hashable] = set()
        self._holding: set[Hashable] = set()  # those of the viewers who want no more frames now
        self._times: deque[tuple[float, int]] = deque()
        self._ahead = 0  # moments still to come, as far as the newest tells

    @property
    def state(self) -> State:
        """See the class."""
        return self._state

    @property
    def waits(self) -> bool:
        """Whether it waits for a worker."""
        return self._state == "queued"

    @property
    def ended(self) -> bool:
        """Finished, cancelled or failed."""
        return self._state in ("finished", "cancelled", "failed")

    def good_for(self, reach: int | None) -> bool:
        """Whether it need not be trained again for somebody who wants its frames up to a step.

        Args:
            reach: The step; None for all that it has to give.
        """
        if self._state not in ("cancelled", "failed"):
            return True
        return reach is not None and len(self.recording) > 0 and self.recording.last_step >= reach

    @property
    def sentence(self) -> str:
        """Why it was cancelled or failed, for a person; else empty."""
        return self.recording.sentence

    @property
    def viewers(self) -> int:
        """How many are there, whether they watch or hold."""
        return len(self._viewers)

    @property
    def watching(self) -> int:
        """How many want its frames as they come."""
        return len(self._viewers) - len(self._holding)

    @property
    def queue_position(self) -> int:
        """1 for the next to get a worker, and so on; 0 if it does not wait for one."""
        with self._bell.lock:
            queue = self._queue()
            return queue.index(self) + 1 if self in queue else 0

    @property
    def progress(self) -> Progress:
        """How far and how fast."""
        with self._bell.lock:
            step = self.recording.last_step
            steps = self.setup.steps
            if self._state != "running" or len(self._times) < 2:
                return Progress(step, steps, 0.0, None, self.place)
            (then, past), (now, present) = self._times[0], self._times[-1]
            speed = (present - past) / max(now - then, 1e-9)
            left = seconds_left(self._times, max(steps - step, 0), self._ahead)
            return Progress(step, steps, speed, left, self.place)

    def pause(self) -> None:
        """Hold a running training after the frame it is working on."""
        with self._bell.lock:
            if self._state == "running":
                self._state = "paused"
                self.paused_at = monotonic()
                self._times.clear()
                self._bell.ring()

    def resume(self) -> None:
        """Let a paused training go on."""
        with self._bell.lock:
            if self._state == "paused":
                self._state = "queued" if self.released else "running"
                self._bell.ring()

    def cancel(self, sentence: str = STOPPED) -> None:
        """End a queued, running or paused training now; its frames stay."""
        self.end("cancelled", sentence)

    def watch(self, viewer: Hashable) -> None:
        """Count a viewer, who wants frames; a watched run is neither dropped nor evicted."""
        with self._bell.lock:
            self._viewers.add(viewer)
            self._holding.discard(viewer)
            self.left_at = None
            self.resume()

    def hold(self, viewer: Hashable) -> None:
        """A viewer wants no more frames for now; the training waits when all of them do."""
        with self._bell.lock:
            if viewer in self._viewers:
                self._holding.add(viewer)
                self._wait_if_all_hold()

    def leave(self, viewer: Hashable, at_once: bool = False, sentence: str = UNWATCHED) -> None:
        """Count a viewer out. When the last one leaves, a run that has not ended is cancelled.

        Args:
            viewer: Who leaves; unknown ones are ignored.
            at_once: Without the grace period that lets a reload find its run again; for
                somebody who has chosen another setup, or to stop.
            sentence: Why it is cancelled at once, if it is.
        """
        with self._bell.lock:
            if viewer not in self._viewers:
                return
            self._viewers.remove(viewer)
            self._holding.discard(viewer)
            self._wait_if_all_hold()
            if not self._viewers:
                self.left_at = monotonic()
                if at_once:
                    self.cancel(sentence)
                self._bell.ring()

    def _wait_if_all_hold(self) -> None:
        if self._viewers and not self.watching:
            self.pause()

    # What follows is for the pool.

    def begin(self) -> Train:
        """A worker has been found: the training it is to do, from the last frame if any."""
        with self._bell.lock:
            self._state = "running"
            self._times.clear()
            if self.released:
                self.released = False
                self.plan = replace(self.plan, start=self.recording.frame(-1), detour=None)
            self._wait_if_all_hold()
            return Train(self.plan.job, self.plan.start, self.plan.detour)

    def add(self, moment: Moment) -> None:
        """Remember a frame.

        Raises:
            RecordingError: If it does not continue the others.
        """
        start = self.plan.start
        with self._bell.lock:
            if start is not None and moment.step == start.step and len(self.recording):
                return  # Gone on from its own last frame, which is here already.
            self.recording.append(moment)
            now = monotonic()
            self._times.append((now, moment.step))
            self._ahead = moment.ahead
            while now - self._times[0][0] > self.window and len(self._times) > FEWEST:
                self._times.popleft()

    def end(self, state: Ending, sentence: str = "") -> None:
        """End it, unless it has ended already."""
        with self._bell.lock:
            if not self.ended:
                self.recording.end(state, sentence)
                self._state = state  # Last, so that whoever sees it finds the sentence too.
                self._bell.ring()

    def release(self) -> bool:
        """Give up the worker while paused; False if the last frame is no place to go on from."""
        with self._bell.lock:
            if self._state == "paused" and not self.released and len(self.recording):
                self.released = bool(self.recording.frame(-1).checkpoint)
            return self.released

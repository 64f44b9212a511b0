"""A training that is made of others: its members train at once, and all of them are one run."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from playground.recording import Ending, FrameLike, Moment, Recording
from playground.runs.bell import Bell
from playground.runs.run import UNWATCHED, Plan, Progress, Run, SetupLike

AGAIN = "What ended well is kept: Train tries the rest again."


class Part(Protocol):
    """One of them (``models.training.parts.Part`` is the concrete one)."""

    @property
    def name(self) -> str:
        """What a person reads."""
        ...

    @property
    def train(self) -> Callable[..., Any]:
        """As for :meth:`Pool.start`."""
        ...

    @property
    def setup(self) -> Any:
        """As for :meth:`Pool.start`."""
        ...

    @property
    def after(self) -> Sequence[int]:
        """Those that have to be over before it begins."""
        ...


class Parted(Protocol):
    """A training that says of what it is made (by ``models.training.parts.made_of``)."""

    def parts(self, setup: Any, /) -> Sequence[Part]:
        """Those of a setup."""
        ...

    def join(self, setup: Any, seen: Sequence[Moment | None], /) -> FrameLike:
        """The frame of the whole, from the newest of each part."""
        ...


class Group(Run):
    """A run whose frames are joined from those of its members, runs of the pool like any other.

    To all who watch it, it is one run: they share, hold and leave it, and it has one recording and
    one remaining time. It watches its members as a viewer does. So a member may be shared with
    another group, one that was trained before is there at once, and a group that is begun again
    after it was stopped has to train the rest alone. A member that fails takes nothing else along.

    Attributes:
        parted: Its training.
        members: The runs so far, by the places of their parts.
    """

    window = 15.0  # its members' frames come at uneven distances

    def __init__(
        self,
        key: str,
        setup: SetupLike,
        recording: Recording,
        plan: Plan,
        bell: Bell,
        parted: Parted,
    ) -> None:
        super().__init__(key, setup, recording, plan, bell, list)
        self.parted = parted
        self.members: dict[int, Run] = {}
        self._parts: Sequence[Part] = ()
        self._joined: tuple[Any, ...] = ()

    @property
    def waits(self) -> bool:
        """Its members wait for workers, and it for them."""
        return False

    @property
    def queue_position(self) -> int:
        """That of the first member that has one, while none has begun."""
        with self._bell.lock:
            places = [run.queue_position for run in self.members.values() if run.waits]
            return min(places, default=0) if self._state == "queued" else 0

    @property
    def sentence(self) -> str:
        """Why it ended; until then which members failed."""
        return super().sentence or self._failures

    @property
    def progress(self) -> Progress:
        """How far and how fast, all together."""
        with self._bell.lock:
            done = sum(run.state == "finished" for run in self.members.values())
            return replace(super().progress, done=done, parts=len(self._parts))

    def pause(self) -> None:
        """Hold its members, should nobody else watch them."""
        with self._bell.lock:
            super().pause()
            if self._state == "paused":
                for run in self.members.values():
                    run.hold(self)

    def resume(self) -> None:
        """Let its members go on."""
        with self._bell.lock:
            if self._state == "paused":
                super().resume()
                for run in self.members.values():
                    run.watch(self)

    def end(self, state: Ending, sentence: str = "") -> None:
        """End it, and leave its members."""
        with self._bell.lock:
            super().end(state, sentence)
            for run in self.members.values():
                run.leave(self, at_once=True, sentence=UNWATCHED)

    # What follows is for the pool.

    def plan_parts(self) -> None:
        """Ask of what it is made, once; the answer may take time, and may be an error."""
        if not self._parts:
            self._parts = self.parted.parts(self.setup)

    def enlist(self, start: Callable[[Part], Run], at_once: int) -> None:
        """Begin members that may begin: what others wait for first, and so many at a time.

        A group asks for no more workers than there are, so that others wait for one member at most
        before it is their turn.
        """
        with self._bell.lock:
            active = sum(not run.ended for run in self.members.values())
            for at in self._order():
                if active >= at_once or self._state not in ("queued", "running"):
                    return
                if at not in self.members and all(map(self._over, self._parts[at].after)):
                    run = self.members[at] = start(self._parts[at])
                    active += not run.ended

    def gather(self) -> Moment | None:
        """The frame of the whole, if any member has a new one."""
        with self._bell.lock:
            newest = [self._newest(at) for at in range(len(self._parts))]
            if self._state == "queued" and any(newest):
                self._state = "running"
                self._wait_if_all_hold()
            steps = tuple(moment and moment.step for moment in newest)
            if steps == self._joined or not any(newest):
                return None
            self._joined = steps
            places = (run.place for run in self.members.values() if run.place)
            self.place = next(places, "")
            moment = Moment.of(self.parted.join(self.setup, newest))
            fresh = not len(self.recording) or moment.step > self.recording.last_step
            return moment if fresh else None

    def conclude(self) -> None:
        """End it when all members have ended."""
        with self._bell.lock:
            if len(self.members) == len(self._parts) and all(map(self._over, self.members)):
                failures = self._failures
                self.end("failed" if failures else "finished", failures)

    def _order(self) -> list[int]:
        awaited = {at for part in self._parts for at in part.after}
        places = range(len(self._parts))
        return sorted(places, key=lambda at: (at not in awaited, not self._parts[at].after, at))

    def _over(self, at: int) -> bool:
        return at in self.members and self.members[at].ended

    def _newest(self, at: int) -> Moment | None:
        run = self.members.get(at)
        return run.recording.frame(-1) if run is not None and len(run.recording) else None

    @property
    def _failures(self) -> str:
        members = sorted(self.members.items())
        bad = [(at, run) for at, run in members if run.ended and run.state != "finished"]
        if not bad:
            return ""
        (first, run), more = bad[0], len(bad) - 1
        others = f" {more} more of {len(self._parts)} did not end well either." if more else ""
        return f"{self._parts[first].name}: {run.sentence}{others} {AGAIN}"


def is_parted(train: Any) -> bool:
    """Whether a training says of what it is made."""
    return hasattr(train, "parts") and hasattr(train, "join")

"""A bounded pool of warm worker processes, and the one thread that looks after them."""

import atexit
import logging
import os
import pickle
import threading
import time
from collections.abc import Hashable, Sequence
from multiprocessing.connection import wait
from typing import Any

from playground.recording import FrameLike, Moment, Origin, Recording, RecordingError
from playground.runs.bell import Bell
from playground.runs.explain import explain
from playground.runs.group import Group, is_parted
from playground.runs.identity import Train, changed, key_of
from playground.runs.messages import Begun, Detour, Ended, Ready
from playground.runs.process import Worker
from playground.runs.run import Plan, Run, SetupLike
from playground.runs.shelf import Shelf

logger = logging.getLogger("playground.runs")


class Pool:
    """Trains in worker processes and shares each training among all who want the same.

    Sessions call the public methods from any thread; they change what is wanted and ring a bell.
    One thread of the pool hears the bell and the workers, and makes it so.

    Args:
        workers: How many trainings at a time; by default one per core.
        budget: Bytes that all recordings may take together.
        imports: Modules that each worker imports before it is needed.
        grace: Seconds for which a run goes on after its last viewer has left.
        patience: Seconds after which a training that ignores its cancellation is killed.
        watch: Whether sources that were edited since are trained with; looking costs time.
    """

    def __init__(
        self,
        workers: int | None = None,
        budget: int = 2 << 30,
        imports: Sequence[str] = (),
        grace: float = 10.0,
        patience: float = 2.0,
        watch: bool = False,
    ) -> None:
        self._size = workers or os.cpu_count() or 1
        self._imports = tuple(imports)
        self._grace = grace
        self._patience = patience
        self._watch = watch
        self._bell = Bell()
        self._shelf = Shelf(budget)
        self._workers: list[Worker] = []
        self._eager = False
        self._closed = False
        self._newest_sources = 0.0
        self._thread = threading.Thread(target=self._serve, name="pool", daemon=True)

    def warm(self) -> None:
        """Start all workers, one after the other, so that the first training need not wait.

        A pool that was closed meanwhile, with the server, stays closed.
        """
        with self._bell.lock:
            if not self._closed:
                self._eager = True
                self._wake()

    def start(
        self,
        train: Train,
        setup: SetupLike,
        start: FrameLike | None = None,
        parent: Recording | None = None,
        *,
        topic: str = "",
        viewer: Hashable | None = None,
        reach: int | None = None,
    ) -> Run:
        """Train, or join the same training if it is queued, under way or finished well.

        Args:
            train: A module-level generator function ``train(setup, start=None)``. If it is made of
                parts, they are runs of their own and this one is their :class:`Group`; unless it
                is to go on from a frame, which it does by itself.
            setup: Its setup, with the field ``steps``.
            start: A frame to fork from.
            parent: The recording that the frame comes from.
            topic: For the recording; by default the function's module.
            viewer: Watches the run from now on, as by :meth:`Run.watch`. A run that never had a
                viewer goes on until it ends.
            reach: All that is wanted are its frames up to this step, so that a training which
                had to end after it will do as well.

        Raises:
            ValueError: If ``train`` does not live in a module that a worker can import.
            RuntimeError: If the pool is closed.
        """
        if train.__module__ == "__main__":
            raise ValueError(f"{train.__qualname__} must live in a module, not in a script.")
        moment = None if start is None else Moment.of(start)
        sources = changed(train, self._watch)
        key = key_of(train, setup, moment, parent.identity if parent else "", sources)
        with self._bell.lock:
            run = self._shelf.find(key)
            if run is None or not run.good_for(reach):
                self._wake()
                recording = Recording(
                    topic or train.__module__,
                    setup.model_dump(mode="json"),
                    origin=_origin(parent, moment.step) if parent and moment else None,
                )
                job = pickle.dumps((train, setup))
                plan = Plan(job, moment, sources, _detour(parent, moment))
                if start is None and is_parted(train):
                    parted: Any = train
                    run = Group(key, setup, recording, plan, self._bell, parted)
                else:
                    run = Run(key, setup, recording, plan, self._bell, self._shelf.queue)
                self._shelf.add(run)
                self._newest_sources = max(self._newest_sources, sources)
            if viewer is not None:
                run.watch(viewer)
            return run

    def recall(self, key: str) -> Run | None:
        """The newest run of that key, if it is still remembered."""
        with self._bell.lock:
            return self._shelf.find(key)

    def runs(self) -> tuple[Run, ...]:
        """All runs that are remembered, oldest first."""
        with self._bell.lock:
            return tuple(self._shelf)

    def leave_all(self, viewer: Hashable) -> None:
        """A viewer's session has ended."""
        for run in self.runs():
            run.leave(viewer)

    def pids(self) -> list[int]:
        """Process ids of the workers."""
        return [worker.pid for worker in self._workers]

    def close(self) -> None:
        """End all trainings and all workers; returns when no process is left."""
        with self._bell.lock:
            self._closed = True
            for run in self._shelf:
                run.end("cancelled", "The playground was closed.")
            self._bell.ring()
        if self._thread.ident is not None:
            self._thread.join()
        self._bell.close()
        atexit.unregister(self.close)

    def _wake(self) -> None:
        if self._closed:
            raise RuntimeError("The pool is closed.")
        if self._thread.ident is None:
            atexit.register(self.close)
            self._thread.start()
        self._bell.ring()

    # What follows runs in the pool's thread.

    def _serve(self) -> None:
        while not self._closed:
            timeout = self._tend()
            links = [worker.connection for worker in self._workers]
            ready = wait([self._bell.reader, *links], timeout)
            if self._bell.reader in ready:
                self._bell.answer()
            for worker in tuple(self._workers):
                if worker.connection in ready:
                    self._hear(worker)
        for worker in self._workers:
            worker.leave()
        for worker in self._workers:
            worker.reap(self._patience)
        self._workers.clear()

    def _tend(self) -> float | None:
        """Make the workers do what is wanted; returns seconds until something falls due."""
        with self._bell.lock:
            due = self._shelf.drop_abandoned(self._grace)
        for run in self.runs():
            if isinstance(run, Group) and not run.ended:
                self._lead(run)
        now = time.monotonic()
        for worker in tuple(self._workers):
            if worker.deadline is not None and worker.deadline <= now:
                self._lose(worker)
            elif worker.run is not None and worker.run.ended:
                worker.dismiss(now + self._patience)
            elif worker.run is not None:
                worker.pause(worker.run.state == "paused")
        self._hand_out()
        self._staff()
        waits = [worker.deadline - now for worker in self._workers if worker.deadline is not None]
        return min(waits if due is None else [due, *waits], default=None)

    def _lead(self, group: Group) -> None:
        """Begin what may begin of a group, and keep what its members have come to."""
        try:
            group.plan_parts()
            group.enlist(lambda part: self.start(part.train, part.setup, viewer=group), self._size)
            moment = group.gather()
        # What a training says of its parts is the topic's: whatever it raises ends that group only.
        except Exception as error:  # noqa: BLE001
            ended = explain(error)
            group.end(ended.state, ended.sentence)
            logger.error("A group of trainings failed.\n%s", ended.trace or error)
            return
        if moment is not None:
            self._keep(group, moment)
        group.conclude()

    def _hand_out(self) -> None:
        """Give queued runs to idle workers."""
        for worker in tuple(self._workers):
            if not worker.idle:
                continue
            with self._bell.lock:
                run = next(iter(self._shelf.queue()), None)
                if run is None:
                    return
                stale = run.plan.sources > worker.born  # It imported code that was edited since.
                message = None if stale else run.begin()
            if message is None:
                self._lose(worker)
            else:
                worker.train(run, message)

    def _staff(self) -> None:
        """Start the workers that are missing; if there is no more room, borrow a paused one."""
        with self._bell.lock:
            waiting = len(self._shelf.queue())
        busy = sum(worker.busy for worker in self._workers)
        wanted = min(self._size, busy + waiting)
        if self._eager and all(worker.ready for worker in self._workers):
            wanted = min(self._size, len(self._workers) + 1)  # imports share the cores badly
        while len(self._workers) < wanted:
            try:
                self._workers.append(Worker(self._imports, self._newest_sources, self._size))
            except OSError:
                logger.exception("Cannot start a worker process.")
                self._give_up_first()
                return
        coming = sum(worker.run is None for worker in self._workers)
        paused = [w for w in self._workers if w.run is not None and w.run.state == "paused"]
        for worker in sorted(paused, key=lambda worker: worker.run.paused_at if worker.run else 0):
            if coming < waiting and worker.run is not None and worker.run.release():
                worker.dismiss(time.monotonic() + self._patience)
                coming += 1

    def _hear(self, worker: Worker) -> None:
        try:
            message = worker.hear()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if isinstance(message, Ready):
            worker.ready = True
        elif isinstance(message, Begun):
            if worker.run is not None:
                worker.run.place = message.place
        elif isinstance(message, Ended):
            run = worker.answer()
            if run is not None:
                run.end(message.state, message.sentence)
            if message.trace:
                logger.error("A training failed.\n%s", message.trace)
        elif isinstance(message, Moment) and worker.run is not None:
            self._keep(worker.run, message)

    def _keep(self, run: Run, moment: Moment) -> None:
        with self._bell.lock:
            if run.ended:
                return
            if not self._shelf.make_room(moment.nbytes):
                run.end("failed", self._full(run))
                return
            try:
                run.add(moment)
            except RecordingError as error:
                run.end("failed", str(error))

    def _full(self, run: Run) -> str:
        kept = f"Its first {len(run.recording):,} frames are kept."
        limit = f"{self._shelf.budget / 1e6:,.0f} MB"
        others = any(other is not run and len(other.recording) for other in self._shelf)
        if others:
            return (
                f"The {limit} for recordings are full of trainings that are being watched, "
                f"so this one had to stop. {kept}"
            )
        return f"This training needs more than the {limit} set aside for recordings. {kept}"

    def _lose(self, worker: Worker) -> None:
        """A worker has died, or has to: its run ends, and another will take its place."""
        self._workers.remove(worker)
        how = worker.reap(0.0 if worker.deadline is not None else self._patience)
        if worker.run is not None:
            kept = f"Its {len(worker.run.recording):,} frames so far are kept."
            worker.run.end("failed", f"The process of this training {how}. {kept}")
            logger.error("A worker process %s.", how)
        elif not worker.ready:
            logger.error("A worker process %s before it was ready.", how)
            self._give_up_first()

    def _give_up_first(self) -> None:
        """No worker can be had: say so instead of trying for ever."""
        self._eager = False
        with self._bell.lock:
            queue = self._shelf.queue()
        if queue:
            queue[0].end("failed", "No process could be started for this training; see the log.")


def _detour(parent: Recording | None, start: Moment | None) -> Detour | None:
    """The way to a frame that lacks what going on from it takes, if it does."""
    if parent is None or start is None or start.resume:
        return None
    ready = parent.before(start.step)
    return None if ready is None else (ready, parent.setup)


def _origin(parent: Recording, step: int) -> Origin:
    return Origin(identity=parent.identity, step=step, setup=parent.setup, before=parent.origin)

"""The runs that a pool remembers: which to share, which waits, and which to forget."""

import time
from collections.abc import Iterator

from playground.runs.run import UNWATCHED, Run

KEPT = 1000  # ended runs that are remembered though nobody watches, however small they are


class Shelf:
    """All runs, in the order in which they were asked for. Its methods need the pool's lock.

    Args:
        budget: Bytes that the recordings may take together.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._runs: list[Run] = []

    def __iter__(self) -> Iterator[Run]:
        return iter(tuple(self._runs))

    def find(self, key: str) -> Run | None:
        """The newest run of that key."""
        return next((run for run in reversed(self._runs) if run.key == key), None)

    def add(self, run: Run) -> None:
        """Remember a run, and forget the oldest if there are very many."""
        self._runs.append(run)
        for old in self._forgettable()[: max(len(self._runs) - KEPT, 0)]:
            self._runs.remove(old)

    def queue(self) -> list[Run]:
        """Those that wait for a worker, first come first served."""
        return [run for run in self._runs if run.waits]

    def make_room(self, size: int) -> bool:
        """Forget ended runs that nobody watches, least recently watched first, until it fits."""
        used = sum(run.recording.nbytes for run in self._runs)
        for old in self._forgettable():
            if used + size <= self.budget:
                break
            self._runs.remove(old)
            used -= old.recording.nbytes
        return used + size <= self.budget

    def drop_abandoned(self, grace: float) -> float | None:
        """Cancel what nobody has watched for ``grace`` seconds.

        Returns:
            Seconds until the next one is due, if any.
        """
        left = [run for run in self._runs if run.left_at is not None and not run.ended]
        waits = []
        for run in left:
            wait = (run.left_at or 0.0) + grace - time.monotonic()
            if wait <= 0:
                run.cancel(UNWATCHED)
            else:
                waits.append(wait)
        return min(waits, default=None)

    def _forgettable(self) -> list[Run]:
        ended = [run for run in self._runs if run.ended and not run.viewers]
        return sorted(ended, key=lambda run: run.left_at or 0.0)

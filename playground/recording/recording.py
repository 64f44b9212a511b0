"""The frames of one training, append-only: one writer, any number of readers."""

import secrets
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from playground.recording.file import Header, Origin, read, write
from playground.recording.moment import Array, FrameLike, Moment, RecordingError

Ending = Literal["finished", "cancelled", "failed"]

SPARE = 6  # of so many frames one keeps what going on takes: optimisers' states are large


class Recording:
    """Frames, metrics and checkpoints of one training.

    No reader can change what another one sees: one frame is shared and locked, a view over time is
    a copy. So one frame costs nothing, and only a picture that needs them takes several.

    Args:
        topic: The module of the ``train`` that made the frames, which pages may share.
        setup: The setup as plain JSON values, enough to train again.
        origin: Where the training forked off, if it did.
        identity: Unique name; drawn at random unless a file brings its own.

    Attributes:
        topic: See above.
        setup: See above.
        origin: See above.
        identity: See above.
    """

    def __init__(
        self,
        topic: str,
        setup: Mapping[str, Any],
        *,
        origin: Origin | None = None,
        identity: str = "",
    ) -> None:
        self.topic = topic
        self.setup = dict(setup)
        self.origin = origin
        self.identity = identity or secrets.token_hex(8)
        self._lock = threading.Lock()
        self._moments: list[Moment] = []
        self._nbytes = 0
        self._state: Ending | None = None
        self._sentence = ""

    def append(self, frame: FrameLike) -> None:
        """Remember one more frame.

        Raises:
            RecordingError: If the recording has ended, if the step does not increase, or if the
                arrays differ in name, shape or type from those of the first frame.
        """
        moment = frame if isinstance(frame, Moment) else Moment.of(frame)
        with self._lock:
            if self._state is not None:
                raise RecordingError("A recording that has ended takes no more frames.")
            if self._moments:
                _check_continues(self._moments[0], self._moments[-1], moment)
            elif moment.step < 0:
                raise RecordingError(f"A frame cannot have the negative step {moment.step}.")
            if len(self._moments) % SPARE != 1:
                self._lighten()
            self._moments.append(moment)
            self._nbytes += moment.nbytes

    def _lighten(self) -> None:
        """Forget what only going on from the newest frame takes: a newer one is coming."""
        if self._moments and self._moments[-1].resume:
            last = self._moments[-1]
            self._moments[-1] = replace(last, resume={})
            self._nbytes += self._moments[-1].nbytes - last.nbytes

    def end(self, state: Ending, sentence: str = "") -> None:
        """Say how the training ended, and why if it was not by itself. Only the first call counts.

        Args:
            state: "finished", "cancelled" or "failed".
            sentence: For a person.
        """
        with self._lock:
            if self._state is None:
                self._sentence = sentence
                self._state = state

    @property
    def state(self) -> Ending | None:
        """How the training ended; None while frames may still come."""
        return self._state

    @property
    def sentence(self) -> str:
        """Why the training ended, for a person; empty when there is nothing to explain."""
        return self._sentence

    def __len__(self) -> int:
        return len(self._moments)

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays and numbers."""
        return self._nbytes

    @property
    def steps(self) -> NDArray[np.int64]:
        """Parameter updates made at each frame, (T,), strictly increasing."""
        return np.array([moment.step for moment in self.moments()], dtype=np.int64)

    @property
    def last_step(self) -> int:
        """Parameter updates made at the newest frame; 0 if there is none."""
        with self._lock:
            return self._moments[-1].step if self._moments else 0

    @property
    def metrics(self) -> tuple[str, ...]:
        """Names of the metrics, in the order in which they first appeared."""
        return tuple(dict.fromkeys(name for moment in self.moments() for name in moment.metrics))

    @property
    def views(self) -> tuple[str, ...]:
        """Names of the views."""
        moments = self.moments()
        return tuple(moments[0].views) if moments else ()

    def metric(self, name: str) -> NDArray[np.float64]:
        """One scalar over time, (T,); NaN where a frame does not have it.

        Raises:
            KeyError: If no frame has it.
        """
        moments = self.moments()
        if not any(name in moment.metrics for moment in moments):
            raise KeyError(name)
        return np.array([moment.metrics.get(name, np.nan) for moment in moments], dtype=np.float64)

    def view(self, name: str, first: int = 0) -> Array:
        """One view over time, (T - first, ...), from frame ``first`` on: a copy of all of them.

        For a picture, which asks ``first`` of :func:`playground.scene.needed`. The view of one
        frame, or its shape, is that of :meth:`frame`.

        Raises:
            KeyError: If the frames do not have it, or if there is no frame yet.
        """
        moments = self.moments()
        if not moments:
            raise KeyError(name)
        shown = [moment.views[name] for moment in moments[first:]]
        like = moments[0].views[name]
        return np.stack(shown) if shown else np.empty((0, *like.shape), like.dtype)

    def frame(self, index: int) -> Moment:
        """One frame, to draw it, to restore its model or to fork from it; -1 is the newest.

        Nothing is copied: its arrays are those of the recording, and cannot be written to.

        Raises:
            IndexError: If there is no such frame.
        """
        with self._lock:
            return self._moments[index]

    def before(self, step: int) -> Moment | None:
        """The last frame at or before a step from which a training can go on exactly.

        From the frames between it and the next one a training goes on by making the steps since it
        anew. None where every frame has all that it takes, or there is none so early.
        """
        moments = self.moments()
        if not any(moment.resume for moment in moments):
            return None
        ready = [moment for moment in moments if moment.step <= step and moment.resume]
        return ready[-1] if ready else None

    def moments(self) -> tuple[Moment, ...]:
        """All frames so far, shared as in :meth:`frame`."""
        with self._lock:
            return tuple(self._moments)

    def snapshot(self, identity: str = "") -> "Recording":
        """The recording as it is now: same frames (shared), and no more will come.

        Reading steps, metrics and views of one snapshot gives arrays of one length, which
        reading a recording that still grows does not.

        Args:
            identity: A name of its own; left out, that of the recording.
        """
        with self._lock:
            name = identity or self.identity
            copy = Recording(self.topic, self.setup, origin=self.origin, identity=name)
            copy._moments = list(self._moments)
            copy._nbytes = self._nbytes
            copy._state, copy._sentence = self._state, self._sentence
        return copy

    def save(self, file: BinaryIO | Path) -> None:
        """Write one ``.npz`` with the frames, the setup, the origin and the state.

        Raises:
            RecordingError: If there is no frame yet.
        """
        whole = self.snapshot()
        if not len(whole):
            raise RecordingError("There is no frame to save yet.")
        first = whole.frame(0)
        header = Header(
            topic=self.topic,
            setup=self.setup,
            identity=self.identity,
            origin=self.origin,
            state=whole.state,
            sentence=whole.sentence,
            metrics=list(whole.metrics),
            views=list(first.views),
            checkpoint=list(first.checkpoint),
            resume=list(first.resume),
        )
        write(file, header, whole.moments())

    @staticmethod
    def load(file: BinaryIO | Path, limit: int = 1 << 30) -> "Recording":
        """Read what :meth:`save` wrote. Nothing in the file is executed.

        Args:
            file: A path, or a binary stream such as an upload.
            limit: Most bytes that the file may unpack to.

        Raises:
            RecordingError: With a sentence, if the file is damaged, foreign, too large or from a
                later version.
        """
        header, moments = read(file, limit)
        recording = Recording(
            header.topic,
            header.setup,
            origin=header.origin,
            # Saved half-way, the original may have gone on: the two must not share a name.
            identity=header.identity if header.state else "",
        )
        for moment in moments:
            recording.append(moment)
        if header.state:
            recording.end(header.state, header.sentence)
        return recording


def _check_continues(first: Moment, last: Moment, new: Moment) -> None:
    if new.step <= last.step:
        raise RecordingError(f"Frame {new.step:,} came after frame {last.step:,}.")
    if new.resume and new.resume.keys() != first.resume.keys():
        raise RecordingError(f"At step {new.step:,} the training changed what going on takes.")
    if new.layout != first.layout:
        changed = dict(set(first.layout.items()) ^ set(new.layout.items()))
        names = ", ".join(sorted({name for _, name in changed}))
        raise RecordingError(
            f"At step {new.step:,} the training changed the shape or type of {names}; "
            "every frame must have the same."
        )

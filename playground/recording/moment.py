"""One remembered moment of a training, in the plain types that can be kept, sent and saved."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Layout = Mapping[tuple[str, str], tuple[tuple[int, ...], str]]

# Names become members of a zip file, so they hold no slash and no control character.
NAME = re.compile(r"[\w. \-]{1,120}")

# Little-endian numbers of fixed width: the same bytes on every machine, and nothing to unpickle.
DTYPES = frozenset(np.dtype(code).newbyteorder("<").str for code in "?bBhHiIqQefdFD")


class RecordingError(ValueError):
    """A frame that cannot be kept or a file that cannot be read; the message is a sentence."""


class FrameLike(Protocol):
    """What a training yields (``models.frame.Frame`` is the concrete one)."""

    @property
    def step(self) -> int:
        """Number of parameter updates made so far."""
        ...

    @property
    def metrics(self) -> Mapping[str, float]:
        """Named scalars."""
        ...

    @property
    def views(self) -> Mapping[str, Array]:
        """Named arrays that can be drawn, with the same shapes in every frame."""
        ...

    @property
    def checkpoint(self) -> Mapping[str, Array]:
        """Named arrays from which the model is rebuilt, with the same shapes in every frame."""
        ...

    @property
    def resume(self) -> Mapping[str, Array]:
        """Named arrays that only going on takes, beside the checkpoint; none if that has all."""
        ...


@dataclass(frozen=True, eq=False)
class Moment:
    """A frame whose arrays are never written to again. It is itself a :class:`FrameLike`.

    So all who read a recording may share its moments. It keeps ``resume`` of some of them only, and
    ``ahead``, the moments still to come, of a training that tells it.
    """

    step: int
    metrics: Mapping[str, float]
    views: Mapping[str, Array]
    checkpoint: Mapping[str, Array]
    resume: Mapping[str, Array] = field(default_factory=dict)
    ahead: int = 0

    def __post_init__(self) -> None:
        """Lock the arrays: who wants to change one takes a copy."""
        for arrays in (self.views, self.checkpoint, self.resume):
            for array in arrays.values():
                array.setflags(write=False)

    @classmethod
    def of(cls, frame: FrameLike) -> "Moment":
        """Copy a frame, since a trainer may reuse its buffers for the next one.

        Raises:
            RecordingError: If a name or a type cannot be kept.
        """
        return cls(
            step=int(frame.step),
            metrics={_name(name): float(value) for name, value in frame.metrics.items()},
            views={_name(name): _owned(name, array) for name, array in frame.views.items()},
            checkpoint={
                _name(name): _owned(name, array) for name, array in frame.checkpoint.items()
            },
            resume={_name(name): _owned(name, array) for name, array in frame.resume.items()},
            ahead=int(getattr(frame, "ahead", 0)),
        )

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays, with eight for the step and for each metric."""
        arrays = [*self.views.values(), *self.checkpoint.values(), *self.resume.values()]
        return 8 * (1 + len(self.metrics)) + sum(array.nbytes for array in arrays)

    @property
    def layout(self) -> Layout:
        """Shape and dtype of every array, by ``("views" or "checkpoint", name)``."""
        groups = {"views": self.views, "checkpoint": self.checkpoint}
        return {
            (group, name): (array.shape, array.dtype.str)
            for group, arrays in groups.items()
            for name, array in arrays.items()
        }


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise RecordingError(f"A recording cannot keep the name {name[:40]!r}.")
    return name


def _owned(name: str, array: Array) -> Array:
    owned = np.array(array, order="C")
    if owned.dtype.str not in DTYPES:
        raise RecordingError(f"A recording cannot keep {name!r}, an array of {owned.dtype}.")
    return owned

"""What a sweep measured, live or shipped with the project, in one form."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.scaling.power_law import Floats
from models.scaling.sweep.job import MIDDLE, Job, Kind


class Noise(NamedTuple):
    """What differs between seeds.

    Attributes:
        spread: Standard deviation of the natural logarithm of the loss at the end.
        freedom: Degrees of freedom that it stands on: runs less the decoders they are of.
    """

    spread: float
    freedom: int


class Measured(NamedTuple):
    """The curves of a sweep.

    Attributes:
        jobs: Its decoders.
        tokens: (M,) characters read at each moment.
        loss: (R, M) held out, in nats a character; not a number where it has not come to.
        other: (R, M) the same on the second text.
    """

    jobs: tuple[Job, ...]
    tokens: Floats
    loss: Floats
    other: Floats

    @property
    def parameters(self) -> Floats:
        """N of each decoder, (R,)."""
        return np.array([float(job.parameters) for job in self.jobs])

    @property
    def operations(self) -> Floats:
        """C = 6 N tokens, (R, M)."""
        return 6 * self.parameters[:, None] * self.tokens

    @property
    def done(self) -> NDArray[np.bool_]:
        """Whether a decoder is trained to its end, (R,)."""
        return np.isfinite(self.loss[:, -1])

    def of(self, *kinds: Kind) -> "Measured":
        """The decoders of some kinds, from small to large, from little data to much.

        The middle one on the whole text belongs to less data and to the shapes too. Of several
        seeds the mean of those that are trained stands for all.
        """
        chosen = [
            job
            for job in self.jobs
            if job.seed == 0 and (job.kind in kinds or (job.kind == "size" and job.shape == MIDDLE))
        ]
        chosen.sort(key=lambda job: (job.layers, job.parameters, job.characters))
        rows = [self._rows(job) for job in chosen]
        loss, other = (
            np.array([curves[each].mean(axis=0) for each in rows]).reshape(-1, len(self.tokens))
            for curves in (self.loss, self.other)
        )
        return Measured(tuple(chosen), self.tokens, loss, other)

    def _rows(self, job: Job) -> list[int]:
        """Where the seeds of a decoder are that are trained to their end; else the first."""
        all_seeds = [at for at, each in enumerate(self.jobs) if each._replace(seed=0) == job]
        done = [at for at in all_seeds if self.done[at]]
        return done or all_seeds[:1]

    def noise(self) -> Noise | None:
        """The noise of the seed, pooled over all decoders; None where each has one seed alone."""
        squares, freedom = 0.0, 0
        for job in self.jobs:
            ends = np.log(self.loss[self._rows(job), -1]) if job.seed == 0 else np.empty(0)
            if len(ends) > 1:
                squares += float(((ends - ends.mean()) ** 2).sum())
                freedom += len(ends) - 1
        return Noise(math.sqrt(squares / freedom), freedom) if freedom else None

    def seeds(self, job: Job) -> int:
        """With how many seeds a decoder is trained to its end."""
        return int(self.done[self._rows(job._replace(seed=0))].sum())

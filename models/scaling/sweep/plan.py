"""Which decoders a sweep trains, in which order, and how much work each of them is."""

from typing import Literal, NamedTuple

import numpy as np

from models.frame import moments
from models.language import VOCABULARY
from models.scaling.kaplan import parameters
from models.scaling.power_law import Floats
from models.scaling.sweep.setup import (
    CONTEXT,
    FRAMES,
    MIDDLE,
    SHAPES,
    SHARES,
    SLICES,
    WIDTHS,
    SweepSetup,
    text_of,
)

Kind = Literal["size", "data", "shape"]

# What a character costs beside the multiplications, as so many parameters more: measured on one
# core of a CPU, only to tell how far a sweep is.
_OVERHEAD = 35_000


class Job(NamedTuple):
    """One decoder of a sweep.

    Attributes:
        kind: What it is compared with: other sizes, less data, other shapes.
        layers: Its blocks.
        width: Numbers for each character.
        characters: D, of the text, that it learns from again and again.
    """

    kind: Kind
    layers: int
    width: int
    characters: int

    @property
    def parameters(self) -> int:
        """N, without embeddings."""
        return parameters(self.layers, self.width)

    @property
    def work(self) -> int:
        """What a character costs, in parameters."""
        return self.parameters + VOCABULARY * self.width + _OVERHEAD


def plan(setup: SweepSetup) -> tuple[Job, ...]:
    """The decoders in the order in which they are trained; the largest comes last.

    The run of two layers and width 48 on the whole text belongs to all three.

    Raises:
        ModelError: As for :func:`models.scaling.sweep.setup.text_of`.
    """
    whole = len(text_of(setup).training)
    sizes = [Job("size", 2, width, whole) for width in WIDTHS[: setup.sizes]]
    less = [Job("data", *MIDDLE, int(whole * share)) for share in SHARES if setup.data]
    shapes = [Job("shape", *shape, whole) for shape in SHAPES if setup.shapes]
    return *sizes[:-1], *less, *shapes, sizes[-1]


def slices(setup: SweepSetup) -> Floats:
    """Where each job ends in the work of the whole, (R,), from 0 to ``SLICES``."""
    work = np.cumsum([float(job.work) for job in plan(setup)])
    return np.asarray(SLICES * work / work[-1])


def tokens(setup: SweepSetup) -> Floats:
    """Characters read at each moment of a run, (M,), from 0."""
    seen = [0, *moments(setup.updates, FRAMES)]
    return np.array(seen, dtype=np.float64) * setup.batch * CONTEXT

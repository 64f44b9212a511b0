"""Which decoders a sweep trains, in which order, and what it has measured of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.frame import moments
from models.language import text_of
from models.scaling.power_law import Floats
from models.scaling.sweep.job import MIDDLE, Job
from models.scaling.sweep.measured import Measured
from models.scaling.sweep.setup import (
    CONTEXT,
    CROSSED,
    FRAMES,
    REPEATED,
    SHAPES,
    SHARES,
    WIDTHS,
    SweepSetup,
)

# What it costs to judge a decoder at a moment, as so many characters learnt from: measured on one
# core of a CPU, only to tell how far a sweep is.
_JUDGING = 5_400


def plan(setup: SweepSetup) -> tuple[Job, ...]:
    """The decoders in the order in which they are trained; the largest comes last.

    The run of two layers and width 48 on the whole text belongs to sizes, data and shapes.

    Raises:
        ModelError: As for :func:`models.language.text_of`.
    """
    whole = len(text_of(setup).training)
    widths = WIDTHS[: setup.sizes]
    sizes = [Job("size", 2, width, whole) for width in widths]
    again = [
        job._replace(seed=seed) for job in sizes[:REPEATED] for seed in range(1, setup.repeats)
    ]
    parts = [int(whole * share) for share in SHARES]
    less = [Job("data", *MIDDLE, part) for part in parts if setup.data]
    others = [width for width in CROSSED if setup.crossed and width in widths]
    crossed = [Job("grid", 2, width, part) for width in others for part in parts]
    shapes = [Job("shape", *shape, whole) for shape in SHAPES if setup.shapes]
    return *sizes[:-1], *again, *less, *crossed, *shapes, sizes[-1]


def tokens(setup: SweepSetup) -> Floats:
    """Characters read at each moment of a run, (M,), from 0."""
    seen = [0, *moments(setup.updates, FRAMES)]
    return np.array(seen, dtype=np.float64) * setup.batch * CONTEXT


def spent(setup: SweepSetup) -> Floats:
    """Share of a decoder's work that is done at each moment of its run, (M,), from 0 to 1.

    To judge it costs as much as several updates, and the first moments are close to each other.
    """
    seen = tokens(setup)
    work = seen + _JUDGING * np.arange(len(seen))
    return np.asarray(work / work[-1])


def measured(setup: SweepSetup, views: Mapping[str, NDArray[Any]]) -> Measured:
    """What a frame of a sweep has."""
    loss, other = (np.asarray(views[name], dtype=np.float64) for name in ("loss", "other"))
    return Measured(plan(setup), tokens(setup), loss, other)

"""Kaplan's laws in the form of a sweep: what their formulas say of decoders of a real size."""

from functools import cache

import numpy as np

from models.scaling.kaplan import JOINT, by_steps
from models.scaling.power_law import Floats
from models.scaling.sweep import Job, Measured

BATCH = 524_288  # tokens an update, as in most of their trainings
WHOLE = 22_000_000_000  # tokens of their text
SIZES = ((2, 128), (3, 256), (6, 512), (12, 768), (24, 1024), (36, 1280))  # layers and width
DATA = (22_000_000, 88_000_000, 344_000_000, 1_376_000_000)  # tokens of a part
PARTLY = ((3, 256), (12, 768), (36, 1280))  # that see a part of it too
_STEPS = np.geomspace(1_000, 250_000, 40)


@cache
def published() -> Measured:
    """L(N, S) (eq. 1.6) of six sizes, and what a part of the text costs three of them (eq. 4.3).

    Nothing is said of a second text.
    """
    sizes = [Job("size", *shape, WHOLE) for shape in SIZES]
    parts = [Job("grid", *shape, part) for shape in PARTLY for part in DATA]
    jobs = (*sizes, *parts)
    loss = np.array([_curve(job) for job in jobs])
    return Measured(jobs, _tokens(), loss, np.full_like(loss, np.nan))


def penalty(n: float, d: float) -> float:
    """L(N, D) / L(N, ∞) - 1 by the joint law (eq. 4.3)."""
    grown = (n / JOINT.n_c) ** JOINT.balance * JOINT.d_c / d
    return float((1 + grown) ** JOINT.alpha_d - 1)


def _tokens() -> Floats:
    return np.concatenate(([0.0], BATCH * _STEPS))


def _curve(job: Job) -> Floats:
    """Of a size; with a part of the text all of it is dearer by the penalty."""
    n = float(job.parameters)
    less = 1 + penalty(n, job.characters) if job.kind == "grid" else 1.0
    falling = [less * by_steps(n, float(steps)) for steps in _STEPS]
    return np.array([falling[0], *falling])

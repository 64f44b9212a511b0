"""What the six claims come to in numbers, as one frame of each."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from models.frame import Frame
from models.scaling.claims.convergence import best_at, optimal_size, touches
from models.scaling.claims.curves import Ahead, ahead
from models.scaling.claims.overfitting import balance, more_data, overfitting
from models.scaling.claims.samples import reached
from models.scaling.claims.setup import (
    ClaimSetup,
    ConvergenceSetup,
    CurvesSetup,
    OverfittingSetup,
    SamplesSetup,
    SmoothSetup,
    TransferSetup,
    sweep_of,
)
from models.scaling.claims.smooth import smooth
from models.scaling.claims.transfer import transfer
from models.scaling.power_law import Floats
from models.scaling.sweep import Measured

_BACK = {"largest": 1, "second": 2, "third": 3}


def foretold_curve(setup: CurvesSetup) -> Ahead | None:
    """The curve that a setup foretells."""
    found = sweep_of(setup)
    row = len(found.of("size").jobs) - _BACK[setup.curve]
    return ahead(found, row, setup.share)


def window(
    *points: Any, x: float | None = None, y: float | None = None
) -> tuple[float, float, float, float]:
    """(x0, x1, y0, y1) around points (..., 2), with room; those that are not finite do not count.

    Args:
        points: What is drawn.
        x: A place on the first axis that it reaches to as well.
        y: One on the second.

    Raises:
        ValueError: None of them is finite.
    """
    every = np.concatenate([np.asarray(each, dtype=np.float64).reshape(-1, 2) for each in points])
    every = every[np.isfinite(every).all(axis=1)]
    across, up = (
        every[:, axis] if also is None else np.append(every[:, axis], also)
        for axis, also in enumerate((x, y))
    )
    (x0, x1), (y0, y1) = (np.min(across), np.max(across)), (np.min(up), np.max(up))
    wide, high = max(x1 - x0, 0.2), max(y1 - y0, 0.02)
    return (
        float(x0 - 0.05 * wide),
        float(x1 + 0.12 * wide),
        float(y0 - 0.1 * high),
        float(y1 + 0.1 * high),
    )


def place_of(value: float) -> float:
    """Where a positive number stands on a logarithmic axis to the base 10."""
    return math.log10(value)


def power_at(place: float, low: float, high: float) -> float:
    """The number at a place of such an axis, with three digits, within bounds."""
    return float(f"{10.0 ** min(max(place, math.log10(low)), math.log10(high)):.3g}")


def crossing(values: tuple[float, float], *, upright: bool, at: float) -> Floats:
    """(2, 2): a line across a window from one end to the other, upright or level."""
    low, high = values
    return np.array([[at, low], [at, high]] if upright else [[low, at], [high, at]])


def claim_view(setup: ClaimSetup) -> Iterator[Frame]:
    """One frame: the sweep that is looked at, and what the claim comes to there.

    Metrics: of each claim its own; what cannot be told of that sweep is not a number.
    Views: ``parameters`` and ``characters`` (R,), ``tokens`` (M,), ``loss`` and ``other`` (R, M).

    Raises:
        ModelError: As for :func:`models.scaling.claims.setup.sweep_of`.
    """
    found = sweep_of(setup)
    views = {
        "parameters": found.parameters,
        "characters": np.array([float(job.characters) for job in found.jobs]),
        "tokens": found.tokens,
        "loss": found.loss,
        "other": found.other,
    }
    yield Frame(0, _numbers(setup, found), views)


def _numbers(setup: ClaimSetup, found: Measured) -> dict[str, float]:
    nothing = float("nan")
    if isinstance(setup, SmoothSetup):
        laws = smooth(found, setup.skipped)
        return {
            f"exponent over {over}": laws[over].fitted.law.exponent if over in laws else nothing
            for over in ("n", "d", "c")
        }
    if isinstance(setup, OverfittingSetup):
        law = balance(overfitting(found))
        fitted = law.exponent if law else nothing
        return {"fitted b": fitted, "data": more_data(setup.balance, setup.times)}
    if isinstance(setup, CurvesSetup):
        curve = foretold_curve(setup)
        if curve is None:
            return {"foretold": nothing, "truth": nothing}
        return {"foretold": float(curve.shared[-1]), "truth": float(curve.truth[-1])}
    if isinstance(setup, TransferSetup):
        both = transfer(found)
        return {
            "offset": both.offset if both else nothing,
            "slope": both.slope if both else nothing,
        }
    if isinstance(setup, SamplesSetup):
        saved = reached(found, setup.reach).saved
        return {"saved": nothing if saved is None else saved}
    assert isinstance(setup, ConvergenceSetup)
    best, law_of_n = best_at(found, setup.compute), optimal_size(found)
    return {
        "best N": best.parameters if best else nothing,
        "exponent of N": law_of_n.exponent if law_of_n else nothing,
        "sizes on the frontier": float(len(touches(found))),
    }

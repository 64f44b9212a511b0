"""How long a training still takes, told by the moments that have passed."""

from collections.abc import Sequence

import numpy as np

ENOUGH = 2.0  # seconds before which nothing is told


def seconds_left(marks: Sequence[tuple[float, int]], steps: int, looks: int) -> float | None:
    """Seconds that the rest takes, if it goes on so; None while it is too early to tell.

    A moment is looked at as long as many updates take, and the first ones come after few: where it
    is known how many are to come, an update and a look have a rate each (least squares).

    Args:
        marks: Time in seconds and step of some moments, the oldest first.
        steps: Updates that are still to be made.
        looks: Moments that are still to come; 0 if that is not known.
    """
    passed = np.diff(np.array(marks, dtype=np.float64).reshape(-1, 2), axis=0)
    seconds, updates = passed.T
    if len(passed) < 2 or seconds.sum() < ENOUGH:
        return None
    if looks:
        parts = np.column_stack((updates, np.ones_like(updates)))
        rates = np.linalg.lstsq(parts, seconds, rcond=None)[0]
        if (rates >= 0).all():
            return float(rates @ (steps, looks))
    return float(steps * seconds.sum() / updates.sum())

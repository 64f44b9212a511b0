"""Fourth claim: another text costs a constant more, whatever the model."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from models.scaling.power_law import LEVEL, Floats
from models.scaling.sweep import Measured

_BEGUN = 0.05  # of the training: before, a decoder knows neither text


class Transfer(NamedTuple):
    """Loss on the second text against that on the first.

    Attributes:
        ends: (n, 2) of all decoders that saw the whole text, at their end.
        ways: (r, m, 2) of the sizes while they learn.
        offset: Mean of the difference at the ends, in nats.
        spread: Standard deviation of it.
        slope: Of a line through the ends: 1 where the offset is constant.
        interval: Of the slope, at 95 %.
        correlation: Of both losses at the ends.
    """

    ends: Floats
    ways: Floats
    offset: float
    spread: float
    slope: float
    interval: tuple[float, float]
    correlation: float

    def constant(self, ends: tuple[float, float]) -> Floats:
        """(2, 2): the line of a constant offset over a range of losses."""
        return np.array([[loss, loss + self.offset] for loss in ends])


def transfer(found: Measured) -> Transfer | None:
    """Both losses of the decoders that are trained to their end; None for fewer than three.

    Of Kaplan's laws nothing is known here: they say nothing of a second text.
    """
    whole = max(job.characters for job in found.jobs)
    known = np.isfinite(found.other[:, -1])
    rows = [at for at, job in enumerate(found.jobs) if known[at] and job.characters == whole]
    if len(rows) < 3:
        return None
    ends = np.stack((found.loss[rows, -1], found.other[rows, -1]), axis=-1)
    sizes = found.of("size")
    begun = int(np.searchsorted(sizes.tokens, _BEGUN * sizes.tokens[-1]))
    ways = np.stack((sizes.loss[:, begun:], sizes.other[:, begun:]), axis=-1)
    line = stats.linregress(ends[:, 0], ends[:, 1])
    half = float(stats.t.ppf(0.5 + LEVEL / 2, len(ends) - 2)) * line.stderr
    more = ends[:, 1] - ends[:, 0]
    slope = float(line.slope)
    return Transfer(
        ends,
        ways,
        float(more.mean()),
        float(more.std(ddof=1)),
        slope,
        (slope - half, slope + half),
        float(line.rvalue),
    )

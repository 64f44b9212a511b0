"""What a perfect sampler gets with few samples: the bias of a measure over their number."""

from collections.abc import Iterator
from typing import Literal, get_args

import numpy as np

from models.frame import Frame, Start
from models.measures.generators import ring_of_eight
from models.measures.measured import Floats, Measured
from models.measures.moments import gaussian_bias
from models.measures.table import MEASURES
from models.setup import Setup, knob, seed_knob

Row = Literal[
    "log_likelihood",
    "coverage",
    "inception_score",
    "modified_score",
    "mode_score",
    "am_score",
    "frechet",
    "mmd",
    "critic",
    "birthday",
    "two_sample",
    "classification",
    "boundary",
    "different_bins",
    "retrieval",
    "battle",
    "win_rate",
    "relative_score",
    "adversarial",
    "geometry",
    "reconstruction",
    "similarity",
    "statistics",
]
ROWS: tuple[Row, ...] = get_args(Row)
_BY_NAME = {measure.of.__name__: measure for measure in MEASURES}
NAMES: dict[str, str] = {row: _BY_NAME[row].name for row in ROWS}
ROUND: tuple[Row, ...] = tuple(row for row in ROWS if _BY_NAME[row].sees == "points")
"""Those that look at points alone; the others want classes or pictures, which the ring has."""
SIZES = (50, 70, 100, 140, 200, 280, 400, 560, 800, 1120)


class BiasSetup(Setup):
    """Which measure, and of what."""

    row: Row = knob(
        "frechet",
        "Measure",
        "Of two samples of the same law: a round Gaussian, or the ring of eight where the measure "
        "wants classes or pictures.",
        names=NAMES,
    )
    dimension: int = knob(
        16,
        "Dimensions",
        "Of a round Gaussian, from which both samples come.",
        low=1,
        high=64,
        log=True,
        only={"row": ROUND},
    )
    repeats: int = knob(20, "Repeats", "Pairs of samples of each size.", low=5, high=100, log=True)
    seed: int = seed_knob("Of all samples.")

    @property
    def steps(self) -> int:
        """Sizes that are tried."""
        return len(SIZES)


def train_bias(setup: BiasSetup, start: Start | None = None) -> Iterator[Frame]:
    """A frame for each size; views over sizes, not a number where one is still to come.

    ``sizes`` (10,), ``mean``, ``low`` and ``high`` (one standard deviation of a value off),
    ``error`` (that of the mean), ``perfect`` (what the measure itself expects) and ``theory``
    (the closed form, known for FID alone).
    """
    found = np.full((len(SIZES), setup.repeats, 2), np.nan)
    sizes: Floats = np.array(SIZES, dtype=np.float64)
    theory = [
        gaussian_bias(setup.dimension, size) if setup.row == "frechet" else np.nan for size in SIZES
    ]
    done = start.step if start else 0
    for step, size in enumerate(SIZES, 1):
        random = np.random.default_rng((setup.seed, step))
        for number in range(setup.repeats):
            now = _measured(setup, size, random)
            found[step - 1, number] = now.value, now.perfect
        if step > done:
            mean, spread = found[:, :, 0].mean(1), found[:, :, 0].std(1, ddof=1)
            views = {
                "sizes": sizes,
                "mean": mean,
                "low": mean - spread,
                "high": mean + spread,
                "error": spread / np.sqrt(setup.repeats),
                "perfect": found[:, :, 1].mean(1),
                "theory": np.array(theory),
            }
            now_at = {"n": float(size), "mean": float(views["mean"][step - 1])}
            yield Frame(step, now_at, views)


def _measured(setup: BiasSetup, size: int, random: np.random.Generator) -> Measured:
    """The measure of two samples of one law."""
    row = _BY_NAME[setup.row]
    if row.sees == "points":
        return row.of(*random.standard_normal((2, size, setup.dimension)))
    law = ring_of_eight()
    return row.measure(law.real(size, random), law.real(size, random))

"""What a perfect sampler gets with few samples: the bias of a measure over their number."""

from collections.abc import Iterator
from typing import Literal, get_args

import numpy as np

from models.frame import Frame, Start
from models.measures.measured import Floats
from models.measures.moments import gaussian_bias
from models.measures.table import MEASURES
from models.setup import Setup, knob, seed_knob

Row = Literal[
    "log_likelihood",
    "coverage",
    "frechet",
    "mmd",
    "critic",
    "birthday",
    "two_sample",
    "different_bins",
    "retrieval",
    "battle",
    "win_rate",
    "relative_score",
    "geometry",
    "reconstruction",
]
ROWS: tuple[Row, ...] = get_args(Row)
_BY_NAME = {measure.of.__name__: measure for measure in MEASURES}
NAMES: dict[str, str] = {row: _BY_NAME[row].name for row in ROWS}
SIZES = (50, 70, 100, 140, 200, 280, 400, 560, 800, 1120)


class BiasSetup(Setup):
    """Which measure, and of what."""

    row: Row = knob("frechet", "Measure", "Of two samples of the same law.", names=NAMES)
    dimension: int = knob(
        16,
        "Dimensions",
        "Of a round Gaussian, from which both samples come.",
        low=1,
        high=64,
        log=True,
    )
    repeats: int = knob(20, "Repeats", "Pairs of samples of each size.", low=5, high=100, log=True)
    seed: int = seed_knob("Of all samples.")

    @property
    def steps(self) -> int:
        """Sizes that are tried."""
        return len(SIZES)


def train_bias(setup: BiasSetup, start: Start | None = None) -> Iterator[Frame]:
    """A frame for each size; views over sizes, not a number where one is still to come.

    ``sizes`` (10,), ``mean``, ``low`` and
    ``high`` (one standard deviation of a value off),
    ``error`` (that of the mean), ``perfect`` (what
    the measure itself expects) and ``theory`` (the closed form, known for FID alone).
    """
    measure = _BY_NAME[setup.row].of
    found = np.full((len(SIZES), setup.repeats, 2), np.nan)
    sizes: Floats = np.array(SIZES, dtype=np.float64)
    theory = [
        gaussian_bias(setup.dimension, size) if setup.row == "frechet" else np.nan for size in SIZES
    ]
    done = start.step if start else 0
    for step, size in enumerate(SIZES, 1):
        random = np.random.default_rng((setup.seed, step))
        for number in range(setup.repeats):
            pair = random.standard_normal((2, size, setup.dimension))
            now = measure(*pair)
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

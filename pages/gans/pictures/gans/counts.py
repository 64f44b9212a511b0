"""The honest count of what a GAN has learned."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from models.gans import GanSetup
from models.gans.exact import (
    ENOUGH,
    LN2,
    counted,
    enough,
    noise_floor,
    perfect_sampler,
    standard_error,
)
from models.gans.game import JUDGED, mixture_of
from playground import lesson
from playground.lesson import Readout


def readouts(setup: GanSetup, metrics: Mapping[str, float], counts: NDArray[np.float32]) -> None:
    """The honest count, each number beside what a perfect sampler of the data would score."""
    data = mixture_of(setup)
    samples, seen, count = JUDGED, counted(counts), len(data.weights)
    best, share = perfect_sampler(data, samples), metrics["high_quality"]
    told = bool(enough(counts))
    few = "" if told else f" Too few lie near a mode to tell: {ENOUGH * count} are needed."
    lesson.readouts(
        [
            Readout(
                "Modes covered",
                int(metrics["modes"]),
                reference=count,
                reference_name="of",
                samples=samples,
                help="A mode counts with at least 20 of 10,000 samples within 3 sd of it, so with "
                f"5 of {samples:,}.",
            ),
            Readout(
                "Modes touched",
                int(metrics["modes_touched"]),
                reference=count,
                reference_name="of",
                samples=samples,
                help="The usual count: one sample is enough. It saturates early.",
            ),
            Readout(
                "High quality",
                100 * share,
                "%",
                100 * best.high_quality,
                "a perfect sampler",
                100 * standard_error(share, samples),
                samples,
                help="Samples within 3 sd of a mode. More than a perfect sampler is not better: "
                "the modes have shrunk.",
            ),
            Readout(
                "Reverse KL",
                metrics["reverse_kl"] if told else None,
                "nats",
                noise_floor(counts) if told else None,
                "noise floor",
                samples=seen,
                help="KL of the histogram over modes from the data's weights, of the samples "
                "within 3 sd of a mode; the floor is what a perfect sampler would score from as "
                f"many.{few}",
            ),
            Readout(
                "Spread ratio",
                metrics["spread_ratio"] if told else None,
                "",
                1.0,
                "right",
                samples=seen,
                help="Standard deviation within the modes over that of the data, of the samples "
                f"within 3 sd of a mode.{few}",
            ),
            Readout(
                "JS divergence",
                metrics["js"],
                "nats",
                LN2,
                "nothing in common",
                help="By quadrature over 64 × 64 cells, of both laws seen through the cells' "
                "kernel: a lower bound, but for the grain of 2,304 latents, up to .012.",
            ),
        ]
    )

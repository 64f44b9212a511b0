"""Which measure sees what: each fault alone, in units of each measure's own noise."""

from collections.abc import Iterator

import numpy as np

from models.frame import Frame, Start
from models.measures.generators import (
    FAULTS,
    TITLES,
    Data,
    Faults,
    Sample,
    dose,
    source,
)
from models.measures.measured import Floats
from models.measures.table import MEASURES
from models.setup import Setup, knob, seed_knob

SHOWN = 200  # points of each experiment that are drawn
PICTURES = 16
PERFECT = 12  # perfect samplers, whose spread is the noise


class MatrixSetup(Setup):
    """How large the experiments are."""

    data: Data = knob("ring", "Data", "What the generators imitate.", names=TITLES)
    samples: int = knob(
        300,
        "Samples",
        "Real ones and as many generated ones, in each experiment.",
        low=100,
        high=1000,
        log=True,
    )
    strength: float = knob(
        1.0, "Strength", "Times the usual dose of every fault.", low=0.25, high=4, log=True
    )
    repeats: int = knob(4, "Repeats", "Experiments in each cell.", low=2, high=16)
    seed: int = seed_knob("Of all experiments.")

    @property
    def steps(self) -> int:
        """Faults that are tried."""
        return len(FAULTS)


def all_measures(real: Sample, fake: Sample) -> Floats:
    """The values of all measures, (23,)."""
    return np.array([measure.measure(real, fake).value for measure in MEASURES])


def moves(perfect: Floats, values: Floats) -> Floats:
    """How far the mean of some experiments lies from that of perfect samplers, in their spread.

    Args:
        perfect: (P, M) values of M measures for perfect samplers.
        values: (R, ..., M) values of faulty ones.

    Returns:
        (..., M); where perfect samplers never differ, 0 or an infinity of the move's sign.
    """
    apart = values.mean(0) - perfect.mean(0)
    noise = perfect.std(0, ddof=1)
    tiny = 1e-9 * np.maximum(np.abs(perfect).max(0), 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(apart) <= tiny, 0.0, apart / np.where(noise > tiny, noise, 0.0))


def train_matrix(setup: MatrixSetup, start: Start | None = None) -> Iterator[Frame]:
    """A frame when the perfect samplers are done, and one after each fault.

    Views: ``moved`` (23, 8) in units of noise; ``perfect`` (12, 23) and ``values`` (8, R, 23), the
    measures themselves, with their means ``centre`` (23,) and ``means`` (8, 23); ``real`` and
    ``fake`` of the first experiment, (n, 2) and (8, n, 2), or pictures (n, 8, 8) and
    (8, n, 8, 8). What is still to come is not a number.
    """
    done = start.step if start else -1
    law = source(setup.data)
    size = min(setup.samples, law.most())
    shape = (len(FAULTS), setup.repeats, len(MEASURES))
    first = _drawn(setup, experiment(setup, Faults(), 0)[1])
    values, fake = np.full(shape, np.nan), np.full((len(FAULTS), *first.shape), np.nan)
    perfect = np.array(
        [all_measures(*experiment(setup, Faults(), number)) for number in range(PERFECT)]
    )
    real = _drawn(setup, experiment(setup, Faults(), 0)[0])
    for step in range(len(FAULTS) + 1):
        if step > 0:
            fault = dose(FAULTS[step - 1], setup.strength)
            for number in range(setup.repeats):
                pair = experiment(setup, fault, number)
                values[step - 1, number] = all_measures(*pair)
                if number == 0:
                    fake[step - 1] = _drawn(setup, pair[1])
        if step > done:
            moved = moves(perfect, values.swapaxes(0, 1)).T
            views = {
                "moved": moved,
                "perfect": perfect,
                "centre": perfect.mean(0),
                "means": values.mean(1),
                "values": values.copy(),
                "real": real,
                "fake": fake.copy(),
            }
            seen = float(np.count_nonzero(np.abs(moved) >= 3))
            yield Frame(step, {"seen": seen, "size": float(size)}, views)


def experiment(setup: MatrixSetup, faults: Faults, number: int) -> tuple[Sample, Sample]:
    """The real and the generated sample of one experiment: its number says which."""
    law = source(setup.data)
    size = min(setup.samples, law.most())
    random = np.random.default_rng((setup.seed, number))
    real = law.real(size, random)
    return real, law.fake(size, random, faults, real)


def _drawn(setup: MatrixSetup, sample: Sample) -> Floats:
    if setup.data == "digits":
        return sample.pictures[:PICTURES]
    return sample.points[:SHOWN]

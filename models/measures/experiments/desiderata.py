"""The seven desiderata of the notes, each a small experiment with a number and a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from scipy.stats import kendalltau

from models.frame import Frame, Start
from models.measures.experiments.matrix import all_measures, moves
from models.measures.experiments.plane import worse
from models.measures.generators import (
    FAULTS,
    TITLES,
    Data,
    Faults,
    Planar,
    Sample,
    dose,
    source,
)
from models.measures.measured import Floats
from models.measures.table import MEASURES
from models.setup import Setup, knob, seed_knob

Wish = Literal["fidelity", "diversity", "latent", "bounds", "invariance", "ranking", "few"]
WISHES: tuple[Wish, ...] = get_args(Wish)

PERFECT = 12
SEEN = 3.0  # noises
STRENGTHS = (0.25, 0.5, 1.0, 2.0, 4.0)
SIZES = (50, 100, 200, 400, 800)
FAR = (10.0, 100.0)  # standard deviations


@dataclass(frozen=True)
class Experiment:
    """How a wish is put to the test.

    Attributes:
        name: The wish, in a word or two.
        asks: What is done, in a sentence.
        number: What the number in a cell is.
        wanted: What is wanted of it.
    """

    name: str
    asks: str
    number: str
    wanted: str


EXPERIMENTS: dict[Wish, Experiment] = {
    "fidelity": Experiment(
        "Fidelity",
        "A fifth of the samples are outliers, and all have noise: is that worse?",
        "noises that it moved to the worse",
        "at least 3",
    ),
    "diversity": Experiment(
        "Diversity",
        "A quarter of the modes is dropped; then four fifths are copies of fifty points.",
        "the smaller of both moves to the worse, in noises",
        "at least 3",
    ),
    "latent": Experiment(
        "Latent space",
        "The same samples in another order, as from a latent space that was torn and shuffled.",
        "noises that it moved",
        "at least 3",
    ),
    "bounds": Experiment(
        "Bounds",
        "All samples lie 10 deviations away, then 100.",
        "how much of its first move it adds in the second",
        "at most 0.1",
    ),
    "invariance": Experiment(
        "Invariance",
        "Digits move by half a pixel, points by a twentieth of a deviation: nobody would mind.",
        "noises that it moved",
        "less than 3",
    ),
    "ranking": Experiment(
        "Ranking",
        "Each fault grows in five steps. No people were asked: that more of a fault is worse "
        "stands for what they would say.",
        "Kendall's τ of the measure with the fault, mean over eight faults",
        "at least 0.7",
    ),
    "few": Experiment(
        "Few samples",
        "A quarter of the modes is dropped, at 50, 100, 200, 400 and 800 samples.",
        "the fewest samples at which it moves by 3 noises to the worse",
        "at most 200",
    ),
}


class DesiderataSetup(Setup):
    """How large the experiments are."""

    data: Data = knob("ring", "Data", "What the generators imitate.", names=TITLES)
    samples: int = knob(
        200, "Samples", "Real ones and as many generated ones.", low=100, high=500, log=True
    )
    repeats: int = knob(3, "Repeats", "Experiments in each cell.", low=2, high=10)
    seed: int = seed_knob("Of all experiments.")

    @property
    def steps(self) -> int:
        """Wishes that are tried."""
        return len(WISHES)


def train_desiderata(setup: DesiderataSetup, start: Start | None = None) -> Iterator[Frame]:
    """A frame after each wish; what is still to come is not a number.

    Views: ``number`` (23, 7), what its experiment gave; ``fulfilled`` (23, 7), 1 or -1.
    """
    bench = Bench(setup)
    number = np.full((len(MEASURES), len(WISHES)), np.nan)
    done = start.step if start else 0
    for step, wish in enumerate(WISHES, 1):
        number[:, step - 1] = bench.tried(wish)
        if step > done:
            verdict = np.where(np.isnan(number), np.nan, -1.0)
            for place, each in enumerate(WISHES[:step]):
                verdict[fulfils(each, number[:, place]), place] = 1.0
            kept = float(np.count_nonzero(verdict[:, :step] == 1))
            yield Frame(step, {"kept": kept}, {"number": number.copy(), "fulfilled": verdict})


def fulfils(wish: Wish, number: Floats) -> Floats:
    """Whether the numbers of an experiment are as wanted, (23,) of truth."""
    match wish:
        case "fidelity" | "diversity" | "latent":
            return np.asarray(number >= SEEN)
        case "bounds":
            return np.asarray(number <= 0.1)
        case "invariance":
            return np.asarray(number < SEEN)
        case "ranking":
            return np.asarray(number >= 0.7)
        case "few":
            return np.asarray(number <= 200)


class Bench:
    """All experiments of one setup; perfect samplers are measured once for each size."""

    def __init__(self, setup: DesiderataSetup) -> None:
        self.setup = setup
        self.law = source(setup.data)
        self._perfect: dict[int, Floats] = {}

    def tried(self, wish: Wish) -> Floats:
        """The number of each measure, (23,)."""
        match wish:
            case "fidelity":
                return self.moved(Faults(outliers=0.2, noise=0.3))
            case "diversity":
                one = self.moved(dose("drop"))
                return np.asarray(np.minimum(one, self.moved(dose("memorise"))))
            case "latent":
                return self._shuffled()
            case "bounds":
                return self._growth()
            case "invariance":
                slight = 0.25 if self.setup.data == "digits" else 0.05
                return np.asarray(np.abs(self.moved(Faults(shift=slight))))
            case "ranking":
                return self._ranked()
            case "few":
                return self._fewest()

    def moved(self, faults: Faults, size: int | None = None) -> Floats:
        """How many noises a fault moves each measure to the worse, (23,)."""
        size = min(size or self.setup.samples, self.law.most())
        values = [
            all_measures(*self._pair(faults, size, number)) for number in range(self.setup.repeats)
        ]
        return worse(moves(self._noise(size), np.array(values)))

    def _noise(self, size: int) -> Floats:
        if size not in self._perfect:
            pairs = (self._pair(Faults(), size, 100 + number) for number in range(PERFECT))
            self._perfect[size] = np.array([all_measures(*pair) for pair in pairs])
        return self._perfect[size]

    def _pair(self, faults: Faults, size: int, number: int) -> tuple[Sample, Sample]:
        random = np.random.default_rng((self.setup.seed, size, number))
        real = self.law.real(size, random)
        return real, self.law.fake(size, random, faults, real)

    def _shuffled(self) -> Floats:
        """How far measures move, on the average, when the samples only change their order."""
        size = min(self.setup.samples, self.law.most())
        changes = []
        for number in range(self.setup.repeats):
            real, fake = self._pair(Faults(), size, number)
            random = np.random.default_rng((self.setup.seed, number))
            other, pictures = random.permutation(size), random.permutation(len(fake.pictures))
            torn = Sample(
                fake.points[other], fake.labels[other], fake.beliefs[other], fake.pictures[pictures]
            )
            changes.append(all_measures(real, torn) - all_measures(real, fake))
        noise = self._noise(size).std(0, ddof=1)
        change = np.abs(np.mean(changes, axis=0))
        return np.asarray(change / np.where(noise > 0, noise, np.inf))

    def _growth(self) -> Floats:
        """What a measure adds from 10 to 100 deviations, over what it had moved at 10."""
        size = min(self.setup.samples, self.law.most())
        real, fake = self._pair(Faults(), size, 0)
        spread = float(real.points.std())
        base = all_measures(real, fake)
        near, far = (all_measures(real, self._away(fake, each * spread)) for each in FAR)
        first = np.abs(near - base)
        return np.asarray(np.abs(far - near) / np.where(first > 1e-9, first, 1.0))

    def _away(self, sample: Sample, distance: float) -> Sample:
        """A sample that lies far from all data, in every way in which it is looked at."""
        points = sample.points + distance
        if isinstance(self.law, Planar):
            return self.law.judged(points, sample.labels)
        return replace(sample, points=points, pictures=sample.pictures + distance)

    def _ranked(self) -> Floats:
        """Kendall's τ of badness and strength, the mean over all faults."""
        size = min(self.setup.samples, self.law.most())
        found = np.zeros((len(FAULTS), len(MEASURES)))
        for row, fault in enumerate(FAULTS):
            values = np.array(
                [all_measures(*self._pair(dose(fault, each), size, row)) for each in STRENGTHS]
            )
            bad = worse(values - self._noise(size).mean(0))
            for column in range(len(MEASURES)):
                if np.ptp(bad[:, column]) > 0:
                    found[row, column] = kendalltau(STRENGTHS, bad[:, column]).statistic
        return np.asarray(found.mean(0))

    def _fewest(self) -> Floats:
        """The smallest size at which a dropped quarter is seen; infinite where none does."""
        fewest = np.full(len(MEASURES), np.inf)
        for size in SIZES[::-1]:
            if size <= self.law.most():
                fewest[self.moved(dose("drop"), size) >= SEEN] = size
        return fewest

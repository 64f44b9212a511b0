"""All 23 measures of one generator, beside what a perfect sampler gives."""

from collections.abc import Iterator

import numpy as np

from models.frame import Frame
from models.measures.beliefs import inception_score, mode_score
from models.measures.generators import TITLES, Data, FaultySetup, Sample, source
from models.measures.moments import frechet, mmd
from models.measures.table import MEASURES
from models.setup import knob, seed_knob

SHOWN = 500  # points that are drawn


class MeasureSetup(FaultySetup):
    """Which data, which faults, and how many of each are drawn."""

    data: Data = knob(
        "ring",
        "Data",
        "Mixtures of the plane, whose p(y|x) is known, or digits, of which a small classifier that "
        "was trained here says p(y|x) and 24 features.",
        names=TITLES,
    )
    samples: int = knob(
        500,
        "Samples",
        "Real ones, and as many generated ones; at most 598 digits.",
        low=100,
        high=2000,
        log=True,
    )
    seed: int = seed_knob("The same seed, the same real and generated samples.")


def samples(setup: MeasureSetup) -> tuple[Sample, Sample]:
    """The real and the generated sample of a setup."""
    law = source(setup.data)
    size = min(setup.samples, law.most())
    random = np.random.default_rng(setup.seed)
    real = law.real(size, random)
    return real, law.fake(size, random, setup.faults, real)


def measure_view(setup: MeasureSetup) -> Iterator[Frame]:
    """A frame for each measure, with what is known so far; not a number where it is not yet.

    Views: ``value``, ``error``, ``perfect`` and ``moved`` (23,); ``real`` and ``fake``, points of
    the plane (n, 2) or pictures (n, 8, 8). The metrics are :func:`slips_of`,
    and the ``size`` of the samples.
    """
    real, fake = samples(setup)
    slips = slips_of(real, fake) | {"size": float(len(real.points))}
    found = np.full((3, len(MEASURES)), np.nan)
    moved = np.full(len(MEASURES), np.nan)
    drawn = {
        name: (each.pictures if setup.data == "digits" else each.points)[:SHOWN]
        for name, each in (("real", real), ("fake", fake))
    }
    for place, measure in enumerate(MEASURES):
        now = measure.measure(real, fake)
        found[:, place] = now.value, now.error, now.perfect
        moved[place] = now.moved
        value, error, perfect = found.copy()
        numbers = {"value": value, "error": error, "perfect": perfect, "moved": moved.copy()}
        yield Frame(place + 1, slips, numbers | drawn)


def slips_of(real: Sample, fake: Sample) -> dict[str, float]:
    """What the notes' table prints otherwise, of this very sample.

    ``printed`` is the mode score as printed and ``inception`` the inception score, which are the
    same; ``w2`` the root of FID; ``mmd`` the root of MMD², 0 where that is negative.
    """
    square = mmd(real.points, fake.points).value
    return {
        "printed": mode_score(real.beliefs, fake.beliefs, printed=True).value,
        "inception": inception_score(real.beliefs, fake.beliefs).value,
        "w2": float(np.sqrt(max(frechet(real.points, fake.points).value, 0.0))),
        "mmd": float(np.sqrt(max(square, 0.0))),
    }

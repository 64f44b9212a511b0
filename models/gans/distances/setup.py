"""Every knob of the distances between two laws."""

from typing import ClassVar

from models.setup import Setup, knob, seed_knob, steps_knob

FARTHEST = 3.0
MOST_PACKED = 8
_SEED = seed_knob("Chooses the samples and the first weights; the same seed, the same result.")


class ShiftSetup(Setup):
    """Two laws, one of them shifted."""

    distance: float = knob(
        1.0,
        "Distance",
        "How far the second law is shifted from the first.",
        low=0.0,
        high=FARTHEST,
        step=0.05,
    )


class DistanceSetup(ShiftSetup):
    """Networks that learn to tell the two apart, each by a divergence of its own."""

    gone: ClassVar[tuple[str, ...]] = ("view", "samples", "modes", "pack")
    steps: int = steps_knob(
        400,
        "Updates of the networks that learn the bounds, one for each row of the table.",
        high=10_000,
    )
    seed: int = _SEED


class LogisticSetup(ShiftSetup):
    """A discriminator that is fitted to samples of the two."""

    samples: int = knob(
        20_000,
        "Samples",
        "From how many samples of each law the discriminator is fitted.",
        low=100,
        high=200_000,
        log=True,
    )
    seed: int = _SEED


class PackingSetup(Setup):
    """Modes, and how many samples are judged together."""

    modes: int = knob(8, "Modes", "How many equal modes the data have.", low=2, high=24, step=2)
    pack: int = knob(
        1,
        "Packed samples",
        "How many samples are judged together.",
        low=1,
        high=MOST_PACKED,
        step=1,
    )

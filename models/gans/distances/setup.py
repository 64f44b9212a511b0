"""Every knob of the distances between two laws."""

from typing import Annotated

from models.setup import Setup, among, knob

#: The four parts of the page, and what a person reads for each.
VIEWS = {
    "bounds": "Learned bounds",
    "logistic": "A discriminator that is exact",
    "packing": "Packing",
    "transport": "Moving earth",
}
FARTHEST = 3.0
MOST_PACKED = 8
_LEARNED: dict[str, tuple[str, ...]] = {"view": ("bounds",)}
_LOGISTIC: dict[str, tuple[str, ...]] = {"view": ("logistic",)}
_PACKING: dict[str, tuple[str, ...]] = {"view": ("packing",)}


class DistanceSetup(Setup):
    """Two laws, how far apart they are, and who has to tell them apart."""

    view: Annotated[str, among(VIEWS)] = knob(
        "bounds", "View", "Which part of the page is shown.", hidden=True
    )
    distance: float = knob(
        1.0,
        "Distance",
        "How far the second law is shifted from the first.",
        low=0.0,
        high=FARTHEST,
        step=0.05,
        only={"view": ("bounds", "logistic", "transport")},
    )
    steps: int = knob(
        400,
        "Training steps",
        "Updates of the networks that learn the bounds, one for each row of the table.",
        low=10,
        high=10_000,
        log=True,
        only=_LEARNED,
    )
    samples: int = knob(
        20_000,
        "Samples",
        "From how many samples of each law the discriminator is fitted.",
        low=100,
        high=200_000,
        log=True,
        only=_LOGISTIC,
    )
    modes: int = knob(
        8,
        "Modes",
        "How many equal modes the data have.",
        low=2,
        high=24,
        step=2,
        only=_PACKING,
    )
    pack: int = knob(
        1,
        "Packed samples",
        "How many samples are judged together.",
        low=1,
        high=MOST_PACKED,
        step=1,
        only=_PACKING,
    )
    seed: int = knob(
        0,
        "Seed",
        "Chooses the samples and the first weights; the same seed, the same result.",
        low=0,
        high=2**31 - 1,
        seed=True,
        only={"view": ("bounds", "logistic")},
    )

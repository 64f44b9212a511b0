"""Eight faults of a generator, each by one number: 0 is a perfect sampler."""

from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict

from models.measures.measured import Floats
from models.setup import Setup, knob

Fault = Literal["drop", "shift", "shrink", "blur", "memorise", "noise", "imbalance", "outliers"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
NAMES: dict[Fault, str] = {
    "drop": "Drop modes",
    "shift": "Shift",
    "shrink": "Shrink modes",
    "blur": "Blur",
    "memorise": "Memorise",
    "noise": "Add noise",
    "imbalance": "Imbalance",
    "outliers": "Outliers",
}
#: What each means at strength 1 of the experiments.
DOSES: dict[Fault, float] = {
    "drop": 0.25,
    "shift": 0.15,
    "shrink": 0.5,
    "blur": 0.25,
    "memorise": 0.8,
    "noise": 0.15,
    "imbalance": 0.6,
    "outliers": 0.1,
}
#: The largest value of each.
MOST: dict[Fault, float] = dict.fromkeys(FAULTS, 1.0) | {
    "drop": 0.9,
    "shrink": 0.95,
    "imbalance": 0.95,
}
MEMORY = 50  # training points that are learned by heart


class Faults(BaseModel):
    """How strong each fault is, from 0 to its :data:`MOST`."""

    model_config = ConfigDict(frozen=True)
    drop: float = 0.0
    shift: float = 0.0
    shrink: float = 0.0
    blur: float = 0.0
    memorise: float = 0.0
    noise: float = 0.0
    imbalance: float = 0.0
    outliers: float = 0.0


def dose(fault: Fault, strength: float = 1.0) -> Faults:
    """One fault alone, at a multiple of its usual dose."""
    return Faults.model_validate({fault: min(DOSES[fault] * strength, MOST[fault])})


class FaultySetup(Setup):
    """The knobs of a faulty generator."""

    drop: float = knob(
        0.0, "Drop modes", "The share of the modes that never come.", low=0, high=0.9, step=0.05
    )
    shift: float = knob(
        0.0,
        "Shift",
        "Everything moves to the right, in standard deviations of the data; digits by as many "
        "times two pixels.",
        low=0,
        high=1,
        step=0.05,
    )
    shrink: float = knob(
        0.0,
        "Shrink modes",
        "Each point moves to the centre of its mode.",
        low=0,
        high=0.95,
        step=0.05,
    )
    blur: float = knob(
        0.0,
        "Blur",
        "Each point moves towards another one, half the way at 1, as an unsure decoder averages; "
        "digits are blurred with this many pixels.",
        low=0,
        high=1,
        step=0.05,
    )
    memorise: float = knob(
        0.0,
        "Memorise",
        f"The share of points that are copies of {MEMORY} points of the real sample.",
        low=0,
        high=1,
        step=0.05,
    )
    noise: float = knob(
        0.0, "Add noise", "Its deviation, in those of the data.", low=0, high=1, step=0.05
    )
    imbalance: float = knob(
        0.0,
        "Imbalance",
        "Every second mode comes more often by this share, the others less.",
        low=0,
        high=0.95,
        step=0.05,
    )
    outliers: float = knob(
        0.0,
        "Outliers",
        "The share of points from anywhere in the window.",
        low=0,
        high=1,
        step=0.05,
    )

    @property
    def faults(self) -> Faults:
        """The faults alone."""
        return Faults.model_validate({fault: getattr(self, fault) for fault in FAULTS})


def class_weights(classes: int, faults: Faults) -> Floats:
    """How often each class comes, (K,): the last ones are dropped, even ones come more often."""
    weights = np.where(np.arange(classes) % 2 == 0, 1 + faults.imbalance, 1 - faults.imbalance)
    kept = max(1, classes - round(faults.drop * classes))
    weights[kept:] = 0
    return np.asarray(weights / weights.sum())

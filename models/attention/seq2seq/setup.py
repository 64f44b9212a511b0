"""Every knob of the encoder-decoder that aligns."""

from typing import Literal

from models.setup import Setup, knob


class AlignmentSetup(Setup):
    """A small encoder-decoder with attention, what it translates, and its training."""

    task: Literal["dates", "reverse"] = knob(
        "dates",
        "Task",
        "Write a date as 2019-03-14, or a word backwards.",
        names={"dates": "Dates: 14 march 2019 → 2019-03-14", "reverse": "Reverse a word"},
    )
    width: int = knob(
        64, "Hidden width", "Size of the states of both networks.", low=16, high=128, step=16
    )
    steps: int = knob(
        600,
        "Training steps",
        "Parameter updates in the whole training; the learning rate falls to zero over them.",
        low=10,
        high=5000,
        log=True,
    )
    batch: int = knob(
        64, "Batch size", "Pairs drawn for each update.", low=16, high=512, log=True, rare=True
    )
    learning_rate: float = knob(
        1e-2,
        "Learning rate",
        "Size of Adam's first updates: too small crawls, too large jumps about or diverges.",
        low=1e-5,
        high=1.0,
        log=True,
    )
    seed: int = knob(
        0,
        "Seed",
        "Chooses the initial parameters and the order of the data; the same seed, the same run.",
        low=0,
        high=2**31 - 1,
        seed=True,
    )

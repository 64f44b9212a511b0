"""Every knob of the encoder-decoder that aligns."""

from typing import Annotated, Literal

from models.setup import Setup, batch_knob, knob, multiple_of, rate_knob, seed_knob, steps_knob


class AlignmentSetup(Setup):
    """A small encoder-decoder with attention, what it translates, and its training."""

    task: Literal["dates", "reverse"] = knob(
        "dates",
        "Task",
        "Write a date as 2019-03-14, or a word backwards.",
        names={"dates": "Dates: 14 march 2019 → 2019-03-14", "reverse": "Reverse a word"},
    )
    width: Annotated[int, multiple_of(2, "one half of it reads forward, one backward.")] = knob(
        64, "Hidden width", "Size of the states of both networks.", low=16, high=128, step=16
    )
    steps: int = steps_knob(600, high=5000)
    batch: int = batch_knob(64, "Pairs drawn for each update.", high=512)
    learning_rate: float = rate_knob(1e-2)
    seed: int = seed_knob(
        "Chooses the initial parameters and the order of the data; the same seed, the same run."
    )

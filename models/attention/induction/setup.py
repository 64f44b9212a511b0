"""Every knob of the tiny transformer."""

from typing import Literal

from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob


class InductionSetup(Setup):
    """A tiny transformer, the task it learns, and its training."""

    task: Literal["induction", "copy", "reverse", "sort"] = knob(
        "induction",
        "Task",
        "Go on with a sequence that repeats itself, or write a list again: as it was, backwards, "
        "or in order.",
        names={
            "induction": "Induction: go on with what repeats",
            "copy": "Copy a list",
            "reverse": "Reverse a list",
            "sort": "Sort a list",
        },
    )
    period: Literal["random", "fixed"] = knob(
        "random",
        "Period",
        "Random: each sequence repeats at a distance of its own, so the past must be searched. "
        "Fixed: always the same distance, so the answer always stands at the same place.",
        names={"random": "Random, from 5 up to half the length", "fixed": "Fixed, half the length"},
        only={"task": ("induction",)},
    )
    layers: int = knob(
        2,
        "Layers",
        "Blocks of attention on top of each other; induction needs two.",
        low=1,
        high=2,
        step=1,
    )
    heads: int = knob(
        4,
        "Heads",
        "Maps of attention in each layer; they share the width, so more heads are smaller ones.",
        low=1,
        high=8,
        step=1,
    )
    width: int = knob(
        64,
        "Token size",
        "Numbers that stand for one token between the layers.",
        low=16,
        high=128,
        step=16,
    )
    hidden: int = knob(
        0,
        "Hidden width",
        "Neurons of the feed-forward part of each block; 0 leaves attention alone.",
        low=0,
        high=256,
        step=32,
        rare=True,
    )
    symbols: int = knob(
        32,
        "Symbols",
        "How many different tokens there are.",
        low=16,
        high=64,
        step=2,
        rare=True,
    )
    length: int = knob(
        32,
        "Sequence length",
        "Tokens that the transformer reads; a list and its answer fill half of it each.",
        low=12,
        high=32,
        step=2,
        rare=True,
    )
    steps: int = steps_knob(600, high=5000)
    batch: int = batch_knob(128, "Sequences drawn for each update.", high=512)
    learning_rate: float = rate_knob(3e-3)
    seed: int = seed_knob(
        "Chooses the initial parameters and the order of the data; the same seed, the same run."
    )

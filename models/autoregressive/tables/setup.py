"""The knobs of a full table."""

from functools import lru_cache
from typing import Annotated, Literal

import torch
from pydantic import AfterValidator
from torch import Tensor

from models.autoregressive.sources import ALPHABET, Text, manual
from models.errors import ModelError
from models.setup import Setup, knob, seed_knob

PLACES = 3  # letters of the word whose table is made
LONGEST = 8  # letters of the longest table that is counted
HELD_OUT = 4000  # pieces

OrderName = Literal["123", "132", "213", "231", "312", "321"]


def _three(text: str) -> str:
    word = text.lower()
    if len(word) != PLACES or set(word) - set(ALPHABET):
        raise ModelError("It is three of the letters a to z, or blanks.")
    return word


class TableSetup(Setup):
    """A table that has a cell for every text of D characters."""

    word: Annotated[str, AfterValidator(_three)] = knob(
        "the", "Three letters", "Whose probability is unrolled.", hidden=True
    )
    factor_order: OrderName = knob(
        "123",
        "Order of the factors",
        "Which letter comes first, which second, which last: the product is the same.",
        names={
            "123": "First, second, third",
            "132": "First, third, second",
            "213": "Second, first, third",
            "231": "Second, third, first",
            "312": "Third, first, second",
            "321": "Third, second, first",
        },
    )
    letters: int = knob(
        3,
        "Letters D of a table",
        "The table whose cells are counted: it has 27^D of them.",
        low=1,
        high=LONGEST,
        step=1,
    )
    samples: int = knob(
        20000,
        "Samples",
        "Pieces of the manual that are counted.",
        low=100,
        high=1_000_000,
        log=True,
    )
    smoothing: float = knob(
        0.01,
        "Smoothing α",
        "Added to every cell, so that what was never seen is not impossible.",
        low=1e-6,
        high=1.0,
        log=True,
    )
    seed: int = seed_knob("Chooses the pieces.")


@lru_cache(maxsize=4)
def pieces(samples: int, seed: int) -> tuple[Tensor, Tensor]:
    """Pieces (N, 8) that are counted, and others (M, 8) from the text's last tenth."""
    text = Text(manual(), LONGEST)
    generator = torch.Generator().manual_seed(seed)
    return text.sample(samples, generator), text.held_out(HELD_OUT, generator)

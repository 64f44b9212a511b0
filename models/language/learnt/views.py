"""What is drawn of a decoder that learns to write: how it falls past the rungs, and one choice."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.errors import NothingToRead
from models.frame import Arrays
from models.language.brought import text_of
from models.language.learnt.counting import MOST, counted
from models.language.learnt.judge import START, Codes, Floats, rungs, written
from models.language.learnt.network import CharacterDecoder
from models.language.learnt.setup import WriterSetup
from models.language.learnt.training import restore_writer
from models.language.text import VOCABULARY, encode

SHOWN = 10  # characters that may come next
MOST_PROMPT = 40  # characters of a prompt


class Ladder(NamedTuple):
    """Bits a character over the logarithm of the updates.

    Attributes:
        fallen: (F, 2) where the decoder was at each moment: log₁₀(1 + updates) and bits.
        rungs: (R, 2, 2) a level line for each counting model.
        names: (R, 2) where their names stand, at the left, just above; that of the last below.
        window: (x0, x1, y0, y1).
    """

    fallen: Floats
    rungs: Floats
    names: Floats
    window: tuple[float, float, float, float]


class Next(NamedTuple):
    """What may come after a prompt.

    Attributes:
        bits: (n,) what each character of the prompt costs.
        codes: (SHOWN,) the likeliest characters, the likeliest first.
        shares: (SHOWN,) their probabilities.
        counted: (SHOWN,) the same by counting groups of up to ``MOST`` characters.
    """

    bits: Floats
    codes: Codes
    shares: Floats
    counted: Floats

    @classmethod
    def over_time(cls, moments: "Sequence[Next]", characters: int) -> "Next":
        """The same of several moments, none perhaps: every array (T, …).

        Args:
            moments: T of them.
            characters: n, of the prompt.
        """
        rows = list(zip(*moments, strict=True)) or [()] * len(cls._fields)
        bits, *found = (np.asarray(row) for row in rows)
        codes, shares, counted = (each.reshape(-1, SHOWN) for each in found)
        return cls(bits.reshape(-1, characters), codes.astype(np.uint8), shares, counted)


def ladder(setup: WriterSetup, steps: Sequence[int], bits: Sequence[float]) -> Ladder:
    """How far a decoder has fallen after some updates."""
    levels = rungs(setup)
    far = float(np.log10(1 + setup.steps))
    fallen = np.stack((np.log10(1 + np.asarray(steps, dtype=np.float64)), bits), axis=-1)
    level = np.repeat(levels[:, None], 2, axis=1)  # (R, 2)
    across = np.broadcast_to([0.0, far], level.shape)
    beside = np.append(levels[:-1] + 0.13, levels[-1] - 0.15)  # the last two are close
    names = np.stack((np.full(len(levels), 0.02 * far), beside), axis=-1)
    lowest = min(float(levels.min()), float(np.nanmin(bits)))
    window = (-0.02 * far, 1.03 * far, lowest - 0.35, float(levels[0]) + 0.45)
    return Ladder(fallen, np.stack((across, level), axis=-1), names, window)


def passed(setup: WriterSetup, bits: float) -> int:
    """How many of the rungs a decoder is below: 0 before it beats an even guess."""
    return int((bits < rungs(setup)).sum())


def prompted(text: str) -> Codes:
    """The characters of a prompt.

    Raises:
        NothingToRead: There are none.
    """
    codes = encode(text[:MOST_PROMPT])
    if not len(codes):
        raise NothingToRead("the prompt")
    return codes


@torch.no_grad()
def next_character(setup: WriterSetup, checkpoint: Arrays, prompt: str) -> Next:
    """What the decoder of one moment says of a prompt, and of what comes next.

    Raises:
        NothingToRead: The prompt is empty.
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    codes = prompted(prompt)
    model = restore_writer(setup, checkpoint)
    text = torch.from_numpy(np.insert(codes.astype(np.int64), 0, START))  # (n + 1,)
    shares = _laws(model, text).double().softmax(-1).numpy()  # (n + 1, V)
    said = shares[np.arange(len(codes)), codes]
    best = np.argsort(-shares[-1], kind="stable")[:SHOWN]
    by_counting = _by_counting(setup, tuple(text[1 - MOST :].tolist()))
    return Next(-np.log2(said), best.astype(np.uint8), shares[-1][best], by_counting[best])


def _laws(model: CharacterDecoder, text: Tensor) -> Tensor:
    """Logits (n, V) of the character after each of ``text`` (n,), from its context and no more."""
    context = model.shape.length
    if len(text) <= context:
        return cast(Tensor, model(text[None])[0])
    ends = range(1, len(text) + 1)
    return torch.stack([model(text[None, max(0, end - context) : end])[0, -1] for end in ends])


@lru_cache(maxsize=64)
def _by_counting(setup: WriterSetup, tail: tuple[int, ...]) -> Floats:
    """(V,) what counting says of each character after ``tail``: every moment asks it again."""
    groups = np.column_stack((np.tile(tail, (VOCABULARY, 1)), np.arange(VOCABULARY)))
    found: Floats = counted(text_of(setup).training, groups)[-1]
    return found


def goes_on(setup: WriterSetup, checkpoint: Arrays, prompt: str, characters: int) -> Codes:
    """(characters,) what the decoder of one moment writes after a prompt; drawn with the seed.

    Raises:
        NothingToRead: The prompt is empty.
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    uniform = np.random.default_rng(setup.seed).random((1, characters))
    before = np.insert(prompted(prompt), 0, START)
    found: NDArray[np.uint8] = written(restore_writer(setup, checkpoint), uniform, before)[0]
    return found

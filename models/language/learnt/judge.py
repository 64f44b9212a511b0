"""What is told of a decoder that learns to write: its surprise, and what it writes by itself."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models.frame import Arrays
from models.language.brought import text_of
from models.language.learnt.counting import MOST, counted
from models.language.learnt.network import CharacterDecoder
from models.language.learnt.setup import WriterSetup
from models.language.text import ALPHABET

LINES, LETTERS = 6, 48  # of what it writes, each line for itself
PASSAGE = 3  # lines of a text that it has never seen
JUDGED = 2_048  # characters of what is held out that are judged, and half as many that are learnt
START = ALPHABET.index("\n")  # what stands before a line

Codes = NDArray[np.uint8]
Floats = NDArray[np.float64]


class Asked(NamedTuple):
    """Characters whose surprise is asked for.

    Attributes:
        windows: (K, T + 1) stretches; of each the last characters are asked for.
        last: How many: the later half, rounded up, so that a past is known.
        places: (K, last) where they stand in the text.
    """

    windows: Tensor
    last: int
    places: NDArray[np.int64]

    @torch.no_grad()
    def bits(self, model: CharacterDecoder) -> Tensor:
        """(K, last) bits that each of them costs."""
        logits = model(self.windows[:, :-1])[:, -self.last :]  # (K, last, V)
        costs = cross_entropy(logits.mT, self.windows[:, -self.last :], reduction="none")
        return costs / math.log(2)


def asked(text: Codes, starts: NDArray[np.int64], context: int) -> Asked:
    """Windows that begin at some places of a text."""
    last = (context + 1) // 2
    offsets = np.arange(context + 1)
    windows = text.astype(np.int64)[starts[:, None] + offsets]
    return Asked(torch.from_numpy(windows), last, starts[:, None] + offsets[-last:])


def from_all_over(text: Codes, context: int, characters: int = JUDGED) -> Asked:
    """So many characters, evenly from the whole of a text; each has ``MOST`` before it."""
    count = max(1, characters // ((context + 1) // 2))
    starts = np.linspace(MOST, len(text) - context - 1, count)
    return asked(text, np.unique(starts.astype(np.int64)), context)


def passage(setup: WriterSetup) -> Codes:
    """(PASSAGE, LETTERS) characters that nobody learns from, from the middle of what is held out.

    Raises:
        ModelError: As for :func:`models.language.text_of`.
    """
    text = text_of(setup).held_out
    first = _first(text)
    return text[first : first + PASSAGE * LETTERS].reshape(PASSAGE, LETTERS)


def _first(text: Codes) -> int:
    """Where the passage begins: after the end of a paragraph, if there is one."""
    middle = len(text) // 2
    ends = np.flatnonzero((text[middle:-1] == START) & (text[middle + 1 :] == START))
    after = middle + int(ends[0]) + 2 if len(ends) else middle
    return min(after, len(text) - PASSAGE * LETTERS)


def _of_passage(text: Codes, context: int) -> Asked:
    """The passage, window after window; the last one may end beyond it, or begin sooner where
    the text ends with the passage."""
    last, size = (context + 1) // 2, PASSAGE * LETTERS
    first = _first(text) - (context + 1 - last)
    starts = first + last * np.arange(-(-size // last))
    return asked(text, np.minimum(starts, len(text) - context - 1), context)


class Judge:
    """What every frame tells of a decoder.

    Metrics: ``bits``, what a character costs that nobody learns from, and ``train_bits``, what one
    does of the text that it learns from; over characters from all over.
    Views: ``text`` (LINES, LETTERS) what it writes, line by line, always with the same uniform
    numbers; ``surprise`` (PASSAGE, LETTERS) the bits that each character of :func:`passage` costs.

    Args:
        setup: Of the training.

    Raises:
        ModelError: As for :func:`models.language.text_of`.
    """

    def __init__(self, setup: WriterSetup) -> None:
        text = text_of(setup)
        self._held_out = from_all_over(text.held_out, setup.context)
        self._learnt = from_all_over(text.training, setup.context, JUDGED // 2)
        self._passage = _of_passage(text.held_out, setup.context)
        self._letters = self._passage.places - _first(text.held_out)  # of the passage, from 0
        self._uniform = np.random.default_rng(setup.seed).random((LINES, LETTERS))

    def __call__(self, model: CharacterDecoder) -> tuple[dict[str, float], Arrays]:
        """Metrics and views."""
        surprise = np.empty((PASSAGE, LETTERS), dtype=np.float32)
        shown = self._letters < surprise.size
        surprise.flat[self._letters[shown]] = self._passage.bits(model).numpy()[shown]
        metrics = {
            "bits": float(self._held_out.bits(model).mean()),
            "train_bits": float(self._learnt.bits(model).mean()),
        }
        views: Arrays = {
            "text": written(model, self._uniform),
            "surprise": surprise,
        }
        return metrics, views


@torch.no_grad()
def written(model: CharacterDecoder, uniform: Floats, before: Codes | None = None) -> Codes:
    """Texts (B, L), each drawn with its row of ``uniform`` (B, L), by inversion of the law.

    Args:
        model: Which writes.
        uniform: The draws.
        before: (n,) what stands before all of them; an end of line if nothing is said.
    """
    stands = np.array([START]) if before is None else before
    so_far = torch.from_numpy(np.tile(stands.astype(np.int64), (len(uniform), 1)))  # (B, t)
    llama, cache = model.llama(), None
    for column in torch.from_numpy(uniform).T:
        fits = so_far.shape[1] <= model.shape.length
        new = so_far[:, -1:] if fits and cache else so_far[:, -model.shape.length :]
        x, cache = llama(new, cache if fits else None)
        below = llama.logits(x[:, -1]).double().softmax(-1).cumsum(-1)  # (B, V)
        drawn = (below < column[:, None]).sum(-1).clamp(max=below.shape[-1] - 1)
        so_far = torch.cat((so_far, drawn[:, None]), dim=1)
    return so_far[:, len(stands) :].numpy().astype(np.uint8)


@lru_cache(maxsize=8)
def rungs(setup: WriterSetup) -> Floats:
    """(MOST + 1,) bits a character of counting models of groups of 0, 1, … ``MOST`` characters.

    They count in the text that is learnt from, and are judged on the very characters that the
    decoder is. See :mod:`models.language.learnt.counting`.
    """
    text = text_of(setup)
    places = from_all_over(text.held_out, setup.context).places.ravel()
    groups = text.held_out[places[:, None] + np.arange(1 - MOST, 1)]
    found: Floats = -np.log2(counted(text.training, groups)).mean(axis=1)
    return found

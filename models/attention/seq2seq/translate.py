"""A trained translator on what a person types."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import entr

from models.attention.reading import Floats
from models.attention.seq2seq.pairs import pairs
from models.attention.seq2seq.setup import AlignmentSetup
from models.attention.seq2seq.training import restore
from models.frame import Arrays


@dataclass(frozen=True, eq=False)
class Alignment:
    """A translation: what was read, what was written, and the attention (T, S) between them."""

    source: str
    written: str
    weights: Floats


@torch.no_grad()
def translate(setup: AlignmentSetup, checkpoint: Arrays, text: str) -> Alignment:
    """The translation of ``text`` by the translator of a frame.

    Raises:
        ModelError: The text is empty, too long or has unknown characters, or the checkpoint is of
            another architecture.
    """
    task, translator = pairs(setup), restore(setup, checkpoint)
    source = task.encode(text)
    written, weights = translator.write(source[None])
    read = text.strip().lower()
    return Alignment(read, task.decode(written[0]), weights[0, :, : len(read)].numpy())


def attended(weights: NDArray[np.floating]) -> float:
    """How many characters an output looks at: exp of the mean entropy of the rows (T, S)."""
    entropy = entr(weights).sum(axis=1)  # (T,) in nats
    return float(np.exp(entropy.mean()))

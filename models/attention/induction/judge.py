"""What a tiny transformer can do, on sequences it never learns from, and what its heads look at."""

import math
from collections.abc import Collection
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import luck
from models.attention.induction.setup import InductionSetup
from models.attention.induction.tasks import IGNORE, task
from models.attention.induction.tiny import Maps, TinyTransformer
from models.attention.reading import Floats, Head

HELD_OUT = 128  # sequences

Views = dict[str, NDArray[np.generic]]


class Judge:
    """Judges transformers of one setup on a fixed held-out set, and draws a fixed example.

    The example is the held-out sequence with the median number of tokens that can be known.
    """

    def __init__(self, setup: InductionSetup) -> None:
        self._layers, self._heads = setup.layers, setup.heads
        generator = luck.held_out()
        held_out = task(setup).sample(HELD_OUT, generator)
        known = (held_out[:, 1] != IGNORE).sum(dim=1)
        self._example = int(known.argsort(stable=True)[HELD_OUT // 2])
        self._tokens, self._targets = held_out.unbind(1)  # (n, T)

    @torch.no_grad()
    def __call__(self, model: TinyTransformer) -> tuple[dict[str, float], Views]:
        """Metrics and views of one frame.

        ``loss`` in nats and ``accuracy``, both over the tokens that can be known;
        ``accuracy_error`` is the standard error over the sequences.

        ``attention`` (L, H, T, T), ``tokens``, ``targets`` (-1 where unknowable) and
        ``predictions`` (T,) of the example; over the whole set ``answer`` (L, H), the attention
        paid to the places where the answer stands, and ``previous`` (L, H), to the token before.
        """
        logits, maps = model(self._tokens)
        drawn: Views = {
            "attention": self._of_example(maps),
            "tokens": self._tokens[self._example].numpy().copy(),
            "targets": self._targets[self._example].numpy().copy(),
            "predictions": logits[self._example].argmax(dim=-1).numpy(),
            "answer": torch.stack([self._on_answer(m) for m in maps]).numpy(),
            "previous": torch.stack([m.diagonal(-1, 2, 3).mean(dim=(0, 2)) for m in maps]).numpy(),
        }
        return self._metrics(logits), drawn

    @torch.no_grad()
    def without(
        self, model: TinyTransformer, heads: Collection[Head]
    ) -> tuple[dict[str, float], Floats]:
        """The metrics of ``model``, and its maps of the example, while the given heads are silent.

        Raises:
            IndexError: There is no such head.
        """
        keep = torch.ones(self._layers, self._heads)
        for layer, head in heads:
            keep[layer, head] = 0
        logits, maps = model(self._tokens, keep.unbind())
        return self._metrics(logits), self._of_example(maps)

    def _metrics(self, logits: Tensor) -> dict[str, float]:
        loss = cross_entropy(
            logits.flatten(0, 1), self._targets.flatten(), ignore_index=IGNORE
        ).item()
        known = self._targets != IGNORE
        right = (logits.argmax(dim=-1) == self._targets) & known
        accuracy = (right.sum() / known.sum()).item()
        # a ratio of two sums over sequences: its error by linearisation
        residual = (right.sum(1) - accuracy * known.sum(1)) / known.sum(1).double().mean()
        return {
            "loss": loss,
            "accuracy": accuracy,
            "accuracy_error": residual.std().item() / HELD_OUT**0.5,
        }

    def _of_example(self, maps: Maps) -> Floats:
        """The maps (L, H, T, T) of the example."""
        return torch.stack([each[self._example] for each in maps]).numpy().copy()

    def _on_answer(self, weights: Tensor) -> Tensor:
        """Of each head (H,): attention (B, H, T, T) on tokens that equal the one to come."""
        cells = self._tokens[:, None, :] == self._targets[:, :, None]  # (B, T, T)
        mass = (weights * cells[:, None]).sum(dim=-1)  # (B, H, T)
        return mass.sum(dim=(0, 2)) / (self._targets != IGNORE).sum()


@lru_cache(maxsize=8)
def judge(setup: InductionSetup) -> Judge:
    """The judge of a setup, made once."""
    return Judge(setup)


def even_guess(choices: int) -> float:
    """The loss, in nats, of one who holds so many tokens to be equally likely."""
    return math.log(choices)

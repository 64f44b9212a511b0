"""How near a transformer comes to the best law, at every length, and what it does with one example.

The distance of what is said from what is best is E[KL(best ‖ said)], in nats: the loss beyond the
Bayes risk, exactly, with no noise from what was drawn. A place of a sequence is a length.
"""

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models import luck
from models.attention.induction import IGNORE, TinyTransformer
from models.attention.theorems.chains import Chains
from models.attention.theorems.dyck import Dyck
from models.attention.theorems.parity import Parity
from models.attention.theorems.setup import SequenceSetup
from models.frame import Arrays

HELD_OUT = 128  # sequences
SHOWN = 40  # places whose attention is shown


class Judge:
    """Judges transformers of one task on fixed sequences that none learns from.

    Attributes:
        length: Tokens of the sequences that are learnt from.
        places: Where something is asked (P,), alike in all sequences; a place is a length.
        risk: Bayes risk within these, in nats for each answer.
        by_counts: Of chains, the loss of who only counts states; else not a number.
    """

    def __init__(self, setup: SequenceSetup) -> None:
        self.task, self.length = setup.known(setup.reach), setup.length
        length = setup.length
        drawn = self.task.sample(HELD_OUT, luck.held_out())
        self.tokens, targets = drawn.unbind(1)  # (n, T)
        self.asked = targets != IGNORE
        self.places = torch.nonzero(self.asked[0])[:, 0]  # alike in all sequences
        self.best = self.task.best(self.tokens)  # (n, T, V)
        inside = self._mean(torch.special.entr(self.best).sum(-1))[:length]
        self.risk = inside.nanmean().item()
        self.by_counts = float("nan")
        if isinstance(self.task, Chains):
            alike = -(self.best * self.task.alike(self.tokens).clamp(min=1e-30).log()).sum(-1)
            self.by_counts = self._mean(alike)[:length].nanmean().item()

    @torch.no_grad()
    def __call__(self, model: TinyTransformer) -> tuple[dict[str, float], Arrays]:
        """Metrics and views of one moment.

        ``loss`` and ``excess`` in nats for each answer within the lengths it learns from,
        ``beyond`` the excess on longer ones, if there are any.

        Of an example ``tokens`` (T,), ``said`` and ``best`` (T, V), and ``attention`` of its first
        places (L, H, N, N); ``by_place`` (P,), the excess where it is asked. Of brackets and bits
        also ``kept`` (P,), what has to be kept in mind: the depth, or the parity; and ``read``
        (P,), what a linear probe reads of the depth, or the probability of odd. Of bits
        ``influence`` (P,): how far the first bit, turned, moves the logit.
        """
        state, maps = model.state(self.tokens)
        logits = torch.nn.functional.linear(state, model.unembed)
        excess = self.excess(logits)
        inside, outside = excess[: self.length], excess[self.length :]
        near = inside.nanmean().item()
        metrics = {"loss": self.risk + near, "excess": near}
        if len(outside):
            metrics["beyond"] = outside.nanmean().item()
        views: dict[str, NDArray[np.generic]] = {
            "tokens": self.tokens[0].numpy().copy(),
            "said": logits[0].softmax(-1).numpy(),
            "best": self.best[0].numpy().copy(),
            "by_place": excess[self.places].numpy(),
            "attention": torch.stack([m[0, :, :SHOWN, :SHOWN] for m in maps]).numpy().copy(),
        }
        if isinstance(self.task, Dyck):
            views |= self._probed(self.task, state)
        if isinstance(self.task, Parity):
            views |= self._of_bits(self.task, model, logits)
        return metrics, views

    @torch.no_grad()
    def of(self, model: TinyTransformer) -> Tensor:
        """The excess of ``model`` at every length (T,)."""
        return self.excess(model(self.tokens)[0])

    def excess(self, logits: Tensor) -> Tensor:
        """E[KL(best ‖ said)] at each place (T,), in nats; not a number where nothing is asked."""
        terms = self.best * (self.best.clamp(min=1e-30).log() - logits.log_softmax(-1))
        return self._mean(terms.sum(-1))

    def _mean(self, values: Tensor) -> Tensor:
        """Of each place (T,), the mean over the sequences (n, T) that are asked there."""
        return (values * self.asked).sum(0) / self.asked.sum(0)

    def _probed(self, task: Dyck, state: Tensor) -> dict[str, NDArray[np.generic]]:
        """The depth, and a probe of it fitted to one half at the lengths that are learnt from."""
        depth = task.stacks(self.tokens)[0].float()
        ones = torch.ones_like(state[..., :1])
        inputs = torch.cat((state, ones), dim=-1)  # (n, T, d+1)
        half, near = HELD_OUT // 2, self.length
        x, y = inputs[half:, :near].flatten(0, 1), depth[half:, :near].flatten()
        ridge = 1e-3 * len(x) * torch.eye(x.shape[1])
        weights = torch.linalg.solve(x.mT @ x + ridge, x.mT @ y)
        return {
            "kept": depth[0, self.places].numpy(),
            "read": (inputs[0] @ weights)[self.places].numpy(),
        }

    def _of_bits(
        self, task: Parity, model: TinyTransformer, logits: Tensor
    ) -> dict[str, NDArray[np.generic]]:
        """The parity and the probability of odd; and how far the first bit moves the logit."""
        even, odd = task.answers
        turned = self.tokens.clone()
        turned[:, 1] = 1 - turned[:, 1]
        margin = logits[..., odd] - logits[..., even]
        other = model(turned)[0]
        moved = (other[..., odd] - other[..., even] - margin).abs()
        return {
            "kept": self.best[0, self.places, odd].numpy(),
            "read": margin[0, self.places].sigmoid().numpy(),
            "influence": moved.mean(0)[self.places].numpy(),
        }


@lru_cache(maxsize=8)
def judge(setup: SequenceSetup) -> Judge:
    """The judge of a setup, made once."""
    return Judge(setup)

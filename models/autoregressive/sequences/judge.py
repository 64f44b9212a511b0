"""What a network has learnt, on sequences that it never learns from."""

import math
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import luck
from models.autoregressive.sequences.causal import Causal
from models.autoregressive.sequences.probe import fading
from models.autoregressive.sources import SourceSetup, source

HELD_OUT = 128  # sequences
FEW = 16  # of them, for what costs a gradient
LN2 = math.log(2)

Views = dict[str, NDArray[np.generic]]


class Judge:
    """Judges networks of one source.

    Where the law of the next symbol is known, its expected cost under that law is told and not the
    cost of the symbol that was drawn: without that noise no network is ever below the entropy.

    Attributes:
        x: The sequences (n, T); the first is the example that is drawn.
        exact: Entropy of each place given those before it (T,), in bits; None if not known.
        rate: The entropy rate in bits per symbol; None if not known.
        ceiling: Bits of a symbol for one who holds all to be equally likely.
    """

    def __init__(self, setup: SourceSetup) -> None:
        origin = source(setup)
        self.rate, self.ceiling = origin.rate, math.log2(len(origin.letters))
        generator = luck.held_out()
        self.x = origin.held_out(HELD_OUT, generator)
        self.learnt = origin.sample(HELD_OUT // 2, generator)  # of the kind that is learnt from
        self.law = origin.law(self.x)
        self.exact: NDArray[np.float64] | None = None
        if self.law is not None:
            entropies = torch.special.entr(self.law.double()).sum(-1)  # (n, T)
            self.exact = (entropies.mean(0) / LN2).numpy()

    def __call__(self, model: Causal) -> tuple[dict[str, float], Views]:
        """Metrics and views of one frame.

        ``bits`` per symbol over the second half of the places, where the past is long, with its
        standard error ``error``; ``train_bits`` the same on sequences of the training's kind;
        ``loss``, the cost in nats of what was drawn, over all places: what the training lowers;
        ``gradient``, the length of the gradient of the mean cost in
        nats before it is clipped.
        ``by_place`` (T,) bits at each place; of the example ``tokens``, ``cost`` (T,) bits and
        ``hidden`` (T, w); ``fading`` (T,), see :func:`models.autoregressive.fading`.
        """
        late = self.x.shape[1] // 2
        with torch.no_grad():
            mixed = model.body(model.entered(model.symbols[self.x]))
            logs = torch.log_softmax(model.read_out(mixed), dim=-1).double() / -LN2
            drawn = logs.gather(-1, self.x[..., None])[..., 0]  # (n, T)
            costs = drawn if self.law is None else expected(self.law, logs)
            learnt = -model.log_probs(self.learnt)[:, late:].mean() / LN2
        per_sequence = costs[:, late:].mean(dim=1)
        metrics = {
            "bits": per_sequence.mean().item(),
            "error": per_sequence.std().item() / HELD_OUT**0.5,
            "train_bits": learnt.item(),
            "loss": LN2 * drawn.mean().item(),
            "gradient": self._gradient(model),
        }
        views: Views = {
            "by_place": costs.mean(dim=0).float().numpy(),
            "tokens": self.x[0].numpy().copy(),
            "cost": drawn[0].float().numpy(),
            "hidden": mixed[0].float().numpy().copy(),
            "fading": fading(model, self.x[:FEW]).astype(np.float32),
        }
        return metrics, views

    def _gradient(self, model: Causal) -> float:
        loss = mean_cost(model, self.x[:FEW])
        slopes = torch.autograd.grad(loss, list(model.parameters()), allow_unused=True)
        return math.sqrt(sum(each.square().sum().item() for each in slopes if each is not None))


def mean_cost(model: Causal, x: Tensor) -> Tensor:
    """-ln P(x_d | x_<d) () in nats, averaged over all places of sequences (B, T)."""
    return cross_entropy(model(x).flatten(0, 1), x.flatten())


def expected(law: Tensor, costs: Tensor) -> Tensor:
    """Σ_l P(l) cost(l) (...) of both (..., V); what never happens costs nothing, be it infinite."""
    return torch.where(law > 0, law * costs, 0.0).sum(dim=-1)


@lru_cache(maxsize=8)
def judge(setup: SourceSetup) -> Judge:
    """The judge of a source, made once; only the source's knobs count."""
    return Judge(setup)


def judge_of(setup: SourceSetup) -> Judge:
    """The judge of any setup that has a source."""
    names = SourceSetup.model_fields
    return judge(SourceSetup.model_validate({name: getattr(setup, name) for name in names}))

"""Who may look at whom: derivatives of outputs with respect to what lies below, by autograd.

All are taken in double precision: in single precision what has faded over some sixty places is 0,
as is what a network cannot see.
"""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.autoregressive.sequences.causal import Causal
from models.autoregressive.sequences.rnn import Rnn

Floats = NDArray[np.float64]


def influence(model: Causal, x: Tensor) -> Floats:
    """How strongly each output answers to each symbol: |∂θ_d / ∂e_j| (T, T), of one sequence (T,).

    What a network cannot see is exactly 0: of a strict one all j ≥ d.
    """
    model = _doubled(model)
    embedded = model.symbols[x[None]].detach().requires_grad_()
    logits = model.logits(embedded)[0]
    rows = [_slope(each, embedded) for each in logits]
    return torch.stack(rows).numpy()


def receptive_field(model: Causal, length: int) -> int:
    """Over how many places of the past the last of ``length`` outputs reaches, by autograd.

    Counted from the farthest symbol that moves it to the symbol before it; a network that sees the
    present symbol is counted up to that one.
    """
    x = torch.arange(length) % model.vocabulary
    seen = np.flatnonzero(influence(model, x)[-1])
    last = length - 1 if model.strict else length
    return int(last - seen[0]) if len(seen) else 0


def fading(model: Causal, x: Tensor) -> Floats:
    """How much the last symbol's -ln P answers to the symbol k places before, (T,) over k from 0.

    The root of the mean of |∂ -ln P(x_T | x_<T) / ∂e_{T-k}|² over sequences ``x`` (n, T).
    """
    model = _doubled(model)
    embedded = model.symbols[x].detach().requires_grad_()
    loss = -torch.log_softmax(model.logits(embedded)[:, -1], dim=-1)
    cost = loss.gather(1, x[:, -1:]).sum()
    (slope,) = torch.autograd.grad(cost, embedded)
    size = slope.square().sum(-1).mean(0).sqrt()  # (T,)
    return size.flip(0).numpy()


@dataclass(frozen=True)
class Wiring:
    """The nodes of a network, row by row and place by place, and who reads whom.

    Attributes:
        rows: Rows of nodes: symbols, layers, outputs.
        length: Places in each.
        edges: (E, 4): row and place of the node that is read, row and place of its reader.
    """

    rows: int
    length: int
    edges: NDArray[np.int64]

    def lit(self, place: int) -> NDArray[np.bool_]:
        """Which edges (E,) an output's value passes along on its way."""
        wanted = np.zeros((self.rows, self.length), dtype=bool)
        wanted[-1, place] = True
        # readers come after what they read, row by row, and within a row place by place
        order = np.lexsort((self.edges[:, 3], self.edges[:, 2]))[::-1]
        on = np.zeros(len(self.edges), dtype=bool)
        for number in order:
            row, at, reader, where = self.edges[number]
            if wanted[reader, where]:
                on[number] = wanted[row, at] = True
        return on

    def seen(self, place: int) -> NDArray[np.bool_]:
        """Which nodes (rows, length) an output depends on, itself among them."""
        nodes = np.zeros((self.rows, self.length), dtype=bool)
        nodes[-1, place] = True
        row, at, *_ = self.edges[self.lit(place)].T
        nodes[row, at] = True
        return nodes


def wiring(model: Causal, length: int) -> Wiring:
    """Every stage's nodes and edges, each edge a derivative that is not 0."""
    model = _doubled(model)
    stages = list(model.body.stages())
    width = model.symbols.shape[1]
    generator = torch.Generator().manual_seed(0)
    edges = []
    for row, stage in enumerate(stages):
        x = torch.randn(1, length, width, generator=generator).double().requires_grad_()
        recurrent = isinstance(model.body, Rnn)
        out = stage(model.entered(x) if row == 0 else x)[0]
        for place in range(length):
            read = _slope(out[place], x)
            if recurrent:  # through the state before, which has an edge of its own
                read[: max(0, place - model.strict)] = 0
                edges += [(1, place - 1, 1, place)] if place else []
            edges += [(row, int(at), row + 1, place) for at in np.flatnonzero(read.numpy())]
    last = len(stages)
    edges += [(last, place, last + 1, place) for place in range(length)]
    return Wiring(last + 2, length, np.array(edges, dtype=np.int64))


def _doubled(model: Causal) -> Causal:
    """A copy in double precision."""
    return deepcopy(model).double()


def _slope(output: Tensor, below: Tensor) -> Tensor:
    """|∂ output / ∂ below| (T,): the root of the squares over ``below`` (1, T, w), summed up.

    Outputs are weighed with different numbers, so that they do not cancel.
    """
    weights = torch.linspace(1, 2, len(output))
    (slope,) = torch.autograd.grad((output * weights).sum(), below, retain_graph=True)
    return slope[0].square().sum(-1).sqrt()

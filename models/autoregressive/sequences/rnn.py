"""Recurrent bodies: a state that is carried from place to place (erratum 67).

    h_d = RNN(x_{d-1}, h_{d-1}),    P(x_d | x_<d) = P(x_d | h_d)

The state has seen the whole past, and not "the two last inputs", as a caption of the notes has it.
"""

import math
from collections.abc import Sequence
from typing import Literal

import torch
from torch import Tensor, nn

from models.autoregressive.sequences.causal import Recurrent, Stage

Cell = Literal["plain", "gru", "lstm"]


class Rnn(Recurrent):
    """One layer of torch's plain (tanh), GRU or LSTM cells.

    Args:
        width: Numbers w of a symbol and of the state.
        cell: Which kind.
        gain: Spread of the first recurrent weights: 1 keeps the size of the state about the same.
        generator: Draws the initial parameters.
    """

    def __init__(self, width: int, cell: Cell, gain: float, generator: torch.Generator) -> None:
        super().__init__()
        self.width = width
        # "meta" draws nothing, so the global random state stays as it is
        kind = {"plain": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[cell]
        self.network = kind(width, width, batch_first=True, device="meta").to_empty(device="cpu")
        for name, parameter in self.network.named_parameters():
            spread = gain if name == "weight_hh_l0" else 1.0
            values = torch.randn(parameter.shape, generator=generator)
            parameter.data.copy_(values * (spread / math.sqrt(width)))
            if parameter.ndim == 1:
                parameter.data.zero_()
        if cell == "lstm":  # forget gates begin open (Jozefowicz et al. 2015)
            self.network.bias_ih_l0.data[width : 2 * width] = 1.0

    def stages(self) -> Sequence[Stage]:
        """The layer."""
        return (self.states,)

    def states(self, x: Tensor) -> Tensor:
        """h_1 … h_T (B, T, w)."""
        states: Tensor = self.network(x)[0]
        return states

    def begin(self, n: int) -> Tensor:
        """The state before the first symbol, (1, n, w); of an LSTM (1, n, 2w) with its cells."""
        width = 2 * self.width if isinstance(self.network, nn.LSTM) else self.width
        return torch.zeros(1, n, width)

    def proceed(self, x: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """h (n, 1, w) after ``x`` (n, t, w), and the state."""
        if isinstance(self.network, nn.LSTM):
            hidden, cells = (each.contiguous() for each in state.chunk(2, dim=-1))
            out, both = self.network(x, (hidden, cells))
            return out, torch.cat(both, dim=-1)
        out, state = self.network(x, state)
        return out, state

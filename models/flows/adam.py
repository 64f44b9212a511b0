"""Adam (Kingma & Ba 2015, arXiv:1412.6980, algorithm 1) on one flat vector of parameters."""

import torch
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

FADE, FADE_SQUARE, SMALL = 0.9, 0.999, 1e-8  # β₁, β₂ and ε of the paper


class Adam:
    """All parameters of a module as one vector, so that an update is a handful of operations.

    The module's parameters become views of ``values``, and their ``.grad`` views of ``gradient``.
    (The first ``torch.optim`` optimiser of a process costs two seconds of imports; this does not.)

    Attributes:
        values: The parameters (P,), in the order of ``module.parameters()``.
        gradient: Their gradient (P,), to be filled before each update.
        mean: Running mean of the gradient (P,).
        square: Running mean of its square (P,).
    """

    def __init__(self, module: nn.Module) -> None:
        self.values = parameters_to_vector(module.parameters()).detach()
        vector_to_parameters(self.values, module.parameters())
        self.gradient = torch.zeros_like(self.values)
        self.mean, self.square = torch.zeros_like(self.values), torch.zeros_like(self.values)
        pieces = torch.split(self.gradient, [p.numel() for p in module.parameters()])
        for parameter, piece in zip(module.parameters(), pieces, strict=True):
            parameter.grad = piece.view_as(parameter)

    @torch.no_grad()
    def update(self, step: int, rate: float) -> None:
        """Update number ``step`` (from 1) along ``gradient`` with learning rate ``rate``."""
        self.mean.lerp_(self.gradient, 1 - FADE)
        self.square.mul_(FADE_SQUARE).addcmul_(self.gradient, self.gradient, value=1 - FADE_SQUARE)
        spread = (self.square / (1 - FADE_SQUARE**step)).sqrt_().add_(SMALL)
        self.values.addcdiv_(self.mean, spread, value=-rate / (1 - FADE**step))

"""Adam (Kingma & Ba 2015, arXiv:1412.6980, algorithm 1) on one flat vector of parameters."""

import torch
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

SMALL = 1e-8  # ε of the paper


class Adam:
    """All parameters of a module as one vector, so that an update is a handful of operations.

    The module's parameters become views of ``values``, and their ``.grad`` views of ``gradient``.
    (The first ``torch.optim`` optimiser of a process costs two seconds of imports; this does not.)

    Args:
        module: Whose parameters are trained.
        fade: β₁ of the paper: how much of the running mean an update keeps.
        fade_square: β₂: the same for the mean of squares.

    Attributes:
        values: The parameters (P,), in the order of ``module.parameters()``.
        gradient: Their gradient (P,), to be filled before each update.
        mean: Running mean of the gradient (P,).
        square: Running mean of its square (P,).
    """

    def __init__(self, module: nn.Module, fade: float = 0.9, fade_square: float = 0.999) -> None:
        self.fade, self.fade_square = fade, fade_square
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
        kept, gradient = self.fade_square, self.gradient
        self.mean.lerp_(gradient, 1 - self.fade)
        self.square.mul_(kept).addcmul_(gradient, gradient, value=1 - kept)
        spread = (self.square / (1 - kept**step)).sqrt_().add_(SMALL)
        self.values.addcdiv_(self.mean, spread, value=-rate / (1 - self.fade**step))

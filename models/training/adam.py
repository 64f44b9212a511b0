"""Adam (Kingma & Ba 2015, arXiv:1412.6980, algorithm 1) on one flat vector of parameters."""

import torch
from torch import Tensor, nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

SMALL = 1e-8  # ε of the paper


class Adam:
    """All parameters of a module as one vector, so that an update is a handful of operations.

    The module's parameters become views of ``values``, and their ``.grad`` views of ``gradient``.
    (The first ``torch.optim`` optimiser of a process costs two seconds of imports; this does not.)

    Args:
        module: Whose parameters are trained, on any device.
        beta1: β₁ of the paper: how much of the running mean an update keeps.
        beta2: β₂: the same for the mean of squares.

    Attributes:
        values: The parameters (P,), in the order of ``module.parameters()``.
        gradient: Their gradient (P,), to be filled before each update.
        mean: Running mean of the gradient (P,).
        square: Running mean of its square (P,).
    """

    def __init__(self, module: nn.Module, beta1: float = 0.9, beta2: float = 0.999) -> None:
        self.beta1, self.beta2 = beta1, beta2
        self.values = parameters_to_vector(module.parameters()).detach()
        vector_to_parameters(self.values, module.parameters())
        self.gradient = torch.zeros_like(self.values)
        self.mean, self.square = torch.zeros_like(self.values), torch.zeros_like(self.values)
        self._spread = torch.empty_like(self.values)  # asked of the system anew it would cost more
        pieces = torch.split(self.gradient, [p.numel() for p in module.parameters()])
        for parameter, piece in zip(module.parameters(), pieces, strict=True):
            parameter.grad = piece.view_as(parameter)

    @torch.no_grad()
    def update(self, number: int | Tensor, rate: float | Tensor) -> None:
        """Update ``number`` (from 1) along ``gradient`` with learning rate ``rate``.

        Inside a captured step both are tensors () of the parameters' device.
        """
        gradient = self.gradient
        self.mean.lerp_(gradient, 1 - self.beta1)
        self.square.mul_(self.beta2).addcmul_(gradient, gradient, value=1 - self.beta2)
        spread = torch.div(self.square, 1 - self.beta2**number, out=self._spread)
        spread.sqrt_().add_(SMALL)
        size = rate / (1 - self.beta1**number)
        if isinstance(size, Tensor):
            self.values.sub_(torch.div(self.mean, spread, out=spread).mul_(size))
        else:
            self.values.addcdiv_(self.mean, spread, value=-size)

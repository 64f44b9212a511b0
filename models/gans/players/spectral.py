"""Spectral normalisation (Miyato et al. 2018, arXiv:1802.05957): every weight is W / σ(W)."""

import torch
from torch import Tensor

from models.gans.players.perceptrons import Perceptrons
from models.training.adam import Adam

SMALL = 1e-12


class Spectral:
    """The normalised parameters of S discriminators beside the raw ones that Adam changes.

    Attributes:
        values: The parameters as the network uses them (S * P,): W / σ, and the biases.
        gradient: The loss's gradient in those (S * P,), to be filled by the network's passes.
        directions: The right singular vectors found so far, (S * sum of the layers' widths out,).
    """

    def __init__(self, network: Perceptrons, adam: Adam) -> None:
        self._raw, self._raw_gradient = adam.values, adam.gradient
        self.values, self.gradient = torch.empty_like(adam.values), torch.zeros_like(adam.values)
        self._weights, _ = network.split(adam.values)
        self._normal, _ = network.split(self.values)
        self._to_weights, _ = network.split(adam.gradient)
        self._to_normal, _ = network.split(self.gradient)
        sizes = [network.count * width for width in network.widths[1:]]
        new = adam.values.new_full
        self.directions = torch.cat([new((size,), (network.count / size) ** 0.5) for size in sizes])
        self._right = [
            each.view(network.count, -1, 1) for each in torch.split(self.directions, sizes)
        ]  # v (S, out, 1) of W (S, in, out)
        self._left = [weight @ v for weight, v in zip(self._weights, self._right, strict=True)]
        self._sigma = [left.new_ones(len(left), 1, 1) for left in self._left]
        for _ in range(8):
            self.refresh()

    def refresh(self, turn: bool = True) -> None:
        """Normalise again after the raw weights have changed.

        Args:
            turn: Whether the singular vectors follow by one step of the power method first.
        """
        self.values.copy_(self._raw)
        for layer, weight in enumerate(self._weights):
            right = self._right[layer]
            if turn:
                right.copy_(_unit(weight.mT @ _unit(weight @ right)))
            pulled = weight @ right
            self._left[layer].copy_(_unit(pulled))
            self._sigma[layer].copy_(pulled.norm(dim=1, keepdim=True).clamp_min(SMALL))
            torch.div(weight, self._sigma[layer], out=self._normal[layer])

    def pull_back(self) -> None:
        """Turn the gradient in W / σ, σ = uᵀ W v, into that in W."""
        self._raw_gradient.copy_(self.gradient)
        for layer, grad in enumerate(self._to_normal):
            along = (grad * self._normal[layer]).sum(dim=(1, 2), keepdim=True)
            outer = self._left[layer] @ self._right[layer].mT
            torch.sub(grad, along * outer, out=self._to_weights[layer])
            self._to_weights[layer].div_(self._sigma[layer])


def normalised(weights: list[Tensor], directions: Tensor) -> list[Tensor]:
    """W / σ of each layer (S, in, out), from the right singular vectors of :class:`Spectral`."""
    sizes = [weight.shape[0] * weight.shape[2] for weight in weights]
    pieces = torch.split(directions, sizes)
    pulled = [w @ v.view(len(w), -1, 1) for w, v in zip(weights, pieces, strict=True)]
    sigmas = [each.norm(dim=1, keepdim=True).clamp_min(SMALL) for each in pulled]
    return [weight / sigma for weight, sigma in zip(weights, sigmas, strict=True)]


def _unit(vectors: Tensor) -> Tensor:
    length: Tensor = vectors.norm(dim=1, keepdim=True)
    return vectors / length.clamp_min(SMALL)

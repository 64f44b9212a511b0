"""Forward and backward through perceptrons, written out by hand: autograd's numbers, sooner.

At this size a network is bound by the overhead of its many small operations. Every array and every
view of it is made once, here, and each operation writes where its result is needed.

With a leaky ReLU the network is linear around each point, so that the slope's own derivative (which
the gradient penalties need) is another short pass: the derivative of v · ∇D(x) in the weights is
the sum over layers of (v pushed forward to the layer) ⊗ (the slope pulled back to it).
"""

import torch
from torch import Tensor

from models.gans.players.perceptrons import SLOPE, Perceptrons

_leaky = torch.ops.aten.leaky_relu_
_leaky_backward = torch.ops.aten.leaky_relu_backward.grad_input
_tanh_backward = torch.ops.aten.tanh_backward.grad_input


class Pass:
    """S perceptrons at n points each.

    Args:
        network: Whose shape and activation it has.
        values: Its parameters (S * P,), read where they are.
        gradient: Where their gradient is written (S * P,).
        n: Number of points for each of the S perceptrons.
        out: Where to write the outputs (S, n, out), if they have a place already.
    """

    def __init__(
        self,
        network: Perceptrons,
        values: Tensor,
        gradient: Tensor,
        n: int,
        out: Tensor | None = None,
    ) -> None:
        new, count, widths = values.new_empty, network.count, network.widths
        self.weights, self.biases = network.split(values)
        self.to_weights, self.to_biases = network.split(gradient)
        self.across = [weight.mT for weight in self.weights]
        self.bent = network.activation == "leaky_relu"
        hidden = widths[1:-1]
        self.inner = [new(count, n, width) for width in hidden]  # activations
        self.out = new(count, n, widths[-1]) if out is None else out
        self.pushed = [new(count, n, width) for width in hidden]
        self.mixed = [new(count, n, width) for width in (widths[0], *hidden)]
        self.delta = [new(count, n, width) for width in hidden]  # gradient before the activation
        self.inner_columns = [inner.mT for inner in self.inner]
        self.slope = new(count, n, widths[0])
        # For several networks at once, products of matrices that are one wide cost more than the
        # products and sums of their numbers.
        self.narrow = count > 1 and widths[-1] == 1 and bool(hidden)
        self.row, self.to_row = self.across[-1], self.to_weights[-1].mT  # (S, 1, hidden)

    def forward(self, x: Tensor) -> Tensor:
        """The outputs (S, n, out) at ``x`` (S, n, in)."""
        self.x = x
        for weight, bias, inner in zip(self.weights, self.biases, self.inner, strict=False):
            torch.baddbmm(bias, x, weight, out=inner)
            x = _leaky(inner, SLOPE) if self.bent else inner.tanh_()
        if self.narrow:
            torch.mul(x, self.row, out=self.mixed[-1])
            return torch.sum(self.mixed[-1], 2, keepdim=True, out=self.out).add_(self.biases[-1])
        return torch.baddbmm(self.biases[-1], x, self.weights[-1], out=self.out)

    def backward(self, grad: Tensor) -> None:
        """Pull ``grad`` (S, n, out), a gradient in the outputs, back to every layer."""
        self.grad = grad
        for layer in range(len(self.delta) - 1, -1, -1):
            if self.narrow and layer == len(self.delta) - 1:
                torch.mul(grad, self.row, out=self.delta[layer])
            else:
                torch.bmm(grad, self.across[layer + 1], out=self.delta[layer])
            grad = self._bend(self.delta[layer], layer)

    def input_slope(self) -> Tensor:
        """The gradient in the inputs (S, n, in) of what :meth:`backward` pulled back."""
        first = self.delta[0] if self.delta else self.grad
        return torch.bmm(first, self.across[0], out=self.slope)

    def push(self, direction: Tensor) -> None:
        """Push ``direction`` (S, n, in) forward: how fast every activation changes along it."""
        self.direction = direction
        for layer, pushed in enumerate(self.pushed):
            torch.bmm(direction, self.weights[layer], out=pushed)
            direction = self._bend(pushed, layer)

    def write(self) -> None:
        """The gradient in the parameters of what :meth:`backward` pulled back."""
        for weight, bias, delta, entered in zip(
            self.to_weights,
            self.to_biases,
            (*self.delta, self.grad),
            (self.x.mT, *self.inner_columns),
            strict=True,
        ):
            if self.narrow and delta is self.grad:
                torch.mul(self.inner[-1], delta, out=self.mixed[-1])
                torch.sum(self.mixed[-1], dim=1, keepdim=True, out=self.to_row)
            else:
                torch.bmm(entered, delta, out=weight)
            torch.sum(delta, dim=1, keepdim=True, out=bias)

    def write_weighed(self, weight: Tensor | None) -> None:
        """The gradient of Σ weight · output + Σ direction · slope, of one output.

        For this :meth:`backward` has to have pulled back ones. ``weight`` (S, n, 1) is the loss's
        gradient in the outputs and the direction that of :meth:`push`; without a ``weight`` the
        part of the directions is added to the gradient that is there.
        """
        deltas = (*self.delta, self.grad)
        entered, pushed = (self.x, *self.inner), (self.direction, *self.pushed)
        for layer, delta in enumerate(deltas):
            if weight is None:
                self.to_weights[layer].baddbmm_(pushed[layer].mT, delta)
                continue
            torch.addcmul(pushed[layer], entered[layer], weight, out=self.mixed[layer])
            torch.bmm(self.mixed[layer].mT, delta, out=self.to_weights[layer])
            torch.bmm(weight.mT, delta, out=self.to_biases[layer])

    def _bend(self, grad: Tensor, layer: int) -> Tensor:
        """Multiply by the activation's derivative in place."""
        if self.bent:
            _leaky_backward(grad, self.inner[layer], SLOPE, True, grad_input=grad)
        else:
            _tanh_backward(grad, self.inner[layer], grad_input=grad)
        return grad

"""The ELBO of a two-hidden-layer autoencoder and its gradient, written out by hand.

Autograd's numbers without its overhead, which rules at this size. Every array is made once; a
pass is a dozen matrix products and as many element-wise operations. The readable model is
:mod:`models.autoencoders.model.vae`; a test holds the two together.
"""

import math

import torch
from torch import Tensor, nn

from models.autoencoders.model import TINY_LOG_VARIANCE, Mlp, Vae

_silu_backward = torch.ops.aten.silu_backward.grad_input


class ByHand:
    """The training engine of a VAE of two :class:`Mlp`; see :mod:`models.autoencoders.engine`.

    Args:
        model: Parameters are read, and their ``.grad`` overwritten, where they are.
        batch: Inputs n in every training batch.
        beta: Weight of the KL.
    """

    def __init__(self, model: Vae, batch: int, beta: float) -> None:
        assert isinstance(model.encoder, Mlp)
        assert isinstance(model.decoder, Mlp)
        self.n, self.beta, self.model = batch, beta, model
        self.encoder, self.decoder = _Pass(model.encoder, batch), _Pass(model.decoder, batch)
        self.mean, self.log_var = self.encoder.out.chunk(2, dim=1)  # (n, L) each
        self.to_mean, self.to_log_var = self.encoder.to_out.chunk(2, dim=1)
        self.learned = isinstance(model.log_variance, nn.Parameter)

    @torch.no_grad()
    def loss_and_gradient(self, x: Tensor, noise: Tensor) -> Tensor:
        """-ELBO () in nats, averaged over ``x`` (n, D); one code each from ``noise`` (1, n, L).

        The gradient is left in every parameter's ``.grad``.
        """
        mean, log_var, epsilon = self.mean, self.log_var, noise[0]
        self.encoder.forward(x - self.model.centre)
        sd = (0.5 * log_var).exp_()  # (n, L)
        scaled = sd * epsilon
        self.decoder.forward(mean + scaled)
        loss = self._likelihood(x)

        # KL = ½ Σ (mean² + sd² - 1 - ln sd²)
        var = sd.square_()
        excess = var - 1
        kl = 0.5 * (mean.square().sum() + (excess - log_var).sum())
        to_z = self.decoder.backward()
        torch.add(to_z, mean, alpha=self.beta / self.n, out=self.to_mean)
        torch.mul(to_z, scaled, out=self.to_log_var)
        self.to_log_var.add_(excess, alpha=self.beta / self.n).mul_(0.5)
        self.encoder.backward(input_gradient=False)
        return loss + self.beta / self.n * kl

    def _likelihood(self, x: Tensor) -> Tensor:
        """-ln p(x|z) averaged; its gradients into the decoder's outputs and the variance."""
        out, to_out, n = self.decoder.out, self.decoder.to_out, self.n
        if self.model.likelihood == "bernoulli":
            torch.sigmoid(out, out=to_out)
            to_out.sub_(x).div_(n)
            return (nn.functional.softplus(out) - x * out).sum() / n
        log_variance, size = self.model.log_variance, x.shape[1]
        precision = 1 / self.model.variance
        torch.sub(out, x, out=to_out)
        squares = to_out.square().sum() * precision / n
        to_out.mul_(precision / n)
        if self.learned and log_variance.grad is not None:
            inside = log_variance > TINY_LOG_VARIANCE
            log_variance.grad.copy_(0.5 * (size - squares) * inside)
        log_scale = math.log(2 * math.pi) - precision.log()
        return 0.5 * (squares + size * log_scale)


class _Pass:
    """One network for n inputs, forward and back."""

    def __init__(self, network: Mlp, n: int) -> None:
        self.weights = [w.detach() for w in (network.w1, network.w2, network.w3)]
        self.biases = [b.detach() for b in (network.b1, network.b2, network.b3)]
        self.grads = [p.grad for p in network.parameters() if p.grad is not None]
        new = network.w1.new_empty
        width, outputs = len(network.b1), len(network.b3)
        self.raw = [new(n, width) for _ in range(2)]  # before the activation
        self.hidden = [new(n, width) for _ in range(2)]
        self.to_hidden = [new(n, width) for _ in range(2)]
        self.out, self.to_out = new(n, outputs), new(n, outputs)

    def forward(self, x: Tensor) -> None:
        """Write the outputs for ``x`` (n, inputs) into ``out``."""
        self.entered = x
        for i in range(2):
            torch.addmm(self.biases[i], x, self.weights[i].T, out=self.raw[i])
            x = torch.ops.aten.silu.out(self.raw[i], out=self.hidden[i])
        torch.addmm(self.biases[2], x, self.weights[2].T, out=self.out)

    def backward(self, input_gradient: bool = True) -> Tensor:
        """Gradients from ``to_out`` into ``.grad``, and with respect to the input (n, inputs)."""
        to_out = self.to_out
        for i in (2, 1, 0):
            entered = self.hidden[i - 1] if i else self.entered
            torch.mm(to_out.T, entered, out=self.grads[2 * i])
            torch.sum(to_out, dim=0, out=self.grads[2 * i + 1])
            if i:
                below = torch.mm(to_out, self.weights[i], out=self.to_hidden[i - 1])
                to_out = _silu_backward(below, self.raw[i - 1], grad_input=below)
        return to_out @ self.weights[0] if input_gradient else to_out

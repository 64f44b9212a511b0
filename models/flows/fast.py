"""A spline flow's nll and gradient written out by hand: autograd's numbers, three times sooner.

A small network is bound by the overhead of its many small operations, and autograd doubles them.
Here each coupling is one forward and one backward pass. What keeps them short:

* Arrays are features first, (features, n), so that every parameter of a spline is one long row.
* A coupling has n + 1 splines: one for each point, and its own (the last column). One gather
  fetches the two knots around each of the 2n coordinates, and one scatter sends the gradients
  of those knots back, so the shared spline needs no case of its own.
* A point outside the box moves with its end of the box, where the gradients vanish by themselves.

The readable model is :mod:`models.flows.families.coupling`; a test holds the two together.
"""

import math

import torch
from torch import Tensor
from torch.nn.functional import pad

from models.flows.families import BOUND, FLOOR, Conditioner, SplineCoupling, Standardise
from models.flows.flow import Flow

LOOK = 1024  # points whose density is evaluated at once: enough to amortise, few enough to cache

_relu_backward = torch.ops.aten.threshold_backward.grad_input


class ByHand:
    """The training engine of a spline flow; see :class:`models.flows.engine.Engine`.

    Args:
        flow: Spline couplings, then Standardise. Parameters are read, and their ``.grad``
            overwritten, where they are: both must keep their storage.
        batch: Number of points n in every training batch.
    """

    def __init__(self, flow: Flow, batch: int) -> None:
        self._learn, self._look = _FlowPass(flow, batch), _FlowPass(flow, LOOK)

    @torch.no_grad()
    def loss_and_gradient(self, x: Tensor) -> Tensor:
        """The mean nll () of ``x`` (n, 2) in nats; its gradient is left in ``.grad``."""
        loss = -self._learn.forward(x).mean()
        self._learn.backward()
        return loss

    @torch.no_grad()
    def log_prob(self, x: Tensor) -> Tensor:
        """log q (m,) in nats at any number of points ``x`` (m, 2)."""
        blocks = (pad(block, (0, 0, 0, LOOK - len(block))) for block in torch.split(x, LOOK))
        return torch.cat([self._look.forward(block) for block in blocks])[: len(x)]


class _FlowPass:
    """All layers from data to latent for n points at a time, and back for the mean nll."""

    def __init__(self, flow: Flow, n: int) -> None:
        *couplings, standardise = flow.stack
        assert isinstance(standardise, Standardise)
        self.mean, self.scale = standardise.mean[:, None], standardise.scale[:, None]  # (2, 1)
        self.constant = self.scale.log().sum() + math.log(2 * math.pi)
        self.layers = [
            _CouplingPass(layer, n)
            for layer in reversed(couplings)
            if isinstance(layer, SplineCoupling)
        ]
        self.n = n

    def forward(self, x: Tensor) -> Tensor:
        """log q (n,) at ``x`` (n, 2)."""
        z = ((x.T - self.mean) / self.scale).contiguous()  # (2, n)
        log_slopes = torch.zeros_like(z)  # of each axis by itself
        for layer in self.layers:
            z, log_slope = layer.forward(z)
            log_slopes += log_slope
        self.z = z
        return log_slopes.addcmul_(z, z, value=-0.5).sum(dim=0) - self.constant

    def backward(self) -> None:
        """The gradient of the mean nll: z / n for each z, -1 / n for each log-slope."""
        grad = self.z / self.n
        for layer in reversed(self.layers):
            grad = layer.backward(grad)


class _CouplingPass:
    """One spline coupling from data to latent, remembering what its backward pass needs.

    Every array and every view of it is made once, here: at this size making one costs as much
    as using it. (So does a Python number in an operation, hence the constants.)
    """

    def __init__(self, layer: SplineCoupling, n: int) -> None:
        assert layer.own.grad is not None
        new, outputs = layer.own.new_empty, len(layer.own)
        bins = (outputs + 1) // 3
        self.a, self.columns = layer.axis, n + 1
        self.own, self.grad_own = layer.own.detach(), layer.own.grad
        constant = self.own.new_tensor
        self.one, self.mean_one, self.mean_two = constant(1), constant(1 / n), constant(2 / n)

        raw = new(outputs, n + 1)  # widths, heights, slopes; the layer's own in the last column
        self.raw_own, self.raw_slope = raw[:, n], raw[2 * bins :]
        self.raw_share = raw[: 2 * bins].view(2, bins, n + 1)
        self.share = new(2, bins, n + 1)  # widths and heights, as shares of the box
        knots = new(3, bins + 1, n + 1).fill_(1)  # positions, values, slopes; outer slopes stay 1
        self.knots, self.place, self.slope = knots.view(3, -1), knots[:2], knots[2, 1:bins]
        self.inner_own, self.inner = knots[0, 1:bins, n:], knots[0, 1:bins, :n]
        passed = new(bins - 1, 2, n)  # 1 for each inner knot to the left of a coordinate
        self.passed_own, self.passed_other = passed[:, self.a], passed[:, 1 - self.a]
        self.passed = passed.view(-1, 2 * n)
        around = new(2, 2 * n, dtype=torch.long)  # where the two knots around it lie
        self.around, (self.left, self.right) = around.view(-1), around.unbind()
        corners = new(3, 2, 2, n)  # those knots: position, value, slope; left, right; axis; point
        self.corners, self.corner = corners.view(3, -1), corners.view(6, 2, n).unbind()

        grad_raw, grad_knots, grad_corners = (torch.empty_like(t) for t in (raw, knots, corners))
        self.to_raw_own, self.to_raw_slope = grad_raw[:, n], grad_raw[2 * bins :]
        self.to_raw_share = grad_raw[: 2 * bins].view(2, bins, n + 1)
        self.to_knots, self.to_place = grad_knots.view(3, -1), grad_knots[:2]
        self.to_slope = grad_knots[2, 1:bins]
        self.to_corners = grad_corners.view(3, -1)
        self.to_corner = grad_corners.view(6, 2, n).unbind()
        self.conditioner = _ConditionerPass(layer.conditioner, raw[:, :n], grad_raw[:, :n])

        # A knot is start + Σ reach · share over the bins to its left: a floor and a share of each.
        edge = torch.arange(bins + 1, dtype=self.own.dtype, device=self.own.device)
        left_of = (edge[:bins] < edge[:, None]).to(self.own.dtype)  # (K+1, K)
        self.start = (2 * BOUND * FLOOR * edge - BOUND)[:, None].expand(2, -1, 1)
        self.reach = (2 * BOUND * (1 - FLOOR * bins) * left_of).expand(2, -1, -1)
        column = new(2, n, dtype=torch.long)  # which spline moves which coordinate
        column[self.a], column[1 - self.a] = n, torch.arange(n, device=column.device)
        self.column = column.view(-1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """z (2, n) and the log-slope of each coordinate (2, n), for x (2, n)."""
        self.conditioner.forward(x[self.a])
        self.raw_own.copy_(self.own)
        torch.softmax(self.raw_share, dim=1, out=self.share)
        torch.baddbmm(self.start, self.reach, self.share, out=self.place)
        torch.exp(self.raw_slope, out=self.slope)

        inside = x.clamp(-BOUND, BOUND)
        torch.le(self.inner_own, inside[self.a], out=self.passed_own)
        torch.le(self.inner, inside[1 - self.a], out=self.passed_other)
        self.left.copy_(self.passed.sum(dim=0)).mul_(self.columns).add_(self.column)
        torch.add(self.left, self.columns, out=self.right)
        torch.index_select(self.knots, 1, self.around, out=self.corners)

        x0, x1, y0, y1, d0, d1 = self.corner
        width, height = x1 - x0, y1 - y0
        s = height / width
        bend = torch.sub(d0 + d1, s, alpha=2)
        xi = (inside - x0).div_(width)
        eta = self.one - xi
        xi2, both, eta2 = xi * xi, xi * eta, eta * eta
        climb = (s * xi2).addcmul_(d0, both)
        bottom = torch.addcmul(s, bend, both)
        top = (d1 * xi2).addcmul_(d0, eta2).addcmul_(s, both, value=2)
        rise, steep = climb / bottom, s / bottom
        self.inside = torch.eq(x, inside)
        self.saved = width, height, s, bend, xi, eta, xi2, both, eta2, climb, bottom, top, rise
        z = (x - inside).add_(y0).addcmul_(height, rise)
        return z, (top * steep).mul_(steep).log_()

    def backward(self, grad: Tensor) -> Tensor:
        """Gradient with respect to x (2, n), given that with respect to z (2, n).

        That with respect to every log-slope is -1/n. The layer's own is left in ``.grad``.
        """
        width, height, s, bend, xi, eta, xi2, both, eta2, climb, bottom, top, rise = self.saved
        _, _, _, _, d0, d1 = self.corner

        # z = y0 + height · climb / bottom,  log-slope = log top + 2 log s - 2 log bottom
        to_climb = (grad * height).div_(bottom)
        to_top = (self.mean_one / top).neg_()
        to_bottom = torch.addcmul(self.mean_two, to_climb, climb, value=-1).div_(bottom)
        to_s = (self.mean_two / s).neg_().addcmul_(to_climb, xi2).add_(to_bottom)
        to_s.addcmul_(to_top - to_bottom, both, value=2)
        to_xi2 = (to_climb * s).addcmul_(to_top, d1)
        to_both = (to_climb * d0).addcmul_(to_bottom, bend).addcmul_(to_top, s, value=2)
        to_eta2 = to_top * d0
        to_xi = ((eta - xi) * to_both).addcmul_(xi, to_xi2, value=2)
        to_xi.addcmul_(eta, to_eta2, value=-2)

        # xi = (x - x0) / width,  s = height / width
        to_x = to_xi.div_(width)
        to_rate = to_s.div_(width)
        to_x0, to_x1, to_y0, to_y1, to_d0, to_d1 = self.to_corner
        bent = to_rate * s
        torch.addcmul(bent, to_x, eta, value=-1, out=to_x0)
        torch.addcmul(bent, to_x, xi, out=to_x1).neg_()
        torch.addcmul(to_rate, grad, rise, out=to_y1)
        torch.sub(grad, to_y1, out=to_y0)
        torch.mul(to_bottom, both, out=to_d1).addcmul_(to_top, xi2)
        torch.add(to_climb, to_bottom, out=to_d0).mul_(both).addcmul_(to_top, eta2)

        # back through the gather to the knots, their shares of the box, the raw parameters
        self.to_knots.zero_().index_add_(1, self.around, self.to_corners)
        to_share = torch.bmm(self.reach.mT, self.to_place)  # (2, K, n+1)
        to_share -= (to_share * self.share).sum(dim=1, keepdim=True)
        torch.mul(to_share, self.share, out=self.to_raw_share)
        torch.mul(self.to_slope, self.slope, out=self.to_raw_slope)
        self.grad_own.copy_(self.to_raw_own)
        to_x = torch.where(self.inside, to_x, grad)
        to_x[self.a] += self.conditioner.backward()
        return to_x


class _ConditionerPass:
    """A conditioner's two hidden layers for a batch of n, from x to ``out`` and back."""

    def __init__(self, network: Conditioner, out: Tensor, grad_out: Tensor) -> None:
        def columns(bias: Tensor) -> Tensor:
            return bias.detach()[:, None]

        new, hidden, n = out.new_empty, len(network.b1), out.shape[1]
        self.w1, self.w2, self.w3 = network.w1.detach(), network.w2.detach(), network.w3.detach()
        self.b1, self.b2, self.b3 = columns(network.b1), columns(network.b2), columns(network.b3)
        self.grads = [p.grad for p in network.parameters() if p.grad is not None]
        self.h1, self.h2, self.out = new(hidden, n), new(hidden, n), out
        self.to_h1, self.to_h2, self.to_out = new(hidden, n), new(hidden, n), grad_out

    def forward(self, x: Tensor) -> None:
        """Write the parameters (outputs, n) for ``x`` (n,) into ``out``."""
        self.x = x[None]
        torch.addmm(self.b1, self.w1, self.x, out=self.h1).relu_()
        torch.addmm(self.b2, self.w2, self.h1, out=self.h2).relu_()
        torch.addmm(self.b3, self.w3, self.h2, out=self.out)

    def backward(self) -> Tensor:
        """Gradient with respect to x (n,), from ``grad_out``; the network's own into ``.grad``."""
        w1, b1, w2, b2, w3, b3 = self.grads
        _linear_gradient(self.to_out, self.h2, w3, b3)
        torch.mm(self.w3.T, self.to_out, out=self.to_h2)
        _relu_backward(self.to_h2, self.h2, 0, grad_input=self.to_h2)
        _linear_gradient(self.to_h2, self.h1, w2, b2)
        torch.mm(self.w2.T, self.to_h2, out=self.to_h1)
        _relu_backward(self.to_h1, self.h1, 0, grad_input=self.to_h1)
        _linear_gradient(self.to_h1, self.x, w1, b1)
        return torch.mv(self.to_h1.T, self.w1[:, 0])


def _linear_gradient(to_out: Tensor, entered: Tensor, weight: Tensor, bias: Tensor) -> None:
    """Write the gradients of the weight and bias of out = weight @ entered + bias."""
    torch.mm(to_out, entered.T, out=weight)
    torch.sum(to_out, dim=1, out=bias)

"""The monotone rational-quadratic spline (Durkan et al. 2019, arXiv:1906.04032, eqs. 4-8).

Between two knots (x₀, y₀) and (x₁, y₁) with slopes d₀ and d₁ the curve is a ratio of two
quadratics in ξ = (x - x₀)/(x₁ - x₀); outside [-BOUND, BOUND] it is the identity. It is monotone
for any positive slopes, its derivative is continuous, and its inverse is in closed form.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import pad

BOUND = 4.0  # half-width of the bent part, in standard deviations of the data
FLOOR = 1e-3  # smallest width and height of a bin, as a share of the whole


class Knots(NamedTuple):
    """The K + 1 knots of a spline: positions, values and slopes, each (..., K+1)."""

    x: Tensor
    y: Tensor
    slope: Tensor


def knots(raw: Tensor) -> Knots:
    """Turn 3K - 1 unconstrained numbers (..., 3K-1) into knots: K widths, K heights, K-1 slopes.

    All zeros give the identity. The outer slopes are 1, so that the linear tails join smoothly.
    """
    bins = (raw.shape[-1] + 1) // 3
    widths, heights, slopes = torch.split(raw, [bins, bins, bins - 1], dim=-1)
    return Knots(_grid(widths), _grid(heights), pad(slopes.exp(), (1, 1), value=1.0))


def _grid(raw: Tensor) -> Tensor:
    """Increasing positions (..., K+1) from -BOUND to BOUND; the gaps are a softmax, floored."""
    share = FLOOR + (1 - FLOOR * raw.shape[-1]) * raw.softmax(dim=-1)  # (..., K), sums to 1
    return pad(2 * BOUND * share.cumsum(dim=-1), (1, 0)) - BOUND


class _Bin(NamedTuple):
    """The piece that a point falls in: left corner, width, height, slopes at both ends."""

    x: Tensor
    y: Tensor
    width: Tensor
    height: Tensor
    d0: Tensor
    d1: Tensor


def _bin(edges: Tensor, value: Tensor, k: Knots) -> _Bin:
    """The bin of each ``value`` (...) among the inner ``edges`` (..., K+1) of one axis."""
    left = (edges[..., 1:-1] <= value[..., None]).sum(dim=-1, keepdim=True)  # (..., 1) in 0..K-1

    def at(array: Tensor, index: Tensor) -> Tensor:
        return array.expand(*index.shape[:-1], -1).gather(-1, index).squeeze(-1)

    x0, x1 = at(k.x, left), at(k.x, left + 1)
    y0, y1 = at(k.y, left), at(k.y, left + 1)
    return _Bin(x0, y0, x1 - x0, y1 - y0, at(k.slope, left), at(k.slope, left + 1))


def spline(x: Tensor, k: Knots) -> tuple[Tensor, Tensor]:
    """The curve at ``x`` (...): its value and the logarithm of its slope dy/dx (eqs. 4 and 5)."""
    inside = x.clamp(-BOUND, BOUND)
    b = _bin(k.x, inside, k)
    s = b.height / b.width
    xi = (inside - b.x) / b.width
    rise = (s * xi**2 + b.d0 * xi * (1 - xi)) / _bottom(b, xi)
    # A point outside moves with its end of the box, where the slope is 1: the linear tails.
    return b.y + b.height * rise + (x - inside), _log_slope(b, xi)


def spline_inverse(y: Tensor, k: Knots) -> tuple[Tensor, Tensor]:
    """The x (...) where the curve has the value ``y``, and log dx/dy (eqs. 6-8).

    Of the two forms of the root of the quadratic, this one loses no digits to cancellation.
    """
    inside = y.clamp(-BOUND, BOUND)
    b = _bin(k.y, inside, k)
    s = b.height / b.width
    bend = (inside - b.y) * (b.d0 + b.d1 - 2 * s)
    a2 = b.height * (s - b.d0) + bend
    a1 = b.height * b.d0 - bend
    a0 = -s * (inside - b.y)
    xi = 2 * a0 / (-a1 - (a1**2 - 4 * a2 * a0).clamp_min(0).sqrt())
    return b.x + b.width * xi + (y - inside), -_log_slope(b, xi)


def _bottom(b: _Bin, xi: Tensor) -> Tensor:
    """The denominator of the curve at the share ``xi`` of the bin's width."""
    s = b.height / b.width
    return s + (b.d0 + b.d1 - 2 * s) * xi * (1 - xi)


def _log_slope(b: _Bin, xi: Tensor) -> Tensor:
    """log dy/dx at the share ``xi`` of the bin's width (eq. 5)."""
    s = b.height / b.width
    top = b.d1 * xi**2 + 2 * s * xi * (1 - xi) + b.d0 * (1 - xi) ** 2
    return 2 * (s / _bottom(b, xi)).log() + top.log()

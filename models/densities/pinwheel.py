"""The pinwheel: five Gaussians, each twisted into a curved arm."""

import math

import torch
from torch import Tensor

from models.densities.base import WINDOW, Density

_ARMS = 5
_RADIAL, _TANGENTIAL = 0.3, 0.1
_RATE = 0.25
_SCALE = 2.0
_STEPS = 60  # at most; nearly every point needs six


class Pinwheel(Density):
    """x = 2 R(-v) (a, b) with a ~ N(1, 0.3^2), b ~ N(0, 0.1^2), v = 2 pi k / 5 + exp(a) / 4.

    k is one of 0..4 with equal chances and R(v) turns by v counter-clockwise. Definition: FFJORD,
    lib/toy_data.py (Grathwohl et al., 2019), after Johnson et al. (2016).

    In polar coordinates a = r cos f, b = r sin f, an arm keeps r and maps the angle f to
    f - exp(r cos f) / 4 - 2 pi k / 5; ``log_prob`` inverts that by Newton's method and divides by
    the derivative. Far from the mass an angle has several inverses, of which only the one nearest
    to the arm's axis counts: the others hold less than 1e-6 of the mass.
    """

    name = "pinwheel"
    title = "Pinwheel"
    window = WINDOW

    def _entropy(self) -> float:
        return 2.317788

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        device = generator.device
        arm = torch.randint(_ARMS, (n,), generator=generator, device=device)
        a, b = torch.randn(2, n, generator=generator, device=device)
        a = 1 + _RADIAL * a
        b = _TANGENTIAL * b
        turn = arm * (2 * math.pi / _ARMS) + _RATE * a.exp()
        cos, sin = _SCALE * turn.cos(), _SCALE * turn.sin()
        return torch.stack((a * cos + b * sin, b * cos - a * sin), dim=1)

    def _log_prob(self, x: Tensor) -> Tensor:
        x = x / _SCALE
        squared = x.square().sum(1, keepdim=True)
        r = squared.clamp(1e-24, 1e4).sqrt()  # (n, 1), where its gradient and exp(r) are finite
        arms = torch.arange(_ARMS, dtype=torch.float64, device=x.device)
        angle = torch.atan2(x[:, 1:], x[:, :1]) + arms * (2 * math.pi / _ARMS)  # (n, 5)
        f = _untwist(angle, r)
        a, b = r * f.cos(), r * f.sin()
        stretch = 1 + _RATE * a.exp() * b  # the derivative of the twisted angle in f
        logs = (
            -0.5 * ((a - 1) / _RADIAL).square()
            - 0.5 * (b / _TANGENTIAL).square()
            - stretch.abs().log()
        )
        constant = 2 * math.pi * _RADIAL * _TANGENTIAL * _SCALE**2 * _ARMS
        return torch.logsumexp(logs, 1) - math.log(constant)


def _untwist(angle: Tensor, r: Tensor) -> Tensor:
    """Solve f - exp(r cos f) / 4 = angle (mod 2 pi) for f, differentiably in both arguments.

    Newton's method from f near the arm's axis, kept inside a bracket that it halves when a step
    would leave it: angle <= f <= angle + exp(r) / 4 holds for every solution.
    """
    reach = _RATE * r.exp()
    upper = torch.remainder(angle + reach + math.pi, 2 * math.pi) - math.pi
    angle = upper - reach
    with torch.no_grad():
        low, high = angle, upper
        f = upper
        for _ in range(_STEPS):
            error, slope = _twist_error(f, r, angle)
            if (error.abs() < 1e-11).all():
                break
            low, high = torch.where(error < 0, f, low), torch.where(error < 0, high, f)
            step = f - error / slope
            f = torch.where((step >= low) & (step <= high), step, (low + high) / 2)
    error, slope = _twist_error(f, r, angle)
    return f - error / slope.detach()  # no change in value: it carries the gradient of f


def _twist_error(f: Tensor, r: Tensor, angle: Tensor) -> tuple[Tensor, Tensor]:
    """How far f is from solving the equation, and the derivative of that in f."""
    twist = _RATE * torch.exp(r * f.cos())
    return f - twist - angle, 1 + twist * r * f.sin()

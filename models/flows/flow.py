"""A normalizing flow: a base Gaussian pushed through invertible layers, with an exact density."""

import math
from collections.abc import Callable, Iterable
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from models.flows import energies
from models.flows.families import (
    AffineCoupling,
    Field,
    GlowStep,
    Pair,
    PlanarLayer,
    RadialLayer,
    SplineCoupling,
    TimeSlice,
    integrate,
)
from models.flows.setup import STRIP, FlowSetup

RUNGE_KUTTA_STEPS = 8  # at least so many over the unit time of a continuous flow
FIELD_WIDTH = 2  # times the hidden width, as its field has one hidden layer where others have two
TINY = 1e-12  # keeps the edge of a strip at a finite place in the noise


class Layer(Protocol):
    """One invertible map of the plane; both directions also return their log|det Jacobian|."""

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""


class Standardise(nn.Module):
    """The fixed last layer x = mean + scale z, per axis; it is part of the flow and its log-det."""

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        return self.mean + self.scale * z, self.scale.log().sum().expand(len(z))

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        return (x - self.mean) / self.scale, -self.scale.log().sum().expand(len(x))


class Bounded(Standardise):
    """A fixed last layer into the strip |x₁| < edge: x₁ = edge (2Φ(z₁) - 1), x₂ as before.

    Φ is the Gaussian's distribution function, so that noise becomes uniform along the strip.
    """

    def __init__(self, mean: Tensor, scale: Tensor, edge: float) -> None:
        super().__init__(mean, scale)
        self.edge = edge

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        first, second = z.unbind(dim=1)
        side = torch.where(first < 0, -1.0, 1.0)
        # Written with the tail of Φ, which keeps its digits near the edges.
        x = side * self.edge * (1 - 2 * torch.special.ndtr(-first.abs()))
        return torch.stack((x, self.mean[1] + self.scale[1] * second), 1), self._log_det(first)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,); not a number outside the strip."""
        first, second = x.unbind(dim=1)
        side = torch.where(first < 0, -1.0, 1.0)
        tail = (1 - first.abs() / self.edge) / 2
        z = -side * torch.special.ndtri(tail.clamp_min(TINY))
        return torch.stack((z, (second - self.mean[1]) / self.scale[1]), 1), -self._log_det(z)

    def _log_det(self, z: Tensor) -> Tensor:
        """ln of the slope 2 edge φ(z₁) and of the scale of the second axis."""
        slope = math.log(2 * self.edge) - 0.5 * math.log(2 * math.pi) - 0.5 * z * z
        return slope + self.scale[1].log()


class Flipped(nn.Module):
    """A layer turned round: what was its forward map now leads from data to latent."""

    def __init__(self, layer: PlanarLayer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2), log|det ∂x/∂z| (n,)."""
        return self.layer.inverse(z)

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2), log|det ∂z/∂x| (n,)."""
        return self.layer.forward(x)


class Flow(nn.Module):
    """x = f_K ∘ … ∘ f_1 (z) with z ~ N(0, I); densities in nats.

    Args:
        layers: In the order from latent to data; the last one is :class:`Standardise`.
    """

    def __init__(self, layers: Iterable[nn.Module]) -> None:
        super().__init__()
        self.stack = nn.ModuleList(layers)

    @property
    def layers(self) -> list[Layer]:
        """The layers from latent to data, each with ``forward`` and ``inverse``."""
        return [cast(Layer, layer) for layer in self.stack]

    def forward(self, z: Tensor) -> Pair:
        """Latent to data: x (n, 2) and log|det ∂x/∂z| (n,)."""
        total = z.new_zeros(len(z))
        for layer in self.layers:
            z, log_det = layer.forward(z)
            total = total + log_det
        return z, total

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: z (n, 2) and log|det ∂z/∂x| (n,)."""
        total = x.new_zeros(len(x))
        for layer in reversed(self.layers):
            x, log_det = layer.inverse(x)
            total = total + log_det
        return x, total

    def log_prob(self, x: Tensor) -> Tensor:
        """log q(x) = log N(z; 0, I) + log|det ∂z/∂x| (n,), the change of variables."""
        z, log_det = self.inverse(x)
        return log_det - 0.5 * z.square().sum(dim=-1) - math.log(2 * math.pi)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent points (n, 2) of the model."""
        like = next(self.buffers())
        x: Tensor = self(torch.randn(n, 2, generator=generator, dtype=like.dtype))[0]
        return x

    def part(self, k: int) -> "Flow":
        """The flow of the first ``k`` trained layers (shared, not copied), in data units.

        ``part(0)`` is the Gaussian with the data's mean and spread, ``part(K)`` the whole flow.
        """
        *trained, standardise = self.stack
        if not 0 <= k <= len(trained):
            raise ValueError(f"This flow has {len(trained)} layers; {k} of them cannot be taken.")
        return Flow([*trained[:k], standardise])


def _planar(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    layers = [PlanarLayer.random(generator) for _ in range(setup.layers)]
    # Only one direction is in closed form: the one that the training goes through.
    return [layer if setup.objective == "reverse" else Flipped(layer) for layer in layers]


def _radial(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    return [RadialLayer.random(generator) for _ in range(setup.layers)]


def _affine(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    return [AffineCoupling(k % 2, setup.hidden, generator) for k in range(setup.layers)]


def _spline(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    axes = (k % 2 for k in range(setup.layers))
    return [SplineCoupling(axis, setup.hidden, setup.bins, generator) for axis in axes]


def _glow(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    return [GlowStep(setup.hidden, generator) for _ in range(setup.layers)]


def _continuous(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    field, k = Field(FIELD_WIDTH * setup.hidden, generator), setup.layers  # one field for all time
    steps = math.ceil(RUNGE_KUTTA_STEPS / k)
    return [TimeSlice(field, i / k, (i + 1) / k, steps) for i in range(k)]


# A new family is one function here and one name in FlowSetup.family.
FAMILIES: dict[str, Callable[[FlowSetup, torch.Generator], list[nn.Module]]] = {
    "planar": _planar,
    "radial": _radial,
    "affine": _affine,
    "spline": _spline,
    "glow": _glow,
    "continuous": _continuous,
}

# The code to read for each family.
SOURCES: dict[str, tuple[Callable[..., object], ...]] = {
    "planar": (PlanarLayer,),
    "radial": (RadialLayer,),
    "affine": (AffineCoupling,),
    "spline": (SplineCoupling,),
    "glow": (GlowStep,),
    "continuous": (Field, integrate),
}


def assemble(setup: FlowSetup, mean: Tensor, scale: Tensor) -> Flow:
    """The untrained flow of ``setup`` for data of the given mean and spread, each (2,)."""
    trained = FAMILIES[setup.family](setup, torch.Generator().manual_seed(setup.seed))
    if setup.target in STRIP:
        return Flow([*trained, Bounded(mean, scale, energies.EDGE)])
    return Flow([*trained, Standardise(mean, scale)])

"""What a GAN is trained on: a density that is known, so that everything can be checked."""

from functools import lru_cache

import torch
from torch import Tensor

from models import densities
from models.densities import GaussianMixture, Mode, Stroke
from models.errors import ModelError
from models.gans.game.setup import GanSetup, Latent

IMBALANCE = 8.0  # how many times heavier the heaviest mode of "unequal" is than the lightest
_MODES_OF_LATENT = 8  # of a latent mixture when the data itself is none that can be counted
_LATENT_RADIUS = 1.5  # of the circle on which the parts of a latent mixture lie
_LATENT_SD = 1.0  # of a part, times the number of parts


def mixture_of(setup: GanSetup) -> GaussianMixture:
    """The data's exact density.

    Raises:
        ModelError: The drawing is missing.
    """
    return _mixture(setup.data, setup.mixture, setup.drawing)


@lru_cache(maxsize=16)
def _mixture(name: str, mixture: tuple[Mode, ...], drawing: tuple[Stroke, ...]) -> GaussianMixture:
    if name == "custom":
        if not mixture:
            return densities.ring(modes=5, sd=0.05)
        return densities.edited(mixture)
    if name == "drawn":
        if not drawing:
            raise ModelError("There is no drawing yet: draw a shape on the picture, then train.")
        return densities.drawn(drawing)
    if name == "easy_ring":
        return densities.ring(sd=0.1)
    if name == "unequal":
        return densities.ring(sd=0.05, imbalance=IMBALANCE)
    if name == "two_modes":
        return densities.two_modes()
    return densities.grid() if name == "grid" else densities.ring()


class Standardised:
    """A density in the units that the networks see: mean 0 and one mean variance of 1.

    Both axes share one scale, so that circles stay circles.

    Attributes:
        mean: Mean of the data (2,).
        scale: Root of the mean of its two variances.
    """

    def __init__(self, source: GaussianMixture) -> None:
        self._source = source
        weights = source.weights[:, None]
        mean = (weights * source.means).sum(0)
        spread = source.covariances.diagonal(dim1=1, dim2=2) + (source.means - mean) ** 2
        self.mean = mean.float()
        self.scale = float((weights * spread).sum(0).mean().sqrt())

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` points (n, 2), standardised."""
        return (self._source.sample(n, generator) - self.mean) / self.scale

    def enter(self, x: Tensor) -> Tensor:
        """Points of the plane (..., 2) in the networks' units."""
        return (x - self.mean) / self.scale

    def leave(self, x: Tensor) -> Tensor:
        """Points in the networks' units (..., 2) back on the plane."""
        return x * self.scale + self.mean


class Noise:
    """The latent plane: a standard Gaussian, a square of the same spread, or a mixture.

    The parts of the mixture are equal and lie around a circle. With as many as the data has modes
    no bridge need be left between two of them, which a continuous generator of a connected latent
    must leave (Issenhuth et al. 2022, arXiv:2207.10541).

    Args:
        kind: Which of them.
        parts: Of the mixture.
    """

    def __init__(self, kind: Latent, parts: int) -> None:
        self.kind = kind
        self._parts = _parts(parts)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent latents z (n, 2) float32."""
        if self.kind == "uniform":
            return (torch.rand(n, 2, generator=generator) * 2 - 1) * 3**0.5
        if self.kind == "mixture":
            return self._parts.sample(n, generator)
        return torch.randn(n, 2, generator=generator)

    @property
    def reach(self) -> float:
        """Half the side of the square around the origin that holds all but 1e-5 of the latents."""
        if self.kind == "mixture":
            return _LATENT_RADIUS + 4.5 * _LATENT_SD / len(self._parts.weights)
        return 3**0.5 if self.kind == "uniform" else 4.5

    def log_prob(self, z: Tensor) -> Tensor:
        """Log-density (n,) at latents z (n, 2), in nats, up to a constant."""
        if self.kind == "mixture":
            return self._parts.log_prob(z)
        return torch.zeros(len(z)) if self.kind == "uniform" else -0.5 * z.square().sum(1)


def noise_of(setup: GanSetup) -> Noise:
    """The latent plane of a setup; a mixture has as many parts as the data has modes."""
    drawn = setup.data == "drawn"
    return Noise(setup.latent, _MODES_OF_LATENT if drawn else len(mixture_of(setup).weights))


@lru_cache(maxsize=4)
def _parts(modes: int) -> GaussianMixture:
    """A latent in parts, on a circle, each as wide as leaves the same gaps for any number."""
    return densities.ring(modes, radius=_LATENT_RADIUS, sd=_LATENT_SD / modes)


class Uniform:
    """Numbers between 0 and 1, as a source of batches (n, 1)."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent numbers (n, 1)."""
        return torch.rand(n, 1, generator=generator)

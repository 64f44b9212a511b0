"""Laws on the line: mixtures of Gaussians, and the push-forward of a Gaussian by any map, exactly.

Both are averaged over the cells of one grid, by differences of cumulative distributions: no
kernel, no samples, and no mass is lost where the map folds or stands still.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from models.gans.exact import jensen_shannon_of_cells
from models.gans.line.setup import LineData

WINDOW = (-4.0, 4.0)
CELLS = 240
LATENTS = 2048  # pieces of the latent line between which the map is taken as straight
_REACH = 5.0  # of the latent line that is kept; 6e-7 of the mass lies beyond


class LineMixture:
    """A mixture of Gaussians on the line.

    Args:
        means: Of each.
        sds: Standard deviation of each.
        weights: Of each, summing to one.
    """

    def __init__(
        self, means: tuple[float, ...], sds: tuple[float, ...], weights: tuple[float, ...]
    ) -> None:
        self.means, self.sds, self.weights = map(torch.tensor, (means, sds, weights))
        self._last = self.weights.double().cumsum(0)[:-1].float()

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent draws, (n, 1) float32."""
        part = torch.bucketize(torch.rand(n, generator=generator), self._last, right=True)
        noise = torch.randn(n, generator=generator)
        return (self.means[part] + self.sds[part] * noise)[:, None]

    def cell_density(self) -> Tensor:
        """The density averaged over each cell, (CELLS,) float64."""
        scaled = (edges()[:, None] - self.means.double()) / self.sds.double()
        below = torch.special.ndtr(scaled) @ self.weights.double()
        density: Tensor = below.diff() / _width()
        return density


DATA: dict[LineData, LineMixture] = {
    "one": LineMixture((1.0,), (0.6,), (1.0,)),
    "two": LineMixture((-1.5, 1.5), (0.4, 0.4), (0.5, 0.5)),
    "unequal": LineMixture((-1.2, 1.8), (0.6, 0.3), (0.8, 0.2)),
}


def edges() -> Tensor:
    """The boundaries of the cells, (CELLS + 1,) float64."""
    return torch.linspace(*WINDOW, CELLS + 1, dtype=torch.float64)


def centres() -> Tensor:
    """The middles of the cells, (CELLS,) float64."""
    return (edges()[1:] + edges()[:-1]) / 2


def pushed_density(push: Callable[[Tensor], Tensor]) -> Tensor:
    """The density of G(z), z ~ N(0, 1), averaged over each cell, (CELLS,) float64.

    Each piece of the latent line has its exact mass and spreads it evenly over its image.

    Args:
        push: G, (n, 1) -> (n, 1).
    """
    z = torch.linspace(-_REACH, _REACH, LATENTS + 1, dtype=torch.float64)
    mass = torch.special.ndtr(z).diff()  # (LATENTS,)
    with torch.no_grad():
        image = push(z.float()[:, None])[:, 0].double()
    low = torch.minimum(image[1:], image[:-1])
    length = (image[1:] - image[:-1]).abs().clamp_min(1e-9)  # a piece that stands still jumps
    below = ((edges()[:, None] - low) / length).clamp_(0, 1) @ mass  # (CELLS + 1,)
    density: Tensor = below.diff() / _width()
    return density


def jensen_shannon(p: Tensor, q: Tensor) -> float:
    """JSD in nats between two laws of the cells; what lies outside the window counts as apart."""
    return jensen_shannon_of_cells(p * _width(), q * _width())


def _width() -> float:
    return (WINDOW[1] - WINDOW[0]) / CELLS

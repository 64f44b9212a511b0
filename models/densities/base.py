"""What a 2-D density is: a law on the plane that can be drawn from and evaluated."""

from abc import ABC, abstractmethod
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Window = tuple[float, float, float, float]

#: The square that every named density fits in, as (x0, x1, y0, y1). One square for all of them,
#: so that changing the data never changes the axes.
WINDOW: Window = (-4.5, 4.5, -4.5, 4.5)

_ROWS = 256  # rows evaluated at a time: the (rows, nodes) intermediates then stay in the cache


class Density(ABC):
    """A probability density on the plane, known exactly.

    Attributes:
        name: What :func:`models.densities.get` calls it.
        title: What a person reads.
        window: (x0, x1, y0, y1) with equal sides; the mass outside is below 1e-3.
    """

    name: str
    title: str
    window: Window

    @cached_property
    def entropy(self) -> float:
        """Differential entropy H = -E[ln p(x)] in nats: the lowest NLL any model can reach."""
        return self._entropy()

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """Draw ``n`` independent points, (n, 2) float32 on the generator's device.

        Only ``generator`` is consumed; the global random state is neither read nor changed.
        """
        return self._sample(n, generator)

    def log_prob(self, x: Tensor) -> Tensor:
        """The natural logarithm of the density at ``x`` (n, 2), as (n,) float64, in nats.

        It is differentiable in ``x``, and -inf where the density is zero.
        """
        pieces = torch.split(x.to(torch.float64), _ROWS)
        return torch.cat([self._log_prob(piece) for piece in pieces])

    @abstractmethod
    def _entropy(self) -> float: ...

    @abstractmethod
    def _sample(self, n: int, generator: torch.Generator) -> Tensor: ...

    @abstractmethod
    def _log_prob(self, x: Tensor) -> Tensor: ...


def cell_centres(window: Window, cells: int) -> Tensor:
    """Centres of ``cells`` x ``cells`` equal cells of the window, (cells², 2), row 0 lowest."""
    x0, x1, y0, y1 = window
    place = (torch.arange(cells) + 0.5) / cells
    y, x = torch.meshgrid(y0 + (y1 - y0) * place, x0 + (x1 - x0) * place, indexing="ij")
    return torch.stack((x.reshape(-1), y.reshape(-1)), dim=-1)


def cell_axes(window: Window, cells: int) -> tuple[Tensor, Tensor]:
    """The coordinates x (cells,) and y (cells,) of the :func:`cell_centres` of a window."""
    x, y = cell_centres(window, cells).reshape(cells, cells, 2).unbind(dim=-1)
    return x[0], y[:, 0]


def square_mesh(reach: float, lines: int) -> Tensor:
    """Where the lines of a grid over [-reach, reach]² cross, (lines, lines, 2), row 0 lowest."""
    line = torch.linspace(-reach, reach, lines)
    y, x = torch.meshgrid(line, line, indexing="ij")
    return torch.stack((x, y), dim=-1)


def cell_areas(mesh: NDArray[np.floating]) -> NDArray[np.floating]:
    """The area of each cell of a warped grid (..., R, C, 2), by the shoelace formula.

    Returns:
        (..., R-1, C-1), not negative.
    """
    a, b = mesh[..., :-1, :-1, :], mesh[..., :-1, 1:, :]
    c, d = mesh[..., 1:, 1:, :], mesh[..., 1:, :-1, :]
    across, along = c - a, d - b  # the diagonals
    area: NDArray[np.floating] = 0.5 * np.abs(
        across[..., 0] * along[..., 1] - across[..., 1] * along[..., 0]
    )
    return area

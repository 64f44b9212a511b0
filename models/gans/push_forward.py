"""The density of a generator: where a fine mesh of the latent plane lands, mass over area.

A generator G maps the latent plane to the plane of the data, and p_model is the law of G(z). The
latent plane is cut into small squares of known mass, finer where G is steep. Between the images of
its corners a square is taken to its image by bilinear interpolation, and is cut again there until
its pieces are no further apart than the width of the kernel, so that a strip stretched between two
modes is as smooth as a crowded mode. The pieces' masses are summed on a lattice and blurred: what
comes out is p_model convolved with N(0, kernel² I). Folds add up by themselves, and a square
flattened to a line or a point keeps its mass.

Against maps of known density this is closer than a kernel density estimate from 10,000 samples by
a factor of 5 to 100 in total variation (the tests hold a factor of 5): it has no sampling noise,
and its kernel can be narrower than a mode.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from models.densities import Window
from models.errors import ModelError

Points = Callable[[Tensor], Tensor]

#: Standard deviation of the kernel, in distances of neighbouring places of the answer.
KERNEL = 0.75

_SQUARES = 112  # latent squares along each side
_STEEP = 1 / 64  # of the image's size: a square that is stretched further is pushed more finely
_MOST_STEEP = 2_000  # squares
_FINER = 6  # parts of a steep square along each side
_MOST_CUTS = 96  # of one square's image, along each side
_MOST_PIECES = 600_000
_SPLIT = 1 / 6  # variance, in squared spacings, of sharing a mass between two neighbours


class PushForward:
    """The law of ``push(z)`` for a latent z of known density.

    Args:
        push: The generator, (n, 2) -> (n, 2).
        log_latent: Log-density of z up to a constant, (n, 2) -> (n,), in nats.
        reach: Half the side of the latent square around the origin that holds the mass.

    Raises:
        ModelError: The generator's output is not finite.
    """

    def __init__(self, push: Points, log_latent: Points, *, reach: float = 4.5) -> None:
        edges = torch.linspace(-reach, reach, _SQUARES + 1)
        middles = (edges[1:] + edges[:-1]) / 2
        log_mass = log_latent(torch.cartesian_prod(middles, middles)).to(torch.float64)
        mass = torch.softmax(log_mass, 0).to(torch.float32)  # (S,)
        image = _pushed(push, torch.cartesian_prod(edges, edges))
        corners = _corners(image.reshape(1, _SQUARES + 1, _SQUARES + 1, 2))  # (S, 4, 2)
        low, high = image.amin(0), image.amax(0)
        stretch = torch.maximum(*_sides(corners))
        steepest = torch.topk(stretch, _MOST_STEEP).indices
        steep = steepest[stretch[steepest] > _STEEP * float((high - low).norm())]
        side = 2 * reach / _SQUARES
        finer = torch.cartesian_prod(*[torch.linspace(0, side, _FINER + 1)] * 2)
        origins = torch.cartesian_prod(edges[:-1], edges[:-1])[steep]  # (T, 2)
        inner = _pushed(push, (origins[:, None] + finer).reshape(-1, 2))
        parts = _corners(inner.reshape(-1, _FINER + 1, _FINER + 1, 2))
        smooth = torch.ones(len(mass), dtype=torch.bool).index_fill(0, steep, False)
        part_mass = (mass[steep] / _FINER**2).repeat_interleave(_FINER**2)
        self._corners = torch.cat((corners[smooth], parts))  # (S', 4, 2)
        self._mass = torch.cat((mass[smooth], part_mass))  # (S',)

    def on_grid(self, window: Window, cells: int) -> tuple[Tensor, float]:
        """The blurred density at the centres of the window's cells, and the mass outside it.

        Returns:
            (cells, cells) float64 with row 0 lowest, blurred by a kernel of ``KERNEL`` cells; and the
            share of the mass that lies outside the window.
        """
        x0, x1, y0, _ = window
        spacing = (x1 - x0) / cells
        points, mass = self._pieces(KERNEL * spacing)
        x, right, in_x = _share((points[:, 0] - x0) / spacing - 0.5, cells)
        y, up, in_y = _share((points[:, 1] - y0) / spacing - 0.5, cells)
        total = torch.zeros((cells + 2) ** 2, dtype=torch.float64)
        mass = mass * in_x * in_y
        for row, in_row in ((y, 1 - up), (y + 1, up)):
            for column, in_column in ((x, 1 - right), (x + 1, right)):
                index = row * (cells + 2) + column
                total += torch.bincount(index, mass * in_row * in_column, (cells + 2) ** 2)
        blur = _blur(cells + 2)
        density = blur @ total.reshape(cells + 2, cells + 2) @ blur.T / spacing**2
        return density[1:-1, 1:-1], 1 - float(mass.sum())

    def on_line(self, start: Tensor, end: Tensor, count: int) -> Tensor:
        """The blurred density at ``count`` even places from ``start`` to ``end`` (2,), (count,).

        The kernel is ``KERNEL`` times the distance of neighbouring places.
        """
        step = (end - start) / (count - 1)
        spacing = float(step.norm())
        kernel = KERNEL * spacing
        points, mass = self._pieces(kernel)
        offset = points - start.to(points.dtype)
        along = offset @ (step / spacing).to(points.dtype)
        beside = offset @ torch.stack((-step[1], step[0])).to(points.dtype) / spacing
        near = beside.abs() < 4.5 * kernel
        weight = mass[near] * torch.exp(-0.5 * (beside[near] / kernel).square())
        weight /= kernel * (2 * torch.pi) ** 0.5
        place, ahead, inside = _share(along[near] / spacing, count)
        weight = weight * inside
        total = torch.bincount(place, weight * (1 - ahead), count + 2).double()
        total += torch.bincount(place + 1, weight * ahead, count + 2)
        return (_blur(count + 2) @ total / spacing)[1:-1]

    def _pieces(self, apart: float) -> tuple[Tensor, Tensor]:
        """Points at most ``apart`` from their neighbours, (P, 2), and their masses (P,).

        Where the image is too large for that within the limits, they are further apart.
        """
        down, across = _sides(self._corners)
        rows = (down / apart).ceil().clamp(1, _MOST_CUTS)
        columns = (across / apart).ceil().clamp(1, _MOST_CUTS)
        excess = float((rows * columns).sum()) / _MOST_PIECES
        if excess > 1:
            rows = (rows / excess**0.5).ceil()
            columns = (columns / excess**0.5).ceil()
        pieces = (rows * columns).long()
        square = torch.repeat_interleave(pieces)  # (P,) the latent square of each piece
        first = pieces.cumsum(0) - pieces
        number = torch.arange(len(square)) - first[square]
        per_row = columns.long()[square]
        u = ((number // per_row + 0.5) / rows[square])[:, None]
        v = ((number % per_row + 0.5) / columns[square])[:, None]
        a, b, c, d = self._corners.unbind(1)
        terms = torch.cat((a, b - a, c - a, d - b - c + a), dim=1)[square]  # (P, 8)
        at, along_u, along_v, both = terms.split(2, dim=1)
        points = at + u * along_u + v * (along_v + u * both)
        return points, (self._mass / pieces)[square]


def _pushed(push: Points, z: Tensor) -> Tensor:
    with torch.no_grad():
        image = push(z).to(torch.float32)
    if not image.isfinite().all():
        raise ModelError("The generator's output is not a number. Go back to an earlier step.")
    return image


def _corners(mesh: Tensor) -> Tensor:
    """The squares of meshes (B, k + 1, k + 1, 2), each as its four corners: (B k^2, 4, 2)."""
    a, b = mesh[:, :-1, :-1], mesh[:, 1:, :-1]
    c, d = mesh[:, :-1, 1:], mesh[:, 1:, 1:]
    return torch.stack((a, b, c, d), dim=3).reshape(-1, 4, 2)


def _sides(corners: Tensor) -> tuple[Tensor, Tensor]:
    """The longer of each pair of opposite sides, (S, 4, 2) -> (S,) and (S,)."""
    a, b, c, d = corners.unbind(1)
    down = torch.maximum((b - a).norm(dim=1), (d - c).norm(dim=1))
    return down, torch.maximum((c - a).norm(dim=1), (d - b).norm(dim=1))


def _share(place: Tensor, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """Which two neighbours share a mass at ``place`` in spacings, and how.

    Returns:
        Index of the lower neighbour in a row with one spare place at each end, the share of the
        upper one, and 1.0 where the mass falls inside the row and 0.0 elsewhere.
    """
    below = place.floor()
    inside = (below >= -1) & (below < count)
    index = (below.clamp(-1, count - 1) + 1).long()
    return index, place - below, inside.to(place.dtype)


def _blur(count: int) -> Tensor:
    """The matrix (count, count) that widens shared masses to the kernel."""
    offsets = torch.arange(count, dtype=torch.float64)
    distance = offsets[:, None] - offsets[None, :]
    variance = KERNEL**2 - _SPLIT
    weights = torch.exp(-0.5 * distance.square() / variance)
    return weights / weights[count // 2].sum()

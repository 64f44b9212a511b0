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
_MARGIN = 4  # places beyond each end, from which the kernel still brings something in
_SPLIT = 1 / 4  # variance, in squared spacings, of sharing a mass between three neighbours


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
            (cells, cells) float64 with row 0 lowest, through a kernel of ``KERNEL`` cells; and the
            share of the mass that lies outside the window.
        """
        x0, x1, y0, _ = window
        spacing = (x1 - x0) / cells
        points, mass = self._pieces(KERNEL * spacing)
        across, up = (points[:, 0] - x0) / spacing - 0.5, (points[:, 1] - y0) / spacing - 0.5
        x, share_x = _shares(across, cells)
        y, share_y = _shares(up, cells)
        size = cells + 2 * _MARGIN
        total = torch.zeros(size**2, dtype=torch.float64)
        for row in range(3):
            for column in range(3):
                weight = mass * share_y[row] * share_x[column]
                total += torch.bincount((y + row) * size + x + column, weight, size**2)
        blur = _blur(cells)
        density = blur @ total.reshape(size, size) @ blur.T / spacing**2
        centre = (cells - 1) / 2
        outside = torch.maximum((across - centre).abs(), (up - centre).abs()) > cells / 2
        return density, float(mass[outside].sum())

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
        place, shares = _shares(along[near] / spacing, count)
        size = count + 2 * _MARGIN
        total = torch.zeros(size, dtype=torch.float64)
        for neighbour in range(3):
            total += torch.bincount(place + neighbour, weight * shares[neighbour], size)
        return _blur(count) @ total / spacing

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
        at, along_u, along_v, both = torch.split(terms, 2, dim=1)
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


def _shares(place: Tensor, count: int) -> tuple[Tensor, tuple[Tensor, Tensor, Tensor]]:
    """How three neighbours share a mass at ``place``, in spacings: by a parabola (a B-spline).

    Returns:
        Index of the lowest of the three, in a row with a margin at each end, and the three shares:
        they sum to one inside that row and are zero elsewhere.
    """
    nearest = place.round()
    reach = _MARGIN - 1
    inside = ((nearest >= -reach) & (nearest < count + reach)).to(place.dtype)
    offset = place - nearest  # -0.5..0.5
    middle = (0.75 - offset.square()) * inside
    lower, upper = (0.5 * (0.5 + sign * offset).square() * inside for sign in (-1, 1))
    return nearest.clamp(-reach, count + reach - 1).long() + reach, (lower, middle, upper)


def _blur(count: int) -> Tensor:
    """The matrix that widens shared masses in a row with margins to the kernel, without them."""
    places = torch.arange(count + 2 * _MARGIN, dtype=torch.float64)
    distance = places[_MARGIN : _MARGIN + count, None] - places
    offsets = torch.arange(-8, 9, dtype=torch.float64)
    variance = KERNEL**2 - _SPLIT
    scale = torch.exp(-0.5 * offsets.square() / variance).sum()
    return torch.exp(-0.5 * distance.square() / variance) / scale

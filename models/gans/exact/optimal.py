"""The exact optimal discriminator D*(x) = p_data(x) / (p_data(x) + p_model(x)) beside the learned.

Goodfellow et al. (2014), proposition 1; section 3 of the notes. p_data is known and p_model is the
push-forward of the latent plane (:mod:`models.gans.exact.push_forward`). Both are seen through one
Gaussian kernel, three quarters of a cell wide, because a mode may be narrower than a cell: the data
exactly, since a blurred mixture is a mixture. Blurring two laws can only bring them closer, so the
divergence below is a lower bound, tight as the cells shrink.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.densities import GaussianMixture, Window, cell_centres
from models.errors import ModelError
from models.gans.exact.cells import jensen_shannon_of_cells
from models.gans.exact.push_forward import KERNEL, Points, PushForward

Floats = NDArray[np.float64]

_FAINT = 1e-6  # of the largest density: below it neither law is there to be told apart


@dataclass(frozen=True)
class Optimal:
    """Data, model and the optimal discriminator between them, at the same places.

    Attributes:
        places: (..., 2) where; rows of a grid go upwards.
        data: p_data through the kernel.
        model: p_model through the kernel.
        best: D* in 0..1; 0.5, undecided, where neither law has mass.
        log_ratio: ln(p_data / p_model) in nats, within -20..20; 0 where neither law has mass.
        seen: Where at least one of the two has mass.
        kernel: Standard deviation of the kernel.
    """

    places: Floats
    data: Floats
    model: Floats
    best: Floats
    log_ratio: Floats
    seen: NDArray[np.bool_]
    kernel: float


@dataclass(frozen=True)
class LearnedBeside:
    """A learned discriminator beside the optimal one along a line.

    Attributes:
        exact: Everything exact at the same places.
        distance: (n,) from the line's start.
        learned: (n,) D in 0..1.
        log_ratio: (n,) ln(D / (1 - D)), what the learned D says of ln(p_data / p_model).
        error: Mean of |D - D*| under (p_data + p_model) / 2 along the line.
    """

    exact: Optimal
    distance: Floats
    learned: Floats
    log_ratio: Floats
    error: float


def optimal_on_grid(
    model: PushForward, data: GaussianMixture, window: Window, cells: int = 128
) -> Optimal:
    """D* at the centres of a square window's cells, with arrays (cells, cells)."""
    kernel = KERNEL * (window[1] - window[0]) / cells
    places = cell_centres(window, cells).double()
    p_data = blurred(data, kernel).log_prob(places).exp()
    p_model, _ = model.on_grid(window, cells)
    return _optimal(places, p_data, p_model.reshape(-1), kernel, (cells, cells))


def optimal_on_line(
    model: PushForward,
    data: GaussianMixture,
    start: tuple[float, float],
    end: tuple[float, float],
    count: int = 301,
) -> Optimal:
    """D* at ``count`` even places from ``start`` to ``end``, arrays (count,).

    Raises:
        ModelError: The two ends coincide.
    """
    first, last = (torch.tensor(point, dtype=torch.float64) for point in (start, end))
    length = float((last - first).norm())
    if length < 1e-3:
        raise ModelError("The two ends of the cut line lie on one another. Pull them apart.")
    kernel = KERNEL * length / (count - 1)
    share = torch.linspace(0, 1, count, dtype=torch.float64)[:, None]
    places = first + share * (last - first)
    p_data = blurred(data, kernel).log_prob(places).exp()
    return _optimal(places, p_data, model.on_line(first, last, count), kernel, (count,))


def learned_beside(exact: Optimal, discriminate: Points) -> LearnedBeside:
    """Evaluate a discriminator, (n, 2) -> (n,) in 0..1, at the places of a line."""
    places = torch.from_numpy(exact.places)
    with torch.no_grad():
        learned = discriminate(places.float()).double().reshape(-1)
    weight = exact.data + exact.model
    gap = np.abs(learned.numpy() - exact.best)
    return LearnedBeside(
        exact=exact,
        distance=(places - places[0]).norm(dim=1).numpy(),
        learned=learned.numpy(),
        log_ratio=torch.logit(learned, eps=1e-7).numpy(),
        error=float((weight * gap).sum() / max(weight.sum(), 1e-300)),
    )


def jensen_shannon(
    model: PushForward, data: GaussianMixture, window: Window, cells: int = 256
) -> float:
    """JSD(p_data, p_model) in nats, 0..ln 2, by quadrature over the window's cells.

    What the generator puts outside the window, where there are no data, counts with ln 2 / 2. It
    is the value of the kernel-blurred laws, a lower bound.
    """
    kernel = KERNEL * (window[1] - window[0]) / cells
    area = ((window[1] - window[0]) / cells) ** 2
    p = blurred(data, kernel).log_prob(cell_centres(window, cells)).exp() * area
    inside, _ = model.on_grid(window, cells)
    return jensen_shannon_of_cells(p, inside.reshape(-1) * area)


def blurred(data: GaussianMixture, kernel: float) -> GaussianMixture:
    """The law of x + kernel * N(0, I), exactly."""
    wider = data.covariances + kernel**2 * torch.eye(2, dtype=torch.float64)
    return GaussianMixture(
        data.means.numpy(), wider.numpy(), data.weights.numpy(), window=data.window
    )


def _optimal(
    places: Tensor, p_data: Tensor, p_model: Tensor, kernel: float, shape: tuple[int, ...]
) -> Optimal:
    total = p_data + p_model
    seen = total > _FAINT * torch.maximum(p_data.max(), p_model.max())
    best = torch.where(seen, p_data / total.clamp_min(1e-300), 0.5)
    ratio = (p_data.clamp_min(1e-300).log() - p_model.clamp_min(1e-300).log()).clamp(-20, 20)
    return Optimal(
        places=places.reshape(*shape, 2).numpy(),
        data=p_data.reshape(shape).numpy(),
        model=p_model.reshape(shape).numpy(),
        best=best.reshape(shape).numpy(),
        log_ratio=torch.where(seen, ratio, 0.0).reshape(shape).numpy(),
        seen=seen.reshape(shape).numpy(),
        kernel=kernel,
    )

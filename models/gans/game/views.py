"""What one frame of a GAN's training shows: samples, D's field, arrows, the latent grid, modes."""

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.densities import cell_axes, cell_centres
from models.gans.exact import ModeReport, blurred, jensen_shannon_of_cells
from models.gans.game.data import mixture_of
from models.gans.game.gan import COMPARED, Gan, even_latents
from models.gans.game.mesh import MESH, REACH, latent_mesh
from models.gans.game.setup import GanSetup

GRID = 64  # cells of D's field along each side of the window
ARROWS = 64
DATA = 2000  # points beside the frames
FAR = 6  # cells: beyond, a blur is less than a float32 tells from 0, and such numbers are slow
ARROW = 0.25  # longest arrow, in half sides of the window

Views = dict[str, NDArray[np.generic]]


def views(gan: Gan, report: ModeReport) -> Views:
    """All float32.

    ``samples`` (800, 2), of the same latents in every frame; ``field`` (64, 64), D in 0..1 at the
    cells of the window (:meth:`models.gans.game.gan.Gan.discriminate`), row 0 lowest; ``mesh``
    (25, 25, 2), where the latent grid went; ``arrow_start`` (64, 2) and ``arrow_vector`` (64, 2),
    samples and where a step of the generator would move them: in the direction of -∂J_G/∂x, of
    length g / (1 + g) times the longest for a slope g; ``mode_counts`` (K,), of 2,500 samples;
    ``mode_spread`` (K,), their standard deviation over the data's.
    """
    window = gan.mixture.window
    mesh = gan.push(latent_mesh(REACH[gan.noise.kind]).reshape(-1, 2))
    samples = gan.judged[:COMPARED]
    start, vector = arrows(gan, samples)
    field = gan.discriminate(cell_centres(window, GRID)).reshape(GRID, GRID)
    return {
        "samples": samples.numpy(),
        "field": field.numpy(),
        "mesh": mesh.reshape(MESH, MESH, 2).numpy(),
        "arrow_start": start.numpy(),
        "arrow_vector": vector.numpy(),
        "mode_counts": report.counts.astype(np.float32),
        "mode_spread": report.spreads.astype(np.float32),
    }


def surroundings(setup: GanSetup) -> Views:
    """What does not change with the steps: ``data`` (2000, 2), points of the mixture, and ``x`` and
    ``y`` (64,), the centres of the cells of ``field``."""
    mixture = mixture_of(setup)
    x, y = cell_axes(mixture.window, GRID)
    return {
        "data": mixture.sample(DATA, torch.Generator().manual_seed(0)).numpy(),
        "x": x.numpy(),
        "y": y.numpy(),
    }


def arrows(gan: Gan, samples: Tensor) -> tuple[Tensor, Tensor]:
    """Where arrows start (64, 2), at the first samples, and where they point (64, 2)."""
    x0, x1 = gan.mixture.window[:2]
    start = samples[:ARROWS]
    pull = gan.pull(start)
    return start, pull * ARROW * (x1 - x0) / 2 / (1 + pull.norm(dim=1, keepdim=True))


def metrics(gan: Gan, report: ModeReport) -> dict[str, float]:
    """Losses, counts of modes and ``js``; see :func:`models.gans.game.training.train`."""
    d_loss, g_loss = gan.losses()
    return {
        "d_loss": d_loss,
        "g_loss": g_loss,
        "modes": float(report.modes),
        "modes_touched": float(report.modes_touched),
        "high_quality": report.high_quality,
        "reverse_kl": report.reverse_kl,
        "spread_ratio": report.spread_ratio,
        "js": js(gan),
    }


def js(gan: Gan) -> float:
    """A quick JSD(p_data, p_model) in nats, 0..ln 2, for every frame.

    By quadrature over the window's 64 x 64 cells, both laws blurred by a cell's width: the data's
    exactly, the model's as the image of 2,304 latents of equal mass. A blur can only bring two laws
    closer, so it is a lower bound, but for the grain of so few latents: up to .012 of equal laws.
    :func:`models.gans.exact.jensen_shannon` is finer and slower.
    """
    x0, x1 = gan.mixture.window[:2]
    p, blur = _blurred_data(gan.setup)
    place = (gan.push(even_latents(gan.setup)) - x0) / (x1 - x0) * GRID
    inside = ((place >= 0) & (place < GRID)).all(dim=1)
    column, row = place[inside].long().unbind(dim=1)
    counts = torch.bincount(row * GRID + column, minlength=GRID**2).float()
    q = (blur @ counts.view(GRID, GRID) @ blur.T).reshape(-1) / len(place)
    return jensen_shannon_of_cells(p, q)


@lru_cache(maxsize=4)
def _blurred_data(setup: GanSetup) -> tuple[Tensor, Tensor]:
    """The data's blurred mass in each cell (4096,), and the kernel of one axis (64, 64)."""
    mixture = mixture_of(setup)
    cell = (mixture.window[1] - mixture.window[0]) / GRID
    density = blurred(mixture, (1 + 1 / 12) ** 0.5 * cell).log_prob(
        cell_centres(mixture.window, GRID)
    )
    apart = torch.arange(GRID) - torch.arange(GRID)[:, None]
    near = apart.abs() <= FAR
    weights = torch.where(near, torch.exp(-0.5 * apart.square().float()), 0.0)
    return (density.exp() * cell**2).float(), weights / weights[GRID // 2].sum()

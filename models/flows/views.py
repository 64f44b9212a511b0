"""What one frame of a flow's training shows: points, density and a warped grid; and its nll."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.densities import Window, cell_centres, square_mesh
from models.flows import variational
from models.flows.flow import Flow
from models.flows.target import Target

LogProb = Callable[[Tensor], Tensor]

SAMPLES = 600
GRID = 96  # cells of the density along each side of the window
MESH = 25  # lines of the warped grid in each direction
REACH = 3.0  # the grid covers [-REACH, REACH]² of the base, in standard deviations


@lru_cache(maxsize=1)
def base_points() -> Tensor:
    """The fixed base sample (600, 2), so that the same point can be followed through frames."""
    return torch.randn(SAMPLES, 2, generator=torch.Generator().manual_seed(0))


@lru_cache(maxsize=1)
def base_mesh() -> Tensor:
    """The grid of the base plane (25, 25, 2), row 0 lowest."""
    return square_mesh(REACH, MESH)


@torch.no_grad()
def views(flow: Flow, log_prob: LogProb, window: Window) -> dict[str, NDArray[np.generic]]:
    """``samples`` (600, 2), ``density`` (96, 96) on the window, ``mesh`` (25, 25, 2), float32."""
    moved: Tensor = flow(torch.cat((base_points(), base_mesh().reshape(-1, 2))))[0]
    density = log_prob(cell_centres(window, GRID)).exp()
    return {
        "samples": moved[:SAMPLES].numpy(),
        "density": density.reshape(GRID, GRID).numpy(),
        "mesh": moved[SAMPLES:].reshape(MESH, MESH, 2).numpy(),
    }


def metrics(flow: Flow, log_prob: LogProb, target: Target) -> dict[str, float]:
    """``nll`` on the held-out points, in nats; with an exact density also ``gap``, ``gap_error``;
    with an energy also those of :func:`models.flows.variational.metrics`.

    ``gap`` is KL(p ‖ q) estimated as the mean of log p(x) - log q(x) over the same points, and
    ``gap_error`` its standard error. ``nll`` is then entropy + gap: the mean of -log q with the
    luck of this sample taken out (log p is a control variate).
    """
    log_q = log_prob(target.held_out)
    if target.log_prob is None or target.entropy is None:
        return {"nll": -log_q.mean().item()}
    reverse = variational.metrics(flow, target.energy) if target.energy else {}
    difference = target.log_prob - log_q
    gap = difference.mean().item()
    error = difference.std().item() / math.sqrt(len(difference))
    return {"nll": target.entropy + gap, "gap": gap, "gap_error": error, **reverse}

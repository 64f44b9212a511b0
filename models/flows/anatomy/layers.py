"""A trained flow opened up: its real layers one after the other, and one point's whole account."""

import copy
import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.stats import gaussian_kde
from torch import Tensor

from models.densities import Window, cell_areas, cell_centres
from models.flows.families import TimeSlice
from models.flows.flow import Flow, log_base
from models.flows.target import Target
from models.flows.views import GRID, MESH, REACH, base_mesh, base_points

FINE_STEPS = 24  # of the Runge-Kutta rule over the unit time, three times those of the training

Array = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Layers:
    """The flow after k = 0..K of its layers, all in data units; nothing is interpolated.

    Attributes:
        data: (K+1, m, 2), the data pulled back through the layers after the k-th.
        mesh: (K+1, 25, 25, 2), the base grid pushed through the first k layers.
        density: (K+1, cells, cells), the exact density after k layers; row 0 is the lowest y.
    """

    data: Array
    mesh: Array
    density: Array


@torch.no_grad()
def unroll(flow: Flow, data: Tensor, window: Window, cells: int = GRID) -> Layers:
    """Push the base grid and pull data through every layer of ``flow``.

    The notes, section 1.2: X_k = f_k ∘ … ∘ f_1 (X_0), with density q_k. Step k shows q_k itself:
    the density of the flow that consists of the first k layers.

    Args:
        flow: A flow of K trained layers and the standardisation.
        data: (m, 2) points of the data.
        window: (x0, x1, y0, y1), where the densities are evaluated.
        cells: Cells of the density along each side.
    """
    flow = fine(flow)
    *trained, standardise = flow.layers
    pulled = [standardise.inverse(data)[0]]
    for layer in reversed(trained):
        pulled.append(layer.inverse(pulled[-1])[0])
    pulled = [standardise.forward(step)[0] for step in reversed(pulled)]
    grid = cell_centres(window, cells)
    density = [flow.part(k).log_prob(grid).exp() for k in range(len(pulled))]
    return Layers(
        data=torch.stack(pulled).numpy(),
        mesh=push(flow, base_mesh().reshape(-1, 2)).reshape(-1, MESH, MESH, 2),
        density=torch.stack(density).reshape(-1, cells, cells).numpy(),
    )


def fine(flow: Flow) -> Flow:
    """A copy whose time, if it flows in time, is cut finely enough for four digits."""
    flow = copy.deepcopy(flow)
    for layer in flow.layers:
        if isinstance(layer, TimeSlice):
            layer.steps = max(layer.steps, math.ceil(FINE_STEPS * (layer.end - layer.start)))
    return flow


def push_samples(flow: Flow, temperature: float = 1.0) -> Array:
    """The fixed base sample, scaled by ``temperature``, after k = 0..K layers: (K+1, 600, 2).

    Below 1 the noise keeps to the middle of the Gaussian, and so the samples to the likeliest
    data (Kingma and Dhariwal 2018, section 6); 1 is the model itself.
    """
    return push(flow, temperature * base_points())


@torch.no_grad()
def push(flow: Flow, z: Tensor) -> Array:
    """Base points ``z`` (n, 2) after k = 0..K layers, in data units: (K+1, n, 2)."""
    *trained, standardise = flow.layers
    steps = [z]
    for layer in trained:
        steps.append(layer.forward(steps[-1])[0])
    pushed: Array = torch.stack([standardise.forward(step)[0] for step in steps]).numpy()
    return pushed


@dataclass(frozen=True)
class Account:
    """log q_K(x) of one point as the sum that the change of variables says it is, in nats.

    Attributes:
        x: The point.
        z: Where in the noise it comes from.
        log_base: log q_0(z).
        log_dets: log|det J_k| of each layer from noise to data, the standardisation last.
        log_prob: log q_K(x) as the flow itself reports it.
        path: (K+1, 2), where the point stands after k = 0..K trained layers, in data units as in
            :func:`unroll`; the last one is x.
    """

    x: tuple[float, float]
    z: tuple[float, float]
    log_base: float
    log_dets: tuple[float, ...]
    log_prob: float
    path: Array

    @property
    def total(self) -> float:
        """log q_0(z) - Σ_k log|det J_k|, which must equal ``log_prob``."""
        return self.log_base - sum(self.log_dets)


@torch.no_grad()
def account(flow: Flow, x: tuple[float, float]) -> Account:
    """Follow one point back to the noise, and list what each layer does to its density.

    The notes, section 1.2: ln q_K(x_K) = ln q_0(x_0) - Σ_k ln|det ∂f_k/∂x_{k-1}|. The log-dets
    are taken on the way from noise to data, the log-probability on the way back, so that their
    agreement checks both directions.
    """
    flow = fine(flow).double()
    point = torch.tensor([x], dtype=torch.float64)
    z: Tensor = flow.inverse(point)[0]
    log_dets, here, path = [], z, []
    for layer in flow.layers:
        path.append(flow.layers[-1].forward(here)[0])
        here, log_det = layer.forward(here)
        log_dets.append(float(log_det))
    return Account(
        x=x,
        z=(float(z[0, 0]), float(z[0, 1])),
        log_base=float(log_base(z)),
        log_dets=tuple(log_dets),
        log_prob=float(flow.log_prob(point)),
        path=torch.cat(path).numpy(),
    )


def cell_density(mesh: Array) -> Array:
    """How dense the flow is in each cell of a warped base grid: mass over area.

    The mass of a cell is that of the base Gaussian in the unwarped cell, its area that of the
    warped one.

    Args:
        mesh: (..., R, C, 2), images of the base grid.

    Returns:
        (..., R-1, C-1), for each unit of area.
    """
    line = torch.linspace(-REACH, REACH, MESH, dtype=torch.float64)
    mass = torch.special.ndtr(line).diff().numpy()
    density: Array = mass[:, None] * mass[None, :] / np.maximum(cell_areas(mesh), 1e-9)
    return density


def peak_density(target: Target) -> float:
    """How high the density of a target rises, per unit of area.

    The largest exact density at the held-out points; without an exact density, the largest
    kernel estimate there, which is smoother and so a little lower.
    """
    if target.log_prob is not None:
        return float(target.log_prob.max().exp())
    held_out = target.held_out.numpy().T  # (2, m)
    return float(gaussian_kde(held_out)(held_out).max())

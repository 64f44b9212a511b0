"""Why a decoder blurs: codes that could all have made x, what each decodes to, and their average.

A decoder is trained by squared distances (or their like), so its best answer for a code is a mean:
of all inputs that q sends to this code. Where the true posterior p(z|x) has several modes, unlike
codes explain the same x. A Gaussian q that is to hold them all holds what lies between them, too,
and what is decoded there is the average of unlike things: for images a blur, for points of the
plane a place where no data are.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.autoencoders.model import Floats, Vae
from models.autoencoders.posterior.quadrature import Quadrature
from models.densities import Window

FEWEST = 0.02  # of the posterior's mass; a mode with less is not counted
LATTICE = 46  # places along each axis among which a divided posterior is looked for
PLAUSIBLE = 5.0  # nats below a usual ln p(x) that such a place may lie
COARSE = 97  # codes along each of two axes that are enough to find it


@dataclass(frozen=True, eq=False)
class Modes:
    """The modes of the posterior p(z|x) of one input, the largest mass first.

    Attributes:
        z: (m, L) where each is highest.
        mass: (m,) the share of the posterior that climbs to it, together at most 1.
        decoded: (m, D) what the codes ``z`` decode to.
        average: (D,) E_{p(z|x)}[decoded z]: what a single answer for all of them has to be.
    """

    z: Tensor
    mass: Tensor
    decoded: Tensor
    average: Tensor


@torch.no_grad()
def modes(grid: Quadrature, x: Tensor) -> Modes:
    """The modes of the posterior of one input ``x`` (D,), found on the grid of codes."""
    log_p = grid.log_posterior(x[None])[0]
    shares = log_p.exp() * grid.spacing**grid.model.latents  # (G,)
    summits = torch.from_numpy(uphill(log_p.reshape(grid.shape).numpy()))  # (G,)
    mass = torch.zeros_like(shares).index_add_(0, summits, shares)
    counted = (mass >= FEWEST).nonzero()[:, 0]
    counted = counted[mass[counted].argsort(descending=True)]
    z = grid.z[counted]
    out = grid.model.decode(grid.z.to(x.dtype)).double()
    return Modes(z, mass[counted], out[counted], shares @ out / shares.sum())


def uphill(height: Floats) -> NDArray[np.int64]:
    """For each cell of a grid (of one or two axes) the local maximum that it climbs to, (G,).

    Each cell points to the highest of its neighbours, itself among them; following the pointers
    twice as far each time, all arrive after a few rounds.
    """
    padded = np.pad(height, 1, constant_values=-np.inf)
    index = np.pad(np.arange(height.size).reshape(height.shape), 1)
    best, goal = height.copy(), np.arange(height.size).reshape(height.shape)
    for shift in product(range(3), repeat=height.ndim):
        there = tuple(slice(s, s + n) for s, n in zip(shift, height.shape, strict=True))
        higher = padded[there] > best
        best, goal = np.where(higher, padded[there], best), np.where(higher, index[there], goal)
    found: NDArray[np.int64] = goal.reshape(-1)
    while not np.array_equal(further := found[found], found):
        found = further
    return found


def most_divided(model: Vae, window: Window) -> tuple[float, float]:
    """A place x of the plane whose codes decode to the most unlike points, among plausible x.

    Of a lattice over ``window``, those with ln p(x) at most 5 nats below the mean of what the
    model itself draws; of these the one with the largest E‖f(z) - E f‖² under p(z|x).
    """
    grid = Quadrature(model, COARSE if model.latents == 2 else None)
    x0, x1, y0, y1 = window
    lattice = torch.cartesian_prod(torch.linspace(x0, x1, LATTICE), torch.linspace(y0, y1, LATTICE))
    drawn = model.sample(LATTICE, torch.Generator().manual_seed(0))
    plausible = lattice[grid.log_px(lattice) > grid.log_px(drawn).mean() - PLAUSIBLE]
    if not len(plausible):
        plausible = drawn
    posterior = grid.log_posterior(plausible).exp() * grid.spacing**model.latents  # (n, G)
    with torch.no_grad():
        out = model.decode(grid.z.to(model.centre.dtype)).double()  # (G, 2)
    spread = posterior @ out.square().sum(dim=1) - (posterior @ out).square().sum(dim=1)
    x, y = plausible[spread.argmax()].tolist()
    return x, y

"""What ln p(x) is made of, in plain arrays; the true posterior, and why a decoder blurs."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike
from scipy.stats import norm
from torch import Tensor

from models.autoencoders.bounds import ROUNDING
from models.autoencoders.model import Floats, Source, floats
from models.autoencoders.posterior.decomposition import decompose, split_gap
from models.autoencoders.posterior.modes import modes
from models.autoencoders.posterior.quadrature import Quadrature
from models.densities import Window

DEPTH = 4.5  # nats below the highest point of a posterior that its picture reaches to: 3 sd


@dataclass(frozen=True, eq=False)
class Account:
    """The entries of n inputs, averaged over them, in nats; and the Gaussians in them.

    log_px = elbo + gap, elbo = -(distortion + rate), gap = amortisation + family; see
    :mod:`models.autoencoders.posterior.decomposition`.

    Attributes:
        log_px: ln p(x), by quadrature.
        elbo: The bound.
        distortion: -E ln p(x|z).
        rate: KL(q(z|x) ‖ p(z)).
        gap: KL(q(z|x) ‖ p(z|x)).
        family: What the best diagonal Gaussian misses of the posterior.
        amortisation: What the encoder misses of that Gaussian.
        error: The largest quadrature error of a ln p(x).
        log_px_error: Standard error of ``log_px`` over the choice of inputs; of one input NaN.
        gap_error: The same of ``gap``.
        mean: (n, L) of q(z|x).
        sd: (n, L) its standard deviations.
        best_mean: (n, L) of the best diagonal Gaussian.
        best_sd: (n, L) its standard deviations.
    """

    log_px: float
    elbo: float
    distortion: float
    rate: float
    gap: float
    family: float
    amortisation: float
    error: float
    log_px_error: float
    gap_error: float
    mean: Floats
    sd: Floats
    best_mean: Floats
    best_sd: Floats

    @property
    def rounding(self) -> float:
        """How far the quadratures and single precision may move an entry, in nats."""
        return max(self.error, ROUNDING)


@torch.no_grad()
def of(grid: Quadrature, x: ArrayLike) -> Account:
    """The account of inputs (n, D), with the gap split in two."""
    rows = torch.as_tensor(np.array(x, dtype=np.float32))
    entries = decompose(grid.model, rows, grid)
    parts = split_gap(grid.model, rows, entries, grid)
    mean, var = grid.model.encode(rows)
    names = ("log_px", "elbo", "distortion", "rate", "gap")
    return Account(
        **{name: float(getattr(entries, name).mean()) for name in names},
        family=float(parts.family.mean()),
        amortisation=float(parts.amortisation.mean()),
        error=float(entries.error.max()),
        log_px_error=_standard_error(entries.log_px),
        gap_error=_standard_error(entries.gap),
        mean=floats(mean),
        sd=floats(var.sqrt()),
        best_mean=floats(parts.mean),
        best_sd=floats(parts.var.sqrt()),
    )


def _standard_error(values: Tensor) -> float:
    return float(values.std()) / len(values) ** 0.5 if len(values) > 1 else math.nan


@dataclass(frozen=True, eq=False)
class Posterior:
    """The true posterior p(z|x) of one input on a window of the latent space that holds it.

    Attributes:
        window: The square that is shown; of a single latent only its first two numbers count.
        z: (H,) the codes of a line, or of each axis of the square: cell centres.
        density: (H,) or (H, H) p(z|x), row 0 the lowest second latent.
        levels: The densities around 39 % and 86 % of the mass, as many as the 1 and 2 sd ellipses
            of a Gaussian of the plane hold; increasing.
    """

    window: Window
    z: Floats
    density: Floats
    levels: tuple[float, float]


@torch.no_grad()
def posterior(grid: Quadrature, x: ArrayLike, seen: Account, cells: int = 128) -> Posterior:
    """p(z|x) of one input (D,) around itself and the Gaussians of its account."""
    row = torch.as_tensor(np.array(x, dtype=np.float32))[None]
    log_p = grid.log_posterior(row)[0]  # (G,)
    held = grid.z[log_p > log_p.max() - DEPTH].numpy()
    three = 3 * seen.sd
    reached = np.concatenate((held, seen.mean - three, seen.mean + three))
    window = _window(reached.min(axis=0), reached.max(axis=0))
    z = (np.arange(cells) + 0.5) / cells * (window[1] - window[0])
    line = torch.from_numpy(z + window[0])
    places = line[:, None]
    if grid.model.latents == 2:
        second, first = torch.meshgrid(line - window[0] + window[2], line, indexing="ij")
        places = torch.stack((first, second), dim=-1).reshape(-1, 2)
    joint = grid.model.log_joint(row, places.float()).double() - grid.log_px(row)
    density = floats(joint.exp()).reshape((cells,) * grid.model.latents)
    ordered = np.sort(density, axis=None)[::-1]
    mass = ordered.cumsum() / ordered.sum()
    low, high = (float(ordered[np.searchsorted(mass, share)]) for share in (0.865, 0.393))
    return Posterior(window, line.numpy(), density, (low, high))


def normal_density(z: ArrayLike, mean: float, sd: float) -> Floats:
    """N(z; mean, sd²) at codes (H,) of a single latent."""
    density: Floats = norm.pdf(np.asarray(z, dtype=np.float64), mean, sd)
    return density


@dataclass(frozen=True, eq=False)
class Blur:
    """Unlike codes for one point x of the plane, and the average of what they decode to.

    Attributes:
        z: (m, L) the modes of p(z|x), the largest mass first.
        height: (m,) p(z|x) there.
        mass: (m,) their shares of the posterior.
        decoded: (m, 2) what each decodes to.
        average: (2,) the posterior mean of the decoded codes.
        density: (m + 1,) how dense the data really are at each of ``decoded``, then at
            ``average``: exact, for each unit of area.
    """

    z: Floats
    height: Floats
    mass: Floats
    decoded: Floats
    average: Floats
    density: Floats


def blur(grid: Quadrature, x: ArrayLike, data: Source) -> Blur:
    """The modes of the posterior of one point ``x`` (2,); see :func:`modes`."""
    assert data.density is not None, "images have no exact density"
    row = torch.as_tensor(np.array(x, dtype=np.float32))
    found = modes(grid, row)
    height = (grid.model.log_joint(row, found.z.float()).double() - grid.log_px(row[None])).exp()
    places = torch.cat((found.decoded, found.average[None]))
    return Blur(
        z=floats(found.z),
        height=floats(height.detach()),
        mass=floats(found.mass),
        decoded=floats(found.decoded),
        average=floats(found.average),
        density=floats(data.density.log_prob(places).exp()),
    )


def _window(low: Floats, high: Floats) -> Window:
    """A square around a box, one of few, so that it seldom jumps while a point is dragged."""
    half = 2.0 ** (np.ceil(2 * np.log2(0.6 * float((high - low).max()))) / 2)
    centre = np.round((low + high) / 2 / (half / 4)) * (half / 4)
    first, last = float(centre[0]), float(centre[-1])
    return (first - half, first + half, last - half, last + half)

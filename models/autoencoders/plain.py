"""An autoencoder seen from outside torch: numpy arrays in, numpy arrays out.

What a page or a notebook asks for while somebody drags a point: each answer takes a millisecond.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.autoencoders import bounds, traversal
from models.autoencoders.estimators import Parabola, gradients, scatter
from models.autoencoders.ledger import ledger, split
from models.autoencoders.modes import modes
from models.autoencoders.posterior import Quadrature
from models.autoencoders.source import THRESHOLD, Source
from models.autoencoders.vae import Vae
from models.densities import Window

Floats = NDArray[np.float64]

DEPTH = 4.5  # nats below the highest point of a posterior that its picture reaches to: 3 sd


def codes(model: Vae, values: ArrayLike, axes: ArrayLike) -> Tensor:
    """Full codes (..., L) from values (..., 2) of two latents; the others are 0.

    With a single latent only the first value counts.
    """
    chosen, where = np.asarray(values, dtype=np.float32), np.asarray(axes)[: model.latents]
    z = np.zeros((*chosen.shape[:-1], model.latents), dtype=np.float32)
    z[..., where] = chosen[..., : len(where)]
    return torch.from_numpy(z)


@torch.no_grad()
def decoded(model: Vae, z: ArrayLike | Tensor) -> Floats:
    """What codes (..., L) decode to, (..., D)."""
    return model.decode(torch.as_tensor(z, dtype=torch.float32)).numpy().astype(np.float64)


def sheet(images: ArrayLike, side: int, columns: int) -> Floats:
    """Images (n, side²) as one picture with so many in a row, lowest row first; rest is empty.

    The first image is at the top left. Row 0 of the picture is its lowest line, as in a plane.
    """
    pictures = np.asarray(images, dtype=np.float64)
    rows = -(-len(pictures) // columns)
    full = np.zeros((rows * columns, side * side))
    full[: len(pictures)] = pictures
    tiles = torch.from_numpy(full).reshape(rows, columns, -1)
    return traversal.sheet(tiles, side).numpy()[::-1]


@dataclass(frozen=True, eq=False)
class Encoded:
    """One input seen by an autoencoder.

    Attributes:
        x: (D,) the input, black and white where the likelihood is Bernoulli.
        mean: (L,) of q(z|x).
        sd: (L,) its standard deviations.
        noise: (k, L) standard normal draws ε.
        z: (k, L) codes mean + sd ε.
        images: (k, D) what they decode to.
        elbo: Nats.
        distortion: -E ln p(x|z), nats, over the k codes.
        rate: KL(q(z|x) ‖ p(z)), nats, exact.
    """

    x: Floats
    mean: Floats
    sd: Floats
    noise: Floats
    z: Floats
    images: Floats
    elbo: float
    distortion: float
    rate: float


@torch.no_grad()
def encoded(model: Vae, x: ArrayLike, draws: int, seed: int = 0) -> Encoded:
    """Encode one input (D,), draw codes of it with noise of ``seed``, and decode them."""
    row = torch.as_tensor(np.array(x, dtype=np.float32))[None]
    if model.likelihood == "bernoulli":
        row = (row >= THRESHOLD).float()
    mean, var = model.encode(row)
    noise = torch.randn(draws, model.latents, generator=torch.Generator().manual_seed(seed))
    z = mean + var.sqrt() * noise  # (k, L)
    distortion = -float(model.log_likelihood(row, z).mean())
    rate = float(bounds.rate(model, row).sum())
    return Encoded(
        x=_plain(row[0]),
        mean=_plain(mean[0]),
        sd=_plain(var[0].sqrt()),
        noise=_plain(noise),
        z=_plain(z),
        images=_plain(model.decode(z)),
        elbo=-distortion - rate,
        distortion=distortion,
        rate=rate,
    )


def _plain(values: Tensor) -> Floats:
    return values.numpy().astype(np.float64)


@dataclass(frozen=True, eq=False)
class Strips:
    """What each latent does; see :class:`models.autoencoders.traversal.Strips`."""

    axes: NDArray[np.int64]
    kl: Floats
    values: Floats
    images: Floats


def strips(model: Vae, x: Tensor, origin: ArrayLike, count: int = 9) -> Strips:
    """Move each latent by itself from the code ``origin`` (L,), sorted by mean KL over ``x``."""
    start = torch.as_tensor(np.array(origin, dtype=np.float32))
    found = traversal.strips(model, x, start, count)
    return Strips(*(vars(found)[name].numpy() for name in ("axes", "kl", "values", "images")))


def along(start: ArrayLike, end: ArrayLike, count: int) -> Floats:
    """Places (count, 2) evenly along the line between two places (2,); its ends are included."""
    share = np.linspace(0, 1, count)[:, None]
    places: Floats = (1 - share) * np.asarray(start) + share * np.asarray(end)
    return places


def rungs(model: Vae, x: Tensor, samples: Sequence[int]) -> dict[str, Floats]:
    """The bounds of inputs (n, D) for several numbers of samples, in nats.

    Returns:
        ``mean`` (len(samples),) over the inputs; ``error``, the standard error of each mean over
        the choice of inputs; with at most two latents ``log_px`` (), their exact mean ln p(x).
    """
    found = bounds.ladder(model, x, samples)
    error = found.std(dim=1) / len(x) ** 0.5
    out = {"mean": found.mean(dim=1), "error": error}
    if model.latents <= 2:
        out["log_px"] = Quadrature(model).log_px(x).mean()
    return {name: tensor.numpy().astype(np.float64) for name, tensor in out.items()}


@dataclass(frozen=True, eq=False)
class Account:
    """The ledger of n inputs: its entries, averaged over them, in nats; and the Gaussians in it.

    log_px = elbo + gap, elbo = -(distortion + rate), gap = amortisation + family; see
    :mod:`models.autoencoders.ledger`.

    Attributes:
        log_px: ln p(x), by quadrature.
        elbo: The bound.
        distortion: -E ln p(x|z).
        rate: KL(q(z|x) ‖ p(z)).
        gap: KL(q(z|x) ‖ p(z|x)).
        family: What the best diagonal Gaussian misses of the posterior.
        amortisation: What the encoder misses of that Gaussian.
        error: The largest quadrature error of a ln p(x).
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
    mean: Floats
    sd: Floats
    best_mean: Floats
    best_sd: Floats


@torch.no_grad()
def account(grid: Quadrature, x: ArrayLike) -> Account:
    """The ledger of inputs (n, D), with the gap split in two."""
    rows = torch.as_tensor(np.array(x, dtype=np.float32))
    entries = ledger(grid.model, rows, grid)
    parts = split(grid.model, rows, entries, grid)
    mean, var = grid.model.encode(rows)
    names = ("log_px", "elbo", "distortion", "rate", "gap")
    return Account(
        **{name: float(getattr(entries, name).mean()) for name in names},
        family=float(parts.family.mean()),
        amortisation=float(parts.amortisation.mean()),
        error=float(entries.error.max()),
        mean=_plain(mean),
        sd=_plain(var.sqrt()),
        best_mean=_plain(parts.mean),
        best_sd=_plain(parts.var.sqrt()),
    )


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
    density = _plain(joint.exp()).reshape((cells,) * grid.model.latents)
    ordered = np.sort(density, axis=None)[::-1]
    mass = ordered.cumsum() / ordered.sum()
    low, high = (float(ordered[np.searchsorted(mass, share)]) for share in (0.865, 0.393))
    return Posterior(window, line.numpy(), density, (low, high))


def normal_density(z: ArrayLike, mean: float, sd: float) -> Floats:
    """N(z; mean, sd²) at codes (H,) of a single latent."""
    u = (np.asarray(z, dtype=np.float64) - mean) / sd
    density: Floats = np.exp(-0.5 * u * u) / (sd * np.sqrt(2 * np.pi))
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
    """The modes of the posterior of one point ``x`` (2,); see :mod:`models.autoencoders.modes`."""
    assert data.density is not None, "images have no exact density"
    row = torch.as_tensor(np.array(x, dtype=np.float32))
    found = modes(grid, row)
    height = (grid.model.log_joint(row, found.z.float()).double() - grid.log_px(row[None])).exp()
    places = torch.cat((found.decoded, found.average[None]))
    return Blur(
        z=_plain(found.z),
        height=_plain(height.detach()),
        mass=_plain(found.mass),
        decoded=_plain(found.decoded),
        average=_plain(found.average),
        density=_plain(data.density.log_prob(places).exp()),
    )


def _window(low: Floats, high: Floats) -> Window:
    """A square around a box, one of few, so that it seldom jumps while a point is dragged."""
    half = 2.0 ** (np.ceil(2 * np.log2(0.6 * float((high - low).max()))) / 2)
    centre = np.round((low + high) / 2 / (half / 4)) * (half / 4)
    first, last = float(centre[0]), float(centre[-1])
    return (first - half, first + half, last - half, last + half)


@dataclass(frozen=True, eq=False)
class Estimates:
    """One estimator of a gradient: single samples, and what averages of them scatter.

    Attributes:
        singles: (samples,) single-sample gradients.
        variances: The variance of the mean of n of them, measured, for each n.
        exact: The variance of one sample over n: in closed form where there is one, else measured.
    """

    singles: Floats
    variances: Floats
    exact: Floats


def estimates(
    case: Parabola, samples: int, sizes: Sequence[int], seed: int = 0
) -> dict[str, Estimates]:
    """The gradient of a parabola by reparametrisation, by its score, and with a baseline."""
    known = {
        "reparametrised": case.reparametrised_variance,
        "score function": case.score_variance,
        "score, baseline": case.baseline_variance,
    }
    drawn = case.draw(samples, np.random.default_rng(seed))
    return {
        name: Estimates(singles, scatter(singles, tuple(sizes)), variance / np.asarray(sizes))
        for (name, variance), singles in zip(known.items(), drawn, strict=True)
    }


def model_estimates(
    model: Vae, x: ArrayLike, samples: int, sizes: Sequence[int], seed: int = 0
) -> tuple[int, dict[str, Estimates]]:
    """The gradient of a trained model's ELBO of one input (D,) with respect to a mean of q(z|x).

    Returns:
        The latent whose mean it is, the one that tells most about this input; and the estimates,
        whose ``exact`` is the variance of one sample over n: for averages it can be nothing else.
    """
    row = torch.as_tensor(np.array(x, dtype=np.float32))
    latent = int(bounds.rate(model, row[None])[0].argmax())
    drawn = gradients(model, row, samples, torch.Generator().manual_seed(seed))
    columns = {
        "reparametrised": drawn.reparametrised,
        "score function": drawn.score,
        "score, baseline": drawn.score_baseline,
    }
    found = {}
    for name, column in columns.items():
        singles = _plain(column[:, latent])
        exact = singles.var(ddof=1) / np.asarray(sizes)
        found[name] = Estimates(singles, scatter(singles, tuple(sizes)), exact)
    return latent, found

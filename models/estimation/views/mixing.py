"""Fitting a mixture: half-steps of EM, the same from a hard rule, many starts, many sizes."""

import math
from collections.abc import Iterator
from functools import partial
from itertools import islice

import numpy as np

from models.errors import ModelError
from models.estimation.held_out import held_out
from models.estimation.mixture import GaussianMixture, HalfStep, begun, em, fitted
from models.estimation.points import Floats
from models.estimation.views.sample import Cloud, cloud
from models.estimation.views.setup import MixtureSetup
from models.frame import Frame
from models.quantization.vector import VectorQuantizer, half_steps

GRID = 64  # cells of a density along each axis
SURE = 0.9  # a responsibility from which on a point belongs to one component
SHARED = -1  # the class of a point that belongs to none so clearly
SIZES = 10  # the most components that are compared

_LONGEST = 60  # rounds of EM that are shown
_SETTLED = 1e-4  # nats a point: what a round must still gain
_TRIES = 4  # starts of each size
_ANGLES = np.linspace(0, 2 * np.pi, 49)
_CIRCLE = np.column_stack((np.cos(_ANGLES), np.sin(_ANGLES)))  # (49, 2)


def start_of(setup: MixtureSetup, points: Floats, seed: int | None = None) -> GaussianMixture:
    """Where EM begins: at dragged means, else at points chosen by the seed.

    Raises:
        ModelError: There are fewer different points than components, or there are other dragged
            means than components.
    """
    chosen = setup.seed if seed is None else seed
    start = begun(points, setup.components, np.random.default_rng(chosen))
    if not setup.own or seed is not None:
        return start
    if len(setup.own) != setup.components:
        raise ModelError("The means in this link are damaged. Place them again.")
    return GaussianMixture(start.weights, np.array(setup.own), start.covariances)


def settled(points: Floats, start: GaussianMixture) -> list[HalfStep]:
    """The half-steps until a round gains hardly anything, the last a maximisation."""
    steps, before = [], -math.inf
    for step in islice(em(points, start), 2 * _LONGEST):
        steps.append(step)
        if step.kind == "maximisation":
            if step.log_likelihood - before < _SETTLED:
                break
            before = step.log_likelihood
    return steps


def em_walk(setup: MixtureSetup) -> Iterator[Frame]:
    """EM of ``setup``: frame n is the mixture after n half-steps.

    Odd frames have new responsibilities, even ones new weights, means and covariances; frame 0 is
    the start, where all points are shared alike. Metrics, in nats a point: "log_likelihood", and
    "held_out" and "held_out_error". Views: "means" (K, 2), "weights" (K,), "covariances"
    (K, 2, 2), "classes" (n,).

    Raises:
        ModelError: There are too few points, or the data is missing.
    """
    seen = cloud(setup)
    start = start_of(setup, seen.points)
    return _frames(seen, start, settled(seen.points, start))


def _frames(seen: Cloud, start: GaussianMixture, steps: list[HalfStep]) -> Iterator[Frame]:
    size = len(start.weights)
    even = np.full((len(seen.points), size), 1 / size)
    first = HalfStep("expectation", start, even, float(start.log_prob(seen.points).mean()))
    judged = None
    for number, step in enumerate([first, *steps]):
        if judged is None or step.kind == "maximisation":
            judged = held_out(step.mixture, seen.held_out)
        mixture = step.mixture
        metrics = {
            "log_likelihood": step.log_likelihood,
            "held_out": judged.mean,
            "held_out_error": judged.error,
        }
        views = {
            "means": mixture.means,
            "weights": mixture.weights,
            "covariances": mixture.covariances,
            "classes": classes(step.responsibilities),
        }
        yield Frame(number, metrics, views)


def classes(responsibilities: Floats) -> Floats:
    """The component (n,) of each point, or :data:`SHARED` where none has most of it."""
    largest = responsibilities.argmax(axis=1)
    return np.where(responsibilities.max(axis=1) >= SURE, largest, SHARED).astype(np.float64)


def outlines(means: Floats, covariances: Floats, radius: float = 2.0) -> Floats:
    """The ellipses ``radius`` deviations around each component, (..., K, 49, 2); NaN for NaN."""
    there = np.isfinite(covariances[..., :1, :1])
    factors = np.linalg.cholesky(np.where(there, covariances, np.eye(2)))  # (..., K, 2, 2)
    turned = np.einsum("...ij,aj->...ai", factors, _CIRCLE)
    return np.asarray(means[..., None, :] + radius * turned)


def on_grid(mixtures: list[GaussianMixture], window: tuple[float, ...]) -> Floats:
    """The density of each at the cells' centres, (T, GRID, GRID), row by y."""
    places = grid_points(window, GRID)
    heights = [np.exp(each.log_prob(places)).reshape(GRID, GRID) for each in mixtures]
    return np.stack(heights)


def highest(fields: Floats) -> float:
    """The density that has the last colour, of (T, H, W): the highest in the last frame.

    A component that has shrunk may lie between the cells; then it is the highest of all frames,
    and 1 where no cell has any.
    """
    found = (float(np.nanmax(each)) for each in (fields[-1], fields))
    return next((each for each in found if each > 0), 1.0)


def grid_points(window: tuple[float, ...], cells: int) -> Floats:
    """Centres of ``cells`` x ``cells`` equal cells, (cells², 2), row 0 lowest."""
    x0, x1, y0, y1 = window
    place = (np.arange(cells) + 0.5) / cells
    x, y = np.meshgrid(x0 + (x1 - x0) * place, y0 + (y1 - y0) * place)
    return np.column_stack((x.ravel(), y.ravel()))


def mixtures_of(frames: dict[str, Floats]) -> list[GaussianMixture]:
    """The mixtures of arrays over time, as :func:`models.frame.over_time` stacks them."""
    there = np.isfinite(frames["weights"])  # (T, K)
    parts = zip(there, frames["weights"], frames["means"], frames["covariances"], strict=True)
    return [GaussianMixture(w[kept], m[kept], c[kept]) for kept, w, m, c in parts]


def hard_walk(setup: MixtureSetup) -> Iterator[Frame]:
    """Lloyd's algorithm from the means that EM begins at: frame n is after n half-steps.

    Frame 0 is the start. Metrics: "distortion". Views: "means" (K, 2), and "sites" (K, 2), whose
    cells hold the points now; "classes" (n,).

    Raises:
        ModelError: See :func:`em_walk`.
    """
    seen = cloud(setup)
    start = start_of(setup, seen.points)
    steps = half_steps(seen.points, start.means, tolerance=1e-6, limit=_LONGEST)
    sites = start.means
    for number, now in enumerate(_from_the_start(steps)):
        if now.half == "cells":
            sites = now.codebook
        labels = now.labels.astype(np.float64) if number else np.full(len(now.labels), SHARED)
        views = {"means": now.codebook, "sites": sites, "classes": labels}
        yield Frame(number, {"distortion": now.distortion}, views)


def _from_the_start(steps: Iterator[VectorQuantizer]) -> Iterator[VectorQuantizer]:
    """The first twice: before and after its points have found their cells, as in EM."""
    first = next(steps)
    yield first
    yield first
    yield from steps


def ends(setup: MixtureSetup) -> tuple[Floats, int, int]:
    """Where EM ends from several starts: log-likelihoods (R,) in nats a point, and the seeds of
    the best and the worst.

    Raises:
        ModelError: See :func:`em_walk`.
    """
    points = cloud(setup).points
    seeds = range(setup.seed, setup.seed + setup.restarts)
    reached = [settled(points, start_of(setup, points, seed))[-1].log_likelihood for seed in seeds]
    found = np.array(reached)
    return found, seeds[int(found.argmax())], seeds[int(found.argmin())]


def start_walk(setup: MixtureSetup, seed: int) -> Iterator[Frame]:
    """As :func:`em_walk`, from the start of another seed on the same points."""
    seen = cloud(setup)
    start = start_of(setup, seen.points, seed)
    return _frames(seen, start, settled(seen.points, start))


def size_walk(setup: MixtureSetup) -> Iterator[Frame]:
    """The best of some starts for 1, 2, ... components: frame K - 1 has K.

    Metrics, in nats a point: "log_likelihood", "bic", which is BIC / 2n and so a penalised minus
    log-likelihood, "held_out" and "held_out_error"; "components". Views, padded with NaN: "means"
    (10, 2), "weights" (10,), "covariances" (10, 2, 2), "classes" (n,).

    Raises:
        ModelError: See :func:`em_walk`.
    """
    seen = cloud(setup)
    points = seen.points
    most = min(SIZES, len(np.unique(points, axis=0)))
    for size in range(1, most + 1):
        best = fit(points, size, setup.seed)
        judged = held_out(best, seen.held_out)
        metrics = {
            "components": float(size),
            "log_likelihood": _likelihood(points, best),
            "bic": best.bic(points) / (2 * len(points)),
            "held_out": judged.mean,
            "held_out_error": judged.error,
        }
        more = SIZES - size
        views = {
            "means": np.pad(best.means, ((0, more), (0, 0)), constant_values=np.nan),
            "weights": np.pad(best.weights, (0, more), constant_values=np.nan),
            "covariances": np.concatenate((best.covariances, np.full((more, 2, 2), np.nan))),
            "classes": classes(best.responsibilities(points)),
        }
        yield Frame(size - 1, metrics, views)


def _likelihood(points: Floats, mixture: GaussianMixture) -> float:
    return float(mixture.log_prob(points).mean())


def fit(points: Floats, components: int, seed: int) -> GaussianMixture:
    """The best of some starts.

    Raises:
        ModelError: There are fewer different points than components.
    """
    random = np.random.default_rng(seed)
    tries = [fitted(points, begun(points, components, random), gain=1e-5) for _ in range(_TRIES)]
    return max(tries, key=partial(_likelihood, points))

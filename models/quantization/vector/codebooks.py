"""Where Lloyd's algorithm starts, and many starts side by side."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.bounds import lattices
from models.quantization.vector.checks import checked_points, checked_size, checked_weights
from models.quantization.vector.quantizer import VectorQuantizer, converged

Method = Literal["random", "kmeans++", "splitting", "lattice"]
METHODS: tuple[Method, ...] = get_args(Method)

_NUDGE = 1e-3  # of the points' spread: how far the two halves of a split codeword stand apart
_GOOD = 1e-4  # relative gain at which the stages of splitting stop


def initial_codebook(
    points: ArrayLike, size: int, method: Method, seed: int = 0, weights: ArrayLike | None = None
) -> Floats:
    """A codebook (size, d) to start from.

    "random" takes different points by chance; "kmeans++" takes each next point with a chance
    that grows with its squared distance from those taken (Arthur and Vassilvitskii, 2007);
    "splitting" doubles a codebook by nudging its codewords apart and running Lloyd's algorithm,
    from one codeword on (Linde, Buzo and Gray, 1980); "lattice" lays a hexagonal lattice (a cubic
    one unless d = 2), turned and shifted by the seed, over the points.

    Args:
        points: (n, d).
        size: How many codewords, 1 to 1,024.
        method: One of :data:`METHODS`.
        seed: The same seed, the same codebook.
        weights: (n,) masses of the points; equal when left out.

    Raises:
        ModelError: There are fewer different points than codewords, or the points are not usable.
    """
    at = checked_points(points)
    mass = checked_weights(weights, len(at))
    distinct = np.unique(at[mass > 0], axis=0)
    if checked_size(size) > len(distinct):
        held = "All points are equal" if len(distinct) == 1 else f"{len(distinct):,} points differ"
        raise ModelError(f"{held}, so at most {len(distinct):,} codewords are of use.")
    rng = np.random.default_rng(seed)
    if method == "random":
        return _drawn(at, mass, size, rng)
    if method == "kmeans++":
        return _spread(at, mass, size, rng)
    if method == "splitting":
        return _split(at, mass, size, rng)
    if method == "lattice":
        return _laid(at, mass, size, rng)
    raise ModelError(f"There is no start called {method!r}. Choose {', '.join(METHODS)}.")


@dataclass(frozen=True, eq=False)
class Restarts:
    """Where Lloyd's algorithm ended from several starts.

    Attributes:
        results: One converged quantizer for each seed, in the order of the seeds.
    """

    results: tuple[VectorQuantizer, ...]

    @property
    def best(self) -> VectorQuantizer:
        """The one with the least distortion; the first of equals."""
        return min(self.results, key=lambda result: result.distortion)

    @property
    def worst(self) -> VectorQuantizer:
        """The one with the largest distortion; the first of equals."""
        return max(self.results, key=lambda result: result.distortion)


def restarts(
    points: ArrayLike,
    size: int,
    method: Method = "kmeans++",
    *,
    seed: int = 0,
    count: int = 8,
    weights: ArrayLike | None = None,
    tolerance: float = 0.0,
    repair: bool = True,
) -> Restarts:
    """Lloyd's algorithm from ``count`` starts, with the seeds seed, seed + 1, ...

    Other arguments and errors as for :func:`initial_codebook` and :func:`lloyd`.
    """
    if count < 1:
        raise ModelError("There must be at least one start.")
    return Restarts(
        tuple(
            converged(
                points,
                initial_codebook(points, size, method, number, weights),
                weights=weights,
                repair=repair,
                tolerance=tolerance,
            )
            for number in range(seed, seed + count)
        )
    )


def _drawn(points: Floats, mass: Floats, size: int, rng: np.random.Generator) -> Floats:
    """Different points, one after the other: an exponential race that the heavier win sooner."""
    with np.errstate(divide="ignore"):
        finish = rng.exponential(size=len(points)) / mass
    order = np.argsort(finish, kind="stable")
    _, first = np.unique(points[order], axis=0, return_index=True)
    return points[order[np.sort(first)[:size]]]


def _spread(points: Floats, mass: Floats, size: int, rng: np.random.Generator) -> Floats:
    chosen = [points[rng.choice(len(points), p=mass)]]
    distance = ((points - chosen[0]) ** 2).sum(axis=1)
    while len(chosen) < size:
        chance = mass * distance
        chosen.append(points[rng.choice(len(points), p=chance / chance.sum())])
        distance = np.minimum(distance, ((points - chosen[-1]) ** 2).sum(axis=1))
    return np.array(chosen)


def _split(points: Floats, mass: Floats, size: int, rng: np.random.Generator) -> Floats:
    spread = np.sqrt(mass @ (points - mass @ points) ** 2)
    code = (mass @ points)[None]
    while len(code) < size:
        now = converged(points, code, weights=mass, repair=True, tolerance=_GOOD)
        cost = mass * ((points - now.codebook[now.labels]) ** 2).sum(axis=1)
        costly = np.argsort(-np.bincount(now.labels, cost, len(code)), kind="stable")
        some = np.sort(costly[: size - len(code)])
        nudge = _NUDGE * spread * rng.choice((-1.0, 1.0), size=(len(some), points.shape[1]))
        code = now.codebook.copy()
        code[some] += nudge
        code = np.concatenate((code, now.codebook[some] - nudge))
    return code


def _laid(points: Floats, mass: Floats, size: int, rng: np.random.Generator) -> Floats:
    """A lattice whose ``size`` points nearest to the mean spread as widely as the points."""
    dimension = points.shape[1]
    if dimension == 2:
        angle = rng.uniform(0, 2 * np.pi)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        grid = lattices.hexagonal(4 * size + 8) @ turn
    elif dimension in (1, 3):
        reach = np.ceil(size ** (1 / dimension)) / 2 + 2
        axis = np.arange(-reach, reach + 1)
        grid = np.stack(np.meshgrid(*[axis] * dimension), axis=-1).reshape(-1, dimension)
    else:
        raise ModelError("A lattice to start from is laid in one, two or three dimensions only.")
    grid = grid - rng.uniform(-0.5, 0.5, dimension)
    code = grid[np.argsort((grid**2).sum(axis=1), kind="stable")[:size]]
    code = code - code.mean(axis=0)
    width = float(np.sqrt((code**2).mean())) or 1.0
    mean = mass @ points
    spread = float(np.sqrt((mass @ (points - mean) ** 2).mean()))
    return np.asarray(mean + code * spread / width)

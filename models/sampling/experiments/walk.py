"""Four chains on one law: how they mix, at one step size and at many (notes, 1.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from models import densities
from models.densities import Density, Drawing, cell_centres
from models.frame import Frame
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.experiments.knobs import seed
from models.sampling.laws import Law
from models.sampling.laws.law import Floats
from models.sampling.markov import (
    Path,
    Smooth,
    autocorrelation,
    density_target,
    effective_sample_size,
    hamiltonian,
    langevin,
    metropolis,
    mixture_target,
    most_effective,
    normal_acceptance,
    normal_jump,
    normal_target,
    r_hat,
)
from models.setup import Setup, knob

TargetName = Literal[
    "normal", "two_modes", "eight_gaussians", "moons", "checkerboard", "two_spirals", "pinwheel",
    "rings", "circles", "swiss_roll", "drawn",
]  # fmt: skip
MethodName = Literal["metropolis", "langevin", "hamiltonian"]
TITLES: dict[str, str] = {
    "normal": "Normal, on a line",
    "two_modes": "Two modes, on a line",
    **{name: densities.get(name).title for name in densities.NAMES},
    "drawn": "Your drawing",
}
METHODS: dict[str, str] = {
    "metropolis": "Random walk",
    "langevin": "Langevin",
    "hamiltonian": "Hamiltonian",
}
LINES = ("normal", "two_modes")
CHAINS = 4
LEAPFROGS = 8
CELLS = 8  # a side, in which visits of the plane are counted
SHORTEST, LONGEST = 0.05, 10.0  # step sizes
_FINE = 16  # points along a side of a cell, for its mass


class WalkSetup(Setup):
    """The knobs of a walk."""

    target: TargetName = knob("normal", "Law", "Where the chains walk.", names=TITLES)
    distance: float = knob(
        6.0, "Distance of the modes", "In standard deviations of one of them.",
        low=0, high=16, step=0.5, only={"target": ("two_modes",)},
    )  # fmt: skip
    method: MethodName = knob(
        "metropolis", "Method", "How the next place is proposed.", names=METHODS
    )
    step: float = knob(
        1.0, "Step size", "How far a proposal goes.", low=SHORTEST, high=LONGEST, hidden=True
    )
    together: bool = knob(
        False, "Start together", "All four chains start at one place, and not far apart."
    )
    steps: int = knob(400, "Steps", "Of each of the four chains.", low=100, high=5000, log=True)
    drawing: Drawing = knob(
        (), "Drawing", "What was drawn.", hidden=True, only={"target": ("drawn",)}
    )
    seed: int = seed()


@dataclass(frozen=True)
class Ground:
    """What the chains walk on, and what is known of it exactly.

    Attributes:
        target: Its log-density and gradient.
        law: The law on the line, None on the plane.
        density: The density on the plane, None on the line.
        starts: (4, D) where the chains begin, far apart.
    """

    target: Smooth
    law: Law | None
    density: Density | None
    starts: Floats

    @cached_property
    def variance(self) -> float:
        """The trace of the covariance."""
        if isinstance(self.law, laws.NormalMixture):
            mean = self.law.weights @ self.law.means
            return float(self.law.weights @ (self.law.deviations**2 + self.law.means**2) - mean**2)
        if self.density is None:
            return 1.0
        points = self.density.sample(4000, torch.Generator().manual_seed(0)).numpy()
        return float(points.var(0).sum())

    @cached_property
    def masses(self) -> Floats:
        """The probabilities of equal cells of the plane, (8, 8), row 0 lowest."""
        assert self.density is not None
        fine = cell_centres(self.density.window, CELLS * _FINE)
        values = self.density.log_prob(fine).exp().numpy()
        cells = values.reshape(CELLS, _FINE, CELLS, _FINE).sum((1, 3))
        return np.asarray(cells / cells.sum())


def ground(target: str, distance: float, drawing: Drawing = ()) -> Ground:
    """What one name of a target stands for.

    Raises:
        ModelError: Nothing is drawn.
    """
    if target == "normal":
        return Ground(normal_target(), laws.normal(), None, np.array([[-3.0], [-1], [1], [3]]))
    if target == "two_modes":
        half = distance / 2
        law = laws.NormalMixture([-half, half], [1, 1], [1, 1])
        return Ground(
            mixture_target(law), law, None, half * np.array([[-1.0], [1.0], [-1.0], [1.0]])
        )
    if target == "drawn":
        density: Density = densities.drawn(drawing)
    else:
        density = densities.get(target)
    drawn = density.sample(CHAINS, torch.Generator().manual_seed(1)).double().numpy()
    return Ground(density_target(density), None, density, drawn)


def calls_of(method: str) -> int:
    """How often one proposal asks for the log-density or its gradient."""
    return {"metropolis": 1, "langevin": 2, "hamiltonian": LEAPFROGS + 2}[method]


def go(
    target: Smooth, method: str, start: Floats, steps: int, step: float | Floats, seed: int
) -> Path:
    """Walk by one of the three methods."""
    random = np.random.default_rng(seed)
    match method:
        case "metropolis":
            return metropolis(target, start, steps, step, random)
        case "langevin":
            return langevin(target, start, steps, step, random)
        case _:
            return hamiltonian(target, start, steps, step, random, leapfrogs=LEAPFROGS)


def walk(setup: WalkSetup) -> Path:
    """The four chains of a setup.

    Raises:
        ModelError: As for :func:`ground`.
    """
    place = ground(setup.target, setup.distance, setup.drawing)
    start = place.starts
    if setup.together:
        start = np.broadcast_to(start[:1], start.shape)
    return go(place.target, setup.method, start, setup.steps, setup.step, setup.seed)


class Mixing(NamedTuple):
    """How well chains mix, each number beside what is known of it.

    Attributes:
        acceptance: The share of proposals that was accepted.
        exact_acceptance: What it is on a normal law, for the random walk; else None.
        lag: The autocorrelation of neighbours in a chain.
        exact_lag: The same.
        size: How many independent draws the chains are worth.
        capped: They may be worth more, but more is not said.
        r_hat: 1 when the chains agree.
        off: On a line the KS distance from the law, on the plane half the sum of the deviations of
            the shares of 64 cells.
        noise: What that is for as many independent draws: exceeded once in twenty times on a line,
            on average on the plane.
    """

    acceptance: float
    exact_acceptance: float | None
    lag: float
    exact_lag: float | None
    size: float
    capped: bool
    r_hat: float
    off: float
    noise: float


def mixing(path: Path, place: Ground, *, normal_step: float | None = None) -> Mixing:
    """The numbers of four chains.

    Args:
        path: The chains.
        place: What they walked on.
        normal_step: The step size, where a random walk on N(0, 1) has closed forms.
    """
    draws = path.points[1:]  # (n, C, D)
    by_axis = [draws[..., axis].T for axis in range(draws.shape[-1])]
    with np.errstate(invalid="ignore"):
        lags = [float(np.mean([autocorrelation(chain)[1] for chain in axis])) for axis in by_axis]
    size = min(effective_sample_size(axis) for axis in by_axis)
    off, noise = _off(draws, place, size)
    return Mixing(
        path.acceptance,
        normal_acceptance(normal_step) if normal_step is not None else None,
        max(lags),
        1 - normal_jump(normal_step) / 2 if normal_step is not None else None,
        size,
        size == most_effective(draws[..., 0].size),
        max(r_hat(axis) for axis in by_axis),
        off,
        noise,
    )


def _off(draws: Floats, place: Ground, size: float) -> tuple[float, float]:
    if place.law is not None:
        return ks_distance(draws.ravel(), place.law), ks_critical(size)
    shares = visits(draws.reshape(-1, 2), place)
    exact = place.masses
    noise = 0.5 * np.sqrt(2 / np.pi * exact * (1 - exact) / max(size, 1)).sum()
    return 0.5 * float(np.abs(shares - exact).sum()), float(noise)


def visits(points: Floats, place: Ground) -> Floats:
    """The shares of points (n, 2) in the cells of the plane, (8, 8), row 0 lowest."""
    assert place.density is not None
    x0, x1, y0, y1 = place.density.window
    edges = np.linspace(x0, x1, CELLS + 1), np.linspace(y0, y1, CELLS + 1)
    counts, _, _ = np.histogram2d(points[:, 1], points[:, 0], bins=(edges[1], edges[0]))
    return np.asarray(counts / max(len(points), 1))


def surface(place: Ground, cells: int = 96) -> Floats:
    """The density on a grid of its window, (cells, cells), row 0 lowest."""
    assert place.density is not None
    centres = cell_centres(place.density.window, cells)
    return np.asarray(place.density.log_prob(centres).exp().numpy().reshape(cells, cells))


def r_hats(points: Floats, moments: NDArray[np.int64]) -> Floats:
    """R-hat of the first states of the chains (n, C, D), (T,), at some moments of at least 4."""
    axes = range(points.shape[-1])
    found = [max(r_hat(points[:n, :, axis].T) for axis in axes) for n in moments.tolist()]
    return np.array(found)


def growing(draws: Floats, edges: Floats, moments: NDArray[np.int64]) -> Floats:
    """The density of the first draws of all chains (n, C) in bins, (T, B), at some moments."""
    n, chains = draws.shape
    found = np.searchsorted(edges, draws, side="left") - 1
    counts = np.zeros((n, len(edges) + 1))
    inside = (found >= 0) & (found < len(edges) - 1)
    steps = np.broadcast_to(np.arange(n)[:, None], draws.shape)
    np.add.at(counts, (steps[inside], found[inside]), 1)
    total = np.cumsum(counts, axis=0)[moments - 1, : len(edges) - 1]
    return np.asarray(total / (chains * moments[:, None] * np.diff(edges)))


def walked(setup: WalkSetup) -> Iterator[Frame]:
    """The chains as they grow longer.

    Frames: "acceptance", "autocorrelation", "effective size", "R-hat", "off" and its "noise";
    "points" (4, D), where the chains are.

    Raises:
        ModelError: As for :func:`ground`.
    """
    place, path = ground(setup.target, setup.distance, setup.drawing), walk(setup)
    for n in np.unique(np.geomspace(10, setup.steps, 16).astype(int)).tolist():
        part = Path(path.points[: n + 1], path.proposed[:n], path.accepted[:n], path.calls)
        found = mixing(part, place)
        numbers = {
            "acceptance": found.acceptance,
            "autocorrelation": found.lag,
            "effective size": found.size,
            "R-hat": found.r_hat,
            "off": found.off,
            "noise": found.noise,
        }
        yield Frame(n, numbers, {"points": path.points[n]})

"""One law, all methods: how fast they draw, what a useful draw costs, and whether it is right."""

import time
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.box_muller import box_muller, polar
from models.sampling.experiments.knobs import draws, seed
from models.sampling.inverse_cdf import inverse_cdf
from models.sampling.laws import Law
from models.sampling.laws.law import Floats, open_uniform
from models.sampling.markov import (
    Smooth,
    effective_sample_size,
    hamiltonian,
    langevin,
    law_target,
    metropolis,
)
from models.sampling.rejection import envelope, rejection
from models.setup import Setup, knob

LAWS: dict[str, str] = {
    "normal": "Normal",
    "mixture": "Mixture of two normals",
    "exponential": "Exponential",
    "beta": "Beta(2, 5)",
}
PLACES = 161  # of x, at which F is compared
_CHAINS = 4
_REPEATS = 3  # of which the fastest counts
OUT = 500  # steps of each chain that are thrown away: it began far out


class ContestSetup(Setup):
    """The knobs of the comparison."""

    among: Literal["normal", "mixture", "exponential", "beta"] = knob(
        "normal", "Law", "What is drawn from, by every method.", names=LAWS
    )
    wanted: int = draws(10_000, 1000)
    seed: int = seed()


class Drawn(NamedTuple):
    """What a method gives.

    Attributes:
        x: (n,) draws, in the order in which they came.
        tried: How many proposals it took.
        useful: How many independent draws they are worth.
    """

    x: Floats
    tried: int
    useful: float


Method = Callable[[int, np.random.Generator], Drawn]


def law_of(setup: ContestSetup) -> Law:
    """The law that all draw from."""
    match setup.among:
        case "normal":
            return laws.normal()
        case "mixture":
            return laws.NormalMixture([-1.5, 1.5], [0.6, 0.9], [0.4, 0.6])
        case "exponential":
            return laws.exponential()
        case "beta":
            return laws.beta()


def methods(setup: ContestSetup) -> dict[str, Method]:
    """Those that can draw from the law, by their names."""
    law = law_of(setup)
    found: dict[str, Method] = {"Inverse CDF": lambda n, r: _free(inverse_cdf(law, n, r).x)}
    if setup.among == "normal":
        found["Box-Muller"] = _box_muller
        found["Polar"] = _polar
    proposals = {"normal": laws.laplace(), "mixture": laws.cauchy(), "exponential": laws.laplace()}
    found["Rejection"] = _rejection(law, proposals.get(setup.among, laws.uniform()))
    target = law_target(law)
    middle = float(law.quantile(0.5))
    spread = float(law.quantile(0.84) - law.quantile(0.16)) / 2
    found["Random walk"] = _chains(
        lambda start, n, r: metropolis(target, start, n, 2.4 * spread, r).points, middle, spread
    )
    if isinstance(target, Smooth):
        found["Langevin"] = _chains(
            lambda start, n, r: langevin(target, start, n, 1.4 * spread, r).points, middle, spread
        )
        found["Hamiltonian"] = _chains(
            lambda start, n, r: hamiltonian(target, start, n, 0.4 * spread, r, leapfrogs=4).points,
            middle,
            spread,
        )
    return found


def _free(x: Floats) -> Drawn:
    return Drawn(x, len(x), float(len(x)))


def _box_muller(n: int, random: np.random.Generator) -> Drawn:
    return _free(box_muller(open_uniform(n + n % 2, random).reshape(-1, 2)).ravel()[:n])


def _polar(n: int, random: np.random.Generator) -> Drawn:
    pairs = round(n / 2 / 0.785 * 1.05) + 20  # nearly always enough
    z = polar(pairs, random).z.ravel()[:n]
    return Drawn(z, round(len(z) / (np.pi / 4)), float(len(z)))


def _rejection(law: Law, proposal: Law) -> Method:
    bound = envelope(law, proposal)

    def draw(n: int, random: np.random.Generator) -> Drawn:
        tried = round(n * bound.height)
        thrown = rejection(law, proposal, bound, tried, random)
        kept = thrown.x[thrown.accepted]
        return Drawn(kept, tried, float(len(kept)))

    return draw


def _chains(
    walk: Callable[[Floats, int, np.random.Generator], Floats], middle: float, spread: float
) -> Method:
    def draw(n: int, random: np.random.Generator) -> Drawn:
        start = middle + spread * np.array([[-0.5], [-0.2], [0.2], [0.5]])
        steps = n // _CHAINS
        points = walk(start, steps + OUT, random)[OUT + 1 :, :, 0]  # (n/4, 4)
        useful = effective_sample_size(points.T)
        return Drawn(points.ravel(), _CHAINS * steps, useful)

    return draw


class Entry(NamedTuple):
    """One method in the comparison.

    Attributes:
        name: The method.
        x: (n,) its draws.
        useful: How many independent draws these are worth.
        cost: Proposals for one useful draw.
        off: The KS distance of the draws.
        critical: What as many useful draws exceed once in twenty times.
    """

    name: str
    x: Floats
    useful: float
    cost: float
    off: float
    critical: float


def entries(setup: ContestSetup) -> list[Entry]:
    """All methods on the law of the setup."""
    law, found = law_of(setup), []
    for name, method in methods(setup).items():
        drawn = method(setup.wanted, np.random.default_rng(setup.seed))
        off, critical = ks_distance(drawn.x, law), ks_critical(drawn.useful)
        cost = drawn.tried / drawn.useful
        found.append(Entry(name, drawn.x, drawn.useful, cost, off, critical))
    return found


def seconds(setup: ContestSetup) -> dict[str, float]:
    """How long each method takes for the draws wanted, on this machine: the fastest of three."""
    found = {}
    for name, method in methods(setup).items():
        taken = []
        for _ in range(_REPEATS):
            begun = time.perf_counter()
            method(setup.wanted, np.random.default_rng(setup.seed))
            taken.append(time.perf_counter() - begun)
        found[name] = min(taken)
    return found


def moments(wanted: int, count: int) -> NDArray[np.int64]:
    """Numbers of draws from ten on, evenly in their logarithms, (count,)."""
    return np.geomspace(10, wanted, count).astype(np.int64)


def bridges(law: Law, x: Floats, counts: list[int]) -> tuple[Floats, Floats]:
    """√n (Fn - F) of the first n draws, at places of x: (P,) places and (T, P) values.

    For independent draws of a continuous law it stays within ±1.358 nineteen times in twenty.
    """
    places = np.linspace(*law.window, PLACES)
    exact = law.cdf(places)
    shares = [np.searchsorted(np.sort(x[:n]), places, side="right") / n for n in counts]
    root = np.sqrt(np.array(counts))[:, None]
    return places, np.asarray(root * (np.stack(shares) - exact))


def contested(setup: ContestSetup) -> Iterator[Frame]:
    """Method by method, in the order of the page.

    Frames, one for each: the "cost" of a useful draw, the "KS distance" and its "critical value",
    and how many draws are "useful"; "first" (100,), its first draws.
    """
    for number, entry in enumerate(entries(setup)):
        numbers = {
            "cost": entry.cost,
            "KS distance": entry.off,
            "critical value": entry.critical,
            "useful": entry.useful,
        }
        yield Frame(number, numbers, {"first": entry.x[:100]})

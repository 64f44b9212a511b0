"""What the story of transport claims: plans that do not cross, shadows, blur, and three critics."""

from functools import cache

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.transport import KINDS, CriticSetup, PlanSetup, solve, train_critics
from models.transport.setup import FARTHEST


def uncrossed(seed: int) -> Seen:
    """How many pairs of ways of the exact plan cross."""
    one = solve(PlanSetup(seed=seed))
    ways = one.pairs(one.exact.plan)
    start, end = one.two.x[ways[:, 0]], one.two.y[ways[:, 1]]

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
        (ux, uy), (vx, vy) = (b - a).T, (c - a).T
        return np.asarray(np.sign(ux * vy - uy * vx))

    count = len(ways)
    crossed = 0
    for i in range(count):
        a, b = np.broadcast_to(start[i], (count, 2)), np.broadcast_to(end[i], (count, 2))
        apart = (side(a, b, start) * side(a, b, end) < 0) & (
            side(start, end, a) * side(start, end, b) < 0
        )
        crossed += int(apart.sum())
    return Seen(crossed == 0, f"{crossed // 2} of {count * (count - 1) // 2} pairs")


def split(seed: int) -> Seen:
    """Ways of a plan from ten points to fifteen."""
    one = solve(PlanSetup(p_points=10, q_points=15, q_cloud="circles", seed=seed))
    used = len(one.pairs(one.exact.plan))
    return Seen(used <= 24, f"{used} ways")


def blurred(seed: int) -> Seen:
    """What the blurred plans cost beyond the cheapest, at two prices of entropy."""
    one = solve(PlanSetup(solver="sinkhorn", seed=seed))
    more = [one.scaled(e, 1000).costs[-1] - one.exact.value for e in (0.5, 0.1)]
    return Seen(more[0] > more[1] > 0, f"{more[0]:.3f} at .5, {more[1]:.3f} at .1")


def slower(seed: int) -> Seen:
    """Half-steps until a thousandth of the mass is misplaced, at an ever smaller blur."""
    one = solve(PlanSetup(solver="sinkhorn", seed=seed))
    taken = []
    for epsilon in (0.4, 0.2, 0.1, 0.05):
        found = one.scaled(epsilon, 600)
        taken.append(int(found.steps[found.misplaced < 1e-3].min(initial=600)))
    power = float(np.log(taken[-1] / taken[0]) / np.log(8))
    return Seen(0.75 < power < 1.25, f"{taken} half-steps at .4 to .05: as 1/ε^{power:.2f}")


def chained(seed: int) -> Seen:
    """How many other points change their goals while one of P is dragged to a corner."""
    setup = PlanSetup(seed=seed)
    one = solve(setup)
    goals = one.exact.plan.argmax(1)
    others = []
    for point in range(len(goals)):
        places = one.two.x.copy()
        places[point] = FARTHEST, -FARTHEST
        own = tuple((float(x), float(y)) for x, y in places)
        moved = solve(setup.model_copy(update={"p_cloud": "own", "p_own": own})).exact.plan
        others.append(int((moved.argmax(1) != goals).sum()) - 1)
    chains = np.mean(np.array(others) >= 2)
    return Seen(bool(chains > 0.5), f"two others or more for {chains:.0%}, at most {max(others)}")


def shadows(seed: int) -> Seen:
    """The sliced distance of two blobs over W1."""
    one = solve(PlanSetup(solver="sliced", q_cloud="right", seed=seed))
    share = one.in_slices().value / one.distance
    return Seen(abs(share - 0.64) < 0.02, f"{share:.3f} of W1")


@cache
def ends(seed: int, clip: float) -> dict[str, float]:
    """All critics at the end of a training."""
    *_, last = train_critics(CriticSetup(seed=seed, clip=clip))
    return dict(last.metrics)


def close(seed: int) -> Seen:
    """The share of W1 that each critic proves."""
    end = ends(seed, 0.1)
    shares = {name: end[f"{name}_proven"] / end["w1"] for name in KINDS}
    numbers = ", ".join(f"{name} {100 * share:.0f} %" for name, share in shares.items())
    near = min(shares["penalty"], shares["spectral"])
    return Seen(shares["clip"] < 0.9 < near <= max(shares.values()) <= 1 + 1e-6, numbers)


def clipped(seed: int) -> Seen:
    """A looser clip: how much E_p h - E_q h grows, and what it proves."""
    tight, loose = ends(seed, 0.1), ends(seed, 0.5)
    grows = loose["clip"] / tight["clip"]
    proven = loose["clip_proven"] / tight["clip_proven"]
    return Seen(50 < grows < 250 and proven < 1.25, f"{grows:.0f} times, proves {proven:.2f} times")


CLAIMS = [
    Claim("Move the earth", "no two ways of the exact plan cross", uncrossed),
    Claim("Split", "at most 24 of the 150 ways are used", split),
    Claim("Blur it", "the blurred plan costs more, and less so with a smaller ε", blurred),
    Claim("Blur it", "the half-steps it takes grow as 1/ε", slower),
    Claim("Move the earth", "often a whole chain of points changes its goals", chained),
    Claim("Shadows", "the sliced distance of the blobs is 0.64 of W1", shadows),
    Claim("Critics", "none passes W1, two come within a tenth, the clipped one does not", close),
    Claim(
        "Critics",
        "at 0.5 its number grows about a hundredfold, and proves a quarter more at most",
        clipped,
    ),
]

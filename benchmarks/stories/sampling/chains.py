"""What the stories of the Markov chains claim, on seeds that did not choose them."""

from typing import Any

from benchmarks.stories.claim import Claim, Seen
from models.sampling.experiments import SideSetup, WalkSetup, side, walk
from models.sampling.experiments.walk import Mixing


def _mixing(seed: int, **knobs: Any) -> Mixing:
    setup = WalkSetup(seed=seed, **knobs)
    return walk.mixing(walk.walk(setup), walk.ground(setup.target, setup.distance))


def _walk(seed: int) -> Seen:
    found = _mixing(seed)
    return Seen(
        abs(found.acceptance - 0.7048) < 0.03 and found.r_hat < 1.05,
        f"accepted {found.acceptance:.3f}, R-hat {found.r_hat:.3f}",
    )


def _best(seed: int) -> Seen:
    small, best, large = (_mixing(seed, step=step, steps=1000) for step in (0.8, 2.4, 7.0))
    share = best.size / 4000
    return Seen(
        best.lag < min(small.lag, large.lag) and 0.15 < share < 0.32,
        f"autocorrelation {small.lag:.3f}, {best.lag:.3f}, {large.lag:.3f}; worth {share:.2f}",
    )


def _stuck(seed: int) -> Seen:
    knobs = {"target": "two_modes", "distance": 12.0, "steps": 1000}
    apart, together = (_mixing(seed, **knobs, together=each) for each in (False, True))
    return Seen(
        apart.r_hat > 2 and together.r_hat < 1.1 and abs(together.off - 0.5) < 0.05,
        f"R-hat {apart.r_hat:.2f}; together {together.r_hat:.3f}, off by {together.off:.2f}",
    )


def _moons(seed: int) -> Seen:
    short, long = (_mixing(seed, target="moons", step=step) for step in (0.5, 4.0))
    return Seen(
        long.acceptance < 0.5 * short.acceptance,
        f"accepted {short.acceptance:.2f} and {long.acceptance:.2f}",
    )


def _methods(seed: int) -> Seen:
    _, found = side.sides(SideSetup(target="normal", seed=seed))
    each = {one.method: one.worth for one in found}
    share = found[-1].mixing.size / found[-1].path.accepted.size
    numbers = ", ".join(f"{name} {worth:.0f}" for name, worth in each.items())
    return Seen(
        1.5 * each["metropolis"] < each["langevin"] and share > 1,
        f"a thousand calls are worth {numbers}; a Hamiltonian proposal {share:.2f}",
    )


def _bumps(seed: int) -> Seen:
    _, found = side.sides(SideSetup(seed=seed))
    each = {one.method: one for one in found}
    others = [each[name] for name in ("langevin", "hamiltonian")]
    walk_ = each["metropolis"]
    return Seen(
        all(walk_.worth > 5 * one.worth and one.mixing.r_hat > 1.1 for one in others)
        and walk_.mixing.r_hat < 1.1,
        ", ".join(f"{one.method} {one.worth:.1f}, R-hat {one.mixing.r_hat:.2f}" for one in found),
    )


def _jumps(seed: int) -> Seen:
    accepted = side.sides(SideSetup(seed=seed))[1][0].mixing.acceptance
    return Seen(abs(accepted - 0.09) < 0.01, f"accepted {accepted:.3f}")


CLAIMS = [
    Claim("A walk", "70 % accepted at step size 1, and the chains agree", _walk),
    Claim("The best step", "neighbours are the least alike, about a quarter is worth", _best),
    Claim("Two modes", "R-hat is far above 1; together it is 1, and half is missing", _stuck),
    Claim("On the plane", "a long step nearly always lands beside the moons", _moons),
    Claim("Three methods", "Langevin calls are worth half as much again", _methods),
    Claim("Eight bumps", "the random walk is worth many times the others", _bumps),
    Claim("Eight bumps", "its long steps are accepted nine times in a hundred", _jumps),
]

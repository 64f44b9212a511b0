"""What the stories of the sampling page claim of draws, on seeds that did not choose them."""

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.sampling import laws
from models.sampling.agreement import CRITICAL, ks_critical, ks_distance
from models.sampling.experiments import (
    ContestSetup,
    CubeSetup,
    FallSetup,
    PlaneSetup,
    RaceSetup,
    ThrowSetup,
    contest,
    inverse,
    plane,
    race,
    throw,
)


def _falling(seed: int) -> Seen:
    drawn = inverse.fall(FallSetup(seed=seed))
    middle = (drawn.edges[:-1] + drawn.edges[1:]) / 2
    counts = np.histogram(drawn.x, drawn.edges)[0]
    like = float(np.corrcoef(counts, drawn.law.density(middle))[0, 1])
    off = ks_distance(drawn.x, drawn.law)
    return Seen(like > 0.98, f"correlation of piles and slope {like:.3f}, KS {off:.4f}")


def _gap(seed: int) -> Seen:
    x = inverse.fall(FallSetup(law="jumps", seed=seed)).x
    lost, at_zero = int(((x > 1) & (x < 2)).sum()), float((x == 0).mean())
    return Seen(lost == 0 and abs(at_zero - 0.25) < 0.02, f"{lost} in the gap, {at_zero:.3f} at 0")


def _uniform(seed: int) -> Seen:
    drawn = inverse.fall(FallSetup(law="normal", direction="back", seed=seed))
    off = ks_distance(drawn.back, laws.uniform())
    return Seen(off < 1.5 * ks_critical(len(drawn.back)), f"KS {off:.4f}")


def _not_uniform(seed: int) -> Seen:
    knobs = {"law": "jumps", "direction": "back", "seed": seed}
    plain, filled = (
        ks_distance(
            inverse.fall(FallSetup.model_validate(knobs | {"fill": fill})).back, laws.uniform()
        )
        for fill in (False, True)
    )
    return Seen(abs(plain - 0.25) < 0.02 and filled < 0.02, f"KS {plain:.3f}, filled {filled:.4f}")


def _slip(seed: int) -> Seen:
    found = plane.account(plane.pairs(PlaneSetup(as_printed=True, seed=seed)))
    sd, related, off = float(found.deviations[1]), found.correlation, float(found.ks[1])
    return Seen(
        abs(sd - 0.7071) < 0.02 and abs(related) < 4 * found.noise and off > 0.05,
        f"sd {sd:.4f}, correlation {related:+.4f}, KS {off:.3f}",
    )


def _race(seed: int) -> Seen:
    right, shared = (race.races(RaceSetup(shared=each, seed=seed)) for each in (False, True))
    seen = race.agreement(right.exact, right.order)
    always = int(shared.counts[0]) == len(shared.scores)
    numbers = f"off by {seen.variation:.4f}, shared: the mode wins {shared.counts[0]} times"
    return Seen(seen.variation < 3 * seen.noise and always, numbers)


def _kept(seed: int) -> Seen:
    shares = [
        float(throw.throws(ThrowSetup.model_validate({"lift": lift, "seed": seed})).accepted.mean())
        for lift in (1.0, 2.0)
    ]
    return Seen(
        abs(shares[0] - 0.7602) < 0.02 and abs(shares[1] - 0.3801) < 0.02,
        f"kept {shares[0]:.4f}, with twice the M {shares[1]:.4f}",
    )


def _dimensions(seed: int) -> Seen:
    measured = throw.cube(CubeSetup(seed=seed)).measured
    last = int(throw.DIMENSIONS[measured > 0].max())
    return Seen(last < 20, f"square {measured[0]:.3f}, the last point is lost after D = {last}")


def _leaves(seed: int) -> Seen:
    setup = ContestSetup(seed=seed)
    law, outside = contest.law_of(setup), {}
    for entry in contest.entries(setup):
        counts = np.clip(contest.moments(setup.wanted, 40), 0, len(entry.x)).tolist()
        outside[entry.name] = np.abs(contest.bridges(law, entry.x, counts)[1]).max(1) > CRITICAL
    walk_ = outside.pop("Random walk")
    others = float(np.mean(list(outside.values())))
    return Seen(
        bool(walk_[-1]) and others < 0.5,
        f"ends {'outside' if walk_[-1] else 'inside'}, outside at {walk_.mean():.0%} of the "
        f"moments, the others at {others:.0%}",
    )


CLAIMS = [
    Claim("Falling", "the piles have the shape of the slope of F", _falling),
    Claim("Back", "the heights fill the axis evenly", _uniform),
    Claim("Jumps", "no draw lies in the gap, a quarter at the jump", _gap),
    Claim("Jumps", "the KS distance is 0.25, and filling the jumps mends it", _not_uniform),
    Claim("Box-Muller", "with the slip sd 0.7071, independent, not N(0, 1)", _slip),
    Claim("Gumbel", "the winners grow to P; with a shared number the mode always wins", _race),
    Claim("Rejection", "0.7602 are kept, half of it with twice the M", _kept),
    Claim("Dimensions", "soon none of the points lies in the ball", _dimensions),
    Claim("All", "the random walk leaves the band, in which the others mostly stay", _leaves),
]

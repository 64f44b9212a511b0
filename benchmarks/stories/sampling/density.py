"""What the story of density estimation claims: of samples and starts that did not choose it."""

import math

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.estimation import BesideSetup, CountsSetup, KernelSetup, MixtureSetup
from models.estimation.views import beside, bumps, counting, mixing
from models.frame import Frame, over_time


def _counted(seed: int, alpha: float) -> Frame:
    return list(counting.count_walk(CountsSetup(alpha=alpha, seed=seed)))[-1]


def _unseen(seed: int) -> Seen:
    last = _counted(seed, 0.0).metrics
    numbers = f"{last['unseen']:.0f} letters unseen, held-out {last['held_out']:.3g} nats"
    return Seen(last["unseen"] > 0 and math.isinf(last["held_out"]), numbers)


def _smoothed(seed: int) -> Seen:
    last = _counted(seed, 0.5).metrics["held_out"]
    return Seen(math.isfinite(last), f"held-out {last:.3f} nats")


def _shrinks(seed: int) -> Seen:
    knobs = {"symbols": "colours", "alpha": 1.0, "seed": seed}
    wide, narrow = (
        list(counting.count_walk(CountsSetup.model_validate(knobs | {"draws": draws})))[-1]
        for draws in (75, 300)
    )
    ratio = float((wide.views["deviation"] / narrow.views["deviation"]).mean())
    return Seen(1.7 < ratio < 2.3, f"four times the draws, {ratio:.2f} times narrower")


def _rises(seed: int) -> Seen:
    rising = over_time(list(mixing.em_walk(MixtureSetup(seed=seed))))
    steps = np.diff(rising["log_likelihood"])
    return Seen(bool((steps > -1e-6).all()), f"smallest step {steps.min():.1e} nats")


def _stuck(seed: int) -> Seen:
    knobs = {"source": "eight_gaussians", "components": 8, "fit": "restarts", "seed": seed}
    reached = mixing.ends(MixtureSetup.model_validate(knobs))[0]
    apart = float(reached.max() - reached.min())
    return Seen(apart > 0.1, f"best and worst {apart:.3f} nats apart")


def _three(seed: int) -> Seen:
    setup = MixtureSetup(fit="number", points=300, seed=seed)
    found = over_time(list(mixing.size_walk(setup)))
    by_bic = int(found["bic"].argmin()) + 1
    by_judges = int(found["held_out"].argmax()) + 1
    return Seen(by_bic == by_judges == 3, f"BIC {by_bic}, held-out {by_judges}")


def _normal_rule(seed: int) -> Seen:
    found = bumps.rules(KernelSetup(points=100, seed=seed))
    assert found.best is not None
    assert found.cross_validated is not None
    near = abs(found.silverman / found.best - 1) < 0.25
    numbers = (
        f"h* {found.best:.3f}, Silverman {found.silverman:.3f}, CV {found.cross_validated:.3f}"
    )
    return Seen(near, numbers)


def _claw(seed: int) -> Seen:
    setup = KernelSetup(law="claw", points=1000, seed=seed)
    found = bumps.rules(setup)
    assert found.cross_validated is not None
    rule, scored = (bumps.error_at(setup, h) for h in (found.silverman, found.cross_validated))
    assert rule is not None
    assert scored is not None
    times = rule[0] / scored[0]
    return Seen(times > 1.5, f"Silverman's error is {times:.1f} times that of cross-validation")


def _inflated(seed: int) -> Seen:
    setup = KernelSetup(kind="draw", points=100, rule="own", bandwidth=0.6, seed=seed)
    _, whole, error = bumps.variances(setup)
    last = list(bumps.draw_walk(setup))[-1].metrics["variance"]
    away = (last - whole) / error
    return Seen(abs(away) < 3, f"{last:.3f} for {whole:.3f}, {away:+.1f} standard errors")


def _compared(seed: int) -> Seen:
    setup = BesideSetup(source="moons", points=1000, components=8, seed=seed)
    found = over_time(list(beside.beside_walk(setup)))
    first = {name: found[name][0] for name in ("kernel", "mixture", "smoothed")}
    last = {name: found[name][-1] for name in ("kernel", "mixture", "histogram", "smoothed")}
    numbers = ", ".join(f"{name} {value:.2f}" for name, value in last.items())
    holds = math.isinf(last["histogram"]) and last["kernel"] > first["kernel"]
    return Seen(bool(holds and last["mixture"] > first["mixture"]), numbers)


CLAIMS = [
    Claim("Just count", "letters are unseen, and one makes the log-likelihood −∞", _unseen),
    Claim("Laplace", "the held-out log-likelihood is a number", _smoothed),
    Claim("A posterior that shrinks", "half as wide after four times the draws", _shrinks),
    Claim("EM in slow motion", "the log-likelihood never falls", _rises),
    Claim("EM in slow motion", "on eight Gaussians the starts end a tenth apart", _stuck),
    Claim("How many components?", "BIC and the held-out points both turn at three", _three),
    Claim("The best bandwidth", "Silverman's rule comes close", _normal_rule),
    Claim("The best bandwidth", "on the claw Silverman's rule is misled", _claw),
    Claim("Sample from it", "the variance of the draws is that of the points plus h²", _inflated),
    Claim("Side by side", "the histogram is at −∞; more points help kernel and mixture", _compared),
]

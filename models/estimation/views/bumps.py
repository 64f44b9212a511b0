"""The bandwidth of a kernel estimate: the rules, and the error over it, exact where it can be."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from models.densities import Density, cell_centres
from models.densities import GaussianMixture as PlaneMixture
from models.errors import ModelError
from models.estimation.bandwidth import (
    IntegratedSquaredError,
    cross_validated,
    cross_validation,
    mise,
    optimal,
    silverman,
)
from models.estimation.held_out import HeldOut, held_out
from models.estimation.kernel import KernelDensity
from models.estimation.points import Floats, checked, positive_bandwidth
from models.estimation.views.laws import NormalMixture
from models.estimation.views.sample import Cloud, Line, cloud, line
from models.estimation.views.setup import KernelSetup
from models.frame import Frame

CELLS = 256  # places at which a density on the line is drawn
DRAWS = 2000  # from an estimate
SLOW = 8  # of them that are shown step by step
FAST = 36  # moments of all others
_ROOM = 1.4  # above the highest density
_SCAN = 40  # bandwidths at which errors are told
_NARROWEST, _WIDEST = 0.12, 4.0  # of them, in Silverman's bandwidth


class Rules(NamedTuple):
    """Bandwidths for one sample.

    Attributes:
        silverman: Best for normal data.
        cross_validated: Of the lowest least-squares score; None where there is none.
        best: Of the lowest exact MISE; None where the law is not a known mixture of round normals.
        why: Why there is no cross-validated one; else empty.
    """

    silverman: float
    cross_validated: float | None
    best: float | None
    why: str


def sample(setup: KernelSetup) -> Line | Cloud:
    """The points that the kernel estimate of ``setup`` sees.

    Raises:
        ModelError: The data is missing or damaged.
    """
    return cloud(setup) if setup.kind == "plane" else line(setup)


def known(law: NormalMixture | Density | None) -> dict[str, Floats] | None:
    """What :func:`models.estimation.mise` asks of a law, if it is a mixture of round normals."""
    if isinstance(law, NormalMixture):
        return law.known
    if not isinstance(law, PlaneMixture):
        return None
    covariances = law.covariances.numpy()
    variances = covariances[:, 0, 0]
    if not np.allclose(covariances, variances[:, None, None] * np.eye(2)):
        return None
    return {"means": law.means.numpy(), "variances": variances, "weights": law.weights.numpy()}


def rules(setup: KernelSetup) -> Rules:
    """What each rule proposes for the points of ``setup``.

    Raises:
        ModelError: Fewer than two points, or all of them equal.
    """
    seen = sample(setup)
    law = known(seen.law)
    best = None if law is None else optimal(len(seen.points), **law)
    wide, scored, why = silverman(seen.points), None, ""
    try:
        scored = cross_validated(seen.points)
    except ModelError as error:
        why = str(error)
    return Rules(wide, scored, best, why)


def bandwidth(setup: KernelSetup) -> float:
    """The bandwidth that ``setup`` asks for.

    Raises:
        ModelError: It is 0, or the rule has none for these points.
    """
    if setup.rule == "own":
        return positive_bandwidth(setup.bandwidth)
    found = rules(setup)
    chosen = {
        "silverman": found.silverman,
        "cross_validated": found.cross_validated,
        "best": found.best,
    }[setup.rule]
    if chosen is not None:
        return chosen
    if setup.rule == "best":
        raise ModelError(
            "The exact error is known only where the law is: a mixture of round normals, such as "
            "the eight Gaussians or any law on the line. Choose another rule."
        )
    raise ModelError(found.why)


def error_curves(setup: KernelSetup) -> dict[str, Floats]:
    """Errors over the bandwidth, (H,) each: "bandwidth", "score" of least-squares
    cross-validation, and where the law is a known mixture "ise", the integrated squared error of
    these very points, and "mise", its mean over all samples. The score then has ∫p² added, so
    that its mean is the MISE.

    Raises:
        ModelError: Fewer than two points, or all of them equal.
    """
    seen = sample(setup)
    h = silverman(seen.points) * np.geomspace(_NARROWEST, _WIDEST, _SCAN)
    score = cross_validation(seen.points)
    curves = {"bandwidth": h, "score": np.array([score(each) for each in h])}
    law = known(seen.law)
    if law is None:
        return curves
    error = IntegratedSquaredError(seen.points, **law)
    return curves | {
        "score": curves["score"] + error.energy,
        "ise": np.array([error(each) for each in h]),
        "mise": np.array([mise(len(seen.points), each, **law) for each in h]),
    }


def error_walk(setup: KernelSetup) -> Iterator[Frame]:
    """One frame for each bandwidth of :func:`error_curves`, with its errors as metrics.

    Raises:
        ModelError: See :func:`error_curves`.
    """
    curves = error_curves(setup)
    for number in range(len(curves["bandwidth"])):
        yield Frame(number, {name: float(values[number]) for name, values in curves.items()})


def window(setup: KernelSetup) -> tuple[float, float, float]:
    """What of the line is shown: its ends, and the highest density.

    Raises:
        ModelError: See :func:`sample`.
    """
    seen = line(setup)
    x0, x1 = (
        (float(seen.points.min()) - 1, float(seen.points.max()) + 1)
        if seen.law is None
        else seen.law.reach(3.2)
    )
    return x0, x1, _ROOM * _height(seen.points, seen.law)


def plane_peak(setup: KernelSetup) -> float:
    """The density of the plane that has the last colour: the law's highest on a grid.

    Raises:
        ModelError: See :func:`sample`.
    """
    seen = cloud(setup)
    if seen.law is None:
        return _height(seen.points, None)
    return float(seen.law.log_prob(cell_centres(seen.window, CELLS // 4)).max().exp())


def _height(points: Floats, law: NormalMixture | None) -> float:
    """The highest density of the law, else of the estimate at its own points."""
    if law is not None:
        return float(law.density(np.linspace(*law.reach(3), 2000)).max())
    try:
        h = silverman(points)
    except ModelError:
        h = 1.0
    return float(np.exp(KernelDensity(points, h).log_prob(points)).max())


def error_at(setup: KernelSetup, h: float) -> tuple[float, float] | None:
    """The integrated squared error of these points at one bandwidth, and its mean; None where
    the law is not a known mixture."""
    seen = sample(setup)
    law = known(seen.law)
    if law is None:
        return None
    return IntegratedSquaredError(seen.points, **law)(h), mise(len(seen.points), h, **law)


def judged(setup: KernelSetup, h: float) -> HeldOut:
    """The estimate of ``setup`` with one bandwidth, by points that it has not seen."""
    seen = sample(setup)
    return held_out(KernelDensity(seen.points, h), seen.held_out)


def draw_walk(setup: KernelSetup) -> Iterator[Frame]:
    """Draws from the estimate: the first ones in three moments each, then more and more.

    Metrics: "draws" so far, "variance" of them (NaN for fewer than two), "chosen" (a point's
    number, -1 where many are drawn at once), "noise", and "phase": 0 a point is chosen, 1 noise is
    added, 2 the draw is kept. Views: "at" (2,), the chosen point and where the noise brings it,
    and "sample" (2000,), the draws so far and then NaN.

    Raises:
        ModelError: The data is missing, or there is no bandwidth.
    """
    points, h = checked(line(setup).points)[:, 0], bandwidth(setup)
    random = np.random.default_rng(setup.seed + 1)
    chosen = random.integers(len(points), size=DRAWS)
    noise = h * random.standard_normal(DRAWS)
    drawn = points[chosen] + noise
    moments = [(n, phase) for n in range(SLOW) for phase in range(3)]
    moments += [(int(n) - 1, 2) for n in np.geomspace(SLOW, DRAWS, FAST + 1)[1:].round()]
    for number, (n, phase) in enumerate(moments):
        count, slow = n + (phase == 2), n < SLOW
        metrics = {
            "draws": float(count),
            "variance": float(drawn[:count].var(ddof=1)) if count > 1 else math.nan,
            "chosen": float(chosen[n]) if slow else -1.0,
            "noise": float(noise[n]) if slow else math.nan,
            "phase": float(phase),
        }
        kept = np.where(np.arange(DRAWS) < count, drawn, np.nan)
        yield Frame(
            number, metrics, {"at": np.array([points[chosen[n]], drawn[n]]), "sample": kept}
        )


def heights(sample: Floats, edges: Floats) -> Floats:
    """The density of each of (T, n) draws in cells, (T, cells); NaN draws do not count."""
    counts = np.stack([np.histogram(row[np.isfinite(row)], edges)[0] for row in sample])
    total = np.maximum(np.isfinite(sample).sum(axis=1), 1)
    return np.asarray(counts / (total[:, None] * np.diff(edges)))


def variances(setup: KernelSetup) -> tuple[float, float, float]:
    """Of the points (with n in the denominator), of a draw from the estimate, and the standard
    error of the variance of :data:`DRAWS` draws: the fourth moment of a draw is exact, too."""
    points, h = checked(line(setup).points)[:, 0], bandwidth(setup)
    centred = points - points.mean()
    second = float((centred**2).mean())
    fourth = float((centred**4).mean()) + 6 * second * h**2 + 3 * h**4
    whole = second + h**2
    return second, whole, math.sqrt((fourth - whole**2) / DRAWS)

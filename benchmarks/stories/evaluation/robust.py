"""What the story of robust statistics claims: where four kinds of GANs end among outliers."""

from functools import cache

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.robust import (
    SHARES,
    ComparisonSetup,
    DepthSetup,
    GanEstimatorSetup,
    LocationSetup,
    ask,
    deepest_bias,
    judge,
    plane,
    train_comparison,
    train_gan_estimator,
)


def dragged(seed: int) -> Seen:
    """The mean at two distances, and the others."""
    near, far = (judge(LocationSetup(seed=seed, outliers_at=(x, 0.0))).errors for x in (3.0, 5.0))
    moved = {name: far[name] - near[name] for name in near}
    still = max(abs(value) for name, value in moved.items() if name != "mean")
    return Seen(
        moved["mean"] > 0.25 and still < 0.1, f"mean {moved['mean']:.2f}, others {still:.2f}"
    )


def gone(seed: int) -> Seen:
    """All errors at two fifths of outliers."""
    found = judge(LocationSetup(seed=seed, contamination=0.4, outliers_at=(5.0, 2.0))).errors
    numbers = ", ".join(f"{name} {value:.2f}" for name, value in found.items())
    holds = min(found["mean"], found["trimmed"], found["deepest"]) > max(
        found["median"], found["huber"]
    )
    return Seen(holds, numbers)


def deep(seed: int) -> Seen:
    """How deep the deepest point is, beside (1 - ε) / 2."""
    one = ask(DepthSetup(seed=seed))
    return Seen(abs(one.most - 0.4) < 0.03 and one.error < one.bound + 0.1,
                f"{one.most:.3f}, error {one.error:.2f}")  # fmt: skip


@cache
def end(setup: GanEstimatorSetup) -> float:
    """The error at the end of a training."""
    *_, last = train_gan_estimator(setup)
    return last.metrics["error"]


def js(seed: int) -> Seen:
    """The JS-GAN beside the mean from which it begins."""
    setup = GanEstimatorSetup(seed=seed)
    begun, ended = float(np.linalg.norm(plane(setup).mean(0))), end(setup)
    return Seen(ended < 0.3 * begun, f"from {begun:.2f} to {ended:.2f}")


def tv(seed: int) -> Seen:
    """The TV-GAN with outliers at two distances, beside how far the deepest point may be off."""
    near, far = (
        end(GanEstimatorSetup(seed=seed, loss="tv", outliers_at=(x, 1.0))) for x in (4.0, 5.0)
    )
    bound = float(deepest_bias(0.2))
    return Seen(0.3 < near < bound + 0.2 and far < bound + 0.2, f"{near:.2f}, farther {far:.2f}")


def circles(seed: int) -> Seen:
    """Where a linear h leads η on the average, from the mean of all points."""
    setup = GanEstimatorSetup(seed=seed, loss="w1", width=0, steps=1500)
    frames = list(train_gan_estimator(setup))
    late = np.array([each.views["centre"] for each in frames if each.step > 300])
    mean = plane(setup).mean(0)
    off = float(np.linalg.norm(late.mean(0) - mean))
    around = float(np.linalg.norm(late - mean, axis=1).mean())
    return Seen(off < 0.15 and around > 0.2, f"middle {off:.2f} from it, circling at {around:.2f}")


@cache
def compared(setup: ComparisonSetup) -> tuple[np.ndarray, np.ndarray]:
    """Mean errors at the end of a training, (3, L), and those of the other estimators, (5, L)."""
    *_, last = train_comparison(setup)
    return last.views["errors"].mean(2), last.views["classical"].mean(2)


def flat(seed: int) -> Seen:
    """JS-GANs at all shares, and the others at the largest."""
    (tv, js, w1), _ = compared(ComparisonSetup(seed=seed))
    numbers = f"JS at most {js.max():.2f}, TV {tv[-1]:.2f}, W1 {w1[-1]:.2f} at {SHARES[-1]}"
    return Seen(js.max() < 0.3 and min(tv[-1], w1[-1]) > 3 * js[-1], numbers)


def wider(seed: int) -> Seen:
    """The median and JS-GANs at a fifth of outliers, in eight dimensions."""
    at = SHARES.index(0.2)
    (_, js, _), known = compared(ComparisonSetup(seed=seed, dimensions=8))
    return Seen(js[at] < 0.6 * known[3, at], f"JS {js[at]:.2f}, median {known[3, at]:.2f}")


CLAIMS = [
    Claim("Drag the outliers", "from 3 to 5 only the mean goes on", dragged),
    Claim("Too many", "mean, trimmed and deepest err more than median and Huber", gone),
    Claim("Depth", "the deepest point is (1 - ε) / 2 deep, and off by its bound at most", deep),
    Claim("JS-GAN", "its error falls below a third of the mean's", js),
    Claim("TV-GAN", "bounded by what the deepest point may be off, but off", tv),
    Claim("A linear critic", "η circles around the mean", circles),
    Claim("All shares", "JS-GANs stay flat, TV and W1 err thrice as much at the end", flat),
    Claim("All shares", "in eight dimensions JS-GANs err less than the median", wider),
]

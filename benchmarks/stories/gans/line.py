"""The claims of the story of the GAN on a line."""

from collections.abc import Sequence

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.gans.line import LineSetup, centres, train_line

_FAKE = 0.1  # D* below which a place is plainly fake
_BETWEEN = 0.75  # half the way from the middle to a bump


def trained(setup: LineSetup, seed: int) -> Sequence[Frame]:
    """Every moment of a training."""
    return list(train_line(setup.model_copy(update={"seed": seed})))


def agree(seed: int) -> Seen:
    """The densities come together, and D comes close to ½."""
    first, *_, last = trained(LineSetup(), seed)
    metrics = last.metrics
    half = float(np.abs(last.views["learned"] - 0.5)[last.views["data"] > 0.05].mean())
    return Seen(
        metrics["js"] < 0.1 * first.metrics["js"] and half < 0.1,
        f"JS {first.metrics['js']:.3f} -> {metrics['js']:.4f}, mean |D - 1/2| {half:.3f}",
    )


def bridge(seed: int) -> Seen:
    """Between two bumps there is model and no data, and D* says so."""
    *_, last = trained(LineSetup(data="two", steps=2000), seed)
    data, model, best = (last.views[name] for name in ("data", "model", "best"))
    between = np.abs(centres().numpy()) < _BETWEEN
    lowest, thinnest = float(best[between].min()), float(model[between].min())
    return Seen(
        0 < thinnest < 0.2 * float(data.max()) and lowest < _FAKE,
        f"lowest D* on the bridge {lowest:.3f}, thinnest p_model there {thinnest:.4f}",
    )


def lags(seed: int) -> Seen:
    """A weak D stands further from D* on the way than the D of the first station."""

    def error(setup: LineSetup) -> float:
        frames = trained(setup, seed)
        return float(np.mean([frame.metrics["error"] for frame in frames[1:]]))

    weak = error(LineSetup(critic_steps=1, learning_rate=0.01, steps=2000))
    usual = error(LineSetup())
    return Seen(weak > usual, f"mean |D - D*| over the training {weak:.3f}, usual {usual:.3f}")


CLAIMS = [
    Claim("The figure", "p_model walks under p_data, and D comes close to 1/2.", agree),
    Claim("Two bumps", "a thin bridge stays between them, where D* is near 0.", bridge),
    Claim("A weak D", "D and D* differ on the way.", lags),
]

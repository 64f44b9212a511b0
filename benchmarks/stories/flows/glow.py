"""What the stories of the Glow page claim, on the small digits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.glow import GlowSetup, gaussian, independent, pictures, restore, train
from models.glow.look import (
    between,
    bits_of,
    grey,
    jacobian,
    middle_of,
    resampled,
    strangers,
    tighter,
)

NEAR, FAR = 3, 8  # held-out pictures
SOON = 100  # updates: a few dozen


@dataclass(frozen=True, eq=False)
class Run:
    """A training: the numbers of every moment, and the last one whole."""

    numbers: tuple[tuple[int, Mapping[str, float]], ...]
    last: Frame


@lru_cache(maxsize=64)
def run(seed: int, **knobs: object) -> Run:
    """The training with some knobs turned."""
    frames = list(train(GlowSetup.model_validate({"seed": seed} | knobs)))
    return Run(tuple((each.step, each.metrics) for each in frames), frames[-1])


def soon(seed: int) -> Seen:
    """After a few dozen updates a held-out picture costs less than by independent pixels."""
    below = independent("digits").bits
    first = next(step for step, metrics in run(seed).numbers if metrics["bits"] < below)
    last = run(seed).last.metrics["bits"]
    holds = first <= SOON and last < below and last < gaussian("digits").bits
    return Seen(holds, f"below after {first}, ends at {last:.3f} against {below:.3f}")


def cold(seed: int) -> Seen:
    """Cold draws have less variety."""
    spread = run(seed).last.views["samples"].astype(float).std(axis=1).mean(axis=1)
    return Seen(bool((np.diff(spread) > 0).all()), f"{spread[0]:.2f} to {spread[-1]:.2f}")


def shallow(seed: int) -> Seen:
    """One step at one scale hardly bends anything."""
    one = run(seed, flow_steps=1, scales=1).last.metrics["bits"]
    deep = run(seed).last.metrics["bits"]
    return Seen(one > deep + 0.1, f"{one:.3f} against {deep:.3f}")


def fine(seed: int) -> Seen:
    """The finest scale, drawn anew, changes a picture less than the coarsest."""
    setup, data = GlowSetup(scales=3, seed=seed), pictures("digits")
    model = restore(setup, run(seed, scales=3).last.checkpoint)
    changed = np.zeros(3)
    for number in range(20):
        x = grey(data, number)
        drawn = resampled(model, data.lattice, x, 8, 0.7, seed)
        changed += [float(np.abs(each - x).mean()) for each in drawn]
    told = " ".join(f"{each / 20:.3f}" for each in changed)
    return Seen(bool(changed[0] < changed[-1]), told)


def back(seed: int) -> Seen:
    """Both ends of the way come back pixel for pixel."""
    data = pictures("digits")
    model = restore(GlowSetup(seed=seed), run(seed).last.checkpoint)
    one, other = grey(data, NEAR), grey(data, FAR)
    way = between(model, data.lattice, one, other, 9)
    off = max(float(np.abs(way[0] - one).max()), float(np.abs(way[-1] - other).max()))
    return Seen(off == 0, f"off by {off}")


def empty(seed: int) -> Seen:
    """The empty picture costs fewer bits than real digits do in the mean."""
    frame, data = run(seed).last, pictures("digits")
    model = restore(GlowSetup(seed=seed), frame.checkpoint)
    (cost,) = bits_of(model, data.lattice, strangers(data)["empty"][None])
    return Seen(cost < frame.metrics["bits"], f"{cost:.2f} against {frame.metrics['bits']:.2f}")


def bare(seed: int) -> Seen:
    """Without noise the density at what was learnt falls below 0, and the bound is worse."""
    found = run(seed, dequantization="none", width=64, learning_rate=0.005, steps=1500)
    noisy, (half, last) = run(seed).last.metrics, [found.numbers[at][1] for at in (-10, -1)]
    a, b = last["train_middle"], last["bits"]
    holds = a < 0 and a < half["train_middle"] and b > noisy["bits"]
    return Seen(holds, f"{a:.3f} and {b:.3g} against {noisy['middle']:.2f}, {noisy['bits']:.2f}")


def learned(seed: int) -> Seen:
    """Learned noise and splines bring both bounds down."""
    data, bounds = pictures("digits"), []
    better: dict[str, object] = {"dequantization": "variational", "coupling": "spline"}
    for knobs in ({}, better):
        setup = GlowSetup.model_validate({"seed": seed} | knobs)
        model = restore(setup, run(seed, **knobs).last.checkpoint)
        bounds.append(tighter(model, data, len(data.test), 64).bits)
    plain, lower = bounds
    told = f"{lower[0]:.3f} and {lower[-1]:.3f} against {plain[0]:.3f} and {plain[-1]:.3f}"
    return Seen(bool(lower[0] < plain[0] and lower[-1] < plain[-1]), told)


def triangular(seed: int) -> Seen:
    """A coupling is triangular channel by channel, and its determinant is the same by place."""
    data = pictures("digits")
    setup = GlowSetup(flow_steps=1, scales=1, seed=seed)
    model = restore(setup, run(seed, flow_steps=1, scales=1).last.checkpoint)
    x = middle_of(data.lattice, grey(data, NEAR))
    sorted_, mixed = (jacobian(model, x, "coupling", by_channel=each) for each in (True, False))
    same = abs(sorted_.log_det - mixed.log_det) < 1e-4
    return Seen(sorted_.above == 0 < mixed.above and same, f"{sorted_.log_det:.3f}")


CLAIMS = [
    Claim("Digits", "a few dozen updates to pass independent pixels; better than a Gaussian", soon),
    Claim("Digits", "cold draws have less variety", cold),
    Claim("One step deep", "can hardly bend anything", shallow),
    Claim("What scales hold", "the finest changes a picture less than the coarsest", fine),
    Claim("There and back", "both ends come back pixel for pixel", back),
    Claim("A surprise", "the empty picture costs fewer bits (the story: on six of ten)", empty),
    Claim("Learned noise", "both bounds come down", learned),
    Claim("Without noise", "the number at what was learnt falls below 0", bare),
    Claim(
        "One step deep", "lower triangular by channel, the same determinant by place", triangular
    ),
]

"""A predictor as a lattice: the errors of every stage, its coefficient on the arms, its power."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.processes import LatticeSetup
from pages.processes.pictures.foretold import foretold
from playground import lesson, scene, timeline
from playground.lesson import Readout

SLUG = "prediction"
WIDE = 0.8  # of the unit between two stages: the errors of one
TALL = 0.42  # half of the height that the errors have
UPPER, LOWER = 0.75, -0.75  # the two rails
TRACES = (1.45, -1.45)  # the middles of the errors, above and below the rails
GROUND, HIGHEST = -3.6, 0.95  # of the bars of power
DELAY, BEGIN, END = (
    0.12,
    0.25,
    0.95,
)  # of a rail's piece: the delay, and where its arm begins and ends
NUMBERS = 0.56  # the height of the coefficients, between the arms
NAMES = (2.04, -2.06)  # heights of the names of the errors


def laddered(setup: LatticeSetup) -> None:
    """The lattice at the order that the time axis shows, and the step that leads to it."""
    now = foretold(setup)
    last = len(now["step"]) - 1  # the first would be rails without a stage
    at = timeline.steps(setup.model_dump_json(), last + 1, opens=last)
    scene.show(ladder(setup, now, at), SLUG)
    step(now, at.frame)
    numbers(now, at.frame)


def ladder(setup: LatticeSetup, now: Mapping[str, Any], at: timeline.Place) -> scene.Scene:
    """Stages from left to right, one more at every frame."""
    count = now["reflections"].shape[1]
    ends, arms = pieces(count)
    reached = np.arange(count)[None] < np.array(now["step"])[:, None]  # (T, M)
    newest = np.arange(count)[None] == np.array(now["step"])[:, None] - 1
    largest = float(now["largest"][0]) or 1.0  # silent at its end
    bars = now["powers"] / now["powers"][:, :1] * HIGHEST
    m = np.broadcast_to(np.arange(count + 1), bars.shape)
    power = np.stack((np.stack((m, 0 * bars), -1), np.stack((m, bars), -1)), axis=2)
    texts = [signed(k, 2) for k in now["reflections"][-1]]
    texts += [f"k{index(n + 1)}" for n in range(count)]
    shares = [f"{100 * share:.0f} %" for share in now["powers"][-1] / now["powers"][-1, 0]]
    over = np.stack((m, bars + GROUND + 0.22), -1)
    delays = np.stack((np.arange(count) + DELAY, np.full(count, LOWER)), -1)
    names = [f"{side}{index(n)}" for side in "fb" for n in range(count + 1)]
    shown = np.concatenate((np.ones_like(reached[:, :1]), reached), axis=1)  # (T, M + 1)
    places = np.array([(n, y) for y in NAMES for n in range(count + 1)], dtype=float)
    return scene.Scene(
        [
            scene.Paths("to come", np.concatenate((ends, arms)), "base", width=1, dashed=True),
            scene.Paths("rails", only(ends, twice(reached)), "base", width=2.5),
            scene.Paths("arms ×k", only(arms, twice(reached)), "model", width=2.5),
            scene.Paths("newest stage", only(arms, twice(newest)), "query", width=5),
            scene.Paths("f, forward", traces(now["forward"] / largest, TRACES[0]), "data", width=2),
            scene.Paths(
                "b, backward", traces(now["backward"] / largest, TRACES[1]), "exact", width=2
            ),
            scene.Paths("power", power + np.array([0, GROUND]), "model", width=0.5, bars=True),
            scene.Labels("k", only(crossed(count), twice(reached)), texts),
            scene.Labels("delay", only(delays, reached), ["z⁻¹"] * count),
            scene.Labels("of the power", over, shares),
            scene.Labels("stages", only(places, twice(shown)), names),
        ],
        (-0.6, count + 0.6, GROUND - 0.15, 2.3),
        times=now["step"],
        time_name="order m",
        curves=[
            scene.Curve("power of f", now["power"], "model", wanted=(0.0, float(now["power"][0])))
        ],
        total=len(now["step"]),
        identity=at.identity,
        start=at.frame,
        report_time=True,
        x_label="",
        y_label="",
        equal=False,
        axes=False,
        badge="fitted",
        pace=0.5,
        captions=[told(setup, now, frame) for frame in range(len(now["step"]))],
        alt="A lattice: forward errors above, backward errors below, each stage crosses them with "
        "its reflection coefficient, and the bars of their power fall from stage to stage.",
    )


def pieces(count: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The rails (2 M, 2, 2) and the arms between them (2 M, 2, 2), the upper ones first."""
    n = np.arange(count, dtype=float)
    rails, arms = [], []
    for here, there in ((UPPER, LOWER), (LOWER, UPPER)):
        start, end = np.stack((n, 0 * n + here), -1), np.stack((n + 1, 0 * n + here), -1)
        rails.append(np.stack((start, end), axis=1))
        across = np.stack((n + END, 0 * n + there), -1)
        arms.append(np.stack((start + np.array([BEGIN, 0]), across), axis=1))
    return np.concatenate(rails), np.concatenate(arms)


def only(xy: NDArray[Any], wanted: NDArray[Any]) -> NDArray[Any]:
    """What is wanted of places (N, ...) at every frame (T, N), as (T, N, ...)."""
    mask = wanted.reshape(*wanted.shape, *[1] * (xy.ndim - 1))
    return np.where(mask, xy[None], np.nan)


def twice(wanted: NDArray[Any]) -> NDArray[Any]:
    """What is wanted of both rails, (T, 2 N), as it is of one, (T, N)."""
    return np.concatenate((wanted, wanted), axis=1)


def traces(values: NDArray[Any], middle: float) -> NDArray[Any]:
    """Errors (T, M + 1, P) as small lines, each at its stage, (T, M + 1, P, 2)."""
    stage = np.arange(values.shape[1])[:, None] + np.linspace(-WIDE, WIDE, values.shape[2]) / 2
    across = np.broadcast_to(stage, values.shape)
    return np.stack((across, middle + TALL * values), axis=-1)


def crossed(count: int) -> NDArray[Any]:
    """Where the coefficients and their names stand, above and below crossings, (2 M, 2)."""
    n = np.arange(count) + (BEGIN + END) / 2
    return np.concatenate([np.stack((n, np.full(count, y)), -1) for y in (NUMBERS, -NUMBERS)])


def index(n: int) -> str:
    """A number as an index below the line."""
    return "".join(chr(ord("₀") + int(digit)) for digit in str(n))


def told(setup: LatticeSetup, now: Mapping[str, Any], frame: int) -> str:
    """The coefficient of a stage and the power after it, in a line."""
    m, k = int(now["step"][frame]), float(now["k"][frame])
    after = lesson.numeral(float(now["power"][frame]))
    if not m:
        return f"f₀ = b₀ = x, power {after}"
    quotient = ""
    if setup.method == "yule_walker":
        above, below = -float(now["numerator"][frame]), float(now["denominator"][frame])
        quotient = f"{lesson.numeral(above)} / {lesson.numeral(below)} = "
    return f"k{index(m)} = {quotient}{signed(k, 3)}, power E{index(m)} = {after}"


def signed(value: float, decimals: int) -> str:
    """A number with its sign."""
    return lesson.formatted(value, f"+.{decimals}f")


def step(now: Mapping[str, Any], frame: int) -> None:
    """The step of Levinson's recursion that leads to the order on screen, in numbers."""
    m = int(now["step"][frame])
    if not m:
        lesson.formula(r"f_0[n] = b_0[n] = x[n] \qquad a^{(0)} = (1)")
        return
    before = now["coefficients"][frame - 1, : m - 1]
    after = now["coefficients"][frame, :m]
    lesson.formula(
        rf"\underbrace{{{row([*before, 0.0])}}}_{{a^{{({m - 1})}}}} + k_{{{m}}} \cdot "
        rf"\underbrace{{{row([*before[::-1], 1.0])}}}_{{\text{{reversed}}}} = "
        rf"\underbrace{{{row(after)}}}_{{a^{{({m})}}}}"
    )


def row(values: list[float] | NDArray[Any]) -> str:
    """Numbers in brackets."""
    return "(" + r",\ ".join(f"{value:.2f}" for value in values) + ")"


def numbers(now: Mapping[str, Any], frame: int) -> None:
    """The powers of the newest stage, and that the lattice is the predictor."""
    power = float(now["power"][frame])
    lesson.readouts(
        [
            Readout(
                "Power of f, forward",
                power,
                reference=float(now["levinson"][frame]),
                reference_name="E (1 - k²)",
                help="Mean square of what the last m values do not tell of x[n].",
            ),
            Readout(
                "Power of b, backward",
                float(now["backward_power"][frame]),
                reference=power,
                reference_name="forward",
                help="Mean square of what the next m values do not tell of the one before them.",
            ),
            Readout(
                "Lattice and direct form differ by",
                float(now["apart"][frame]),
                reference=0.0,
                reference_name="one predictor",
                help="Largest difference of f_m and x[n] + Σ a_k x[n-k].",
                rounding=1e-9 * float(now["largest"][0]),
            ),
        ]
    )
    st.caption(
        "Each stage: f = f + k · b one step earlier, b = b one step earlier + k · f. Yule-Walker "
        "has k = −(R[m] + Σ aⱼ R[m−j]) / E of the stage before. One stage more changes none of "
        "those before it."
    )

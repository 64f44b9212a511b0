"""Gumbel-max: noise on the logarithms, the largest wins, and the counts grow to P."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.sampling import ranks
from models.sampling.experiments import Races, RaceSetup, race
from pages.sampling.pictures.flight import along, sticks
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "sampling"
SHOWN = 240  # winners that are seen to fall
FALL = 5  # frames that one falls
ABREAST, APART = 7, 0.06  # winners side by side in a pile, and how far apart they lie
ABOVE = 7.0  # room above the highest log P, for the noise
BELOW = 9.0  # as far below the highest log P a bar is drawn

Floats = NDArray[np.float64]


@st.fragment
def stage(setup: RaceSetup) -> None:
    """The picture and its numbers: they follow a dragged bar without the page around them."""
    if controls.turned(SLUG, setup, "weights"):
        st.rerun()
    text = setup.model_dump_json()
    held = handles.held(text, "race")
    p = race.probabilities(setup) if held is None else dragged(setup, held)

    def let_go(positions: handles.Positions) -> None:
        controls.set_values(SLUG, weights=race.raised(dragged(setup, positions)))

    run = race.races(setup, p)
    picture = in_bars(setup, run, held is not None)
    scene.show(picture, "race", 430, handles.follow(text, let_go, "race"))
    readouts(setup, run)


def dragged(setup: RaceSetup, positions: handles.Positions) -> Floats:
    """P where the tops of its bars were dragged to."""
    heights = positions["log P"][:, 1] * setup.temperature
    return race.weighed(heights - float(np.max(heights)))


def in_bars(setup: RaceSetup, run: Races, held: bool) -> scene.Scene:
    """The race of each frame, and the piles of those that won."""
    top = float(np.max(run.start))
    floor = max(float(np.min(run.start)), top - BELOW) - 0.6  # where the bars stand
    high, room = top + ABOVE, 0.55 * (top + ABOVE - floor)
    low = floor - 0.1 * room - room  # where the piles stand
    races = SHOWN // setup.take
    scores, order = run.scores[:races], run.order[:races]
    count = len(scores)
    place = np.arange(len(run.p)).astype(float)
    start = np.maximum(run.start, floor)
    tips = np.clip(scores, floor, high - 0.2)
    scale = 0.85 * room / float(np.max(run.exact))
    winners = np.stack(
        (order.astype(float), np.stack([tips[n, order[n]] for n in range(count)])), axis=-1
    )
    frames = np.arange(count + FALL)
    shown = np.clip(frames, 0, count - 1)
    grown = sticks(np.broadcast_to(place, tips[shown].shape), start, tips[shown])
    fallen = falling(order, winners, run, low, scale, len(frames))
    identity = f"{setup.model_dump_json()} {race.raised(run.p) if held else ''}"
    last = len(frames) - 1
    shares = low + scale * run.counts / len(run.scores)
    labels = np.column_stack((place, np.full(len(place), floor - 0.09 * room)))
    layers: list[scene.layers.Layer] = [
        scene.Paths("all draws", sticks(place, low, shares), "base", width=30, visible=False),
        scene.Paths(
            "exact", level(place, low + scale * run.exact), "exact", dashed=True, width=2.5
        ),
        scene.Paths("log P / T", sticks(place, floor, start), "data", width=22),
        scene.Paths("noise G", grown[last:] if held else grown, "gradient", width=6),
        scene.Points(
            "in front",
            winners[shown][last:] if held else winners[shown],
            "codeword",
            size=8,
            opacity=1.0,
        ),
        scene.Points("draws", fallen[last:] if held else fallen, "model", size=3, opacity=0.9),
        scene.Labels("symbols", labels, race.SYMBOLS),
        scene.Handles("log P", np.column_stack((place, start)), "data"),
    ]
    return scene.Scene(
        layers,
        (-0.6, len(place) - 0.4, low - 0.03 * room, high),
        times=range(1) if held else range(len(frames)),
        time_name="race",
        total=len(frames),
        identity=identity,
        start="last",
        autoplay=not held,
        pace=20.0,
        equal=False,
        x_label="symbol",
        y_label="log P(x) / T + G(x)",
        measured=(-2.0, -1.0, floor, high),
        badge="exact",
        alt="Noise is added to the logarithm of each probability; the largest wins.",
    )


def level(places: Floats, heights: Floats) -> Floats:
    """Short level lines at places (N,) and heights (N,), as (N, 2, 2)."""
    ends = [np.column_stack((places + side, heights)) for side in (-0.35, 0.35)]
    return np.stack(ends, axis=1)


def falling(
    order: NDArray[np.int64], winners: Floats, run: Races, low: float, scale: float, frames: int
) -> Floats:
    """Each winner from the tip of its bar to its pile, (T, N, 2)."""
    count, take = order.shape
    each = order.reshape(-1)
    rank = ranks(each)
    begins = np.broadcast_to(np.arange(count)[:, None], (count, take)).reshape(-1)
    way = (np.arange(frames)[:, None] - begins) / FALL
    phase = np.where(way < 0, np.nan, np.clip(way, 0, 1))
    aside = APART * (rank % ABREAST - (ABREAST - 1) / 2)
    up = ABREAST * (rank // ABREAST + 0.5) / count
    lies = np.column_stack((each + aside, low + scale * up))
    return along(phase, [winners.reshape(-1, 2), lies], (0, 1))


def readouts(setup: RaceSetup, run: Races) -> None:
    """The shares of the races beside the probabilities."""
    seen = race.agreement(run.exact, run.order)
    likely = seen.likeliest
    several = setup.take > 1
    name = race.SYMBOLS[likely]
    lesson.readouts(
        [
            Readout(
                f"Draws with {name}" if several else f"{name} wins",
                float(seen.shares[likely]),
                reference=float(run.exact[likely]),
                reference_name="exact value",
                error=float(seen.errors[likely]),
                samples=len(run.scores),
                help="The share of the races in which the most probable symbol is among the k "
                "largest.",
                digits=4,
            ),
            Readout(
                "Off by",
                seen.variation,
                reference=seen.noise,
                reference_name="a perfect sampler, on average",
                samples=len(run.scores),
                help="Half of the sum of all deviations from the exact shares: the total "
                "variation, where one symbol is drawn.",
            ),
        ]
    )
    st.table(
        [
            {"": "share"}
            | {name: f"{share:.4f}" for name, share in zip(race.SYMBOLS, seen.shares, strict=True)},
            {"": "exact"}
            | {name: f"{share:.4f}" for name, share in zip(race.SYMBOLS, run.exact, strict=True)},
        ]
    )
    noise, law = r"-\ln\ln(1/Z_x)", r"\Pr[x^* = x] = \frac{P(x)^{1/T}}{\sum_y P(y)^{1/T}}"
    if setup.shared:
        noise, law = r"-\ln\ln(1/Z)", r"\Pr[x^* = \operatorname*{arg\,max}_x P(x)] = 1"
    lesson.formula(
        r"x^* = \operatorname*{arg\,max}_x\,\left[\tfrac1T \log P(x)"
        + noise
        + r"\right]\qquad "
        + law
    )


def show(setup: RaceSetup) -> None:
    """The view."""
    race.probabilities(setup)  # here and not in the fragment, where a refusal would be a crash
    stage(setup)
    lesson.beside_the_notes(
        "The notes draw a single Z ~ U(0, 1) and write log P(x) − log log(1/Z). Each symbol needs "
        "a number Z_x of its own: with a shared one the same is added to all, and the most "
        "probable symbol wins every time. The switch is *As printed in the notes*."
    )


def arrays(setup: RaceSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    run = race.races(setup)
    return {"P": run.p, "exact": run.exact, "scores": run.scores[:SHOWN], "winners": run.order}


AXES = {
    "P": "symbol",
    "exact": "symbol",
    "scores": "race symbol",
    "winners": "draw place",
}

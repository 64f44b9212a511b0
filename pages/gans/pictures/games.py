"""The pictures of the games page: one spiral to hold, four to compare, two orders of one game."""

from typing import Any

import numpy as np
import streamlit as st

from models.games import (
    GAME_VALUE,
    MODES,
    ROUNDS,
    GameSetup,
    MethodsSetup,
    OrdersSetup,
    both_orders,
    by_every_method,
    directions,
    play,
)
from pages.gans.pictures.trail import trail
from playground import charts, controls, handles, lesson, scene
from playground.charts import Curve

SLUG = "games"
ANSWERS = {"maximin": "G answers D as it stands", "minimax": "G answers what D will be"}
HEIGHT = 430
HALF = 3.0
WINDOW = (-HALF, HALF, -HALF, HALF)
FORMULAS = {
    "bilinear": r"V(x, y) = x\,y",
    "dirac": r"V(x, y) = -\ln(1 + e^{-x y}) - \ln 2",
}
NAMES: dict[str, str] = {
    "simultaneous": "Simultaneous",
    "alternating": "Alternating",
    "extragradient": "Extragradient",
    "unrolled": "Unrolled",
}


def flow(setup: GameSetup | MethodsSetup) -> scene.Arrows:
    """Where both would move at once, everywhere."""
    line = np.linspace(-0.9 * HALF, 0.9 * HALF, 13)
    places = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    moves = directions(setup, places, longest=1.0)
    return scene.Arrows("slopes", places, 0.4 * moves, "gradient")


def spiral(setup: GameSetup, steps: int) -> None:
    """The path from a start that can be dragged."""
    key = "plane"
    held = handles.held(setup.game, key)
    start = np.array([[setup.x, setup.y]]) if held is None else held["start"]
    x, y = map(float, np.clip(start[0], -HALF, HALF))
    played = play(setup.model_copy(update={"x": x, "y": y}))
    path = played.path[: steps + 1]
    picture = scene.Scene(
        [
            flow(setup),
            scene.Paths("path", trail(path), "model", width=2),
            scene.Points("players", path[:, None], "model", size=6, opacity=1.0),
            scene.Points("equilibrium", [[0.0, 0.0]], "exact", size=5, opacity=1.0),
            scene.Handles("start", [[x, y]], "codeword", labels=("start",)),
        ],
        WINDOW,
        times=range(len(path)),
        curves=[scene.Curve("distance", played.distance[: steps + 1], "model", log=True)],
        x_label="G: x",
        y_label="D: y",
        identity=f"{setup.model_dump_json()}{x:.4f},{y:.4f}",
        start="last",
        badge="exact",
        alt="The path of the two players around their equilibrium.",
    )
    scene.show(picture, key, HEIGHT, handles.follow(setup.game, release, key))


def release(positions: handles.Positions) -> None:
    """The start that was dragged becomes part of the link."""
    x, y = np.clip(positions["start"][0], -HALF, HALF)
    controls.set_values(SLUG, x=round(float(x), 1) + 0.0, y=round(float(y), 1) + 0.0)


def near(setup: GameSetup) -> str:
    """What the factor of a step is, in a word: the bilinear game is linear everywhere."""
    return "exact" if setup.game == "bilinear" else "linearised at (0, 0)"


def four(setup: MethodsSetup) -> None:
    """All methods from the same start with the same step, on one time axis."""
    played = by_every_method(setup)
    longest = max(len(each.path) for each in played.values())

    def full(path: Any) -> Any:
        lost = np.full((longest - len(path), 2), np.nan)
        return np.concatenate([path, lost])

    panels = [
        scene.Panel(
            f"{NAMES[method]} · × {each.factor:.5f}"
            + ("" if setup.game == "bilinear" else " near 0"),
            [
                scene.Paths("path", trail(full(each.path)), "model", width=1.5),
                scene.Points("players", full(each.path)[:, None], "model", size=5, opacity=1.0),
            ],
        )
        for method, each in played.items()
    ]
    picture = scene.Scene(
        [flow(setup), scene.Points("equilibrium", [[0.0, 0.0]], "exact", size=4, opacity=1.0)],
        WINDOW,
        times=range(longest),
        identity=f"four {setup.model_dump_json()}",
        start="last",
        badge="exact",
        panels=panels,
        alt="Four ways to update the same two players, side by side.",
    )
    scene.show(picture, "four", 520)
    steps = np.arange(longest)
    lines = []
    colors: list[Any] = ["query", "codeword", "data", "key"]
    for (method, each), color in zip(played.items(), colors, strict=True):
        lines.append(Curve(NAMES[method], steps[: len(each.distance)], each.distance, color))
    chart = charts.curves(lines, "step", "distance", log_y=True, height=240)
    charts.show(chart, "distances", "The distance from the equilibrium for each method.")


def orders(_: OrdersSetup) -> None:
    """Minimax beside maximin: the shares of eight modes, round after round."""
    games = both_orders()
    window = (0.5, MODES + 0.5, -0.5, ROUNDS + 0.5)
    panels = [
        scene.Panel(
            ANSWERS[order],
            [scene.Field("share", game.shares, window, 0, 1, power=0.5, unit="share")],
        )
        for order, game in games.items()
    ]
    picture = scene.Scene(
        [], window, panels=panels, x_label="mode", y_label="round", equal=False, badge="exact",
        alt="The generator's shares of the modes in each round: one mode at a time where it "
        "answers D as it stands, all alike where it answers what D will be.",
    )  # fmt: skip
    st.markdown(
        "Eight modes across, rounds upwards. Both orders of this game have the same value; what "
        "differs is the question put to the generator. In **maximin** it comes last and answers "
        "this very D: a single mode, then the next. In **minimax** it comes first and answers "
        "what D will be: all modes."
    )
    scene.show(picture, "orders", 420)
    lesson.formula(r"\min_q\max_D V = \min_q\,[-\ln 2 + \mathrm{JSD}(p, q)] = -\ln 2:\quad q = p")
    lesson.formula(
        r"\max_D\min_q V = -\ln 2:\quad D = \tfrac12 \text{ everywhere, and every } q"
        r"\text{ is a best answer}"
    )
    lesson.formula(
        r"\operatorname*{arg\,min}_q V(q, D) = "
        r"\text{all on the mode of the largest } D,\quad \text{for a fixed } D"
    )
    lesson.readouts(
        [
            lesson.Readout(
                f"V, {ANSWERS[order]}",
                float(game.values[-1]),
                "nats",
                GAME_VALUE,
                "value of the game in either order, −ln 2 =",
                help="After the last round, once D has answered q: −ln 2 + JSD(p, q).",
            )
            for order, game in games.items()
        ],
        long=True,
    )
    st.caption(
        "V = ½ E ln D + ½ E ln(1 − D), with the ½ of the notes. Where the ½ is left out, as in "
        "Goodfellow et al. (2014), all is doubled: the value is −ln 4."
    )
    lesson.beside_the_notes(
        "The notes put one player under “minmax” and one under “maxmin”; read min over G of max "
        "over D, and max over D of min over G. They say that the two have different solutions. "
        "In this game the values agree, and the generator that meets all modes solves both; the "
        "single mode is its answer to one D that stands still, as in the picture on the left."
    )


def formula(setup: GameSetup) -> str:
    """V in TeX."""
    return FORMULAS[setup.game]

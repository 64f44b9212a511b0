"""Games: two players with one number each, whose spirals have exact growth factors."""

from collections.abc import Callable
from typing import Any

import streamlit as st

import pages.gans.pictures.games as pictures
from models.frame import over_time
from models.games import (
    GameSetup,
    MethodsSetup,
    OrdersSetup,
    TableSetup,
    best_answers,
    chase,
    equilibria,
    flow_eigenvalues,
    play,
    pure_gap,
    step,
    step_matrix,
    walk,
)
from pages.gans.pictures.axes import GAMES
from pages.gans.pictures.tables import normal_form
from pages.gans.stories.games import STATIONS
from playground import catalog, controls, lesson, page
from playground.lesson import Readout

TOPIC = catalog.topic("games")
SLUG = TOPIC.slug
VIEWS = {
    "spiral": "One spiral",
    "four": "Four methods",
    "orders": "Minimax and maximin",
    "table": "Games in tables",
}
SETUPS: dict[str, type[Any]] = {
    "spiral": GameSetup,
    "four": MethodsSetup,
    "orders": OrdersSetup,
    "table": TableSetup,
}
CODE = {
    "spiral": (step, step_matrix),
    "four": (step, step_matrix),
    "orders": (chase,),
    "table": (equilibria, best_answers, pure_gap),
}


@st.fragment
def stage(setup: GameSetup) -> None:
    """The spiral, and all that follows its start while it is dragged."""
    if controls.turned(SLUG, setup, "x", "y"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    pictures.spiral(setup, setup.steps)


def growth(setup: GameSetup) -> None:
    """The factor of a step, from its matrix and as measured along the path."""
    played = play(setup)
    flow = flow_eigenvalues(setup)
    linear, kind = setup.game == "bilinear", pictures.near(setup)
    lesson.readouts(
        [
            Readout(
                "Growth a step" if linear else "Growth a step near (0, 0)",
                played.factor,
                help="The larger size of the eigenvalues of the step's matrix at the equilibrium.",
                digits=6,
            ),
            Readout(
                "Measured",
                played.measured,
                reference=played.factor,
                reference_name=kind,
                help="Over the last ten steps. "
                + (
                    "An alternating path runs on an ellipse, so its distance swings."
                    if linear
                    else "The factor of the linearised step holds only near the equilibrium: "
                    "further out the sigmoid is flat, and the game is another one."
                ),
                digits=6,
            ),
            Readout(
                "After all steps",
                float(played.distance[-1]),
                reference=float(played.distance[0]),
                reference_name="at the start",
                help="Distance from the equilibrium.",
            ),
        ]
    )
    lesson.formula(pictures.formula(setup))
    rows = [" & ".join(f"{value:.4f}" for value in row) for row in step_matrix(setup)]
    lesson.formula(
        r"\begin{pmatrix}x\\y\end{pmatrix}_{t+1} "
        + ("=" if linear else r"\approx")
        + r" \begin{pmatrix}"
        + r"\\".join(rows)
        + r"\end{pmatrix}\begin{pmatrix}x\\y\end{pmatrix}_t,\qquad "
        + rf"\max|\lambda| = {played.factor:.6f}"
    )
    parts = [[lesson.formatted(each, "+.3f") for each in (one.real, one.imag)] for one in flow]
    both = ", ".join(f"{real} {imaginary}i" for real, imaginary in parts)
    st.caption(
        f"Eigenvalues of the gradient flow (steps without length): {both}. A negative real part "
        "comes to rest, a purely imaginary pair circles for ever."
    )
    if not linear:
        st.caption(
            "V is that of Mescheder et al. (2018), without the ½ of the notes: worth −ln 4 at "
            "(0, 0), where the notes' V is worth −ln 2."
        )
    if played.escaped:
        st.caption(":material/warning: The path left the plane; it is cut off there.")


def spiral(setup: GameSetup) -> None:
    """One game, update by update."""
    stage(setup)
    growth(setup)


SHOW: dict[str, Callable[[Any], None]] = {
    "spiral": spiral,
    "four": pictures.four,
    "orders": pictures.orders,
    "table": normal_form,
}

opened = page.opened(TOPIC, SETUPS, views=VIEWS)
opened.computed(
    SHOW[opened.view],
    STATIONS,
    page.Data(lambda setup: over_time(list(walk(setup))), walk, GAMES),
    code=CODE[opened.view],
)

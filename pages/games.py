"""Games: two players with one number each, whose spirals have exact growth factors."""

import streamlit as st

import pages.pictures.games as pictures
from models.games import GameSetup, collapse, play
from models.games.plane import flow_eigenvalues, step, step_matrix
from models.games.walk import walk
from pages.stories.games import STATIONS
from playground import catalog, controls, lesson, presenter
from playground.lesson import Readout

TOPIC = catalog.topic("games")
SLUG = TOPIC.slug
VIEWS = {
    "spiral": "One spiral",
    "four": "Four methods",
    "orders": "Minimax and maximin",
    "table": "Games in tables",
}


def turn() -> None:
    """A preset is about its own spiral."""
    st.session_state[f"{SLUG}_view"] = "spiral"


@st.fragment
def stage(setup: GameSetup) -> None:
    """The spiral, and all that follows its start while it is dragged."""
    if st.session_state.get(f"{SLUG}_x", setup.x) != setup.x or (
        st.session_state.get(f"{SLUG}_y", setup.y) != setup.y
    ):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    pictures.spiral(setup, setup.steps)


def growth(setup: GameSetup) -> None:
    """The factor of a step, from its matrix and as measured along the path."""
    played = play(setup)
    late = played.distance[-11:]
    measured = float((late[-1] / late[0]) ** (1 / (len(late) - 1))) if late[0] > 0 else None
    flow = flow_eigenvalues(setup)
    lesson.readouts(
        [
            Readout(
                "Growth a step",
                played.factor,
                help="The larger size of the eigenvalues of a step near the equilibrium.",
                digits=6,
            ),
            Readout(
                "Measured",
                measured,
                reference=played.factor,
                reference_name="exact",
                help="Over the last ten steps. Near the equilibrium and without alternating it "
                "is the exact factor; far away the Dirac-GAN bends, and ellipses swing.",
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
        r"\begin{pmatrix}x\\y\end{pmatrix}_{t+1} = \begin{pmatrix}"
        + r"\\".join(rows)
        + r"\end{pmatrix}\begin{pmatrix}x\\y\end{pmatrix}_t,\qquad "
        + rf"\max|\lambda| = {played.factor:.6f}"
    )
    both = ", ".join(f"{value.real:+.3f} {value.imag:+.3f}i" for value in flow)
    st.caption(
        f"Eigenvalues of the gradient flow (steps without length): {both}. A negative real part "
        "comes to rest, a purely imaginary pair circles for ever."
    )
    if played.escaped:
        st.caption(":material/warning: The path left the plane; it is cut off there.")


lesson.header(TOPIC.title, TOPIC.promise, TOPIC.notes)
top = st.container()
place, side = presenter.columns()
with side:
    setup = controls.panel(GameSetup, SLUG)
with top:
    station = lesson.presets(STATIONS, SLUG, setup, then=turn)
with place:
    view = controls.view("Look at", VIEWS, SLUG)
    if view == "spiral":
        stage(setup)
        growth(setup)
    elif view == "four":
        pictures.four(setup)
    elif view == "orders":
        pictures.orders()
    else:
        pictures.normal_form()
    lesson.story(station, SLUG)
lesson.source(step, step_matrix, walk, collapse.chase)
with st.container(horizontal=True, gap="small"):
    lesson.permalink(SLUG)
    played = play(setup)
    lesson.export(
        {"path": played.path, "distance": played.distance},
        lesson.script_for(setup, "walk", "models.games.walk"),
        f"{SLUG}-data",
        {"path": "step (x y)", "distance": "step"},
        setup,
    )

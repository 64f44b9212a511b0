"""Two players learn by playing: where their mixtures go, and whether they arrive."""

import numpy as np
import streamlit as st

from models.games.tables import LearningSetup, kept, learn, mixture, place
from models.values import places
from pages.gans.pictures.normal_form.figures import (
    ASIDE,
    HEIGHT,
    PLAIN,
    figures,
    moments,
    spots,
)
from pages.gans.pictures.trail import trail
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "bimatrix"
KEY = "learning"


@st.fragment
def learning(setup: LearningSetup) -> None:
    """The play from the mixtures that a person drags."""
    if controls.turned(SLUG, setup, "starts"):
        st.rerun()
    text = setup.model_dump_json()
    held = handles.held(text, KEY)
    starts = np.array(setup.starts) if held is None else held["starts"] - ASIDE
    table = setup.chosen()
    m, n = table.game.rows.shape
    first = mixture(starts[0], m), mixture(starts[1], n)
    play = learn(
        table.game.rows, table.game.columns, first, setup.rounds, setup.dynamics, setup.pace
    )
    at = moments(len(play.gap))
    if held is not None:
        at = at[-1:]  # the strip waits until the hand lets go
    ways = spots(play.p, 0), spots(play.q, 1)
    every = moments(len(play.gap))
    trails = [trail(way[every]) for way in ways]
    if held is not None:
        trails = [way[-1:] for way in trails]
    scene.show(
        scene.Scene(
            [
                *figures(table, answers=False),
                scene.Paths("path of p", trails[0], "model", width=2),
                scene.Paths("path of q", trails[1], "data", width=2),
                scene.Points("p", ways[0][at][:, None], "model", 7, 1.0),
                scene.Points("q", ways[1][at][:, None], "data", 7, 1.0),
                scene.Handles(
                    "starts",
                    np.array([place(each) for each in first]) + ASIDE,
                    "codeword",
                    ["start", "start"],
                ),
            ],
            PLAIN,
            times=at,
            time_name="round",
            curves=[scene.Curve("what moving alone would gain", play.gap[at], "gradient")],
            identity=f"{text}{starts.round(3).tolist()}",
            start="last",
            x_label="",
            y_label="",
            axes=False,
            badge="exact",
            alt="The mixtures of both players, round after round.",
        ),
        KEY,
        HEIGHT,
        handles.follow(text, let_go, KEY),
    )
    constant = kept(table.game, play) if setup.dynamics == "replicator" else None
    numbers = [
        Readout(
            "Gain of moving alone",
            float(play.gap[-1]),
            reference=float(play.gap[0]),
            reference_name="at the start",
            help="Of both players together, after the last round: 0 exactly at an equilibrium.",
        ),
        Readout(
            "Least so far",
            float(play.gap.min()),
            help="The nearest they came.",
        ),
    ]
    if constant is not None:
        numbers.append(
            Readout(
                "KL(p*‖p) + KL(q*‖q)",
                float(constant[-1]),
                "nats",
                float(constant[0]),
                "at the start",
                help="In a zero-sum game replicator dynamics never changes it.",
                digits=4,
            )
        )
    lesson.readouts(numbers)
    lesson.formula(
        r"p_{t+1} = \tfrac{1}{t+1}\,(t\,p_t + e_{i}),\quad i = \operatorname*{arg\,max}_k (A q_t)_k"
        if setup.dynamics == "fictitious"
        else r"\dot p_i = p_i\,[(A q)_i - p^\top A q],\qquad "
        r"\dot q_j = q_j\,[(p^\top B)_j - p^\top B q]"
    )


def let_go(positions: handles.Positions) -> None:
    """The mixtures that were dragged become part of the link."""
    controls.set_values(SLUG, starts=places(positions["starts"] - ASIDE, 3))

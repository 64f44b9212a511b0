"""D* and D over the plane and along a line, and the cost of D as a sum."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.gans import Gan, GanSetup
from models.gans.exact import (
    LN2,
    learned_beside,
    optimal_on_line,
)
from pages.gans.pictures.gans import exact
from playground import handles, lesson, live
from playground.lesson import Readout


def beside(
    screen: live.Screen[GanSetup], frame: int, pair: Gan, field: NDArray[np.float32]
) -> None:
    """D* and D over the plane, along a line, and the cost of D as a sum."""
    identity = f"{screen.identity}:{frame}"
    known = exact.known(screen.identity, frame, pair)
    line = exact.ends(pair)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        exact.plane(pair, field, known, line, identity)
    compared = None
    with right, lesson.refusals():
        cut = optimal_on_line(
            known.law,
            pair.mixture,
            exact.point(line[0]),
            exact.point(line[1]),
            exact.COARSE if handles.dragging(exact.CUT) else exact.FINE,
        )
        compared = learned_beside(cut, pair.discriminate)
        exact.along(compared)
    if compared is None:
        return
    exact.ratio(compared)
    lesson.readouts(
        [
            Readout(
                "Mean |D − D*|",
                compared.error,
                reference=0.0,
                reference_name="optimal",
                help="Along the line, each place weighed by (p_data + p_model)/2.",
            ),
            Readout(
                "J(D) learned",
                known.cost,
                "nats",
                known.best_cost,
                "at D*",
                samples=exact.POINTS,
                help="The notes' cost of the learned D; no D can cost less than D*, whose cost is "
                "told for laws seen through the cells' kernel: the true one is a little less.",
            ),
            Readout(
                "Value of the game",
                -known.best_cost,
                "nats",
                -LN2,
                "at equilibrium −ln 2 =",
                help="V = −J(D) of the notes at the optimal D: −ln 2 + JSD. Without their ½ it is "
                "written −ln 4 + 2 JSD.",
            ),
        ]
    )
    lesson.equation(
        r"J^{(D)}(D^*) = -\tfrac12\int p_{data}\log D^* - \tfrac12\int p_{model}\log(1 - D^*)"
        r" = \log 2 - \mathrm{JSD}(p_{data}, p_{model})",
        [(r"\log 2", LN2), (r"-\mathrm{JSD}", -known.divergence)],
        (r"J^{(D)}(D^*)", known.best_cost),
        tolerance=exact.TOLERANCE,
        why="both are sums over the cells of a grid",
    )
    st.caption(exact.HOW)

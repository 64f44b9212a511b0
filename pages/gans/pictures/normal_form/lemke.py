"""The path of Lemke and Howson on both figures, pivot by pivot."""

import numpy as np

from models.games.tables import LemkeSetup, Pivot, Table, lemke_howson
from pages.gans.pictures.normal_form.figures import (
    ASIDE,
    HEIGHT,
    NOTHING,
    WINDOW,
    figures,
    spots,
)
from pages.gans.pictures.normal_form.supports import listed
from pages.gans.pictures.trail import trail
from playground import lesson, scene
from playground.lesson import Readout


def path(setup: LemkeSetup) -> None:
    """Where both players stand after each pivot, and which label comes twice."""
    table = setup.chosen()
    pivots = lemke_howson(table.rows, table.columns, setup.label - 1)
    m, n = table.game.rows.shape
    ways = (
        spots([[*map(float, each.p)] for each in pivots], 0),
        spots([[*map(float, each.q)] for each in pivots], 1),
    )
    scene.show(
        scene.Scene(
            [
                *figures(table, answers=True),
                scene.Labels("start", ASIDE + NOTHING - (0, 0.22), ["nothing yet"] * 2),
                *(
                    scene.Paths(word, trail(way), "model", width=3)
                    for word, way in zip(("path of p", "path of q"), ways, strict=True)
                ),
                scene.Points("p and q", np.stack(ways, axis=1), "model", 7, 1.0),
            ],
            WINDOW,
            times=range(len(pivots)),
            time_name="pivot",
            captions=[told(table, each) for each in pivots],
            identity=setup.model_dump_json(),
            start="last",
            pace=1.0,
            x_label="",
            y_label="",
            axes=False,
            badge="exact",
            alt="The mixtures of both players along the path, from nothing to an equilibrium.",
        ),
        "lemke",
        HEIGHT,
    )
    end = pivots[-1]
    lesson.readouts(
        [
            Readout("Pivots", float(len(pivots) - 1)),
            Readout("Rows played", float(len([each for each in end.p if each]))),
            Readout("Columns played", float(len([each for each in end.q if each]))),
            Readout("Labels", float(m + n), help="Strategies of both players together."),
        ]
    )
    lesson.formula(
        r"i \in L(p) \iff p_i = 0, \quad j \in L(p) \iff j \text{ is a best answer to } p; \qquad "
        r"L(p) \cup L(q) = \text{all}: \text{ an equilibrium}"
    )


def told(table: Table, pivot: Pivot) -> str:
    """What a pivot does, in words."""
    names = [f"row {name}" for name in table.game.row_names]
    names += [f"column {name}" for name in table.game.column_names]
    if pivot.dropped < 0:
        return "Nobody plays anything: all labels are there, but no mixtures."
    end = f" Now p = ({listed(pivot.p)}), q = ({listed(pivot.q)})."
    return f"The label of {names[pivot.dropped]} goes, that of {names[pivot.picked]} comes.{end}"

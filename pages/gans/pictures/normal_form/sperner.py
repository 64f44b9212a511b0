"""Sperner's triangles: labelled by Nash's map, one with all three labels is always found."""

import numpy as np
from numpy.typing import NDArray

from models.games.tables import Sperner, SpernerSetup, corners, place, sperner
from pages.gans.pictures.normal_form.figures import OUT
from pages.gans.pictures.trail import trail
from playground import lesson, scene
from playground.lesson import Readout

HEIGHT = 460


def labelled(setup: SpernerSetup) -> None:
    """The triangle, its labels, and the walk through the doors."""
    table = setup.chosen()
    found = sperner(table.game.rows, setup.parts)
    spots = place(found.corners)
    way = place(found.centres[found.walk])
    scene.show(
        scene.Scene(
            [
                scene.Paths("subdivision", _edges(found, spots), "base", width=0.7),
                scene.Polygons("all three labels", [*spots[found.triangles[found.full]]], "exact"),
                scene.Paths("walk through the doors", trail(way), "model", width=3),
                scene.Points("where the walk is", way[:, None], "model", 6, 1.0),
                scene.Points("labels", spots, "base", 5.0, 0.95, classes=found.labels),
                scene.Labels("strategies", corners(3) * OUT, table.game.row_names),
            ],
            (-1.5, 1.5, -0.85, 1.35),
            times=range(1, len(way) + 1),
            time_name="triangle",
            captions=_told(found),
            identity=setup.model_dump_json(),
            start="last",
            x_label="",
            y_label="",
            axes=False,
            badge="exact",
            alt="A divided triangle of mixtures, its corners labelled in three colours, and a walk "
            "that ends in a small triangle with all three.",
        ),
        "sperner",
        HEIGHT,
    )
    end = int(found.walk[-1])
    lesson.readouts(
        [
            Readout(
                "Triangles with all labels",
                float(np.count_nonzero(found.full)),
                help="Always an odd number (Sperner 1928), so never none.",
            ),
            Readout("Steps of the walk", float(len(found.walk))),
            Readout(
                "Moved there",
                float(found.moved[end]),
                help="How far Nash's map moves the middle of the last triangle, in any coordinate: "
                "0 exactly at a symmetric equilibrium of the game in which both have the row "
                "player's payoffs. Payoffs are scaled to at most 1.",
            ),
            *(
                Readout(f"p of {name}", float(share))
                for name, share in zip(table.game.row_names, found.centres[end], strict=True)
            ),
        ]
    )
    lesson.formula(
        r"T(p)_i = \frac{p_i + \max(0, (A p)_i - p^\top A p)}"
        r"{1 + \sum_k \max(0, (A p)_k - p^\top A p)},\qquad "
        r"\text{label of } p: \text{ an } i \text{ with } p_i > 0,\ T(p)_i \le p_i"
    )


def _told(found: Sperner) -> list[str]:
    last = len(found.walk) - 1
    return [
        "This triangle has all three labels."
        if step == last
        else "Through the next door: an edge with the first two labels."
        for step in range(last + 1)
    ]


def _edges(found: Sperner, spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """(F, 4, 2) the outline of each small triangle."""
    return spots[found.triangles[:, [0, 1, 2, 0]]]

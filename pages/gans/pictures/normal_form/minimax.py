"""What the row player secures: the lowest of the lines, lifted as high as it goes."""

import numpy as np
import streamlit as st

from models.games.tables import (
    MinimaxSetup,
    Security,
    Table,
    answers,
    best_regions,
    corners,
    place,
    security,
)
from pages.gans.pictures.normal_form.figures import OUT
from pages.gans.pictures.normal_form.grid import HEIGHT, UNDER, Grid, layers
from pages.gans.pictures.normal_form.supports import earned
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "bimatrix"
LINE = 101  # shares at which the lines are drawn


@st.fragment
def secured(setup: MinimaxSetup) -> None:
    """The picture that fits the number of rows, and the theorem in numbers."""
    if controls.turned(SLUG, setup, "share"):
        st.rerun()
    table = setup.chosen()
    found = security(table.game.rows)
    rows = len(table.rows)
    if rows == 2:
        _lines(setup, table, found)
    elif rows == 3:
        _triangle(setup, table, found)
    else:
        _table(setup, table, found)
    lesson.readouts(
        [
            Readout(
                "max min, pure",
                found.pure[0],
                help="What the best single row earns against the worst answer.",
            ),
            Readout(
                "max min, mixed",
                found.value,
                reference=found.held,
                reference_name="min max, mixed",
                help="Two linear programs, each the dual of the other (von Neumann 1928).",
                digits=5,
                rounding=1e-9,
            ),
            Readout(
                "min max, pure",
                found.pure[1],
                help="To what the best single column holds the row player.",
            ),
        ]
    )
    lesson.formula(
        r"\max_i \min_j a_{ij} \;\le\; \max_p \min_j (p^\top A)_j = "
        r"\min_q \max_i (A q)_i \;\le\; \min_j \max_i a_{ij}"
    )
    if not table.game.zero_sum:
        st.caption(
            "This game is not zero-sum: what stands here is what the row player can secure "
            "against an opponent who does nothing but harm."
        )


def _lines(setup: MinimaxSetup, table: Table, found: Security) -> None:
    text = setup.model_dump_json()
    held = handles.held(text, "lines")
    share = setup.share if held is None else _share(held)
    x = np.linspace(0, 1, LINE)
    every = answers(table.game.rows, np.column_stack((x, 1 - x)))  # (LINE, n)
    here = answers(table.game.rows, np.array((share, 1 - share)))
    low, high = float(every.min()), float(every.max())
    room = 0.12 * max(high - low, 1.0)
    graphs = np.stack([np.column_stack((x, line)) for line in every.T])
    worst = np.column_stack((x, every.min(axis=1)))
    best = [[float(found.p[0]), found.value]]
    flat = {"max min, pure": found.pure[0], "min max, pure": found.pure[1]}
    # Each line has its name near an end, by turns on the right and on the left.
    at = [12 * (j // 2) + 8 if j % 2 else LINE - 9 - 12 * (j // 2) for j in range(every.shape[1])]
    names = [(x[i], line[i] + room / 3) for i, line in zip(at, every.T, strict=True)]
    picture = scene.Scene(
        [
            *(
                scene.Paths(word, [[(0, height), (1, height)]], "base", dashed=True)
                for word, height in flat.items()
            ),
            scene.Paths("against each column", graphs, "query", width=2),
            scene.Paths("against the worst", worst[None], "model", width=4),
            scene.Labels("columns", names, table.game.column_names),
            scene.Points("the most that is secured", best, "exact", 7, 1.0),
            scene.Handles("p", [(share, float(here.min()))], "codeword", ["p"], along="x"),
        ],
        (-0.02, 1.02, low - room, high + room),
        equal=False,
        x_label=f"how often {table.game.row_names[0]}",
        y_label="earned",
        badge="exact",
        alt="What the row player earns against each column, over the first row's share.",
    )
    scene.show(picture, "lines", HEIGHT, handles.follow(text, _let_go, "lines"))
    st.caption(
        f"At p = {share:.2f} the worst answer leaves {lesson.numeral(float(here.min()))}; at "
        f"p = {found.p[0]:.3g} it leaves {lesson.numeral(found.value)}, and no p leaves more."
    )


def _share(positions: handles.Positions) -> float:
    return round(float(np.clip(positions["p"][0, 0], 0, 1)), 2)


def _let_go(positions: handles.Positions) -> None:
    controls.set_values(SLUG, share=_share(positions))


def _triangle(setup: MinimaxSetup, table: Table, found: Security) -> None:
    mixtures, _ = best_regions(table.game.rows.T, 40)
    worst = answers(table.game.rows, mixtures).min(axis=1)
    ends = corners(3)
    picture = scene.Scene(
        [
            scene.Points("against the worst", place(mixtures), "base", 5.0, 0.9, values=worst),
            scene.Paths("mixtures", np.concatenate((ends, ends[:1]))[None], "base", width=1.5),
            scene.Labels("rows", ends * OUT, table.game.row_names),
            scene.Points("the most that is secured", [place(found.p)], "exact", 8, 1.0),
        ],
        (-1.5, 1.5, -1.0, 1.35),
        x_label="",
        y_label="",
        axes=False,
        badge="exact",
        alt="What each mixture of three rows earns against its worst answer.",
    )
    scene.show(picture, "triangle", HEIGHT)


def _table(setup: MinimaxSetup, table: Table, found: Security) -> None:
    grid = Grid(*table.game.rows.shape)
    shares = [[f"{each:.3g}" for each in side] for side in (found.p, found.q)]
    picture = scene.Scene(
        [
            *layers(table.game, earned(table)),
            scene.Labels("p that secures most", grid.beside - UNDER, shares[0]),
            scene.Labels("q that holds it down", grid.above - UNDER, shares[1]),
        ],
        grid.window,
        x_label="",
        y_label="",
        axes=False,
        badge="exact",
        alt="The payoffs, and how often each row and column is played for safety.",
    )
    scene.show(picture, "secured", HEIGHT)

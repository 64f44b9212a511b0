"""Dominated strategies are struck out, one after the other."""

from fractions import Fraction

import numpy as np

from models.games.tables import (
    EliminationSetup,
    Removal,
    Table,
    eliminate,
    extreme_equilibria,
    written,
)
from pages.gans.pictures.normal_form.grid import HEIGHT, Grid, layers
from pages.gans.pictures.normal_form.supports import earned
from playground import lesson, scene
from playground.lesson import Readout

DOMINATED = {
    "strict": r"\sum_k w_k\, a_{kj} > a_{ij}\ \text{ for every } j \text{ that is left}: "
    r"\text{ row } i \text{ is strictly dominated}",
    "weak": r"a_{kj} \ge a_{ij}\ \text{ for every } j \text{ that is left, and } > "
    r"\text{ for one}: \text{ row } i \text{ is weakly dominated}",
}
BETTER = {"strict": "is better", "weak": "is never worse, and somewhere better"}


def elimination(setup: EliminationSetup) -> None:
    """The table, and what is left of it."""
    table = setup.chosen()
    removals = eliminate(table.rows, table.columns, setup.dominance)
    grid = Grid(*table.game.rows.shape)
    gone = np.zeros((len(removals) + 1, grid.m + grid.n), dtype=bool)
    for time, each in enumerate(removals, start=1):
        gone[time:, each.strategy if each.row else grid.m + each.strategy] = True
    left = [grid.m + grid.n - int(np.count_nonzero(row)) for row in gone]
    scene.show(
        scene.Scene(
            [
                *layers(table.game, earned(table)),
                scene.Paths(
                    "struck out",
                    np.where(gone[:, :, None, None], grid.strikes()[None], np.nan),
                    "gradient",
                    width=5,
                ),
            ],
            grid.window,
            times=range(len(gone)),
            time_name="removal",
            curves=[scene.Curve("strategies left", left, "base", wanted=(0, grid.m + grid.n))],
            captions=["Nothing is struck out yet." if removals else "Nothing is dominated."]
            + [f"{told(table, each)} {BETTER[setup.dominance]}." for each in removals],
            identity=setup.model_dump_json(),
            start="last",
            pace=1.0,
            x_label="",
            y_label="",
            axes=False,
            badge="exact",
            alt=f"The payoffs of {table.game.title}; dominated rows and columns are struck out.",
        ),
        "elimination",
        HEIGHT,
    )
    found = extreme_equilibria(table.rows, table.columns)
    lost = [each for each in found if any(_plays(each.p, each.q, removal) for removal in removals)]
    lesson.readouts(
        [
            Readout("Rows left", float(grid.m - len([1 for each in removals if each.row]))),
            Readout("Columns left", float(grid.n - len([1 for each in removals if not each.row]))),
            Readout("Equilibria", float(len(found))),
            Readout(
                "Of these lost",
                float(len(lost)),
                help="Strict dominance never loses one; weak dominance may.",
            ),
        ]
    )
    lesson.formula(DOMINATED[setup.dominance])


def told(table: Table, removal: Removal) -> str:
    """What is struck out, and by what."""
    names = table.game.row_names if removal.row else table.game.column_names
    by = " + ".join(
        name if weight == 1 else f"{written(weight)} {name}"
        for weight, name in zip(removal.by, names, strict=True)
        if weight
    )
    return f"{'Row' if removal.row else 'Column'} {names[removal.strategy]}: {by}"


def _plays(p: tuple[Fraction, ...], q: tuple[Fraction, ...], removal: Removal) -> bool:
    return bool((p if removal.row else q)[removal.strategy])

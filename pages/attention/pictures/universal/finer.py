"""Finer cells: how the distance falls, and what that costs."""

import streamlit as st

from models.expressivity import ConstructionSetup, finer
from playground import charts, lesson
from playground.charts import Curve
from playground.lesson import Readout


def finer_cells(setup: ConstructionSetup) -> None:
    """Distance and blocks over the number of cells."""
    found = finer(setup)
    lines = [
        Curve("measured d₂", found.cells, found.error, "model"),
        Curve("proved, at most", found.cells, found.bound, "exact"),
    ]
    if found.floor:
        lines.append(Curve("floor without positions", [], found.floor, "gradient", dashed=True))
    left, right = st.columns(2, gap="small")
    with left:
        charts.show(
            charts.curves(lines, "cells 1 / δ", "d₂(f, network)", log_x=True, log_y=True),
            "distance",
            "The distance to f over the number of cells, under the bound of the proof.",
            fills=True,
        )
    with right:
        charts.show(
            charts.curves(
                [Curve("blocks", found.cells, found.blocks, "codeword")],
                "cells 1 / δ",
                "blocks",
                log_x=True,
                log_y=True,
            ),
            "price",
            "How many blocks the construction takes over the number of cells.",
            fills=True,
        )
    lesson.readouts(
        [
            Readout(
                f"{cells} cells",
                error,
                reference=bound,
                reference_name="at most",
                help=f"{blocks:,} blocks of {parameters // blocks} numbers each.",
            )
            for cells, error, bound, blocks, parameters in zip(
                found.cells.tolist(),
                found.error.tolist(),
                found.bound.tolist(),
                found.blocks.tolist(),
                found.parameters.tolist(),
                strict=True,
            )
        ]
    )

"""The matrix of measures and faults; a cell that is pointed at shows its experiment."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.measures import MEASURES, MatrixSetup
from models.measures.experiments import (
    DOUBT,
    PERFECT,
    TICKS,
    bounded,
    cells,
    heights,
    in_each_cell,
    outlines,
    reach,
    spread_out,
    worse,
)
from models.measures.generators import FAULTS, NAMES
from pages.evaluation.pictures.measures.clouds import pair
from playground import lesson, live, scene, timeline
from playground.lesson import Readout

KEY = "matrix"
ROOM = 2.9  # columns, for the names of the measures
SHORT = {
    "memorise": "Memory",
    "shrink": "Shrink",
    "drop": "Drop",
    "noise": "Noise",
    "imbalance": "Uneven",
    "outliers": "Outl.",
}
STRONG = 10.0  # noises that have the last colour


def matrix(screen: live.Screen[MatrixSetup]) -> None:
    """The matrix so far, and beside it the experiment of the chosen cell."""
    views = screen.recording.frame(-1).views
    sequence = f"{screen.setup.model_dump_json()}:{len(screen.recording)}"
    at = timeline.steps(sequence, len(MEASURES) * len(FAULTS), KEY)
    row, column = divmod(at.frame, len(FAULTS))
    left, right = st.columns([1.7, 1], gap="small")
    with left:
        scene.show(table(views, at), KEY, 560)
    with right:
        fake = in_each_cell(views["fake"])
        scene.show(
            pair(views["real"], fake, **clock(at)),
            "experiment",
            280,
            share=0.5,
        )
        scene.show(values(views, at), "values", 200, share=0.35)
    numbers(screen, row, column)


def clock(at: timeline.Place) -> dict[str, Any]:
    """The frames that all three pictures have in common: a frame is a cell."""
    count = len(MEASURES) * len(FAULTS)
    return {
        "times": range(1, count + 1),
        "time_name": "cell",
        "total": count,
        "identity": at.identity,
        "start": at.frame,
        "link": KEY,
    }


def told(moved: float) -> str:
    """A number of noises in words."""
    return "—" if np.isnan(moved) else f"{lesson.formatted(moved, '+.1f')} noises"


def brief(moved: float) -> str:
    """The same in a cell."""
    if np.isfinite(moved):
        return lesson.numeral(round(moved))
    return "" if np.isnan(moved) else "∞" if moved > 0 else "−∞"


def table(views: Mapping[str, Any], at: timeline.Place) -> scene.Scene:
    """How far each fault moves each measure: worse in one colour, seemingly better in the other."""
    noises = worse(views["moved"].T).T
    rows = heights()
    names = [(-ROOM / 2, float(y)) for y in rows]
    top = float(len(rows))
    return scene.Scene(
        [
            scene.Field(
                "worse",
                bounded(noises, STRONG)[::-1],
                (0, len(FAULTS), 0, top),
                -STRONG,
                STRONG,
                unit="noises, + is worse",
                scale="diverging",
                cells=True,
                dtype="float16",
            ),
            scene.Labels(
                "noises",
                cells(),
                [brief(each) for each in noises.ravel()],
                room=1.0,
            ),
            scene.Paths("cell", outlines(), "exact", width=2.5),
            scene.Labels("measures", names, [f"{m.number} {m.short}" for m in MEASURES], room=ROOM),
            scene.Labels(
                "faults",
                [(n + 0.5, top + (0.6, 1.5)[n % 2]) for n in range(len(FAULTS))],
                [SHORT.get(each, NAMES[each]) for each in FAULTS],
            ),
        ],
        (-ROOM, len(FAULTS), -0.1, top + 2.1),
        equal=False,
        axes=False,
        spots=cells(),
        captions=[
            f"{measure.name}, {NAMES[fault].lower()}: {told(noises[row, column])}"
            for row, measure in enumerate(MEASURES)
            for column, fault in enumerate(FAULTS)
        ],
        report_time=True,
        tall=1.7,
        alt="A table of measures and faults: how far each fault moves each measure from what "
        "perfect samplers give, in the spread of perfect samplers.",
        **clock(at),
    )


def values(views: Mapping[str, Any], at: timeline.Place) -> scene.Scene:
    """The single experiments of a cell: perfect samplers above, faulty ones below."""
    perfect, faulty = spread_out(views["perfect"], views["values"])
    ticks = reach(TICKS)
    walls = [[(float(x), -0.5), (float(x), 1.5)] for x in reach(DOUBT)]
    return scene.Scene(
        [
            scene.Paths("3 noises", walls, "base", width=0.5),
            scene.Points("perfect samplers", perfect, "exact", size=4),
            scene.Points("with the fault", faulty, "model", size=5, opacity=0.9),
            scene.Labels(
                "noises",
                [(float(x), -0.8) for x in ticks],
                [lesson.formatted(tick, "+d") for tick in TICKS],
            ),
        ],
        (-1.05, 1.05, -1.0, 1.6),
        equal=False,
        axes=False,
        alt="Where the single experiments of the chosen cell lie, in noises.",
        **clock(at),
    )


def numbers(screen: live.Screen[MatrixSetup], row: int, column: int) -> None:
    """The chosen cell in numbers."""
    frame = screen.recording.frame(-1)
    measure, fault = MEASURES[row], FAULTS[column]
    moved = float(worse(frame.views["moved"].T).T[row, column])
    known = not np.isnan(moved)
    lesson.readouts(
        [
            Readout(
                f"{measure.name}, {NAMES[fault].lower()}",
                float(frame.views["means"][column, row]) if known else None,
                measure.unit,
                float(frame.views["centre"][row]),
                "perfect samplers",
                samples=int(frame.metrics["size"]),
                help=f"The mean of {screen.setup.repeats} experiments, beside that of "
                f"{PERFECT} perfect samplers.",
            ),
            Readout(
                "Moved",
                moved if known else None,
                "noises",
                help="In the spread of the measure over perfect samplers; + is worse.",
            ),
            Readout(
                "Cells that see their fault",
                frame.metrics["seen"],
                reference=float(len(MEASURES) * len(FAULTS)),
                reference_name="of",
                help="Moved by three noises or more.",
            ),
        ]
    )
    lesson.formula(measure.formula)

"""The seven desiderata: what a small experiment says of each measure."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.measures import MEASURES, DesiderataSetup
from models.measures.experiments import EXPERIMENTS, WISHES, grid_cells, grid_outlines, heights
from playground import lesson, live, scene, timeline
from playground.lesson import Readout

KEY = "wishes"
ROOM = 2.1  # columns, for the names of the measures


def wishes(screen: live.Screen[DesiderataSetup]) -> None:
    """The matrix so far, and the experiment of the chosen cell in words."""
    frame = screen.recording.frame(-1)
    sequence = f"{screen.setup.model_dump_json()}:{len(screen.recording)}"
    at = timeline.steps(sequence, len(MEASURES) * len(WISHES), KEY)
    row, column = divmod(at.frame, len(WISHES))
    scene.show(table(frame.views, at), KEY, 560)
    measure, experiment = MEASURES[row], EXPERIMENTS[WISHES[column]]
    number = float(frame.views["number"][row, column])
    lesson.readouts(
        [
            Readout(
                f"{experiment.name} of {measure.short}",
                None if np.isnan(number) else number,
                help=f"{experiment.number}: {experiment.wanted}.",
            ),
            Readout(
                "Wishes fulfilled",
                frame.metrics["kept"],
                reference=float(len(MEASURES) * screen.recording.last_step),
                reference_name="of",
            ),
        ]
    )
    st.caption(
        f"**{experiment.name}.** {experiment.asks} The number is {experiment.number}; wanted is "
        f"{experiment.wanted}."
    )


def said(row: int, column: int, number: float, fulfilled: float) -> str:
    """A cell in words."""
    name = f"{MEASURES[row].name}, {EXPERIMENTS[WISHES[column]].name.lower()}"
    if np.isnan(number):
        return f"{name}: still to come"
    verdict = "as wanted" if fulfilled > 0 else "not as wanted"
    return f"{name}: {brief(number)}, {verdict}"


def brief(number: float) -> str:
    """A number in a cell."""
    if np.isnan(number):
        return ""
    return "never" if number == float("inf") else lesson.numeral(number, 2, 1e-6)


def table(views: Mapping[str, Any], at: timeline.Place) -> scene.Scene:
    """Green where an experiment gave what is wanted."""
    top = float(len(MEASURES))
    number, fulfilled = views["number"], views["fulfilled"]
    count = len(MEASURES) * len(WISHES)
    return scene.Scene(
        [
            scene.Field(
                "as wanted",
                fulfilled[::-1],
                (0, len(WISHES), 0, top),
                -1,
                1,
                scale="diverging",
                cells=True,
                opacity=0.55,
                unit="1 as wanted, -1 not",
            ),
            scene.Labels(
                "numbers",
                grid_cells(len(WISHES)),
                [brief(each) for each in number.ravel()],
                room=1.0,
            ),
            scene.Paths("cell", grid_outlines(len(WISHES)), "exact", width=2.5),
            scene.Labels(
                "measures",
                [(-ROOM / 2, float(y)) for y in heights()],
                [f"{each.number} {each.short}" for each in MEASURES],
                room=ROOM,
            ),
            scene.Labels(
                "wishes",
                [(place + 0.5, top + (0.6, 1.5)[place % 2]) for place in range(len(WISHES))],
                [EXPERIMENTS[each].name for each in WISHES],
            ),
        ],
        (-ROOM, len(WISHES), -0.1, top + 2.1),
        equal=False,
        axes=False,
        spots=grid_cells(len(WISHES)),
        captions=[
            said(row, column, float(number[row, column]), float(fulfilled[row, column]))
            for row in range(len(MEASURES))
            for column in range(len(WISHES))
        ],
        times=range(1, count + 1),
        time_name="cell",
        total=count,
        identity=at.identity,
        start=at.frame,
        report_time=True,
        tall=1.7,
        alt="A table of measures and desiderata: the number that an experiment gave, green where "
        "it is as wanted.",
    )

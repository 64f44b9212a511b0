"""A full table: the chain rule in any order, and how it bursts."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.autoregressive import TableSetup, table_view
from models.autoregressive.tables import HELD_OUT
from models.frame import over_time
from playground import charts, lesson, scene
from playground.lesson import Readout


@st.cache_data(max_entries=64, show_spinner=False)
def _counted(text: str) -> dict[str, Any]:
    return over_time(list(table_view(TableSetup.model_validate_json(text))))


def counted(setup: TableSetup) -> dict[str, Any]:
    """Numbers (1,) and arrays (1, ...) of a setup."""
    return _counted(setup.model_dump_json())


def table(setup: TableSetup) -> None:
    """How the table grows, and the word's factors by the one of three letters."""
    now = {name: values[0] for name, values in counted(setup).items()}
    lengths, even = now["letters"], float(now["even"])
    on_samples, on_others = (
        np.stack((lengths, now[name]), axis=-1)[None] for name in ("train", "held_out")
    )
    picture = scene.Scene(
        [
            scene.Paths("all alike", [[(1, even), (len(lengths), even)]], "exact", True),
            scene.Paths("on the samples", on_samples, "data", width=3),
            scene.Paths("on held-out text", on_others, "model", width=3),
            scene.Points("the table chosen", [(setup.letters, now["bits"])], "model", 7, 1.0),
        ],
        (0.8, len(lengths) + 0.2, 0, 5),
        equal=False,
        x_label="letters D of the table",
        y_label="bits per character",
        badge="counted",
        alt="Bits per character of tables of one to eight letters, on samples and held out.",
    )
    scene.show(picture, "growth", share=0.6)
    numbers(now)
    orders(setup, now)


def numbers(now: Mapping[str, Any]) -> None:
    """Cells against samples."""
    write = lesson.numeral
    st.table(
        [
            {
                "letters D": str(now["letters"][n]),
                "cells 27ᴰ": f"{now['cells'][n]:,}",
                "different texts seen": f"{now['seen'][n]:,}",
                "held-out texts never seen": f"{100 * now['new'][n]:.1f} %",
                "bits per character, held out": write(now["held_out"][n], 4),
            }
            for n in range(len(now["letters"]))
        ]
    )


def orders(setup: TableSetup, now: Mapping[str, Any]) -> None:
    """One word's factors in the order chosen."""
    word = setup.word
    names = [f"x{place + 1} = {word[place].replace(' ', '␣')}" for place in now["places"]]
    labels = [
        f"P({name} | {', '.join(names[:n])})" if n else f"P({name})" for n, name in enumerate(names)
    ]
    chart = charts.bars(labels, [charts.Series("factor", now["factors"], "model")], "probability")
    charts.show(chart, "orders", "The factors of the word's probability in the order chosen.")
    lesson.readouts(
        [
            Readout(
                "Product",
                float(now["probability"]),
                help="P(x₁, x₂, x₃), a cell of the table: the same in every order.",
                digits=4,
            ),
            Readout(
                f"Cells of {setup.letters} letters",
                float(now["chosen"]),
                help="27ᴰ: the alphabet and the blank, for each place.",
                digits=5,
            ),
            Readout(
                "Seen of them",
                float(now["filled"]),
                samples=setup.samples,
                help="Different texts among the samples.",
                digits=5,
            ),
            Readout(
                "Held out",
                float(now["bits"]),
                "bits per character",
                float(now["even"]),
                "even guess",
                help="What that table makes of text that was not counted.",
                digits=4,
            ),
            Readout(
                "Best length",
                float(now["best"]),
                "letters",
                samples=HELD_OUT,
                help="Where held-out text costs least.",
            ),
        ]
    )

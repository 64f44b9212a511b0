"""What has to be kept in mind while a word is read: how deep it is, or whether the ones are odd."""

from typing import Any

import numpy as np
import streamlit as st

from models.attention.theorems import SHOWN, WordsSetup, judge
from pages.attention.pictures.theorems.chains import line
from pages.attention.pictures.theorems.heads import heads
from playground import charts, lesson, live, scene
from playground.charts import Curve
from playground.lesson import Readout

OPEN, CLOSE, START = "([{", ")]}", "›"
BITS = {"parity": "01›", "written": "01›eo"}


def kept_in_mind(screen: live.Screen[WordsSetup]) -> None:
    """The depth or the parity along a word, and what the transformer has of it by each step."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    views = recording.frame(0).views
    asked = judge(setup).places.numpy()
    texts = words(setup, views["tokens"])
    top, dyck = float(setup.deepest if setup.task == "dyck" else 1), setup.task == "dyck"
    foot = -0.1 * top
    ended = setup.length - 0.5
    kept = np.stack((asked, views["kept"]), axis=-1)
    read = recording.view("read", first)
    said = "depth, read by a probe" if dyck else "P(odd), said"
    layers: list[scene.layers.Layer] = [
        scene.Paths("depth" if dyck else "odd", [kept], "exact", width=3.0),
        scene.Paths(said, line(asked, read), "model", width=3.0),
        scene.Paths(
            "longest it learns from", [[(ended, 0.0), (ended, 1.15 * top)]], "gradient", dashed=True
        ),
        scene.Labels(
            "word",
            np.stack((asked, np.full(len(asked), foot)), axis=-1),
            [texts[place] for place in asked],
        ),
    ]
    picture = scene.Scene(
        layers,
        (-0.5, len(texts) - 0.5, 2 * foot, 1.2 * top),
        **screen.time(),
        curves=[
            scene.Curve("above the best (nats)", recording.metric("excess")[first:], "model"),
            scene.Curve("beyond the length", recording.metric("beyond")[first:], "gradient"),
        ],
        x_label="place",
        y_label="open brackets" if dyck else "P(odd)",
        measured=(-0.5, len(texts) - 0.5, 0.0, 1.2 * top),
        equal=False,
        badge="trained live",
        alt="A word, twice as long as those that are learnt from: what has to be kept in mind at "
        "each place, and what the transformer has of it by each step.",
    )
    screen.show(picture)
    moment = screen.moment
    numbers(setup, moment.metrics)
    live.fork_button(screen)
    heads(texts[:SHOWN], moment.views["attention"])
    if not dyck:
        influence(moment.views["influence"], asked)


def words(setup: WordsSetup, tokens: Any) -> list[str]:
    """A sign for each token."""
    if setup.task != "dyck":
        return [BITS[setup.task][token] for token in tokens]
    signs = START + OPEN[: setup.kinds] + CLOSE[: setup.kinds]
    return [signs[token] for token in tokens]


def numbers(setup: WordsSetup, metrics: Any) -> None:
    """How near it comes to the best, at the lengths it learns from and beyond."""
    lesson.readouts(
        [
            Readout(
                "Loss",
                metrics["loss"],
                "nats",
                judge(setup).risk,
                "best:",
                digits=4,
                help="Mean surprise for each answer, at the lengths it learns from.",
            ),
            Readout(
                "Above the best",
                metrics["excess"],
                "nats",
                help="E[KL(best ‖ said)] at the lengths it learns from.",
            ),
            Readout(
                "Beyond",
                metrics["beyond"],
                "nats",
                help="The same on longer words, up to twice as long.",
            ),
        ]
    )


def influence(moved: Any, asked: Any) -> None:
    """How far the first bit moves the answer, over the length."""
    st.markdown("**One bit among n**: how far the first bit, turned, moves log P(odd) / P(even)")
    chart = charts.curves(
        [Curve("moved by", asked, moved, "model")],
        "bits read",
        "logits",
        height=240,
    )
    charts.show(chart, "influence", "How far the first bit moves the answer over the length.")

"""Every control, lesson part and chart on one page, for the eye and for the browser tests.

Run it with: PYTHONPATH=. SCRIPT=$PWD/tests/browser/stage/controls_gallery.py \\
    .venv/bin/streamlit run tests/browser/served.py
"""

import numpy as np
import streamlit as st

from playground import address, charts, controls, lesson, take_home
from playground.lesson import Preset, Readout
from tests.playground.demo import DemoSetup, train

TOPIC = "demo"


STATIONS = (
    Preset("One layer", DemoSetup(layers=1), "One fold only.", "Why?", "A layer folds once."),
    Preset(
        "Affine",
        DemoSetup(family="affine", layers=3, rate=0.0035, noise=0.25, cosine=False, drawn="a|b&é"),
        "Bridges of probability stay between the islands, however long it trains.",
        "Where do the thin threads come from?",
        "A smooth invertible map keeps the plane in one piece: $p(x) > 0$ on a connected set.",
    ),
    Preset("Default", DemoSetup(), "All knobs at home.", "Which link is shortest?", "This one."),
)


def main() -> None:
    """The gallery, another topic with the same knobs, and the heavy figures."""
    st.set_page_config("Controls gallery", layout="wide")
    page = st.navigation(
        [st.Page(gallery, default=True), st.Page(other), st.Page(figures)], position="top"
    )
    address.open_page(page.url_path or TOPIC)
    page.run()
    address.settle()


def other() -> None:
    """Another topic, whose parameters must not meet those of the first."""
    setup = controls.panel(DemoSetup, "other")
    st.code(setup.model_dump_json(), language=None, wrap_lines=True)


def gallery() -> None:
    """Everything there is."""
    lesson.header(
        "Normalizing flows",
        "Noise is bent, layer by layer, into your data, and you read its exact density.",
        "Sections 1.1 to 1.3",
        "trained live",
    )
    picture, side = st.columns([2.4, 1], gap="large")
    with side:
        setup = controls.panel(DemoSetup, TOPIC)
    with picture:
        lesson.story(lesson.presets(STATIONS, TOPIC, setup), TOPIC)
        st.json(setup.model_dump(mode="json"), expanded=False)
        st.code(setup.model_dump_json(), language=None, wrap_lines=True)
        lesson.readouts(
            [
                Readout(
                    "NLL", 2.0817, "nats", 2.0646, "entropy H", 0.0031, 20_000, "Lower is better."
                ),
                Readout("Gap", 0.0171, "nats", 0.0, "floor", 0.0031, 20_000),
                Readout("Area", 0.99971, "", 1.0, "exact", digits=5),
                Readout("Steps", setup.steps),
            ]
        )
        draw_charts(setup)
    moving()
    badges_and_equation()
    lesson.source(train, np.linspace)
    take_home.menu(
        TOPIC,
        setup,
        lambda: {"samples": np.zeros((3, 2)), "nll": np.arange(3.0)},
        lambda _: {},
        lambda: lesson.script_for(setup, module="tests.playground.demo"),
    )


def draw_charts(setup: DemoSetup) -> None:
    """One chart of each kind, with data that follow the setup."""
    rng = np.random.default_rng(setup.seed)
    step = np.arange(0, 1001, 10)
    fall = np.exp(-step / (50 * setup.layers))
    left, right = st.columns(2)
    with left:
        charts.show(
            charts.curves(
                [
                    charts.Curve("training", step, 2.1 + fall + rng.normal(0, 0.02, 101), "model"),
                    charts.Curve("held out", step, 2.15 + fall, "data"),
                    charts.Curve("entropy H", [], 2.06, "exact"),
                ],
                "step",
                "NLL (nats)",
            ),
            "demo:curves",
            "The loss falls to just above the entropy.",
        )
    with right:
        z = np.linspace(-3, 3, 121)
        charts.show(
            charts.histogram(
                [
                    charts.Series("model", rng.normal(0.2, 1, 5000), "model"),
                    charts.Series("base", rng.uniform(-2, 2, 5000), "base"),
                ],
                "x",
                x_range=(-3, 3),
                exact=charts.Curve("N(0, 1)", z, np.exp(-z * z / 2) / np.sqrt(2 * np.pi), "exact"),
            ),
            "demo:histogram",
            "The samples follow the normal density.",
        )
    with left:
        charts.show(
            charts.bars(
                ["3 bits", "2 bits", "4 bits", "1 bit"],
                [
                    charts.Series("data", rng.uniform(0.5, 1, 4), "data"),
                    charts.Series("codewords", rng.uniform(0.5, 1, 4), "codeword"),
                    charts.Series("bound", [0.9, 0.8, 0.7, 0.6], "exact"),
                ],
                "distortion",
            ),
            "demo:bars",
            "The distortion of four quantizers against the bound.",
        )


def figures() -> None:
    """What Plotly draws; on a page of its own, for it is slow without a graphics card."""
    words = ["the", "cat", "saw", "the", "dog"]
    weights = np.random.default_rng(0).dirichlet(np.ones(5), 5)
    left, right = st.columns(2)
    with left:
        charts.show_figure(
            charts.matrix(weights, words, words, ("query", "key", "weight")),
            "demo:matrix",
            "Attention weights of five words.",
        )
        charts.show_figure(
            charts.matrix(weights - 0.2, words, words, scale="diverging"),
            "demo:diverging",
            "Attention weights above and below the mean.",
        )
    grid = np.linspace(-3, 3, 40)
    hill = np.exp(-(grid[:, None] ** 2 + grid[None] ** 2) / 2)
    with right:
        charts.show_figure(
            charts.surface(hill, grid, grid, ("x₁", "x₂", "p")), "demo:surface", "A Gaussian hill."
        )


@st.fragment
def moving() -> None:
    """The slider that acts while it is dragged, with what depends on it."""
    t = controls.continuous("Time t", 0.0, 1.0, 0.0, "demo_time", 0.01, "From noise to data.")
    st.metric("t squared", f"{t * t:.4f}")
    st.button("Halfway", on_click=controls.set_values, args=(TOPIC,), kwargs={"time": 0.5})


def badges_and_equation() -> None:
    """All badges, and a sum that adds up beside one that does not."""
    with st.container(horizontal=True):
        for kind in lesson.BADGES:
            lesson.badge(kind)
    left, right = st.columns(2)
    with left:
        lesson.equation(
            r"\log p(x) = \log p_Z(z) + \sum_k \log |\det J_k|",
            [
                (r"\log p_Z(z)", -2.8379),
                (r"\log |\det J_1|", 1.2041),
                (r"\log |\det J_2|", -0.3100),
            ],
            (r"\log p(x)", -1.9438),
        )
    with right:
        lesson.equation(r"1 + 1", [("1", 1.0), ("1", 1.0)], ("3", 3.0))


if __name__ == "__main__":
    main()

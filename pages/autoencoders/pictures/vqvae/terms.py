"""The three terms of the loss, and what each of them pulls at."""

import streamlit as st

from models.vqvae import PARTS
from pages.autoencoders.pictures.vqvae import plane
from playground import charts, lesson, scene

TERMS = ("|x − D(z_q)|²", "|sg[E(x)] − e|²", "β |E(x) − sg[e]|²")


def terms(screen: plane.Watched) -> None:
    """Arrows on the plane, the terms as bars, and the gradient of each term on each part."""
    recording, first = screen.recording, screen.first()
    left, right = st.columns([2, 1], gap="small")
    arrows = recording.view("arrows", first)
    with left:
        layers = [
            *plane.codes(screen),
            scene.Arrows("−∂L/∂z_q", recording.view("at", first), arrows, "gradient"),
            scene.Arrows("the same at E(x)", recording.view("held", first), arrows, "query"),
        ]
        plane.show(screen, layers)
    moment = screen.moment
    with right:
        bars(screen)
        st.markdown("**What each term pulls at**: norms of the gradient")
        figure = charts.matrix(
            moment.views["pulls"], TERMS, PARTS, ("term", "part", "norm"), digits=3, height=230
        )
        charts.show_figure(figure, "pulls", "The norm of each term's gradient on each part.")
    lesson.equation(
        r"L = \lVert x - D(z_q) \rVert^2 + \lVert \mathrm{sg}[E(x)] - e \rVert^2"
        r" + \beta\, \lVert E(x) - \mathrm{sg}[e] \rVert^2",
        [
            (r"\lVert x - D(z_q) \rVert^2", moment.metrics["reconstruction"]),
            (r"\lVert \mathrm{sg}[E(x)] - e \rVert^2", moment.metrics["codebook"]),
            (r"\beta\, \lVert E(x) - \mathrm{sg}[e] \rVert^2", moment.metrics["committed"]),
        ],
        (r"L", moment.metrics["loss"]),
    )
    st.caption(
        "All three terms, whether they are switched on or not, of held-out images. The second and "
        "the third are one number; the stop-gradient sg decides which end they pull at."
    )


def bars(screen: plane.Watched) -> None:
    """The three terms at this moment."""
    metrics = screen.moment.metrics
    heights = [metrics[name] for name in ("reconstruction", "codebook", "committed")]
    chart = charts.bars(TERMS, [charts.Series("of an image", heights, "model")], "", height=200)
    charts.show(chart, "terms", "The three terms of the loss at this moment.")

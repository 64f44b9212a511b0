"""The three terms of the loss, and what each of them pulls at."""

import streamlit as st

from pages.autoencoders.pictures.vqvae import plane
from playground import charts, lesson, scene

WIDE = 1.6  # cells, so that the words beside them have room
NAMES = ("1st term", "2nd term", "3rd term")
PULLED = (*NAMES[:2], "3rd, no β")
LETTERS = ("E", "e", "D")  # of the formula: encoder, codebook, decoder


def terms(screen: plane.Watched) -> None:
    """Arrows on the plane, the terms as bars, and the gradient of each term on each part."""
    recording, first = screen.recording, screen.first()
    left, right = st.columns([2, 1], gap="small")
    arrows = recording.view("arrows", first)
    with left:
        layers = [
            *plane.codes(screen),
            scene.Arrows("−∂L/∂ codeword", recording.view("at", first), arrows, "gradient"),
            scene.Arrows("the same at E(x)", recording.view("held", first), arrows, "query"),
        ]
        plane.show(screen, layers)
    moment = screen.moment
    with right:
        pulls(screen)
        bars(screen)
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
        "the third before its β are one number; the stop-gradient sg decides which end they pull "
        "at."
    )


def bars(screen: plane.Watched) -> None:
    """The three terms at this moment."""
    metrics = screen.moment.metrics
    heights = [metrics[name] for name in ("reconstruction", "codebook", "committed")]
    chart = charts.bars(NAMES, [charts.Series("of an image", heights, "model")], "", height=200)
    charts.show(chart, "terms", "The three terms of the loss at this moment.")


def pulls(screen: plane.Watched) -> None:
    """The norm of each term's gradient on each part, at this moment."""
    norms = screen.moment.views["pulls"]
    rows, columns = norms.shape
    extent = (0.0, columns * WIDE, 0.0, float(rows))
    above = [((column + 0.5) * WIDE, rows + 0.3) for column in range(columns)]
    beside = [(-0.5 * WIDE, rows - row - 0.5) for row in range(rows)]
    field = scene.Field(
        "norm of the gradient",
        norms[::-1],
        extent,
        0,
        norms.max() or 1.0,
        dtype="float16",
        cells=True,
        digits=2,
        opacity=0.6,
    )
    picture = scene.Scene(
        [field, scene.Labels("parts", above, LETTERS), scene.Labels("terms", beside, PULLED)],
        (-WIDE, columns * WIDE, 0.0, rows + 0.6),
        alt="The norm of each term's gradient on encoder, codebook and decoder.",
        x_label="",
        y_label="",
        axes=False,
    )
    scene.show(picture, "pulls", 260, share=0.45)
    st.caption("What each term pulls at: the encoder E, the codewords e, the decoder D.")

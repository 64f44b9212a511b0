"""A picture of one's own, its bits for each pixel, and which pictures the flow finds likely."""

from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.brought import figures, read_picture
from models.errors import ModelError
from models.glow.look import (
    bits_of,
    grey,
    held_out_bits,
    readable,
    share_less_likely,
    strangers,
)
from pages.flows.pictures.glow.shared import Watched, at_frame, data_of, rows
from playground import bring, charts, lesson
from playground.lesson import Readout

OWN = "this picture"


def brought(screen: Watched) -> NDArray[np.float64]:
    """The picture that a person chose, drew or uploaded, (M,).

    Raises:
        ModelError: There is none yet, or there is no figure in it.
    """
    data, like = data_of(screen), screen.setup.data
    x = bring.figure(
        bring.where_from(),
        partial(grey, data),
        min(len(data.test), 297),
        partial(figures.from_strokes, like=like),
        read_picture,
        partial(figures.from_picture, like=like),
    )
    if x is None:
        raise ModelError("Choose a picture: its figure is centred and scaled, and then priced.")
    return np.asarray(x, dtype=np.float64)


@st.cache_data(max_entries=32, show_spinner=False)
def known(identity: str, frame: int, _screen: Watched) -> NDArray[np.float64]:
    """Bits for each pixel of the held-out pictures at one frame."""
    return held_out_bits(at_frame(identity, frame, _screen), data_of(_screen))


def likely(screen: Watched) -> None:
    """One's own picture beside held-out ones and beside pictures that nobody drew."""
    frame = screen.settled()
    model, data = at_frame(screen.identity, frame, screen), data_of(screen)
    shown = strangers(data)
    with st.container(), lesson.refusals(":material/draw:"):
        shown = {OWN: brought(screen)} | shown
    others = known(screen.identity, frame, screen)
    costs = bits_of(model, data.lattice, list(shown.values()))
    row = np.stack(list(shown.values()))
    rows(screen, [row], [""], "The pictures of the bars below, in their order.", share=0.4)
    top = readable(costs, screen.moment.metrics["bits"])
    chart = charts.bars(
        [
            name if cost <= top else f"{name} ↑ {lesson.numeral(float(cost))}"
            for name, cost in zip(shown, costs, strict=True)
        ],
        [
            charts.Series("bits a pixel", costs, "model"),
            charts.Series("held out, mean", [screen.moment.metrics["bits"]] * len(costs), "exact"),
        ],
        "bits a pixel",
        y_range=(0.0, top),
        height=240,
    )
    charts.show(chart, "strangers", "Bits for each pixel of several pictures.")
    if OWN in shown:
        price = float(costs[0])
        lesson.readouts(
            [
                Readout(
                    "This picture",
                    price,
                    "bits a pixel",
                    screen.moment.metrics["bits"],
                    "held out, mean",
                    help="The mean over eight draws of the noise.",
                ),
                Readout(
                    "Rank",
                    100 * share_less_likely(price, others),
                    "% are less likely",
                    samples=len(data.test),
                    help="Share of the held-out pictures that cost more bits.",
                ),
            ]
        )
    st.caption(
        "The fewer bits, the likelier. A bar with ↑ goes on beyond the top, to the number beside "
        "it; shuffled and inverted is the first held-out picture. The empty picture may cost no "
        "more than a real one, though nobody would take it for one: density is no measure of "
        "being typical, for there is one such picture and there are many others."
    )

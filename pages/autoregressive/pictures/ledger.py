"""The training's objective, written out: a sum of logarithms."""

import numpy as np
import streamlit as st

from models.autoregressive import ArSetup
from models.autoregressive.sequences import Ledger, ledger
from playground import lesson, scene
from playground.lesson import Readout
from playground.recording import Moment

ROWS = 8
NOTES = (
    r"The notes' second line reads $\sum_n P(x_n)$; it is $\sum_n \ln P(x_n)$. In the last line "
    r"symbols and parameters belong to a sequence: "
    r"$\sum_l [x_{n,d} = l] \ln \theta_{d,l}(x_{n,<d})$. The categorical law is "
    r"$\prod_l \theta_{d,l}^{[x_d = l]}$, with Iverson's bracket in the exponent, and "
    r"$x \in \{1, \ldots, 256\}^{256 \times 256}$, an element of it and not equal to it."
)


@st.cache_data(max_entries=64, show_spinner=False)
def written_out(identity: str, frame: int, _setup: ArSetup, _moment: Moment) -> Ledger:
    """The ledger of one moment."""
    return ledger(_setup, _moment.checkpoint, ROWS)


def added_up(found: Ledger, loss: float) -> None:
    """Each symbol's cost, the sums of the rows, the sum of all, and the loss that is shown."""
    places = found.costs.shape[1]
    across, upwards = np.meshgrid(np.arange(1.0, places + 1), np.arange(ROWS) + 0.5)
    xy = np.stack((across, upwards - 0.27), axis=-1).reshape(-1, 2)
    letters = "".join(found.texts[::-1]).replace(" ", "␣")
    sums = np.stack((np.full(ROWS, places + 2.2), np.arange(ROWS) + 0.5), axis=-1)
    high = float(found.costs.max())
    picture = scene.Scene(
        [
            scene.Field(
                "cost",
                found.costs[::-1],
                (0.5, places + 0.5, 0.0, ROWS),
                0.0,
                high,
                unit="nats",
                cells=True,
                digits=2,
            ),
            scene.Labels("symbols", xy, list(letters)),
            scene.Labels("sums", sums, [lesson.numeral(each, 4) for each in found.sums[::-1]]),
        ],
        (0.5, places + 4.0, 0.0, ROWS),
        equal=False,
        axes=False,
        badge="held out",
        alt="What each symbol of some sequences costs, and the sum of each row.",
    )
    scene.show(picture, "ledger")
    write = lesson.numeral
    st.markdown(
        f"{len(found.texts)} of {found.sequences} held-out sequences are shown. All of them: "
        f"**{write(found.total, 6)} nats** over {found.terms:,} symbols, "
        f"**{write(found.loss, 5)} nats** each: the loss of this moment, "
        f"{write(loss, 5)}.",
        text_alignment="center",
    )
    lesson.formula(
        r"\ln P(\mathcal D) = \sum_n \ln P(x_n) = \sum_n \sum_d \ln P(x_{n,d} \mid x_{n,<d})"
    )
    lesson.readouts(
        [
            Readout(
                "Σ −ln P",
                found.total,
                "nats",
                help="Over all held-out sequences, of which the first stand above.",
                digits=6,
            ),
            Readout("Terms", found.terms, help="Sequences times places."),
            Readout(
                "Sum / terms",
                found.loss,
                "nats",
                reference=loss,
                reference_name="loss at this moment",
                digits=5,
                help="What the training lowers is this mean, on batches of its own.",
            ),
        ]
    )
    lesson.beside_the_notes(NOTES)

"""A field of GANs: how often a setup collapses, over the two knobs one chooses."""

import streamlit as st

import pages.gans.pictures.field as pictures
from models.gans.game import mixture_of
from models.gans.sweeps import FieldSetup, cell_setup, ends, interval, restore_cell, train_field
from pages.gans.pictures.axes import FIELD
from pages.gans.stories.field import STATIONS
from playground import catalog, handles, lesson, live, page
from playground.lesson import Readout

TOPIC = catalog.topic("field")
OPENED = 8  # GANs of a cell that are named


def view(screen: live.Screen[FieldSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    setup = screen.setup
    spot = handles.pinned("cell", [(0.5, 0.5)], pictures.window(setup))[0]
    rows, columns = setup.shape
    row, column = min(int(spot[1]), rows - 1), min(int(spot[0]), columns - 1)
    pictures.field(screen, (row, column))
    metrics = screen.moment.metrics
    done, lost = int(metrics["done"]), int(metrics["lost"])
    lesson.readouts(
        [
            Readout(
                "GANs that have ended",
                done,
                reference=setup.cells * setup.seeds,
                reference_name="of",
            ),
            Readout(
                "Lost modes",
                100 * metrics["share"] if done else None,
                "%",
                samples=done or None,
                help="Of the GANs that have ended: those that cover fewer modes than the data has. "
                f"95 % interval {100 * metrics['low']:.0f} to {100 * metrics['high']:.0f} %.",
            ),
        ]
    )
    if done:
        st.caption(
            f"{lost} of {done} GANs have lost modes: {100 * metrics['share']:.0f} %, and with "
            f"95 % confidence {100 * metrics['low']:.0f} to {100 * metrics['high']:.0f} %."
        )
    cell(screen, row, column)


def cell(screen: live.Screen[FieldSetup], row: int, column: int) -> None:
    """The cell under the handle: how many of its GANs lose modes, and the way to each."""
    setup = screen.setup
    st.subheader(pictures.named(setup, row, column), anchor=False)
    end = ends(setup, screen.recording.steps, row, column)
    if end is None:
        st.caption("Its GANs have not ended yet.")
        return
    moment = screen.recording.frame(end)
    whole = len(mixture_of(cell_setup(setup, row, column)).weights)
    gans = restore_cell(setup, moment.checkpoint, row * setup.shape[1] + column)
    found = [int(each) for each in moment.views["modes"][row, column]]
    lost = sum(modes < whole for modes in found)
    low, high = interval(lost, len(found))
    st.markdown(
        f"**{lost} of {len(found)}** GANs have lost modes; the share lies between "
        f"{100 * low:.0f} and {100 * high:.0f} % (95 % confidence)."
    )
    pictures.portraits(gans[:OPENED], found[:OPENED], f"{screen.identity}:{end}")
    with st.container(horizontal=True, gap="small"):
        for gan, modes in zip(gans[:OPENED], found, strict=False):
            pictures.open_in_gans(gan.setup, modes, whole)
    st.caption(
        "The picture shows the very GANs of the field. The links train the same setup and seed "
        "anew: alone it rounds differently in the last digits, and a game may then end otherwise."
    )


def interval_formula(_: FieldSetup) -> None:
    lesson.formula(
        r"\hat p = \frac{\text{GANs that lost modes}}{S}, \qquad "
        r"\frac{\hat p + \frac{z^2}{2S} \pm z \sqrt{\frac{\hat p (1 - \hat p)}{S} + "
        r"\frac{z^2}{4 S^2}}}{1 + \frac{z^2}{S}}, \qquad z = 1.96"
    )


page.opened(TOPIC, FieldSetup).trained(
    train_field,
    view,
    STATIONS,
    FIELD,
    code=(train_field, interval, restore_cell),
    below=interval_formula,
)

"""Change of variables: what a map does to a density, in six views of one formula."""

from dataclasses import asdict

import streamlit as st

from models import change_of_variables as cov
from models.change_of_variables import ChangeSetup
from models.errors import ModelError
from pages.flows.pictures.change import drawer
from pages.flows.stories.change import STATIONS
from playground import catalog, controls, here, lesson, page
from playground.lesson import Readout

TOPIC = catalog.topic("change")
SLUG = TOPIC.slug


def set_once_more() -> None:
    """A widget out of the fragment still says what it said before the drag."""
    controls.set_values(SLUG, **(here.forget("dragged") or {}))


def show_view(setup: ChangeSetup) -> None:
    stage(setup)
    lesson.beside_the_notes(cov.ERRATA[setup.view])


@st.fragment
def stage(setup: ChangeSetup) -> None:
    """The picture and its numbers: they follow a drag without the page around them."""
    if here.forget("let go"):
        st.rerun()
    if setup.view == "nonlinear":
        help = "Small cells are nearly flat."
        controls.continuous("Side of the cell", 0.01, 1, 0.6, "cell", 0.01, help)
    setup = controls.as_it_stands(setup, SLUG)
    try:
        drawer(setup)(setup)
        lesson.readouts([Readout(**asdict(number)) for number in cov.numbers(setup)])
        formula = cov.formula(setup)
        lesson.equation(formula.latex, formula.terms, formula.total)
    except ModelError as error:
        st.info(str(error), icon=":material/compress:")


page.opened(TOPIC, ChangeSetup, views=cov.VIEWS, before=set_once_more).computed(
    show_view,
    STATIONS,
    page.Data(cov.arrays, cov.arrays, cov.axes_of, cov.script),
    code=lambda setup: cov.CODE[setup.view],
    then=lambda _: here.forget("dragged"),
)

"""Named setups that tell the story of a page in order, each with a question to the class."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from pydantic import BaseModel

from playground import controls
from playground.knobs import normal


@dataclass(frozen=True)
class Preset:
    """One station of the story.

    Attributes:
        name: Two or three words.
        setup: What the knobs are turned to.
        notice: One sentence on what to look at.
        question: One question to think about before looking on.
        answer: What is revealed.
    """

    name: str
    setup: BaseModel
    notice: str
    question: str
    answer: str


def presets(
    stations: Sequence[Preset],
    topic: str,
    setup: BaseModel | None = None,
    then: Callable[[], None] | None = None,
) -> Preset | None:
    """Draw the presets as buttons with the hot keys 1 to 9; :func:`story` tells the chosen one.

    Args:
        stations: The presets, in the order of the story.
        topic: The prefix given to ``controls.panel``.
        setup: What the panel returned, so that a link shows the preset it stands for. Without it
            the setup of the previous run is taken.
        then: Called after a press has turned the knobs, such as to train the preset at once.

    Returns:
        The preset that the setup equals, or else the one last pressed; ``None`` at first.
    """
    present = setup or st.session_state.get(f"{topic}:setup")
    equal = next((each for each in stations if present and normal(each.setup) == present), None)
    pressed = st.session_state.get(f"{topic}:preset")
    chosen = equal or next((each for each in stations if each.name == pressed), None)
    with st.container(horizontal=True, gap="small"):
        for number, station in enumerate(stations, start=1):
            st.button(
                station.name,
                key=f"{topic}:preset:{number}",
                type="primary" if station is equal else "secondary",
                shortcut=str(number) if number <= 9 else None,
                on_click=_press,
                args=(station, topic, then),
            )
    return chosen


def _press(station: Preset, topic: str, then: Callable[[], None] | None) -> None:
    controls.apply(station.setup, topic)
    st.session_state[f"{topic}:preset"] = station.name
    if then is not None:
        then()


def of_view(station: Preset | None, stations: Sequence[Preset], setup: BaseModel) -> Preset | None:
    """The station, unless it is about another view than the setup's: then the first of this one."""
    view = dict(setup)["view"]
    here = [each for each in stations if dict(each.setup)["view"] == view]
    return station if station in here else next(iter(here), None)


def story(station: Preset | None, topic: str) -> None:
    """What to notice in a preset, and its question with the answer folded away."""
    if station is None:
        return
    st.markdown(f":material/visibility: **Notice.** {station.notice}")
    st.markdown(f":material/help: **Question.** {station.question}")
    with st.expander("Reveal the answer", key=f"{topic}:answer:{station.name}"):
        st.markdown(station.answer)

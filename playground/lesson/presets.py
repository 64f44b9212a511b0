"""Named setups that tell the story of a page in order, each with a question to the class.

The lit one, and the words, are those of what is on screen: of the run that is shown where a page
trains, of the controls where a picture follows them at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st
from pydantic import BaseModel

from playground import address, controls, screen
from playground.controls.knobs import Knob, knobs_of, normal
from playground.live.watched import Watched

NEAR = 2  # knobs by which a setup may differ from a preset whose words are shown all the same
NAMED = 3  # knobs that are named where more are different


@dataclass(frozen=True)
class Preset:
    """One station of the story.

    Attributes:
        name: Two or three words.
        setup: What the knobs are turned to.
        notice: One sentence on what to look at.
        question: One question to think about before looking on.
        answer: What is revealed.
        opens: What the page turns to beside the knobs, such as its view: name -> option, as in
            ``controls.choose``. What a station does not name stands at its first option.
    """

    name: str
    setup: BaseModel
    notice: str
    question: str
    answer: str
    opens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What is told about what is on screen.

    Attributes:
        station: The preset whose words are shown, if there is one.
        apart: How what is on screen differs from it, in Markdown; empty when it is the preset.
        begin: The preset with which the story begins.
    """

    station: Preset | None
    apart: str
    begin: Preset

    @property
    def name(self) -> str:
        """Of the preset, or nothing."""
        return self.station.name if self.station else ""


def presets(
    stations: Sequence[Preset],
    topic: str,
    on_screen: BaseModel | Watched,
    then: Callable[[Preset], None] | None = None,
    view: str | None = None,
) -> Told:
    """Draw the presets as buttons with the hot keys 1 to 9; :func:`story` tells the lit one.

    Args:
        stations: The presets, in the order of the story.
        topic: The prefix given to ``controls.panel``.
        on_screen: What the picture shows: what is watched where a page trains, what the panel
            returned where the picture follows the controls at once.
        then: Called with the preset after a press has turned the knobs, such as to train it.
        view: What a preset opens that belongs to the view on screen, "" for the first view; None
            where the page has no views with presets of their own.

    Returns:
        The preset that is on screen; else the one from which somebody has gone on, or one that is
        near, and how what is on screen differs from it.
    """
    told = _told(stations, topic, on_screen, view)
    words = {name for station in stations for name in station.opens}
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        for number, station in enumerate(stations, start=1):
            lit = station is told.station and not told.apart
            st.button(
                station.name,
                key=f"{topic}:preset:{number}",
                type="primary" if lit else "secondary",
                shortcut=str(number) if number <= 9 else None,
                on_click=_press,
                args=(station, topic, words, then),
            )
    return told


def story(told: Told, topic: str) -> None:
    """What to notice in a preset, and its question with the answer folded away."""
    station = told.station
    if station is None:
        st.markdown(
            f":material/auto_stories: The story begins with **{told.begin.name}**: press **1**."
        )
        return
    if told.apart:
        st.caption(f":material/alt_route: {told.apart}")
    st.markdown(f":material/visibility: **Notice.** {station.notice}")
    st.markdown(f":material/help: **Question.** {station.question}")
    # One of its own for each depth: what has a key stays as it was once opened or folded.
    key = f"{topic}:answer:{station.name}:{screen.depth()}"
    with screen.folded("Reveal the answer", key=key):
        st.markdown(station.answer)


def _press(
    station: Preset, topic: str, words: Iterable[str], then: Callable[[Preset], None] | None
) -> None:
    controls.apply(station.setup, topic)
    controls.turn(topic, dict.fromkeys(words, "") | dict(station.opens))
    if then is not None:
        then(station)


def _told(
    stations: Sequence[Preset], topic: str, on_screen: BaseModel | Watched, view: str | None
) -> Told:
    setup = _pictured(on_screen)
    forked = isinstance(on_screen, Watched) and on_screen.run.recording.origin is not None
    memory = f"{topic}:told"
    last = st.session_state.get(memory)
    here = [
        station for station in stations if view is None or station.opens.get("view", "") == view
    ]
    apart = {station.name: _differences(station.setup, setup) for station in here}
    here.sort(key=lambda station: (len(apart[station.name]), station.name != last))
    if here and not apart[here[0].name] and not forked:
        st.session_state[memory] = here[0].name
        return Told(here[0], "", stations[0])
    left = next((station for station in here if station.name == last), None)
    at = address.present().get(f"{topic}_view", "")
    near = [
        each
        for each in here
        if view is not None or (len(apart[each.name]) <= NEAR and each.opens.get("view", at) == at)
    ]
    station = left or next(iter(near), None)
    if station is None:
        return Told(None, "", stations[0])
    knobs, was_there = apart[station.name], station is left
    words = _apart(station, setup, knobs, was_there=was_there, forked=forked)
    return Told(station, words, stations[0])


def _pictured(on_screen: BaseModel | Watched) -> BaseModel:
    """What is on screen; what is coming, where that is the picture of another view."""
    if not isinstance(on_screen, Watched):
        return on_screen
    trained: BaseModel = on_screen.trained
    controls: BaseModel = on_screen.setup
    return trained if type(trained) is type(controls) else controls


def _differences(preset: BaseModel, setup: BaseModel) -> list[Knob]:
    """The knobs that stand elsewhere than in a preset, as far as they mean something."""
    one, other = normal(preset), normal(setup)
    return [
        knob
        for knob in knobs_of(type(preset))
        if getattr(one, knob.name) != getattr(other, knob.name)
    ]


def _apart(
    station: Preset, setup: BaseModel, knobs: Sequence[Knob], *, was_there: bool, forked: bool
) -> str:
    """In a sentence: how what is on screen differs from a preset."""
    there = normal(station.setup)
    changes = [
        f"*{knob.label}* is another"
        if knob.kind in ("text", "spelled", "other")
        else f"*{knob.label}* is {knob.told(getattr(setup, knob.name))}, "
        f"not {knob.told(getattr(there, knob.name))}"
        for knob in knobs[:NAMED]
    ]
    if len(knobs) > NAMED:
        more = len(knobs) - NAMED
        changes.append("1 more is turned" if more == 1 else f"{more} more are turned")
    if forked:
        changes.append("the training was forked on its way")
    how = "; ".join(changes)
    if was_there:
        return f"You have left **{station.name}**: {how}. What it says need not hold any more."
    return f"This is not quite **{station.name}**: {how}. What it says need not hold here."

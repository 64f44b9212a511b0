"""A Setup becomes widgets, the widgets become a validated Setup, and the address follows.

The address is the state: every knob is the query parameter ``{topic}_{name}``, absent while it
stands at its default, and spelled by its stable value (``flows_family=spline``). When a link is
opened each parameter is judged by the Setup itself before its widget exists; one that is refused
is named in a notice, and its knob stands at its default.
"""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError
from streamlit.delta_generator import DeltaGenerator

from playground import address, screen
from playground.controls.knobs import (
    Knob,
    knobs_of,
    literal,
    parse,
    query,
    reason,
    refusal,
    renames,
)
from playground.controls.turning import set_values
from playground.controls.widgets import draw

S = TypeVar("S", bound=BaseModel)


def panel(setup_class: type[S], topic: str, others: Collection[type[BaseModel]] = ()) -> S:
    """Draw the widgets of a setup, common ones first, rare ones folded away under "More".

    A knob whose ``only`` condition does not hold is neither drawn nor in the address. Its value
    is remembered, but the returned setup has its default: two setups that mean the same
    are then equal, and share one run.

    Args:
        setup_class: A pydantic model declared with ``models.setup.knob``.
        topic: Prefix of the query parameters, unique in the app.
        others: The setups of the page's other views. Their knobs follow a link too, and leave the
            address; a knob of one name stands at one place in all of them.

    Returns:
        The validated setup that the widgets, and thus the address, stand for.
    """
    knobs = knobs_of(setup_class)
    every: list[type[BaseModel]] = [setup_class, *others]
    turned_to = st.session_state.get(f"{topic}:turned_to")
    if type(turned_to) is setup_class:  # a run that was overtaken has forgotten its knobs again
        set_values(topic, **dict(turned_to))
    for each in every:
        _follow_link(each, knobs_of(each), topic)
    notices, common = st.container(), st.container()
    folded = any(knob.rare and not knob.hidden for knob in knobs)
    rare = screen.folded("More", icon=":material/tune:") if folded else common
    values: dict[str, Any] = {}
    for knob in knobs:
        if not knob.shown(values):
            values[knob.name] = knob.default
        elif knob.hidden:
            values[knob.name] = st.session_state.get(f"{topic}_{knob.name}", knob.default)
        else:
            place = rare if knob.rare else common
            values[knob.name] = draw(place, knob, f"{topic}_{knob.name}")
    st.session_state.pop(f"{topic}:turned_to", None)
    setup, refused = _validated(setup_class, values)
    texts = query(setup, topic)
    linked = (knob for each in every for knob in knobs_of(each) if knob.in_link)
    names = dict.fromkeys(f"{topic}_{knob.name}" for knob in linked)
    address.write({name: texts.get(name) for name in names})
    _notify(notices, topic, setup, refused)
    st.session_state[f"{topic}:setup"] = setup
    return setup


def _follow_link(setup_class: type[BaseModel], knobs: tuple[Knob, ...], topic: str) -> None:
    """Turn the knobs to what a link says that was just opened."""
    refused: dict[str, str] = {}
    address.rename(renames(setup_class, topic))
    address.expect(*(f"{topic}_{knob.name}" for knob in knobs))
    linked = {f"{topic}_{knob.name}": knob for knob in knobs if knob.in_link}
    for (key, knob), texts in zip(linked.items(), address.opened_of([*linked]), strict=True):
        if texts is None:
            continue
        value = knob.default
        try:
            if len(texts) > 1:
                raise ValueError("Two values for one knob.")
            for text in texts:
                value = address.understood(text, partial(parse, setup_class, knob))
        except ValueError as error:
            told = refusal(key, texts, knob.label, knob.told(knob.default))
            refused[knob.name] = told + reason(error)
        if texts or key in st.session_state:
            st.session_state[key] = value
    if refused:
        memory = f"{topic}:refused"
        before, shown_at = st.session_state.get(memory, ({}, None))
        st.session_state[memory] = ((before if shown_at is None else {}) | refused, None)


def _notify(
    place: DeltaGenerator, topic: str, setup: BaseModel, refused: Mapping[str, str]
) -> None:
    """Show in one notice what was refused; what the address said, until a knob is turned."""
    memory = f"{topic}:refused"
    from_address, shown_at = st.session_state.pop(memory, ({}, None))
    if from_address and shown_at in (None, setup):
        st.session_state[memory] = (from_address, setup)
        refused = from_address | refused
    if refused:
        place.warning("  \n".join(refused.values()), icon=":material/link_off:")


def _validated(setup_class: type[S], values: dict[str, Any]) -> tuple[S, dict[str, str]]:
    """The setup, with a refused value or a refused combination replaced by defaults."""
    try:
        return setup_class.model_validate(values), {}
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False)
    refused = {
        str(problem["loc"][0] if problem["loc"] else ""): problem["msg"] for problem in problems
    }
    kept = {} if "" in refused else {n: v for n, v in values.items() if n not in refused}
    instead = {"": "Until it fits together all knobs count as their defaults."}
    sentences = {
        name: f"{literal(message.removeprefix('Value error, '), 200)} "
        + instead.get(name, "The default is used instead.")
        for name, message in refused.items()
    }
    return setup_class.model_validate(kept), sentences

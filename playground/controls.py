"""A Setup becomes widgets bound to the address, and the widgets become a validated Setup.

The address is the state: every knob is the query parameter ``{topic}_{name}``, absent while it
stands at its default. What Streamlit 1.67 makes of a bad parameter is uneven (it drops most of
them silently, truncates 3.7 to 3, takes the last of several, lets ``?x=`` clear a choice), so
each one is judged here first, by the Setup itself, before its widget exists. A parameter that is
refused, or spelled otherwise than the widget spells it, is put right in the address and the
script starts again once. This is also why ``?flows_family=spline`` works as well as the words
that a person reads.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from playground.continuous import continuous
from playground.knobs import Knob, knobs_of, link, literal, missing, parse, query, refusal
from playground.widgets import draw

__all__ = ["apply", "continuous", "panel", "permalink", "set_values", "unlinked", "view"]

S = TypeVar("S", bound=BaseModel)


def panel(setup_class: type[S], topic: str) -> S:
    """Draw the widgets of a setup, common ones first, rare ones folded away under "More".

    A knob whose ``only`` condition does not hold is neither drawn nor in the address. Its widget
    remembers its value, but the returned setup has its default: two setups that mean the same
    are then equal, and share one run.

    Args:
        setup_class: A pydantic model declared with ``models.setup.knob``.
        topic: Prefix of the query parameters, unique in the app.

    Returns:
        The validated setup that the widgets, and thus the address, stand for.
    """
    knobs = knobs_of(setup_class)
    _judge_address(setup_class, knobs, topic)
    notices, common = st.container(), st.container()
    folded = any(knob.rare and not knob.hidden for knob in knobs)
    rare = st.expander("More", icon=":material/tune:") if folded else common
    values: dict[str, Any] = {}
    for knob in knobs:
        if not knob.shown(values):
            values[knob.name] = knob.default
        elif knob.hidden:
            values[knob.name] = _hidden(setup_class, knob, topic)
        else:
            place = rare if knob.rare else common
            values[knob.name] = draw(place, setup_class, knob, f"{topic}_{knob.name}")
    setup, refused = _validated(setup_class, values)
    for knob in knobs:
        if knob.hidden and knob.in_link:
            _write_text(f"{topic}_{knob.name}", query(setup, topic))
    _notify(notices, topic, setup, refused)
    st.session_state[f"{topic}:setup"] = setup
    return setup


def apply(setup: BaseModel, topic: str) -> None:
    """Turn every knob of a topic to a setup. Call it in a callback, before widgets are drawn."""
    set_values(topic, **dict(setup))
    st.session_state.pop(f"{topic}:refused", None)


def set_values(topic: str, **values: Any) -> None:
    """Turn some knobs, hidden ones too. Call it in a callback, before widgets are drawn."""
    for name, value in values.items():
        st.session_state[f"{topic}_{name}"] = value


def view(label: str, names: Mapping[str, str], topic: str) -> str:
    """Draw the switch between a page's views; it is the query parameter ``{topic}_view``.

    Args:
        label: What is chosen, for those who cannot see it.
        names: What a person reads for each view; the first view is the one shown at first.
        topic: The prefix given to :func:`panel`.
    """
    return st.segmented_control(
        label,
        list(names),
        default=next(iter(names)),
        required=True,
        format_func=lambda name: names[name],
        key=f"{topic}_view",
        bind="query-params",
        label_visibility="collapsed",
    )


def permalink(topic: str, *, present: bool = False) -> str:
    """The address of what the page shows now, after :func:`panel` has run.

    Choices are written by their stable values. Parameters that the page itself keeps under the
    topic's prefix (a chosen view, a continuous slider) are in it too.

    Args:
        topic: The prefix given to :func:`panel`.
        present: Whether the link opens in presenter mode.
    """
    setup: BaseModel = st.session_state[f"{topic}:setup"]
    knobs = {f"{topic}_{knob.name}" for knob in knobs_of(type(setup)) if knob.in_link}
    others = {
        key: text
        for key, text in st.query_params.items()
        if key.startswith(f"{topic}_") and key not in knobs
    }
    mode = {"present": "1"} if present else {}
    return link(st.context.url or "", query(setup, topic) | others | mode)


def unlinked(topic: str) -> tuple[str, ...]:
    """The labels of what is changed but cannot travel in the permalink, such as a long text."""
    absent = missing(st.session_state[f"{topic}:setup"])
    return tuple(each.label for each in absent if f"{topic}_{each.name}" not in st.query_params)


def _judge_address(setup_class: type[BaseModel], knobs: tuple[Knob, ...], topic: str) -> None:
    refused: dict[str, str] = {}
    put_right = False
    for knob in knobs:
        key = f"{topic}_{knob.name}"
        texts = st.query_params.get_all(key)
        if not knob.in_link or not texts:
            continue
        wanted: str | None = None
        try:
            if len(texts) == 1:
                wanted = knob.text(parse(setup_class, knob, texts[0]))
        except ValueError:
            wanted = None
        if texts == [wanted]:
            continue
        try:
            if wanted is None:
                del st.query_params[key]
            else:
                st.query_params[key] = wanted
        except StreamlitAPIException:
            continue  # a widget already owns the parameter, and Streamlit keeps the two together
        put_right = True
        if wanted is None:
            refused[knob.name] = refusal(key, texts, knob.label, knob.told(knob.default))
    if put_right:
        st.session_state[f"{topic}:refused"] = (refused, None)
        st.rerun()


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
    sentences = {
        name: f"{literal(message.removeprefix('Value error, '), 200)} The default is used instead."
        for name, message in refused.items()
    }
    return setup_class.model_validate(kept), sentences


def _hidden(setup_class: type[BaseModel], knob: Knob, topic: str) -> Any:
    key = f"{topic}_{knob.name}"
    if knob.in_link and key not in st.session_state and key in st.query_params:
        st.session_state[key] = parse(setup_class, knob, st.query_params[key])
    return st.session_state.get(key, knob.default)


def _write_text(key: str, wanted: Mapping[str, str]) -> None:
    if key in wanted:
        if st.query_params.get(key) != wanted[key]:
            st.query_params[key] = wanted[key]
    elif key in st.query_params:
        del st.query_params[key]

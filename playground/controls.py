"""A Setup becomes widgets, the widgets become a validated Setup, and the address follows.

The address is the state: every knob is the query parameter ``{topic}_{name}``, absent while it
stands at its default, and spelled by its stable value (``flows_family=spline``). When a link is
opened each parameter is judged by the Setup itself before its widget exists; one that is refused
is named in a notice, and its knob stands at its default.
"""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, Literal, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError
from streamlit.delta_generator import DeltaGenerator

from playground import address, here, screen
from playground.continuous import continuous
from playground.knobs import (
    Knob,
    knobs_of,
    link,
    literal,
    missing,
    normal,
    option_of,
    parse,
    query,
    reason,
    refusal,
    renames,
    stranger,
)
from playground.widgets import KEEP, draw

__all__ = [
    "apply",
    "as_it_stands",
    "choose",
    "continuous",
    "labels",
    "last",
    "name_strangers",
    "panel",
    "permalink",
    "set_values",
    "shown",
    "stands",
    "tabs",
    "turn",
    "turned",
    "unlinked",
    "view",
]

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


def apply(setup: BaseModel, topic: str) -> None:
    """Turn every knob of a topic to a setup. Call it in a callback, before widgets are drawn."""
    set_values(topic, **dict(setup))
    st.session_state[f"{topic}:turned_to"] = setup  # until a run has drawn the knobs
    st.session_state.pop(f"{topic}:refused", None)


def set_values(topic: str, **values: Any) -> None:
    """Turn some knobs, hidden ones too. Call it in a callback, before widgets are drawn."""
    for name, value in values.items():
        st.session_state[f"{topic}_{name}"] = value


def stands(topic: str, name: str, default: Any = None) -> Any:
    """Where a knob stands at this moment, which may be later than the setup of the page."""
    return st.session_state.get(f"{topic}_{name}", default)


def turned(topic: str, setup: BaseModel, *names: str) -> bool:
    """Whether one of these knobs stands elsewhere than in a setup.

    A fragment asks it whose picture turns knobs: what was let go there belongs to the setup, and
    so the page around the fragment has to follow.
    """
    values = dict(setup)
    return any(stands(topic, name, values[name]) != values[name] for name in names)


def as_it_stands(setup: S, topic: str) -> S:
    """The setup of a page with all knobs as they stand by now: in a fragment, after a drag."""
    values = {name: stands(topic, name, value) for name, value in setup}
    return normal(type(setup).model_validate(values))


def last(topic: str) -> Any:
    """The setup that the page showed last; None before it was drawn for the first time."""
    return st.session_state.get(f"{topic}:setup")


def turn(topic: str, words: Mapping[str, str]) -> None:
    """Turn choices that belong to the page, by name; "" is the first option. For callbacks."""
    for name, option in words.items():
        st.session_state[f"{topic}_{name}"] = option


def choose(
    label: str, names: Mapping[str, str], key: str, *, listed: bool = False, shown: bool = False
) -> str:
    """Draw a choice that belongs to the page and not to its setup; ``key`` is in the link.

    Args:
        label: What is chosen.
        names: What a person reads for each option; the first option is the one chosen at first.
        key: Its name in the session and in the link, with the page's name before it.
        listed: Whether the options stand in a list that opens, and not side by side.
        shown: Whether the label is shown, and not only read to those who cannot see it.
    """
    key, options = here.word(key), list(names)
    if (texts := address.opened(key)) is not None:
        known = {text: option for option in options for text in (option, names[option])}
        st.session_state[key] = known.get(texts[-1] if texts else "", options[0])
    elif st.session_state.get(key, options[0]) not in names:
        st.session_state[key] = options[0]
    told: Literal["visible", "collapsed"] = "visible" if shown else "collapsed"
    chosen: str
    if listed:
        chosen = st.selectbox(
            label,
            options,
            format_func=names.__getitem__,
            key=key,
            persist_state=KEEP,
            label_visibility=told,
        )
    else:
        chosen = st.segmented_control(
            label,
            options,
            default=options[0],
            required=True,
            format_func=names.__getitem__,
            key=key,
            persist_state=KEEP,
            label_visibility=told,
        )
    address.write({key: None if chosen == options[0] else chosen})
    return chosen


def view(label: str, names: Mapping[str, str], topic: str) -> str:
    """Draw the switch between a page's views; it is the query parameter ``{topic}_view``.

    Args:
        label: What is chosen, for those who cannot see it.
        names: What a person reads for each view; the first view is the one shown at first.
        topic: The prefix given to :func:`panel`.
    """
    return choose(label, names, f"{topic}_view")


def shown(names: Mapping[str, str], topic: str) -> str:
    """The view that is shown: what a link says that was just opened, else where the switch stands.

    It is the query parameter ``{topic}_view``, absent for the first view. Call it before
    :func:`panel`, which tells what of a link cannot be followed; :func:`tabs` draws the switch.

    Args:
        names: What a person reads for each view; the first view is the one shown at first.
        topic: The prefix given to :func:`panel`.
    """
    key, first = f"{topic}_view", next(iter(names))
    if (texts := address.opened(key)) is not None:
        st.session_state[key] = first
        refused = {}
        try:
            if len(texts) > 1:
                raise ValueError("Two views at once.")
            for text in texts:
                st.session_state[key] = address.understood(text, partial(option_of, names))
        except ValueError:
            refused["view"] = refusal(key, texts, "The view", names[first])
        st.session_state[f"{topic}:refused"] = (refused, None)
    elif st.session_state.get(key) not in names:
        st.session_state[key] = first
    view: str = st.session_state[key]
    address.write({key: None if view == first else view})
    return view


def tabs(
    names: Mapping[str, str],
    view: str,
    topic: str,
    apart: Mapping[str, type[BaseModel]] | None = None,
) -> None:
    """Draw the switch between the views of a page, each with knobs and presets of its own.

    Args:
        names: What a person reads for each view.
        view: The one that is shown, from :func:`shown`.
        topic: The prefix given to :func:`panel`.
        apart: The setup of each view, where knobs of one name stand for themselves in each: a
            view that is turned to has them as they were left in it.
    """
    key = f"{topic}:view"
    st.session_state[key] = view
    st.segmented_control(
        "View",
        list(names),
        required=True,
        format_func=names.__getitem__,
        key=key,
        on_change=_turn_view,
        args=(topic, view, apart or {}),
        label_visibility="collapsed",
    )


def _turn_view(topic: str, before: str, apart: Mapping[str, type[BaseModel]]) -> None:
    chosen = st.session_state[f"{topic}:view"]
    set_values(topic, view=chosen)
    if chosen in apart:
        left: dict[str, BaseModel] = st.session_state.setdefault(f"{topic}:left", {})
        if isinstance(shown := last(topic), apart[before]):
            left[before] = shown
        apply(left.get(chosen) or apart[chosen](), topic)


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
        for key, text in address.present().items()
        if key.startswith(f"{topic}_") and key not in knobs
    }
    mode = {"present": "1"} if present else {}
    return link(st.context.url or "", query(setup, topic) | others | mode)


def unlinked(topic: str) -> tuple[str, ...]:
    """The labels of what is changed but cannot travel in the permalink, such as a long text."""
    absent = missing(st.session_state[f"{topic}:setup"])
    present = address.present()
    return tuple(each.label for each in absent if f"{topic}_{each.name}" not in present)


def labels(topic: str) -> dict[str, str]:
    """What a person reads for the knobs of a topic, by their parameters."""
    setup: BaseModel = st.session_state[f"{topic}:setup"]
    return {f"{topic}_{knob.name}": knob.label for knob in knobs_of(type(setup))}


def name_strangers(place: DeltaGenerator) -> None:
    """Name in a notice what a link says and nobody understands, until the address changes."""
    memory = "address:strangers"
    if strange := address.strangers():
        mine = f"{address.page()}_"
        known = [name for name in address.known() if name.startswith(mine) or "_" not in name]
        told = [stranger(name, texts, known) for name, texts in strange.items()]
        st.session_state[memory] = ("  \n".join(told), address.present())
    sentence, shown_at = st.session_state.get(memory, ("", None))
    if sentence and shown_at == address.present():
        place.warning(sentence, icon=":material/link_off:")
    else:
        st.session_state.pop(memory, None)


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
    sentences = {
        name: f"{literal(message.removeprefix('Value error, '), 200)} The default is used instead."
        for name, message in refused.items()
    }
    return setup_class.model_validate(kept), sentences

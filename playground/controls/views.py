"""What is chosen on a page beside its knobs: the views, and other choices of its own."""

from collections.abc import Mapping
from contextlib import nullcontext
from functools import partial

import streamlit as st
from pydantic import BaseModel
from streamlit.delta_generator import DeltaGenerator

from playground import address, here
from playground.controls.knobs import option_of, refusal
from playground.controls.turning import apply, last, set_values
from playground.controls.widgets import KEEP

LIST = 320  # pixels of a list that opens: stretched over a picture it is a bar, and no choice


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
    refused = f"{key}:refused"
    if (texts := address.opened(key)) is not None:
        st.session_state[key], st.session_state[refused] = _meant(texts, names, key, label)
    elif st.session_state.get(key, options[0]) not in names:
        st.session_state[key] = options[0]
    if st.session_state.get(key, options[0]) != options[0]:
        st.session_state.pop(refused, None)
    elif sentence := st.session_state.get(refused):
        st.warning(sentence, icon=":material/link_off:")
    chosen: str
    with _beside(label) if shown else nullcontext():
        if listed:
            chosen = st.selectbox(
                label,
                options,
                format_func=names.__getitem__,
                key=key,
                persist_state=KEEP,
                label_visibility="collapsed",
                width=LIST,
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
                label_visibility="collapsed",
            )
    address.write({key: None if chosen == options[0] else chosen})
    return chosen


def _beside(label: str) -> DeltaGenerator:
    """A line that begins with what is chosen: above the options it would take from the picture."""
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    line.markdown(label, width="content")
    return line


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
        st.session_state[key], sentence = _meant(texts, names, key, "The view")
        refused = {"view": sentence} if sentence else {}
        st.session_state[f"{topic}:refused"] = (refused, None)
    elif st.session_state.get(key) not in names:
        st.session_state[key] = first
    view: str = st.session_state[key]
    address.write({key: None if view == first else view})
    return view


def _meant(
    texts: address.Texts, names: Mapping[str, str], parameter: str, label: str
) -> tuple[str, str | None]:
    """The option that a link asks for; the first, and a sentence, where it cannot be followed."""
    first = next(iter(names))
    try:
        if len(texts) > 1:
            raise ValueError("Two options at once.")
        found = [address.understood(text, partial(option_of, names)) for text in texts]
    except ValueError:
        return first, refusal(parameter, texts, label, names[first])
    return (*found, first)[0], None


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

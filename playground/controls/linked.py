"""What the link to a page says of its knobs, what it cannot say, and what nobody understands."""

import streamlit as st
from pydantic import BaseModel
from streamlit.delta_generator import DeltaGenerator

from playground import address
from playground.controls.knobs import knobs_of, link, missing, query, stranger


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

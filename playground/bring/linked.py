"""A link to what another page trains, pasted by a person."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st
from pydantic import BaseModel

from playground import address, here
from playground.bring.told import attempt, tell
from playground.controls.knobs import knobs_of, parse, renames
from playground.controls.widgets import KEEP


def linked(
    label: str,
    key: str,
    kinds: Mapping[str, type[BaseModel]],
    take: Callable[[str, BaseModel], None],
    help: str = "",
) -> None:
    """A place for a link.

    Args:
        label: What is wanted.
        key: Unique on the page.
        kinds: The setups that are understood, by the slugs of their pages.
        take: Gets the slug and the setup; a ``ValueError`` of it is shown.
        help: What becomes of it.
    """
    key = here.key(key)

    def changed() -> None:
        if text := st.session_state[key].strip():
            attempt(key, lambda: take(*read(text, kinds)))

    st.text_input(label, key=key, on_change=changed, persist_state=KEEP, help=help or None)
    tell(key)


def read(link: str, kinds: Mapping[str, type[BaseModel]]) -> tuple[str, BaseModel]:
    """The page of a link, and the setup of which it speaks.

    Raises:
        ValueError: With a sentence: of another page, of a fork, or damaged.
    """
    page, says = address.spoken(link)
    if page not in kinds:
        raise ValueError(
            "This is no link to such a training. On its page press Take home, Link to this state, "
            "and bring that."
        )
    if f"{page}_fork1" in says:
        raise ValueError("This is the link of a fork. Save its recording, and bring that.")
    kind = kinds[page]
    says = {renames(kind, page).get(name, name): text for name, text in says.items()}
    values = {}
    for knob in knobs_of(kind):
        if knob.in_link and (text := says.get(f"{page}_{knob.name}")) is not None:
            try:
                values[knob.name] = address.understood(text, partial(parse, kind, knob))
            except ValueError as error:
                raise ValueError(f"The link has a value that {knob.label} cannot take.") from error
    try:
        return page, kind.model_validate(values)
    except ValueError as error:
        raise ValueError(
            "What the link says does not fit together. Open it, and bring the link of what is "
            "shown."
        ) from error

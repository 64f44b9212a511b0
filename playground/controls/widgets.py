"""One widget for one knob, which its key keeps for the session also while it is not drawn."""

import secrets
from decimal import Decimal
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.controls.knobs import Knob

KEEP: Final = "session"
LARGEST_SEED = 9999


def draw(place: DeltaGenerator, knob: Knob, key: str) -> Any:
    """Draw the widget that fits the declaration, and return what it stands at.

    Raises:
        ValueError: for a type that has no widget; such a knob is declared ``hidden``.
    """
    match knob.kind:
        case "toggle":
            return place.toggle(
                knob.label, knob.default, help=knob.help, key=key, persist_state=KEEP
            )
        case "choice":
            return _choice(place, knob, key)
        case "text":
            return place.text_input(
                knob.label, knob.default, help=knob.help, key=key, persist_state=KEEP
            )
        case "int" | "float" if knob.seed:
            return _seed(place, knob, key)
        case "int" | "float" if knob.log:
            return _log_slider(place, knob, key)
        case "int" | "float":
            return _number(place, knob, key)
        case _:
            raise ValueError(f"The knob {knob.name} has no widget; declare it hidden.")


def _choice(place: DeltaGenerator, knob: Knob, key: str) -> Any:
    """Few short options stand side by side, many or long ones in a list."""
    names = [knob.name_of(option) for option in knob.options]
    if len(names) <= 4 and sum(map(len, names)) <= 36:
        return place.segmented_control(
            knob.label,
            knob.options,
            default=knob.default,
            required=True,
            format_func=knob.name_of,
            help=knob.help,
            key=key,
            persist_state=KEEP,
            width="stretch",
        )
    return place.selectbox(
        knob.label,
        knob.options,
        knob.options.index(knob.default),
        format_func=knob.name_of,
        help=knob.help,
        key=key,
        persist_state=KEEP,
    )


def _log_slider(place: DeltaGenerator, knob: Knob, key: str) -> float:
    """A slider over 1, 1.5, 2, 3, 5, 7 per decade, which also offers the value it stands at."""
    default: float = knob.default
    return place.select_slider(
        knob.label,
        knob.positions(st.session_state.get(key)),
        default,
        format_func=knob.text,
        help=knob.help,
        key=key,
        persist_state=KEEP,
    )


def _number(place: DeltaGenerator, knob: Knob, key: str) -> float:
    """A slider between both bounds; a field to type in where a bound is open."""
    if knob.low is None or knob.high is None:
        return _field(place, knob, key)
    if knob.kind == "int":
        return place.slider(
            knob.label,
            int(knob.low),
            int(knob.high),
            int(knob.default),
            int(knob.step or 1),
            help=knob.help,
            key=key,
            persist_state=KEEP,
        )
    step = float(knob.step or (knob.high - knob.low) / 100)
    return place.slider(
        knob.label,
        float(knob.low),
        float(knob.high),
        float(knob.default),
        step,
        format=f"%.{_decimals(step)}f",
        help=knob.help,
        key=key,
        persist_state=KEEP,
    )


def _decimals(step: float) -> int:
    return max(0, -int(Decimal(str(step)).normalize().as_tuple().exponent))


def _field(place: DeltaGenerator, knob: Knob, key: str) -> float:
    low, high, step = knob.low, knob.high, knob.step
    if knob.kind == "int":
        return place.number_input(
            knob.label,
            None if low is None else int(low),
            None if high is None else int(high),
            value=int(knob.default),
            step=int(step or 1),
            help=knob.help,
            key=key,
            persist_state=KEEP,
        )
    return place.number_input(
        knob.label,
        None if low is None else float(low),
        None if high is None else float(high),
        float(knob.default),
        None if step is None else float(step),
        help=knob.help,
        key=key,
        persist_state=KEEP,
    )


def _seed(place: DeltaGenerator, knob: Knob, key: str) -> int:
    row = place.container(horizontal=True, vertical_alignment="bottom", wrap=False, gap="small")
    low = int(knob.low or 0)
    high = int(knob.high if knob.high is not None else 2**31 - 1)
    seed = row.number_input(
        knob.label, low, high, int(knob.default), 1, help=knob.help, key=key, persist_state=KEEP
    )
    row.button(
        "Roll",
        icon=":material/casino:",
        help="Roll another seed",
        key=f"{key}_dice",
        on_click=_roll,
        args=(key, low, min(high, low + LARGEST_SEED)),
    )
    return seed


def _roll(key: str, low: int, high: int) -> None:
    """Another seed than the present one, small enough to be said aloud."""
    rolled = low + secrets.randbelow(high - low)
    st.session_state[key] = rolled + (rolled >= st.session_state[key])

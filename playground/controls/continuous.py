"""A slider that acts while it is being dragged, for what is computed in a few milliseconds.

Streamlit's own slider speaks when it is let go. This one speaks thirty times a second, so call it
inside a fragment with what depends on it. Its value is a plain float in ``st.session_state[key]``
and the query parameter ``key``; presets set it like any other knob.
"""

import math
from decimal import Decimal
from functools import partial

import streamlit as st

from playground import address, client, here
from playground.controls.knobs import refusal

FILES = client.STATIC / "continuous"

_slider = st.components.v2.component(
    "playground_continuous",
    html=(FILES / "slider.html").read_text(encoding="utf-8"),
    css=(FILES / "slider.css").read_text(encoding="utf-8"),
    js=client.loader("continuous"),
)


def continuous(
    label: str,
    low: float,
    high: float,
    value: float,
    key: str,
    step: float | None = None,
    help: str = "",
) -> float:
    """Draw the slider and return where it stands, in ``[low, high]``.

    Args:
        label: What is turned.
        low: The left end.
        high: The right end.
        value: Where it stands at first; absent from the address while it stands there.
        key: Its name in the session and in the link, with the page's name before it.
        step: Distance between two positions; a two-hundredth of the range by default.
        help: One sentence, shown on hover and read aloud.
    """
    key = here.word(key)
    step = step or (high - low) / 200
    if (texts := address.opened(key)) is not None:
        st.session_state[key] = _told(texts, label, low, high, value, key)
    st.session_state.setdefault(key, value)
    present = min(max(float(st.session_state[key]), low), high)
    if present != value:
        st.session_state.pop(f"{key}:refused", None)
    elif refused := st.session_state.get(f"{key}:refused"):
        st.warning(refused, icon=":material/link_off:")
    known, version = st.session_state.get(f"{key}:known", (None, 0))
    if present != known:
        version += 1
        st.session_state[f"{key}:known"] = (present, version)
    if f"{key}:slider" not in st.session_state or present != known:
        _write(key, present, value)
    _slider(
        key=f"{key}:slider",
        data={
            "label": label,
            "help": help,
            "low": low,
            "high": high,
            "step": step,
            "decimals": _decimals(step),
            "value": present,
            "version": version,
            "initial": value,
            "parameter": key,
        },
        on_moved_change=partial(_moved, key, low, high, value),
    )
    return present


def _moved(key: str, low: float, high: float, initial: float) -> None:
    """Take over where the browser says it stands, unless Python has set it since."""
    moved = st.session_state[f"{key}:slider"].get("moved")
    _, version = st.session_state.get(f"{key}:known", (None, 0))
    match moved:
        case {"value": int() | float() as value, "version": seen, "rested": rested}:
            if seen == version and low <= value <= high:
                st.session_state[key] = float(value)
                st.session_state[f"{key}:known"] = (float(value), version)
                if rested:
                    _write(key, float(value), initial)


def _write(key: str, value: float, initial: float) -> None:
    address.write({key: None if value == initial else repr(value)})


def _told(
    texts: address.Texts, label: str, low: float, high: float, initial: float, key: str
) -> float:
    """Where a link that was opened puts it; at first where the link is silent or damaged."""
    if not texts:
        return initial
    try:
        value = address.understood(texts[0], float) if len(texts) == 1 else math.nan
    except ValueError:
        value = math.nan
    if low <= value <= high:
        return value
    st.session_state[f"{key}:refused"] = refusal(key, texts, label, f"{initial:g}")
    return initial


def _decimals(step: float) -> int:
    """Digits after the point that tell two positions apart."""
    return max(0, -int(Decimal(f"{step:.3g}").normalize().as_tuple().exponent))

"""What is locked on a picture of links: in the session, in the address, and from the browser.

The matrices are the query parameter ``{name}_head`` (``1.8``, or ``1.8-2.9`` for two), the words
``{key}_words`` (``s3-t5``: source 3, target 5); ``name`` is the link that several pictures share,
or else the key. A text that anybody could have written by hand counts as far as it has that form.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from playground import address
from playground.links.stack import MOST_WORDS, Locked, Matrix

_MOST = 4096  # no table has more columns or rows
_Memory = tuple[tuple[Matrix, ...], int]


def locked(key: str, link: str = "") -> Locked:
    """What is locked now; before the first drawing, what the address says."""
    matrices, _ = _matrices(link or key)
    sources, targets, _ = _words(key)
    return Locked(matrices, sources, targets)


def turn(key: str, *matrices: Matrix) -> None:
    """Show these matrices, one or two; for callbacks of the page. ``key`` is the link if any."""
    _, version = _matrices(key)
    st.session_state[_memory(key)] = (matrices[:2], version + 1)
    _write(f"{key}_head", _spell(matrices[:2]))


def lock(key: str, sources: Sequence[int] = ()) -> None:
    """Lock exactly these of the words that look; for callbacks of the page."""
    *_, version = _words(key)
    _keep_words(key, tuple(sources), (), version + 1)


def version(key: str, link: str = "") -> int:
    """Counts what was locked from outside the browser."""
    return _matrices(link or key)[1] + int(_words(key)[2])


def bounded(now: Locked, shape: tuple[int, int, int, int], opening: Matrix = (0, 0)) -> Locked:
    """What of it exists in a picture of that shape; the ``opening`` matrix if none does."""
    columns, rows, sources, targets = shape
    matrices = tuple(m for m in now.matrices if m[0] < columns and m[1] < rows)
    return Locked(
        matrices or (opening,),
        tuple(place for place in now.sources if place < sources),
        tuple(place for place in now.targets if place < targets),
    )


def take(key: str, link: str, state: object) -> None:
    """Take over what the browser says is locked, unless the page has locked something since."""
    told = _mapping(_mapping(state).get("locked"))
    if told.get("version") != version(key, link):
        return
    name = link or key
    matrices = tuple(m for m in map(_pair, _list(told.get("matrices"))) if m is not None)[:2]
    _, count = _matrices(name)
    if matrices:
        st.session_state[_memory(name)] = (matrices, count)
    *_, words = _words(key)
    _keep_words(key, _places(told.get("sources")), _places(told.get("targets")), words)
    write(key, link)


def write(key: str, link: str = "") -> None:
    """Bring the address up to date."""
    now = locked(key, link)
    _write(f"{link or key}_head", _spell(now.matrices))
    words = [f"s{place}" for place in now.sources] + [f"t{place}" for place in now.targets]
    _write(f"{key}_words", "-".join(words))


def forget_words(key: str, words: object) -> None:
    """Places mean nothing in other words: unlock them when the words have changed."""
    known = st.session_state.get(f"{key}:words of")
    st.session_state[f"{key}:words of"] = words
    if known is not None and known != words:
        lock(key)


def _matrices(name: str) -> _Memory:
    memory: _Memory = st.session_state.setdefault(_memory(name), ((), 0))
    if (texts := address.opened(f"{name}_head")) is not None:
        pairs = re.findall(r"(?:^|-)(\d{1,4})\.(\d{1,4})(?=-|$)", _last(texts))
        found = tuple((int(column), int(row)) for column, row in pairs[:2])
        memory = (found, memory[1] + 1)
        st.session_state[_memory(name)] = memory
    return memory


def _words(key: str) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    place = f"{key}:locked words"
    memory: tuple[tuple[int, ...], tuple[int, ...], int]
    memory = st.session_state.setdefault(place, ((), (), 0))
    if (texts := address.opened(f"{key}_words")) is not None:
        parts = re.findall(r"(?:^|-)([st])(\d{1,3})(?=-|$)", _last(texts))
        sources = _places([int(number) for side, number in parts if side == "s"])
        targets = _places([int(number) for side, number in parts if side == "t"])
        memory = (sources, targets, memory[2] + 1)
        st.session_state[place] = memory
    return memory


def _last(texts: address.Texts) -> str:
    """The text of a parameter without what a chat has added at its end."""
    return texts[-1].rstrip(address.CLOSING) if texts else ""


def _keep_words(key: str, sources: tuple[int, ...], targets: tuple[int, ...], version: int) -> None:
    st.session_state[f"{key}:locked words"] = (sources, targets, version)


def _spell(matrices: Iterable[Matrix]) -> str:
    return "-".join(f"{column}.{row}" for column, row in matrices)


def _write(parameter: str, text: str) -> None:
    address.write({parameter: text or None})


def _memory(name: str) -> str:
    return f"{name}:matrices"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_place(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < most


def _pair(value: object) -> Matrix | None:
    match value:
        case [int() as column, int() as row] if _is_place(column, _MOST) and _is_place(row, _MOST):
            return column, row
        case _:
            return None


def _places(value: object) -> tuple[int, ...]:
    return tuple(sorted({place for place in _list(value) if _is_place(place, MOST_WORDS)}))

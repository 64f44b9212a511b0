"""A table that a person brings: what it was taken for, its columns to choose, and its points."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic

import numpy as np
import streamlit as st

from playground import charts, here, scene, screen
from playground.bring.file import place
from playground.bring.reading import Decimal, LeftOut, Reader, S, T
from playground.bring.told import attempt, plain, tell
from playground.lesson.numerals import numeral

_TYPES = ("csv", "txt", "tsv", "tab", "dat")
_MOST_DRAWN = 3000  # points
_NAMED = 3  # rows left out that are named one by one
_HEIGHT = 230  # CSS pixels
_MARKS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas", " ": "spaces"}
_SIGNS: dict[Decimal, str] = {".": "a point", ",": "a comma"}

#: Why a row is left out, in words behind "line 7, height".
REASONS = {
    "empty": "is empty",
    "no number": "is no number",
    "infinite": "is infinite",
    "missing": "stands for a missing value",
    "far": "is far from all others",
}


@dataclass(eq=False)
class _Kept(Generic[T, S]):
    """A table in use, what a person chose of it, and what that gave; None if it cannot be used."""

    name: str
    content: bytes
    table: T
    places: tuple[int, ...]
    codes: bool = True
    far: bool = True
    chosen: S | None = None


def table(
    label: str,
    key: str,
    megabytes: int,
    reader: Reader[T, S],
    take: Callable[[S | None], None],
    roles: Sequence[str],
) -> None:
    """A place for a table, and all that can be said and chosen of one before it is used.

    Args:
        label: What is wanted.
        key: Unique on the page.
        megabytes: The largest file.
        reader: Reads the file and takes its columns.
        take: Gets the chosen columns, and None when they go: the file was removed, another one
            was refused, or the columns cannot be used.
        roles: What each column that is to be chosen will be, such as ``("x", "y")``.
    """
    key = here.key(key)

    def read(name: str, content: bytes) -> _Kept[T, S]:
        found = reader.read(content)
        return _Kept(name, content, found, reader.proposed(found))

    def use(kept: _Kept[T, S] | None) -> None:
        if kept is None:
            take(None)
            return
        kept.chosen = None
        kept.chosen = reader.select(kept.table, kept.places, codes=kept.codes, far=kept.far)
        take(kept.chosen)

    def again(kept: _Kept[T, S], change: Callable[[], None]) -> None:
        take(None)

        def changed() -> None:
            change()
            use(kept)

        attempt(key, changed)

    kept: _Kept[T, S] | None = place(label, key, _TYPES, megabytes, read, use)
    tell(key)
    if kept is None:
        return
    st.caption(_found(kept))
    _choices(key, kept, roles, partial(again, kept), reader)
    if kept.chosen is not None:
        if f"{key}:problem" not in st.session_state:
            for sentence in reader.findings(kept.chosen):
                st.warning(plain(sentence), icon=":material/warning:")
        _seen(key, kept.chosen)
        st.caption(_standard(kept.chosen))
        _left_out(kept.chosen.left_out)
    with screen.folded("First rows", icon=":material/table_rows:"):
        cells = [list(column) for column in zip(*kept.table.preview, strict=True)]
        st.dataframe(dict(zip(kept.table.names, cells, strict=True)), hide_index=True)


def _found(kept: _Kept[T, S]) -> str:
    """What the file was taken for."""
    found = kept.table
    facts = [f"{len(found.lines):,} rows", found.encoding]
    if found.delimiter:
        facts.append(f"columns between {_MARKS[found.delimiter]}")
    facts.append(f"{_SIGNS[found.decimal]} before the decimals")
    if found.notes:
        lines = ", ".join(map(str, found.notes[:_NAMED]))
        lines += " …" if len(found.notes) > _NAMED else ""
        facts.append(f"remarks on line{'s' * (len(found.notes) > 1)} {lines}")
    if kept.chosen is not None and kept.chosen.thinned_from:
        kept_rows = len(kept.chosen.values)
        facts.append(f"a random {kept_rows:,} of {kept.chosen.thinned_from:,} are used")
    return f"{plain(kept.name)}: {'; '.join(facts)}."


def _choices(
    key: str,
    kept: _Kept[T, S],
    roles: Sequence[str],
    again: Callable[[Callable[[], None]], None],
    reader: Reader[T, S],
) -> None:
    """The columns, and what is doubtful about their numbers."""
    state = st.session_state
    serial = zlib.crc32(kept.name.encode() + kept.content)

    def column(at: int, widget: str) -> None:
        chosen = list(kept.places)
        chosen[at] = state[widget]
        again(partial(setattr, kept, "places", tuple(chosen)))

    def switch(name: str, widget: str, flip: bool) -> None:
        again(partial(setattr, kept, name, state[widget] != flip))

    def sign(widget: str) -> None:
        def read() -> None:
            before = [kept.table.columns[place].name for place in kept.places]
            kept.table = reader.read(kept.content, state[widget])
            there = [each.name for each in kept.table.columns]
            kept.places = reader.proposed(kept.table)
            if set(before) <= set(there):
                kept.places = tuple(map(there.index, before))
            for role, chosen in zip(roles, kept.places, strict=True):
                state[f"{key}:{serial}:{role}"] = chosen

        again(read)

    names = [each.name for each in kept.table.columns]
    for at, (role, where) in enumerate(zip(roles, st.columns(len(roles)), strict=True)):
        widget = f"{key}:{serial}:{role}"
        where.selectbox(
            role,
            range(len(names)),
            kept.places[at],
            format_func=names.__getitem__,
            key=widget,
            on_change=column,
            args=(at, widget),
        )
    if not kept.table.decimal_sure:
        widget = f"{key}:{serial}:sign"
        st.segmented_control(
            "Before the decimals stands",
            list(_SIGNS),
            default=kept.table.decimal,
            required=True,
            format_func=_SIGNS.__getitem__,
            key=widget,
            on_change=sign,
            args=(widget,),
            help="Every number in this file can be read in both ways: 1.234 may be a thousand.",
        )
    if kept.chosen is None:
        return
    for code in kept.chosen.codes[:1]:
        values = ", ".join(f"{value:g}" for value in sorted({c.value for c in kept.chosen.codes}))
        total = sum(each.count for each in kept.chosen.codes)
        widget = f"{key}:{serial}:codes"
        st.toggle(
            f"{values} ({total} times) means: missing",
            kept.codes,
            key=widget,
            on_change=switch,
            args=("codes", widget, False),
            help=f"Far from all other numbers in {plain(code.column)}.",
        )
    if kept.chosen.far:
        widget = f"{key}:{serial}:far"
        rows = "row" if kept.chosen.far == 1 else "rows"
        st.toggle(
            f"Leave out {kept.chosen.far} {rows} far from all others",
            not kept.far,
            key=widget,
            on_change=switch,
            args=("far", widget, True),
        )


def _seen(key: str, chosen: S) -> None:
    """The points before anything is done with them, in the units of the file."""
    values = chosen.values
    titles = [each.name for each in chosen.columns]
    low, high = values.min(0), values.max(0)
    room = np.where(high > low, 0.05 * (high - low), np.maximum(1.0, 0.05 * np.abs(low)))
    low, high = low - room, high + room
    if values.shape[1] == 1:
        sample = charts.Series("your numbers", values[:, 0], "data")
        chart = charts.histogram([sample], titles[0], x_range=(low[0], high[0]), height=_HEIGHT)
        charts.show(chart, f"{key}:seen", "How often each number occurs in your column.")
        return
    some = values[:: -(-len(values) // _MOST_DRAWN), :2]
    box = (float(low[0]), float(high[0]), float(low[1]), float(high[1]))
    cloud = scene.Points("your points", some, "data", size=1.8)
    alt = f"{len(values):,} points, {titles[0]} to the right and {titles[1]} upwards."
    scene.show(scene.Scene([cloud], box, equal=False, alt=alt), f"{key}:seen", _HEIGHT)


def _standard(chosen: S) -> str:
    """Mean and standard deviation of each column, with its unit."""
    lines = []
    for column, values in zip(chosen.columns, chosen.values.T, strict=True):
        unit = f" {plain(column.unit)}" if column.unit else ""
        mean, spread = (numeral(float(value)) for value in (values.mean(), values.std()))
        lines.append(f"{plain(column.name)}: mean {mean}{unit}, standard deviation {spread}{unit}")
    return "  \n".join(lines)


def _left_out(rows: Sequence[LeftOut]) -> None:
    if not rows:
        return
    some = "; ".join(
        f"line {row.line}, {plain(row.column)} {plain(row.cell)} {REASONS[row.reason]}"
        for row in rows[:_NAMED]
    )
    with screen.folded(
        f"{len(rows):,} row{'s' * (len(rows) > 1)} left out", icon=":material/filter_alt_off:"
    ):
        st.caption(some + ".")
        everything: dict[str, list[Any]] = {
            "line": [row.line for row in rows],
            "column": [row.column for row in rows],
            "cell": [row.cell for row in rows],
            "why": [REASONS[row.reason] for row in rows],
        }
        st.dataframe(everything, hide_index=True)

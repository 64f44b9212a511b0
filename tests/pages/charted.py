"""What holds for every chart of a page: its axes are named, its curves are seen and differ."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.pages.pictured import RAW
from tests.pages.told import rows

Spec = dict[str, Any]

NAMED = "name", "label"  # columns with words that are read
TERMS = "start", "end", "value"  # of a waterfall
DIGIT = 5e-4  # of the numbers beside the bars of a waterfall, half the last


def faults(at: AppTest) -> list[str]:
    """Sentences that say what is wrong with the charts of a page, as they were sent."""
    sent: list[Any] = [each.proto for each in at.get("vega_lite_chart")]
    return [
        fault
        for each in sent
        for fault in faults_of(json.loads(each.spec), rows(*each.datasets), each.alt)
    ]


def faults_of(spec: Spec, rows: pd.DataFrame, alt: str) -> list[str]:
    """The same of one chart: its specification, its rows, and its words for who does not see it."""
    found = [*_axes(spec, rows), *_fields(spec, rows), *_written(rows, spec, alt)]
    if not found and "name" in rows:
        found += [*_seen(spec, rows), *_apart(rows)]
    if not found and set(TERMS) <= set(rows):
        found += _added(rows)
    return found


def encodings(spec: Spec, channel: str) -> Iterator[Spec]:
    """What the layers of a chart show in a channel."""
    for layer in spec["layer"]:
        if channel in layer["encoding"]:
            yield layer["encoding"][channel]


def _title(spec: Spec, channel: str) -> str:
    return next((each["title"] for each in encodings(spec, channel) if each.get("title")), "")


def _axes(spec: Spec, rows: pd.DataFrame) -> Iterator[str]:
    names = {channel: _title(spec, channel) for channel in ("x", "y")}
    alone = rows["name"].nunique() == 1 if "label" in rows and "name" in rows else False
    for channel, name in names.items():
        numbers = [each for each in encodings(spec, channel) if each["type"] == "quantitative"]
        if numbers and not name.strip() and not alone:  # bars of one kind: the legend names them
            yield f"its {channel} axis has no name"
    if names["x"] == names["y"] != "":
        yield f"both axes are {names['x']!r}"


def _fields(spec: Spec, rows: pd.DataFrame) -> Iterator[str]:
    made = {each["as"] for layer in spec["layer"] for each in _made(layer)}
    for layer in spec["layer"]:
        for channel, each in layer["encoding"].items():
            for one in each if isinstance(each, list) else [each]:
                if "field" in one and one["field"] not in made | set(rows):
                    yield f"{channel} shows {one['field']!r}, which is no column"


def _made(layer: Spec) -> Iterator[Spec]:
    """What a layer computes in the browser, under new names."""
    for each in layer.get("transform", ()):
        yield from each.get("joinaggregate", [each] if "as" in each else [])


def _written(rows: pd.DataFrame, spec: Spec, alt: str) -> Iterator[str]:
    if not (alt.endswith(".") and " " in alt):
        yield f"no sentence says what is to be seen in it: {alt!r}"
    read = [str(word) for name in NAMED if name in rows for word in rows[name].unique()]
    for each in (alt, *read, _title(spec, "x"), _title(spec, "y")):
        if RAW.search(each):
            yield f"as a computer writes it: {each!r}"


def _seen(spec: Spec, rows: pd.DataFrame) -> Iterator[str]:
    """Every named line or bar has a number, and comes into the window."""
    known = [channel for channel in ("x", "y") if channel in rows]
    windows = {channel: _window(spec, channel) for channel in known}
    for name, own in rows.groupby("name", sort=False):
        there = own[np.isfinite(own[known]).all(axis=1)]
        if there.empty:
            yield f"{name!r} has no number"
        elif any(
            there[channel].max() < low or there[channel].min() > high
            for channel, (low, high) in windows.items()
        ):
            yield f"{name!r} is nowhere in the window"


def _window(spec: Spec, channel: str) -> tuple[float, float]:
    """What an axis shows: all, unless it was given an end, at which nothing long is held back."""
    scales = [each.get("scale", {}) for each in encodings(spec, channel)]
    ends = [scale["domain"] for scale in scales if "domain" in scale and "clamp" not in scale]
    return (ends[0][0], ends[0][1]) if ends else (-np.inf, np.inf)


def _apart(rows: pd.DataFrame) -> Iterator[str]:
    """No two lines are one, and the legend tells them apart."""
    named = dict(list(rows.groupby("name", sort=False)))
    places = [column for column in ("label", "x", "y") if column in rows]
    for (one, here), (other, there) in combinations(named.items(), 2):
        if len(here) == len(there) > 1 and here[places].reset_index(drop=True).equals(
            there[places].reset_index(drop=True)
        ):
            yield f"{one!r} and {other!r} are the same"


def _added(rows: pd.DataFrame) -> Iterator[str]:
    """A waterfall: every term begins where the one before ended, and the total is their sum."""
    terms, total = rows.iloc[:-1], rows.iloc[-1]
    ends = terms["value"].cumsum()
    if not np.allclose(terms["end"], ends) or not np.allclose(
        terms["start"], ends - terms["value"]
    ):
        yield "a term does not begin where the one before it ended"
    if not np.isclose(total["value"], ends.iloc[-1], rtol=0, atol=DIGIT) or total["start"] != 0:
        yield f"its terms add up to {ends.iloc[-1]:g}, and not to {total['value']:g}"

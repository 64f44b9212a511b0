"""Curves, bars and histograms: numpy in, a specification and the columns it draws out.

The specification never depends on the numbers, so Streamlit exchanges the rows inside the chart
that stands instead of building it anew.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from playground import here
from playground.charts.specs import (
    DASHED,
    Looks,
    Range,
    bars_spec,
    curves_spec,
    enlarged,
    histogram_spec,
)
from playground.palette import Concept
from playground.screen import presenter

Floats = NDArray[np.float64]
Rows = dict[str, NDArray[Any]]

HEIGHT = 260
MOST_POINTS = 1000  # of a curve
MOST_TOGETHER = 2000  # of all curves of a chart: one of more is drawn as pixels, and not as vectors


@dataclass(frozen=True, eq=False)
class Curve:
    """A named line. What belongs to the concept ``exact`` is dashed.

    Attributes:
        name: The word in the legend; a curve without one is left out of it.
        x: (N,) positions; empty for a level, which spans the other curves.
        y: (N,) values, or one number for a level. What is not finite leaves a gap.
        color: The concept it belongs to.
        dashed: Dashed though it is not exact, to tell two curves of one concept apart.
    """

    name: str
    x: ArrayLike
    y: ArrayLike
    color: Concept
    dashed: bool = False


@dataclass(frozen=True, eq=False)
class Series:
    """Numbers (N,) under a name and in a concept's colour: heights of bars, or a sample."""

    name: str
    values: ArrayLike
    color: Concept


@dataclass(frozen=True, eq=False)
class Chart:
    """A Vega-Lite specification (JSON) without data, and the columns it draws."""

    spec: str
    rows: Rows


def show(chart: Chart, key: str, alt: str, *, fills: bool = False) -> None:
    """Draw a chart; ``alt`` says in words what is to be seen in it.

    Args:
        chart: What is drawn.
        key: Unique on the page.
        alt: What is to be seen, for those who cannot see it.
        fills: Whether it is the picture of its view, and as high as the window allows.
    """
    shown()[key] = chart
    # Streamlit writes into the specification it is given, so each call gets its own.
    spec = json.loads(chart.spec)
    spec = (enlarged(spec) if presenter.is_on() else spec) | {"datasets": {"rows": chart.rows}}
    if fills:
        with st.container(key=f"fills_{here.key(key)}"):
            st.vega_lite_chart(spec=spec, key=here.key(key), alt=alt, height="stretch")
    else:
        st.vega_lite_chart(spec=spec, key=here.key(key), alt=alt)


def shown() -> dict[str, Chart]:
    """The charts drawn on this page since it was opened or its knobs were turned, by their keys."""
    known: dict[str, Chart] | None = here.recall("charts")
    if known is None:
        known = {}
        here.keep("charts", known)
    return known


def forget_shown() -> None:
    """The page is drawn anew; who still holds the former charts keeps them."""
    here.forget("charts")


def curves(
    lines: Sequence[Curve],
    x_title: str,
    y_title: str,
    *,
    x_range: Range | None = None,
    y_range: Range | None = None,
    log_x: bool = False,
    log_y: bool = False,
    height: int = HEIGHT,
) -> Chart:
    """Lines over a common axis, at most ``MOST_POINTS`` of each and ``MOST_TOGETHER`` of all, with
    values on hover.

    Ranges are part of the specification: give ranges that stay, such as the whole training,
    rather than ranges that follow the data.
    """
    looks = tuple((line.name, _look(line)) for line in lines)
    spec = curves_spec(looks, x_title, y_title, x_range, y_range, log_x, log_y, height)
    rows = _stack([_line_rows(line, lines) for line in lines])
    if log_y:
        rows["y"] = np.where(rows["y"] > 0, rows["y"], np.nan)
    if log_x:  # one 0 would leave a logarithmic axis without any width
        there = rows["x"] > 0
        rows = {name: column[there] for name, column in rows.items()}
    return Chart(spec, rows)


def bars(
    labels: Sequence[str],
    heights: Sequence[Series],
    y_title: str,
    *,
    x_title: str = "",
    y_range: Range | None = None,
    height: int = HEIGHT,
) -> Chart:
    """One group of bars for each of the N labels, in the order given.

    Heights of the concept ``exact`` are dashed marks across the group instead of bars. A bar that
    goes beyond ``y_range`` ends at its edge; pointed at, it tells its whole height.
    """
    looks = tuple((each.name, _look(each)) for each in heights)
    rows = [
        _rows(
            each,
            label=np.array(labels, dtype=str),
            order=np.arange(len(labels)),
            y=_floats(each.values),
        )
        for each in heights
    ]
    words = [word for label in labels if not _is_number(label) for word in label.split()]
    longest = max(map(len, words), default=0)
    return Chart(bars_spec(looks, x_title, y_title, y_range, height, longest), _stack(rows))


def histogram(
    samples: Sequence[Series],
    x_title: str,
    *,
    x_range: Range,
    bins: int = 40,
    exact: Curve | None = None,
    height: int = HEIGHT,
) -> Chart:
    """Distributions on common bins, as densities, with the exact density dashed.

    What falls outside ``x_range`` counts too, so that bars and curve stay comparable.
    """
    edges = np.linspace(*x_range, bins + 1)
    looks: Looks = tuple((each.name, _look(each)) for each in samples)
    rows = [_bin_rows(each, edges) for each in samples]
    if exact is not None:
        looks += ((exact.name, _look(exact)),)
        line = _line_rows(exact, [exact])
        rows.append(line | {"x2": line["x"]})
    return Chart(histogram_spec(looks, x_title, x_range, height), _stack(rows))


def _look(named: Curve | Series) -> str:
    dashed = named.color == "exact" or (isinstance(named, Curve) and named.dashed)
    return named.color + DASHED if dashed else named.color


def _is_number(label: str) -> bool:
    return label.removeprefix("−").replace(".", "", 1).isdigit()


def _floats(values: ArrayLike) -> Floats:
    return np.atleast_1d(np.asarray(values, dtype=np.float64))


def _rows(named: Curve | Series, **columns: NDArray[Any]) -> Rows:
    count = len(columns["y"])
    words = {"name": np.full(count, named.name), "look": np.full(count, _look(named))}
    return words | columns


def _stack(tables: Sequence[Rows]) -> Rows:
    return {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}


def _line_rows(line: Curve, lines: Sequence[Curve]) -> Rows:
    x, y = _floats(line.x), _floats(line.y)
    if x.size == 0:
        all_x = np.concatenate([_floats(other.x) for other in lines])
        x = np.array([all_x.min(), all_x.max()]) if all_x.size else np.zeros(1)
    if y.size == 1:
        y = np.full(x.size, y[0])
    most = min(MOST_POINTS, MOST_TOGETHER // len(lines))
    if x.size > most:
        kept = np.linspace(0, x.size - 1, most).round().astype(np.intp)
        x, y = x[kept], y[kept]
    return _rows(line, x=x, y=np.where(np.isfinite(y), y, np.nan))


def _bin_rows(sample: Series, edges: Floats) -> Rows:
    values = _floats(sample.values)
    values = values[np.isfinite(values)]
    density = np.histogram(values, edges)[0] / (max(values.size, 1) * np.diff(edges))
    return _rows(sample, x=edges[:-1], y=density, x2=edges[1:])

"""A surface that can be turned, and a matrix that can be read cell by cell. Drawn rarely."""

import html
import importlib
from collections.abc import Sequence
from typing import Literal

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from playground import here
from playground.charts.specs import LARGE, LARGER
from playground.screen import presenter

# Plotly looks at whatever pandas is loaded, even at one that another thread has half imported.
importlib.import_module("pandas")

ScaleName = Literal["sequential", "diverging"]
MOST_WRITTEN = 12


def show_figure(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure; ``alt`` says in words what is to be seen in it."""
    if presenter.is_on():
        height = LARGER * figure.layout.height
        figure = go.Figure(figure).update_layout(font_size=LARGE, height=height)
    st.plotly_chart(figure, key=here.key(key), alt=alt, config={"displaylogo": False})


def surface(
    z: ArrayLike, x: ArrayLike, y: ArrayLike, titles: tuple[str, str, str], height: int = 520
) -> go.Figure:
    """A surface over a plane: ``z`` is (len(y), len(x)), its row 0 at the lowest ``y``."""
    named = list(zip("xyz", titles, strict=True))
    hover = "<br>".join(f"{title} = %{{{axis}:.3g}}" for axis, title in named)
    figure = go.Figure(
        go.Surface(
            z=_thin(z),
            x=_thin(x),
            y=_thin(y),
            colorscale=_theme_scale("sequential"),
            showscale=False,
            hovertemplate=f"{hover}<extra></extra>",
        )
    )
    figure.update_scenes(
        aspectmode="cube",
        camera_eye={"x": 1.5, "y": -1.5, "z": 1.0},
        camera_center_z=-0.12,
        **{f"{axis}axis_title_text": title for axis, title in named},
    )
    figure.update_layout(height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def globe(
    x: ArrayLike, y: ArrayLike, z: ArrayLike, values: ArrayLike, title: str, height: int = 520
) -> go.Figure:
    """Values as colours on a closed surface, all (R, C); the surface has equal axes and no box."""
    figure = go.Figure(
        go.Surface(
            x=_thin(x),
            y=_thin(y),
            z=_thin(z),
            surfacecolor=_thin(values),
            colorscale=_theme_scale("sequential"),
            colorbar={"title": {"text": title}, "thickness": 12, "outlinewidth": 0},
            lighting={"ambient": 0.85, "diffuse": 0.25, "specular": 0.05},
            hovertemplate=f"{title} = %{{surfacecolor:.3g}}<extra></extra>",
        )
    )
    figure.update_scenes(
        aspectmode="data",
        camera_eye={"x": 0.4, "y": -0.6, "z": -1.35},
        xaxis_visible=False,
        yaxis_visible=False,
        zaxis_visible=False,
    )
    figure.update_layout(height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def matrix(
    values: ArrayLike,
    rows: Sequence[str],
    columns: Sequence[str],
    titles: tuple[str, str, str] = ("row", "column", "value"),
    *,
    scale: ScaleName = "sequential",
    limits: tuple[float, float] | None = None,
    digits: int = 2,
    height: int | None = None,
) -> go.Figure:
    """A table of numbers as colours, (len(rows), len(columns)), row 0 on top, values on hover.

    Up to twelve by twelve the numbers are written into the cells; beyond, a colour bar tells
    them. A diverging scale is centred at zero unless ``limits`` say otherwise. Row and column
    names are shown as they are.
    """
    table = _thin(values)
    if scale == "diverging" and limits is None:
        size = float(np.nanmax(np.abs(table), initial=0.0))
        limits = (-size, size)
    low, high = limits or (None, None)
    written = max(table.shape) <= MOST_WRITTEN
    row_names, column_names = [list(map(_plain, names)) for names in (rows, columns)]
    figure = go.Figure(
        go.Heatmap(
            z=table,
            zmin=low,
            zmax=high,
            colorscale=_theme_scale(scale),
            texttemplate=f"%{{z:.{digits}f}}" if written else None,
            showscale=not written,
            customdata=[[(row, column) for column in column_names] for row in row_names],
            hovertemplate=f"{titles[0]} %{{customdata[0]}}<br>{titles[1]} %{{customdata[1]}}<br>"
            f"{titles[2]} %{{z:.{digits + 2}f}}<extra></extra>",
            xgap=1,
            ygap=1,
            colorbar={"thickness": 12, "outlinewidth": 0},
        )
    )
    # Places, not names: two words of a sentence may be the same.
    figure.update_xaxes(
        title_text=titles[1],
        tickvals=list(range(len(column_names))),
        ticktext=column_names,
        side="top",
        constrain="domain",
        constraintoward="center" if written else "right",  # beside the colour bar
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        title_text=titles[0],
        tickvals=list(range(len(row_names))),
        ticktext=row_names,
        autorange="reversed",
        scaleanchor="x",
        constrain="domain",
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(
        height=height or 120 + 30 * min(max(len(row_names), 8), 20),
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
    )
    return figure


def _theme_scale(scale: ScaleName) -> list[list[float | str]]:
    """Ten markers in whose place Streamlit puts the ten colours of the theme's scale."""
    first = {"sequential": 11, "diverging": 21}[scale]
    return [[step / 9, f"#{first + step:06d}"] for step in range(10)]


def _plain(text: str) -> str:
    """Text that Plotly shows as it is: it would take tags and templates for commands."""
    return html.escape(text, quote=False).replace("%{", "% {")


def _thin(values: ArrayLike) -> NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=np.float32)

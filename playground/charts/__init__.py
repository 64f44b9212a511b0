"""Small charts: curves, bars and histograms in Altair, surfaces and matrices in Plotly.

Colours are named by concept, never by number: the eight concepts are the domain of one colour
scale whose range is the theme's category colours, so light and dark need no redraw.
"""

from playground.charts.altair_charts import (
    Chart,
    Curve,
    Series,
    bars,
    curves,
    forget_shown,
    histogram,
    show,
    shown,
)
from playground.charts.plotly_figures import globe, matrix, show_figure, surface
from playground.charts.tables import csv_table

__all__ = [
    "Chart",
    "Curve",
    "Series",
    "bars",
    "csv_table",
    "curves",
    "forget_shown",
    "globe",
    "histogram",
    "matrix",
    "show",
    "show_figure",
    "shown",
    "surface",
]

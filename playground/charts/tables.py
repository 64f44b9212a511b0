"""The numbers of charts as tables, with the words of their axes as the names of the columns."""

import json

import numpy as np
import pandas as pd

from playground.charts.altair_charts import Chart

_LOOKS = ("look", "order", "text")  # how a row is drawn, and not what it says


def csv_table(chart: Chart) -> str:
    """The rows of a chart as CSV; a column that only colours or orders them is left out."""
    titles = _titles(json.loads(chart.spec))
    columns = {
        titles.get(name, name): np.asarray(values)
        for name, values in chart.rows.items()
        if name not in _LOOKS
    }
    text: str = pd.DataFrame(columns).to_csv(index=False, lineterminator="\n")
    return text


def _titles(spec: object) -> dict[str, str]:
    """What the axes of a specification are called, by the column that each shows."""
    found: dict[str, str] = {}
    if isinstance(spec, list):
        for item in spec:
            found = _titles(item) | found
    elif isinstance(spec, dict):
        field, title = spec.get("field"), spec.get("title")
        if isinstance(field, str) and isinstance(title, str) and title.strip():
            found[field] = title
        for item in spec.values():
            found = _titles(item) | found
    return found

"""Terms that add up to a total, one floating bar after the other."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import altair as alt
import numpy as np

from playground.charts.altair_charts import Chart
from playground.charts.specs import LETTERS, LOOKS
from playground.palette import Concept

GAP = 6  # CSS pixels before a number right of its bar
# A number is written larger than names are, so that 15 pixels are 2 of theirs (see LETTERS), but no
# larger than the back row needs.
HIGH = f"min(2 * {LETTERS.name}, 25)"
WIDE = f"2 / 3 * {HIGH}"


@dataclass(frozen=True)
class Step:
    """One term: its name, its length, and the concept whose colour it has."""

    name: str
    value: float
    color: Concept


def waterfall(steps: Sequence[Step], total: Step, unit: str, *, height: int = 300) -> Chart:
    """Each term begins where the one before ended; the last bar, from zero, is the total.

    Args:
        steps: The terms in their order; negative ones go back.
        total: What they add up to, drawn as its own value says.
        unit: Written at the axis.
        height: CSS pixels.
    """
    ends = np.cumsum([step.value for step in steps])
    starts = np.concatenate(([0.0], ends))[: len(steps)]
    every = [*steps, total]
    rows = {
        "label": np.array([step.name for step in every]),
        "order": np.arange(len(every)),
        "start": np.append(starts, 0.0),
        "end": np.append(ends, total.value),
        "value": np.array([step.value for step in every]),
        "text": np.array([f"{step.value:+.3f}".replace("-", "−") for step in every]),
        "look": np.array([step.color for step in every]),
    }
    return Chart(_spec(unit, height), rows)


@lru_cache(maxsize=16)
def _spec(unit: str, height: int) -> str:
    order = alt.EncodingSortField("order", op="min")
    axis = alt.Axis(labelLimit=alt.ExprRef(f"30 * {LETTERS.name}"), labelPadding=6)
    y = alt.Y("label:N", sort=order, title=None, axis=axis)
    base = alt.Chart(alt.NamedData("rows")).encode(y=y)
    body = base.mark_bar(cornerRadius=2).encode(
        x=alt.X("start:Q", title=unit),
        x2="end:Q",
        color=alt.Color("look:N", scale=alt.Scale(domain=LOOKS), legend=None),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("value:Q", title=unit, format="+.4f"),
        ],
    )
    # Right of both ends of its bar, so that a number never lies on colour; in the theme's ink.
    words = (
        base.transform_calculate(edge="max(datum.start, datum.end)")
        .mark_text(align="left", dx=GAP, fontSize=alt.ExprRef(HIGH))
        .encode(x="edge:Q", text="text:N", color=alt.ColorDatum("exact", type="nominal"))
    )
    # The axis goes on beyond the last bar, so that its number is whole, also on a phone.
    room = (
        base.transform_calculate(
            edge="max(datum.start, datum.end)",
            low="min(datum.start, datum.end)",
            word=f"{GAP} + {WIDE} * length(datum.text)",
        )
        .transform_joinaggregate(most="max(edge)", least="min(low)", word="max(word)")
        .transform_calculate(
            beyond="datum.most + (datum.most - datum.least) * datum.word"
            " / max(width - datum.word, datum.word)"
        )
        .mark_point(opacity=0, size=0, aria=False)
        .encode(x="beyond:Q")
    )
    spec = alt.layer(body, words, room).add_params(LETTERS).properties(height=height).to_dict()
    return json.dumps({key: spec[key] for key in spec if key not in ("$schema", "config")})

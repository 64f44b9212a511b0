"""What is asked of every chart is seen where it is not so."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from playground import charts
from playground.charts import Chart, Curve, Series
from playground.charts.waterfall import Step, waterfall
from tests.pages.charted import faults_of

SAID = "A curve that falls."
X = np.arange(5)
FALLS, LEVEL = Curve("loss", X, 9.0 - X, "model"), Curve("entropy", [], 3.0, "exact")

ONE = [Series("KL (nats)", [1.0], "model")]


def told(chart: Chart, alt: str = SAID) -> Sequence[str]:
    return faults_of(json.loads(chart.spec), pd.DataFrame(chart.rows), alt)


def lines(*more: Curve, **options: Any) -> Chart:
    return charts.curves([FALLS, LEVEL, *more], "step", "nats", **options)


def test_sound_charts_have_no_faults():
    assert not told(lines())
    assert not told(lines(Curve("", X, X, "data"), x_range=(1, 3), y_range=(0, 5)))
    groups = [Series("made", [0.2, 9.0], "model"), Series("true", [0.5, 0.5], "exact")]
    assert not told(charts.bars(["a", "b"], groups, "share", y_range=(0, 1)))
    assert not told(charts.bars(["1"], ONE, "")), "the legend says it"
    exact = Curve("N", X, np.full(5, 0.2), "exact")
    sample = Series("drawn", [0.5, 1.5, 3.0], "model")
    assert not told(charts.histogram([sample], "x", x_range=(0, 4), exact=exact))
    steps = [Step("ELBO", -3.0, "model"), Step("gap", 1.0, "gradient")]
    assert not told(waterfall(steps, Step("log p", -2.0, "exact"), "nats"))


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (charts.curves([FALLS], "", "nats"), "x axis has no name"),
        (charts.curves([FALLS], "step", " "), "y axis has no name"),
        (charts.curves([FALLS], "nats", "nats"), "both axes"),
        (charts.bars(["a"], [*ONE, Series("y", [2.0], "data")], ""), "y axis has no name"),
        (lines(Curve("again", X, 9.0 - X, "data")), "'loss' and 'again' are the same"),
        (lines(y_range=(0.0, 2.0)), "'loss' is nowhere"),
        (lines(x_range=(7.0, 9.0)), "'loss' is nowhere"),
        (lines(Curve("gap", X, np.full(5, np.nan), "data")), "'gap' has no number"),
        (lines(Curve("at -1", X, X, "data")), "computer"),
        (charts.bars(["1e-05"], ONE, "share"), "computer"),
        (waterfall([Step("a", 1.0, "model")], Step("b", 2.0, "exact"), "nats"), "add up to 1"),
    ],
)
def test_a_name_that_lacks_a_curve_beside_the_window_or_one_drawn_twice_is_told(chart, said):
    found = told(chart)
    assert said in " ".join(found)


@pytest.mark.parametrize("alt", ["", "loss", "loss:chart", "A loss of 1e-05."])
def test_a_chart_without_a_sentence_for_who_does_not_see_it_is_told(alt):
    assert len(told(lines(), alt)) == 1


def test_what_is_shown_has_to_be_a_column():
    chart = lines()
    (fault, *_) = told(replace(chart, spec=chart.spec.replace('"field": "y"', '"field": "z"')))
    assert "'z', which is no column" in fault


def test_a_term_that_begins_elsewhere_is_told():
    chart = waterfall(
        [Step("a", 1.0, "model"), Step("b", 2.0, "model")], Step("c", 3.0, "exact"), "nats"
    )
    chart.rows["start"][1] = 0.5
    (fault,) = told(chart)
    assert "does not begin" in fault

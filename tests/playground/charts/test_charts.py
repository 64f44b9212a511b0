"""Charts: constant specifications, concept colours, honest numbers, small payloads."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from numpy.typing import ArrayLike
from streamlit.testing.v1 import AppTest

from playground import charts
from playground.charts import Chart, Curve, Series
from playground.palette import CONCEPTS
from playground.screen import presenter

RNG = np.random.default_rng(0)


def loss(scale: float, length: int = 400) -> Chart:
    steps = np.arange(length)
    return charts.curves(
        [
            Curve("NLL", steps, scale * np.exp(-steps / 50), "model"),
            Curve("entropy H", [], 0.1 * scale, "exact"),
        ],
        "step",
        "nats",
    )


def hist(values: ArrayLike) -> Chart:
    exact = Curve("N", np.linspace(-3, 3, 50), np.full(50, 0.1), "exact")
    return charts.histogram([Series("x", values, "data")], "x", x_range=(-3, 3), exact=exact)


def bars(values: list[float]) -> Chart:
    labels = [f"bar {value:.1f}" for value in values]
    return charts.bars(
        labels, [Series("p", values, "model"), Series("q", values, "exact")], "probability"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (loss(1.0), loss(7.0, 9)),
        (hist(RNG.normal(size=90)), hist(RNG.random(5))),
        (bars([0.1, 0.9]), bars([0.3, 0.3, 0.4])),
    ],
    ids=["curves", "histogram", "bars"],
)
def test_only_the_rows_change_with_the_data(one, other):
    assert one.spec == other.spec
    assert one.rows["y"].tolist() != other.rows["y"].tolist()
    assert "values" not in json.loads(one.spec)["data"]


def test_payloads_are_small():
    chart = loss(1.0, 100_000)
    assert len(chart.spec) < 6_000
    assert len(chart.rows["x"]) <= 1_002
    assert chart.rows["x"][0] == 0
    assert chart.rows["x"].max() == 99_999


def channels(node: Any, channel: str) -> Iterator[dict[str, Any]]:
    """Every encoding of a channel anywhere in a specification that has a scale."""
    if isinstance(node, dict):
        if "scale" in node.get(channel, {}):
            yield node[channel]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from channels(child, channel)


@pytest.mark.parametrize("chart", [loss(1.0), hist([0.0]), bars([1.0])])
def test_colours_are_the_concepts_in_the_order_of_the_theme(chart):
    found = list(channels(json.loads(chart.spec), "color"))
    assert found
    for scale in (channel["scale"] for channel in found):
        assert scale["domain"][: len(CONCEPTS)] == list(CONCEPTS)
        assert scale["domain"][len(CONCEPTS) :] == [f"{concept} dashed" for concept in CONCEPTS]
        assert "range" not in scale  # the theme's, in light and in dark


def test_the_theme_has_one_colour_for_each_concept():
    """Only then does the second round of looks, the dashed ones, get the same colours."""
    root = Path(__file__).resolve().parents[3]
    theme = tomllib.loads((root / ".streamlit" / "config.toml").read_text())["theme"]
    for mode in ("light", "dark"):
        assert len(theme[mode]["chartCategoricalColors"]) == len(CONCEPTS)


def test_exact_is_dashed_and_the_rest_is_not():
    assert set(loss(1.0).rows["look"]) == {"model", "exact dashed"}
    (channel,) = channels(json.loads(loss(1.0).spec), "strokeDash")
    dashes = dict(zip(channel["scale"]["domain"], channel["scale"]["range"], strict=True))
    assert dashes["exact dashed"] == dashes["model dashed"] != dashes["model"] == [1, 0]


def test_the_legend_speaks_the_names_and_hides_on_a_click():
    spec = loss(1.0).spec
    assert r"\"model\": \"NLL\"" in spec
    assert r"\"exact dashed\": \"entropy H\"" in spec
    (parameter,) = (each for each in json.loads(spec)["params"] if each["name"] == "shown")
    assert parameter["bind"] == "legend"
    assert parameter["value"] == [{"look": "model"}, {"look": "exact dashed"}]


def test_the_legend_has_as_many_columns_as_the_width_has_room_for():
    legend = next(channels(json.loads(loss(1.0).spec), "color"))["legend"]
    room = "containerSize()[0] - 12 * letter + 0 * width"  # follows the width, and is none of it
    assert legend["columns"] == {"expr": f"clamp(floor(({room}) / (40 + letter * 9)), 1, 2)"}
    assert {"name": "letter", "value": 7.5} in json.loads(loss(1.0).spec)["params"]


def test_when_presenting_a_chart_is_higher_and_its_type_larger():
    def script() -> None:
        import numpy as np

        from playground import charts

        line = charts.Curve("a", np.arange(3), np.arange(3), "model")
        charts.show(charts.curves([line], "x", "y", height=200), "line", "A rising line.")
        charts.show_figure(charts.matrix(np.eye(2), "ab", "ab"), "matrix", "The identity.")

    test = AppTest.from_function(script, default_timeout=30).run()
    large = AppTest.from_function(script, default_timeout=30)
    large.query_params["present"] = "1"
    specs = []
    for each in (test, large.run()):
        (line,) = each.get("vega_lite_chart")
        specs.append(json.loads(line.proto.spec))
    usual, presented = specs
    assert usual["height"] == 200
    assert presented["height"] == pytest.approx(320)
    assert "config" not in usual or "axis" not in usual["config"]
    sizes = presented["config"]["axis"]
    assert sizes["labelFontSize"] == sizes["titleFontSize"] == 24
    assert presented["config"]["legend"]["labelFontSize"] == 24
    letters = [
        next(each["value"] for each in spec["params"] if each["name"] == "letter") for spec in specs
    ]
    assert letters[1] == pytest.approx(letters[0] * 24 / 12)
    lines = [spec["layer"][0]["mark"]["strokeWidth"] for spec in specs]
    assert lines == [2, 4]
    (matrix,) = large.get("plotly_chart")
    assert json.loads(matrix.proto.spec)["layout"]["font"]["size"] == 24


def test_a_curve_without_a_name_is_left_out_of_the_legend():
    named = Curve("measured", [0, 1], [0, 1], "model")
    chart = charts.curves([named, Curve("", [0, 1], [0, 2], "data")], "x", "y")
    (legend, *_) = [channel["legend"] for channel in channels(json.loads(chart.spec), "color")]
    assert legend["values"] == ["model"]
    assert len(chart.rows["y"]) == 4


def test_two_curves_of_one_look_are_two_lines():
    """Vega joins what has one colour and one dash, and would go to and fro between the two."""
    band = [Curve("95 %", [0, 1, 2], 0.1, "exact"), Curve("", [0, 1, 2], -0.1, "exact")]
    chart = charts.curves(band, "lag", "autocorrelation")
    assert len(set(chart.rows["look"])) == 1
    assert len(set(chart.rows["name"])) == 2
    lines = [each for each in json.loads(chart.spec)["layer"] if each["mark"]["type"] == "line"]
    assert [each["encoding"]["detail"]["field"] for each in lines] == ["name"]


def test_a_level_spans_the_other_curves():
    rows = loss(1.0, 400).rows
    level = rows["look"] == "exact dashed"
    assert rows["x"][level].tolist() == [0, 399]
    np.testing.assert_allclose(rows["y"][level], 0.1)


def test_what_is_no_number_leaves_a_gap():
    rows = charts.curves([Curve("a", [0, 1, 2], [1, np.inf, 3], "model")], "x", "y").rows
    assert np.isnan(rows["y"]).tolist() == [False, True, False]


def test_what_a_logarithmic_axis_cannot_show_is_left_out():
    line = Curve("rate", [0.0, 1.0, 2.0, 4.0], [3.0, 2.0, 0.0, -1.0], "model")
    rows = charts.curves([line], "bits", "error", log_x=True, log_y=True).rows
    np.testing.assert_array_equal(rows["x"], [1, 2, 4])
    np.testing.assert_array_equal(rows["y"], [2, np.nan, np.nan])
    rows = charts.curves([line], "bits", "error").rows
    np.testing.assert_array_equal(rows["x"], [0, 1, 2, 4])
    np.testing.assert_array_equal(rows["y"], [3, 2, 0, -1])


def test_a_histogram_is_a_density_that_knows_what_lies_outside():
    values = np.concatenate([RNG.uniform(-3, 3, 900), np.full(100, 50.0), [np.nan]])
    rows = charts.histogram([Series("x", values, "data")], "x", x_range=(-3, 3), bins=12).rows
    area = float(np.sum(rows["y"] * (rows["x2"] - rows["x"])))
    assert area == pytest.approx(0.9)
    assert len(rows["x"]) == 12


def test_an_empty_sample_is_an_empty_histogram():
    rows = charts.histogram([Series("x", [], "data")], "x", x_range=(0, 1)).rows
    assert rows["y"].tolist() == [0] * 40


def test_bars_keep_the_order_given():
    rows = bars([0.5, 0.1, 0.4]).rows
    assert rows["label"][:3].tolist() == ["bar 0.5", "bar 0.1", "bar 0.4"]
    assert rows["order"][:3].tolist() == [0, 1, 2]


def test_a_bar_beyond_the_range_ends_at_its_edge_and_keeps_its_height():
    chart = charts.bars(["a", "b"], [Series("x", [1.0, 1600.0], "model")], "y", y_range=(0, 10))
    scales = [each["scale"] for each in channels(json.loads(chart.spec), "y")]
    assert {tuple(each["domain"]) for each in scales} == {(0, 10)}
    assert all(each["clamp"] for each in scales)
    assert chart.rows["y"].tolist() == [1.0, 1600.0]


def pointed(chart: Chart) -> dict[str, str]:
    """Column -> its name, of all that the pointer tells."""
    told = [layer["encoding"].get("tooltip", []) for layer in json.loads(chart.spec)["layer"]]
    return {tip["field"]: tip["title"] for tips in told for tip in tips}


def test_the_pointer_tells_the_numbers_of_a_chart_under_their_names():
    assert pointed(loss(1.0)) == {"name": " ", "x": "step", "y": "nats"}
    assert pointed(hist([0.0])) == {"name": " ", "x": "from", "x2": "to", "y": "density"}
    assert pointed(bars([1.0])) == {"label": " ", "name": " ", "y": "probability"}
    named = charts.bars(["a"], [Series("p", [1.0], "model")], "height", x_title="symbol")
    assert pointed(named) == {"label": "symbol", "name": " ", "y": "height"}


def test_the_pointer_tells_the_numbers_of_a_figure_under_their_names():
    flat = np.zeros((2, 2))
    (surface,) = charts.surface(flat, [0, 1], [0, 1], ("z", "w", "density")).data
    assert surface.hovertemplate == (
        "z = %{x:.3g}<br>w = %{y:.3g}<br>density = %{z:.3g}<extra></extra>"
    )
    (globe,) = charts.globe(flat, flat, flat, flat, "p").data
    assert globe.hovertemplate == "p = %{surfacecolor:.3g}<extra></extra>"
    (matrix,) = charts.matrix(flat, ["a", "b"], ["c", "d"], ("from", "to", "weight")).data
    assert matrix.hovertemplate == (
        "from %{customdata[0]}<br>to %{customdata[1]}<br>weight %{z:.4f}<extra></extra>"
    )
    assert [list(pair) for row in matrix.customdata for pair in row] == [
        ["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]
    ]  # fmt: skip


def test_names_with_quotes_stay_words():
    chart = charts.curves([Curve('a"]; alert(1) //', [0], [0], "model")], "x", "y")
    legends = [channel["legend"] for channel in channels(json.loads(chart.spec), "color")]
    assert legends
    for legend in legends:
        words = legend["labelExpr"].removeprefix("(").removesuffix(")[datum.label]")
        assert json.loads(words) == {"model": 'a"]; alert(1) //'}


def test_a_surface_keeps_its_axes_and_the_theme_colours():
    z = RNG.random((3, 4))
    figure = charts.surface(z, [0, 1, 2, 3], [0, 1, 2], ("x", "y", "p"))
    trace = figure.data[0]
    assert trace.z.dtype == np.float32
    np.testing.assert_allclose(trace.z, z, rtol=1e-6)
    assert [color for _, color in trace.colorscale] == [f"#{n:06d}" for n in range(11, 21)]
    assert figure.layout.scene.zaxis.title.text == "p"


def test_a_matrix_reads_like_a_table():
    figure = charts.matrix(
        np.array([[1, -2], [0.5, 0]]), ["a", "a"], ["<b>", "%{z}"], scale="diverging"
    )
    trace = figure.data[0]
    assert (trace.zmin, trace.zmax) == (-2, 2)
    assert [color for _, color in trace.colorscale] == [f"#{n:06d}" for n in range(21, 31)]
    assert figure.layout.yaxis.autorange == "reversed"
    assert figure.layout.xaxis.ticktext == ("&lt;b&gt;", "% {z}")
    assert list(figure.layout.yaxis.tickvals) == [0, 1]
    assert trace.texttemplate is not None
    assert trace.showscale is False
    large = charts.matrix(np.zeros((13, 2)), ["r"] * 13, ["c"] * 2).data[0]
    assert large.texttemplate is None
    assert large.showscale is True


def test_charts_are_drawn_with_their_alternative_text():
    def script() -> None:
        import numpy as np

        from playground import charts

        line = charts.Curve("a", np.arange(3), np.arange(3), "model")
        charts.show(charts.curves([line], "x", "y"), "line", "A rising line.")
        charts.show_figure(charts.matrix(np.eye(2), "ab", "ab"), "matrix", "The identity.")

    test = AppTest.from_function(script, default_timeout=30).run()
    assert not test.exception
    (line,) = test.get("vega_lite_chart")
    assert line.proto.alt == "A rising line."
    assert json.loads(line.proto.spec)["data"] == {"name": "rows"}
    assert [dataset.name for dataset in line.proto.datasets] == ["rows"]
    (matrix,) = test.get("plotly_chart")
    assert matrix.proto.alt == "The identity."


def test_a_chart_leaves_as_a_table_named_as_its_axes_are():
    lines = loss(2.0, 3)
    rows = charts.csv_table(lines).splitlines()
    assert rows[0] == "name,step,nats"
    assert rows[1] == "NLL,0.0,2.0"
    assert rows[-1].startswith("entropy H,2.0,0.2")
    assert charts.csv_table(bars([0.25, 0.75])).splitlines()[:3] == [
        "name,label,probability",
        "p,bar 0.2,0.25",
        "p,bar 0.8,0.75",
    ]
    assert charts.csv_table(hist([0.0, 0.1])).startswith("name,from,density,to\n")


def test_all_curves_together_are_few_enough_to_be_drawn_as_vectors():
    steps = np.arange(5000)
    for count, most in ((1, 1000), (2, 1000), (8, 250)):
        many = [Curve(f"{n}", steps, steps, "model") for n in range(count)]
        chart = charts.curves(many, "step", "y")
        assert len(chart.rows["x"]) == most * count
        assert chart.rows["x"].max() == 4999


def test_the_charts_of_a_page_are_known_until_it_is_drawn_anew():
    def script() -> None:
        import numpy as np
        import streamlit as st

        from playground import charts

        charts.forget_shown()
        known = charts.shown()
        for name in st.session_state.setdefault("names", ["first", "second"]):
            line = charts.Curve("a", np.arange(3), np.arange(3), "model")
            charts.show(charts.curves([line], "x", "y"), name, "A rising line.")
        st.write(" ".join(known))

    test = AppTest.from_function(script, default_timeout=30).run()
    assert test.markdown[0].value == "first second"
    test.session_state["names"] = ["third"]
    assert test.run().markdown[0].value == "third"


def test_a_name_under_bars_is_broken_into_lines_where_it_is_wide_and_never_cut():
    (body, *_) = json.loads(bars([0.1, 0.9]).spec)["layer"]
    axis = body["encoding"]["x"]["axis"]
    assert axis["labelLimit"] == 0
    assert axis["labelExpr"].endswith(
        "length(datum.label) > bandwidth('x') ? split(datum.label, ' ') : datum.label"
    )


def test_names_under_bars_are_turned_where_their_longest_word_has_no_room_and_numbers_never():
    def turned(*labels: str) -> str:
        chart = charts.bars(labels, [Series("p", np.ones(len(labels)), "model")], "y")
        axis = json.loads(chart.spec)["layer"][0]["encoding"]["x"]["axis"]
        condition, _, angles = axis["labelAngle"]["expr"].partition(" ? ")
        assert angles == "-90 : 0"
        assert axis["labelExpr"].startswith(f"{condition} ? ")
        return str(condition)

    assert turned("4 steps, scale 1", "squeeze", "1") == "letter * 7 > bandwidth('x')"
    assert turned(*map(str, range(64)), "−0.5") == "letter * 0 > bandwidth('x')"


def test_a_figure_is_higher_in_larger_type_where_somebody_presents(monkeypatch):
    drawn = []
    monkeypatch.setattr(st, "plotly_chart", lambda figure, **_: drawn.append(figure.layout))
    flat = np.ones((2, 2))
    ball = charts.globe(flat, flat, flat, flat, "q", height=400)
    for presenting in (False, True):
        monkeypatch.setattr(presenter, "is_on", lambda on=presenting: on)
        charts.show_figure(ball, "ball", "A ball.")
    usual, large = drawn
    assert (usual.height, large.height) == (400, 640)
    assert large.font.size == 24
    assert ball.layout.height == 400

"""The page on prediction: its numbers against the library, on several orders and frames."""

from typing import Any

import numpy as np
import pytest

from models.brought.column import column_of, write_column
from models.frame import Frame
from models.processes import (
    AheadSetup,
    ArProcess,
    EntropySetup,
    LatticeSetup,
    OrdersSetup,
    TriangleSetup,
    held_inside,
    prediction_view,
)
from playground import catalog
from tests.pages.conftest import OpenPage, address, drawn, number, sound
from tests.pages.hand import Hand
from tests.pages.told import layer_on, says

TOPIC = catalog.topic("prediction")


def frames(**knobs: Any) -> list[Frame]:
    kinds = {
        "order": OrdersSetup,
        "lattice": LatticeSetup,
        "ahead": AheadSetup,
        "entropy": EntropySetup,
        "triangle": TriangleSetup,
    }
    return list(prediction_view(kinds[knobs.pop("view", "order")](**knobs)))


@pytest.mark.parametrize("order", [1, 2, 9])
def test_the_numbers_belong_to_the_order_on_screen(open_page: OpenPage, order: int) -> None:
    at = open_page(TOPIC, prediction_series="sunspots", prediction_frame=str(order))
    told = frames(series="sunspots")
    now = told[order].metrics
    says(at, "Error of the prediction", now["error"], reference=told[0].metrics["error"])
    best = min(each.metrics["held_out"] for each in told)
    says(at, "Held out", now["held_out"], reference=best)
    gain = 10 * np.log10(told[0].metrics["error"] / now["error"])
    assert number(at, "Gain") == pytest.approx(gain, rel=0.01)
    assert number(at, "Order by AIC") == np.argmin([each.metrics["aic"] for each in told])


@pytest.mark.parametrize("method", ["yule_walker", "burg", "least_squares"])
def test_bars_and_spectra_are_those_of_the_fit(open_page: OpenPage, method: str) -> None:
    at = open_page(TOPIC, prediction_method=method)
    told = frames(method=method)
    bars = layer_on(at, "k")["xy"]  # (T, M, 2, 2)
    np.testing.assert_allclose(bars[2, :2, 1, 1], told[2].views["reflections"][:2], atol=1e-3)
    assert np.isnan(bars[2, 2:, 1, 1]).all()
    line = layer_on(at, "AR(m)")["xy"]
    np.testing.assert_allclose(
        line[2, 0, ::64, 1], 10 * np.log10(told[2].views["spectrum"][::64]), atol=0.02
    )


@pytest.mark.parametrize("order", [0, 2])
def test_the_lattice_has_as_many_stages_as_the_order(open_page: OpenPage, order: int) -> None:
    at = open_page(TOPIC, prediction_view="lattice", prediction_frame=str(order))
    told = frames(view="lattice")
    now = told[order].metrics
    assert number(at, "Power of f") == pytest.approx(now["power"], rel=0.01)
    assert number(at, "Power of b") == pytest.approx(now["power"], rel=0.01)
    assert number(at, "Lattice and direct form differ by") == 0
    arms = layer_on(at, "arms ×k")["xy"]  # (T, 2 M, 2, 2)
    assert [int(np.isfinite(frame).all(axis=(1, 2)).sum()) for frame in arms] == [0, 2, 4, 6, 8]
    bars = layer_on(at, "power")["xy"][-1]
    heights = bars[:, 1, 1] - bars[:, 0, 1]
    powers = told[-1].views["powers"]
    np.testing.assert_allclose(heights / heights[0], powers / powers[0], atol=0.01)
    texts = layer_on(at, "k")["texts"]
    assert float(texts[1]) == pytest.approx(told[-1].views["reflections"][1], abs=0.006)
    if order:
        after = told[order].views["coefficients"][:order]
        formulas = "".join(each.value for each in at.markdown)
        assert ", ".join(f"{value:.2f}" for value in after) in formulas.replace("\\", "")


def test_a_forecast_is_drawn_with_its_band(open_page: OpenPage) -> None:
    at = open_page(TOPIC, prediction_view="ahead", prediction_series="sunspots")
    told = frames(view="ahead", series="sunspots")
    mean = layer_on(at, "forecast")["xy"][3, 0, :, 1]
    band = layer_on(at, "95 % band")["xy"][3, :, :, 1]
    views = told[3].views
    np.testing.assert_allclose(mean, views["forecast"], atol=0.2)
    np.testing.assert_allclose(band[1] - band[0], 2 * 1.96 * views["spread"], atol=0.4)
    inside = 100 * np.mean([each.metrics["inside"] for each in told])
    assert number(at, "Inside the band") == pytest.approx(inside, rel=0.01)


@pytest.mark.parametrize("choice", ["0", "0.5"])
def test_a_choice_off_the_middle_costs_entropy(open_page: OpenPage, choice: str) -> None:
    at = open_page(TOPIC, prediction_view="entropy", prediction_choice=choice)
    (frame,) = frames(view="entropy", choice=float(choice))
    assert number(at, "Entropy rate") == pytest.approx(frame.metrics["rate"], rel=0.01)
    assert number(at, "Unpredictable") == pytest.approx(frame.metrics["error"], rel=0.01)
    assert number(at, "R[M+1]") == pytest.approx(frame.metrics["chosen"], rel=0.01)


def test_one_number_more_begins_in_the_middle(open_page: OpenPage) -> None:
    at = open_page(TOPIC, prediction_view="entropy")
    next(each for each in at.button if each.label == "One more is known").click()
    at.run()
    assert len(address(at)["prediction_known"].split("_")) == 3


def test_known_numbers_can_be_dragged_to_the_ends_of_their_intervals(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(monkeypatch)
    at = open_page(TOPIC, prediction_view="entropy")
    for height in (0.883, 0.951, 0.969, 1.1, -0.977, -1.1):
        places = np.array([[1.0, height], [2.0, 0.1]])
        hand.drop(at, "prediction", {"known": places})
        known = [float(each) for each in address(at)["prediction_known"].split("_")]
        assert known == pytest.approx(held_inside(places[:, 1]), abs=1e-6)
        assert not at.warning


def test_the_triangle_tells_of_its_poles(open_page: OpenPage) -> None:
    at = open_page(TOPIC, prediction_view="triangle", prediction_pair="0.5_0.25")
    (frame,) = frames(view="triangle", pair=(0.5, 0.25))
    assert number(at, "k₁") == pytest.approx(0.4)
    assert number(at, "Outer pole") == pytest.approx(0.5)
    np.testing.assert_allclose(layer_on(at, "poles")["xy"], frame.views["poles"], atol=0.01)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("", "CSV"),
        (write_column([1.0, 2.0, 3.0]), "too short"),
        (write_column([4.0] * 80), "equal"),
    ],
)
def test_columns_that_are_no_series_are_refused(
    open_page: OpenPage, column: str, told: str
) -> None:
    at = open_page(TOPIC, prediction_series="own", prediction_column=column)
    assert any(told in each.value for each in at.info)


def test_an_own_column_is_predicted(open_page: OpenPage) -> None:
    values = ArProcess([-0.75, 0.5]).sample(80, np.random.default_rng(3)).round(2)
    column = write_column(values)
    at = open_page(TOPIC, prediction_series="own", prediction_column=column)
    error = frames(series="own", column=column_of(values))[-1].metrics["error"]
    assert number(at, "Error of the prediction") == pytest.approx(error, rel=0.01)


@pytest.mark.parametrize(("name", "text"), [("pair", "2_2"), ("known", "0.9_-0.9"), ("known", "x")])
def test_a_mangled_link_is_named(open_page: OpenPage, name: str, text: str) -> None:
    view = {"pair": "triangle", "known": "entropy"}[name]
    at = open_page(TOPIC, prediction_view=view, **{f"prediction_{name}": text})
    assert at.warning
    assert at.metric


@pytest.mark.parametrize("view", ["orders", "lattice"])
def test_orders_open_with_all_of_them_on_screen(open_page: OpenPage, view: str) -> None:
    (picture, *_) = drawn(open_page(TOPIC, prediction_view=view))
    assert picture["start"] == picture["total"] - 1


def test_a_preset_opens_with_all_its_orders(open_page: OpenPage) -> None:
    at = open_page(TOPIC, prediction_frame="5")
    preset = next(each for each in at.button if (each.key or "").startswith("prediction:preset:"))
    sound(preset.click().run())
    assert "prediction_frame" not in address(at)

"""Floating bars: each term begins where the one before ended."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.charts.specs import enlarged
from playground.charts.waterfall import Step, waterfall

TERMS = [Step("up", 2.0, "base"), Step("down", -0.5, "gradient")]
TOTAL = Step("total", 1.5, "codeword")


def test_the_bars_hang_together_and_the_total_starts_at_zero():
    rows = waterfall(TERMS, TOTAL, "dB").rows
    np.testing.assert_allclose(rows["start"], [0.0, 2.0, 0.0])
    np.testing.assert_allclose(rows["end"], [2.0, 1.5, 1.5])
    assert list(rows["text"]) == ["+2.000", "−0.500", "+1.500"]
    assert list(rows["look"]) == ["base", "gradient", "codeword"]


def test_the_specification_does_not_depend_on_the_numbers():
    other = waterfall([Step("x", 9.0, "exact")], Step("y", 9.0, "exact"), "dB")
    assert waterfall(TERMS, TOTAL, "dB").spec == other.spec
    assert "datasets" not in json.loads(other.spec)


def test_the_pointer_tells_a_term_with_its_sign_and_unit():
    (tips,) = (
        layer["encoding"]["tooltip"]
        for layer in json.loads(waterfall(TERMS, TOTAL, "dB").spec)["layer"]
        if "tooltip" in layer["encoding"]
    )
    assert [(tip["field"], tip["title"]) for tip in tips] == [("label", " "), ("value", "dB")]
    assert tips[1]["format"] == "+.4f"


@pytest.mark.parametrize("look", [dict, enlarged])
def test_the_axis_goes_on_beyond_the_last_bar_for_its_number(look):
    spec = look(json.loads(waterfall(TERMS, TOTAL, "dB").spec))
    (_, words, room), (param,) = spec["layer"], spec["params"]
    size = eval(words["mark"]["fontSize"]["expr"], {"letter": param["value"]})
    assert size == (15 if look is dict else 25)
    *_, last = (each["calculate"] for each in room["transform"] if "calculate" in each)
    (wide,) = (each["as"] for each in room["transform"][:3] if "length" in each["calculate"])
    assert {"op": "max", "field": wide, "as": "word"} in room["transform"][3]["joinaggregate"]
    for width, text in ((220, "+9.000"), (900, "+9.000"), (290, "−28.133")):
        most, least = 2.0, 0.0
        word = eval(
            room["transform"][2]["calculate"].replace("datum.", ""),
            {"length": len, "text": text, "letter": param["value"]},
        )
        known = {"most": most, "least": least, "width": width, "max": max, "word": word}
        beyond = eval(last.replace("datum.", ""), known)
        pixels = width * (beyond - most) / (beyond - least)
        letter = 0.64 * size  # as wide as a digit is
        assert pixels > words["mark"]["dx"] + letter * len(text)


def test_it_draws():
    def page() -> None:
        from playground import charts
        from playground.charts.waterfall import Step, waterfall

        step = Step("one", 1.0, "base")
        charts.show(waterfall([step], step, "dB"), "demo", "One bar.")

    app = AppTest.from_function(page).run()
    assert not app.exception
    assert app.get("vega_lite_chart")

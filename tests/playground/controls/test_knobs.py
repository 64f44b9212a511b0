"""What a Setup declares, and how its values are written in links."""

from typing import Literal
from urllib.parse import parse_qsl

import numpy as np
import pytest

from models.setup import Setup, knob
from playground.controls.knobs import (
    LONGEST_IN_LINK,
    knobs_of,
    link,
    literal,
    missing,
    normal,
    parse,
    query,
    stranger,
)
from playground.lesson import script_for
from tests.playground.demo import DemoSetup

KNOBS = {each.name: each for each in knobs_of(DemoSetup)}


def test_knobs_carry_the_declaration():
    rate = KNOBS["rate"]
    assert (rate.label, rate.kind, rate.low, rate.high, rate.log) == (
        "Learning rate", "float", 1e-5, 0.1, True,
    )  # fmt: skip
    assert KNOBS["family"].options == ("affine", "spline")
    assert KNOBS["family"].name_of("affine") == "Affine"
    assert KNOBS["target"].name_of("spirals") == "spirals"
    assert [name for name, each in KNOBS.items() if each.rare] == ["steps", "cosine"]


def test_a_condition_on_a_later_knob_is_refused():
    class Backwards(Setup):
        early: int = knob(1, "E", "e", low=0, high=2, only={"late": (1,)})
        late: int = knob(1, "L", "l", low=0, high=2)

    with pytest.raises(ValueError, match="before"):
        knobs_of(Backwards)


def test_what_is_another_default_elsewhere_is_always_named():
    class Here(Setup):
        data: Literal["large", "small"] = knob("large", "Data", "What is here.", local=True)
        seed: int = knob(0, "Seed", "Luck.", low=0, high=9)

    assert query(Here(), "here") == {"here_data": "large"}
    assert query(Here(data="small", seed=3), "here") == {"here_data": "small", "here_seed": "3"}
    assert missing(Here()) == ()
    assert "    data='large',\n)" in script_for(Here(), module="somewhere")


def test_positions_are_round_numbers_and_hold_the_default_and_what_is_asked_for():
    places = KNOBS["rate"].positions(0.00234, None)
    assert places == sorted(places)
    assert {1e-5, 1.5e-5, 0.002, 0.005, 0.1, 0.00234} <= set(places)
    assert (min(places), max(places)) == (1e-5, 0.1)
    whole = KNOBS["steps"].positions()
    assert all(isinstance(place, int) for place in whole)
    assert whole[:4] == [100, 150, 200, 300]


def test_positions_need_a_positive_range():
    class Bad(Setup):
        rate: float = knob(0.0, "R", "r", low=0.0, high=1.0, log=True)

    with pytest.raises(ValueError, match="0 < low < high"):
        knobs_of(Bad)[0].positions()


def test_small_numbers_are_written_without_exponents():
    assert KNOBS["rate"].text(0.005) == "0.005"
    assert KNOBS["rate"].text(1e-5) == "0.00001"


def test_a_number_below_zero_has_a_minus_sign_in_a_sentence_and_a_hyphen_in_a_link():
    rate = KNOBS["rate"]
    assert (rate.told(-2.5), rate.told(0.5)) == ("−2.5", "0.5")
    assert (rate.told(1e13), rate.text(1e13)) == ("10,000,000,000,000", "10000000000000")
    assert rate.text(-2.5) == "-2.5"


def test_every_number_survives_the_address():
    rng = np.random.default_rng(0)
    rates = 10 ** rng.uniform(-5, -1, 500)
    texts = [KNOBS["rate"].text(rate) for rate in rates]
    assert [parse(DemoSetup, KNOBS["rate"], text) for text in texts] == rates.tolist()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("family", "affine", "affine"),
        ("family", "Affine", "affine"),
        ("layers", "3", 3),
        ("cosine", "false", False),
        ("rate", "2e-3", 0.002),
        ("drawn", "", ""),
    ],
)
def test_parse(name, text, value):
    assert parse(DemoSetup, KNOBS[name], text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("family", "q"),
        ("family", ""),
        ("layers", "3.7"),
        ("layers", "99"),
        ("layers", "9" * 5000),
        ("rate", "nan"),
        ("rate", "inf"),
        ("rate", "0"),
        ("cosine", "maybe"),
        ("seed", "-1"),
    ],
)
def test_parse_refuses(name, text):
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's and ours, with many messages
        parse(DemoSetup, KNOBS[name], text)


def test_an_unbounded_number_must_be_finite():
    class Open(Setup):
        shift: float = knob(0.0, "S", "s")

    with pytest.raises(ValueError, match="finite"):
        parse(Open, knobs_of(Open)[0], "nan")


def test_a_knob_without_meaning_makes_no_difference():
    assert normal(DemoSetup(family="affine", bins=20)) == DemoSetup(family="affine")
    assert normal(DemoSetup(family="spline", bins=20)).bins == 20


def test_conditions_follow_each_other():
    class Chain(Setup):
        kind: Literal["a", "b"] = knob("a", "K", "k")
        inner: Literal["x", "y"] = knob("x", "I", "i", only={"kind": ("b",)})
        leaf: int = knob(1, "L", "l", low=0, high=9, only={"inner": ("y",)})

    assert normal(Chain(kind="a", inner="y", leaf=5)) == Chain()
    assert normal(Chain(kind="b", inner="y", leaf=5)).leaf == 5


def test_a_link_holds_what_is_changed_and_nothing_else():
    setup = DemoSetup(family="affine", rate=0.0035, cosine=False, drawn="a|b&é=?#")
    written = link("http://x/demo", query(setup, "demo"))
    address, _, rest = written.partition("?")
    assert address == "http://x/demo"
    assert dict(parse_qsl(rest)) == {
        "demo_family": "affine",
        "demo_rate": "0.0035",
        "demo_cosine": "false",
        "demo_drawn": "a|b&é=?#",
    }
    assert link("http://x", query(DemoSetup(), "demo")) == "http://x"


def test_long_texts_and_hidden_numbers_stay_out_of_the_link():
    fits, long = DemoSetup(drawn="a" * LONGEST_IN_LINK), DemoSetup(drawn="a" * 1501, time=0.5)
    assert "demo_drawn" in query(fits, "demo")
    assert missing(fits) == ()
    assert query(long, "demo") == {}
    assert [each.name for each in missing(long)] == ["drawn", "time"]


@pytest.mark.parametrize(
    "text", ["**b**", "<b>x</b>", "`a``b", "www.x.org", "a\n\n# b", ":red[x]", ""]
)
def test_literal_cannot_be_left(text):
    written = literal(text)
    fence = written[: len(written) - len(written.lstrip("`"))]
    inside = written[len(fence) : -len(fence)]
    assert fence
    assert written.endswith(fence)
    assert fence not in inside
    assert "\n" not in written


def test_literal_is_short():
    assert len(literal("x" * 10_000)) < 80
    assert literal("x" * 60) == f"` {'x' * 60} `", "what fits is not cut"
    assert literal("x" * 61) == f"` {'x' * 59}… `"


@pytest.mark.parametrize(
    ("name", "meant"), [("dpeth", True), ("a", False), ("gans_seeed", True), ("gans_x", False)]
)
def test_what_nobody_understands_is_told_with_what_is_near_it(name, meant):
    told = stranger(name, ["1"], ["depth", "gans_seed"])
    assert ("meant?" in told) == meant

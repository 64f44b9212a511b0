"""The divergences page: f and f*, the bound at a T, and the best Gaussians, number by number."""

import math
from typing import Any

import numpy as np
import pytest

from models.gans.divergences import (
    FITTED,
    GRIPS,
    KNOTS,
    PLACES,
    BoundSetup,
    FitSetup,
    TangentSetup,
    bent,
    best_gaussian,
    bumps,
    densities_of,
    function,
    judge,
    tangents,
)
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import drawn, sound
from tests.pages.told import layer, says

TOPIC = catalog.topic("divergences")
NAMES = ("KL", "Reverse KL", "Pearson χ²", "Squared Hellinger", "Jensen-Shannon")
LIFTED = (2.0, 0.9, 0.3, 0.25, 0.5, 2.5, 1.6, 3.0)


def opened(open_page: Any, view: str, **knobs: Any) -> Any:
    texts = {
        f"divergences_{name}": "_".join(map(str, value))
        if isinstance(value, tuple)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for name, value in knobs.items()
    }
    return sound(open_page(TOPIC, divergences_view=view, **texts))


@pytest.mark.long
@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"divergence": "gan", "at": 0.5},
        {"divergence": "reverse_kl", "normal": True, "at": 3.0},
        {"divergence": "own", "at": 1.25},
    ],
)
def test_a_tangent_has_its_numbers_and_its_place(open_page, knobs):
    at = opened(open_page, "function", **knobs)
    setup = TangentSetup(**knobs)
    one, judged = tangents(function(setup), setup.at), judge(setup)
    says(at, "f(1)", judged.at_one, digits=4, reference=0.0)
    says(at, "f′(1)", judged.slope, digits=4)
    says(at, "t = f′(u)", one.slope, digits=4)
    says(at, "f*(t)", one.intercept, digits=4)
    says(at, "f(u) + f*(t) − u t", 0.0, digits=4, reference=0.0)
    left, right = drawn(at)
    for picture, name, x, y in (
        (left, "f", one.u, one.f),
        (right, "f*", one.t, one.conjugate),
    ):
        (line,) = np.asarray(layer(picture, name)["xy"])
        near = np.isfinite(y) & (np.abs(y) < 20)
        np.testing.assert_allclose(line[near], np.stack((x, y), -1)[near], atol=2e-2)
    np.testing.assert_allclose(layer(left, "touched")["xy"], [[one.at, one.height]], atol=1e-3)
    np.testing.assert_allclose(layer(left, "−f*(t)")["xy"], [[0, -one.intercept]], atol=1e-3)
    np.testing.assert_allclose(layer(right, "here")["xy"], [[one.slope, one.intercept]], atol=1e-3)
    assert layer(left, "touches")["xy"][0][0] == pytest.approx(one.at)
    assert len(at.info) == (knobs.get("divergence") == "gan")
    assert not at.warning


@pytest.mark.long
def test_a_curve_that_is_no_divergence_is_told_why(open_page):
    at = opened(open_page, "function", divergence="own", own=LIFTED)
    (warning,) = at.warning
    assert "u = 2:" in warning.value
    assert any("0.2500" in each.value for each in at.info)
    left, _ = drawn(at)
    knots = np.asarray(layer(left, "knots")["xy"])
    np.testing.assert_allclose(knots, np.stack((KNOTS, LIFTED), -1))


@pytest.mark.long
def test_an_f_is_typed_where_it_is_chosen_and_what_is_none_is_refused(open_page):
    assert not opened(open_page, "function").text_area
    at = opened(open_page, "function", divergence="typed")
    (place,) = at.text_area
    assert place.value == "u*log(u) - u + 1"
    place.set_value("(u-1)^2/(u+1)").run()
    says(at, "f*(t)", 2 * 5 / 9 - 1 / 3, digits=4)
    (place,) = at.text_area
    place.set_value("open('x')").run()
    (error,) = at.error
    assert "“open” is not known" in error.value
    says(at, "f*(t)", 2 * 5 / 9 - 1 / 3, digits=4)
    assert not at.warning
    (place,) = at.text_area
    place.set_value("min(u, 2)-1").run()
    (warning,) = at.warning
    assert "Type another one" in warning.value
    at = opened(open_page, "bound", divergence="typed", formula="(u-1)^2", begin="best")
    says(at, "Bound at this T", math.e - 1, digits=4, reference=math.e - 1)


@pytest.mark.long
@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"divergence": "standard_js", "begin": "best", "q_mean": 2.0, "q_width": 1.2},
        {"divergence": "pearson", "bend": (0.0, 0, 0.5, 0.4, 0, -0.3, 0, 0, 0)},
    ],
)
def test_the_bound_is_that_of_the_t_on_screen(open_page, knobs):
    at = opened(open_page, "bound", **knobs)
    one = bent(BoundSetup(**knobs))
    unit = "" if knobs.get("divergence") == "pearson" else " (nats)"
    says(at, f"Bound at this T{unit}", one.reached, digits=4, reference=one.exact)
    says(at, f"Missing{unit}", max(one.exact - one.reached, 0.0), digits=4)
    (picture,) = drawn(at)
    for name, values in (("T", one.statistic(PLACES)), ("T*", one.best(PLACES))):
        (line,) = np.asarray(layer(picture, name)["xy"])
        near = np.abs(values) < 20
        np.testing.assert_allclose(line[near], np.stack((PLACES, values), -1)[near], atol=1e-2)
    for name, value in (("bound", one.reached), ("D(P‖Q)", one.exact)):
        (bar,) = np.asarray(layer(picture, name)["xy"])
        np.testing.assert_allclose(bar[:, 1], [0, value], atol=2e-3)
    grips = np.asarray(layer(picture, "drag T")["xy"])
    np.testing.assert_allclose(grips[:, 0], GRIPS)
    np.testing.assert_allclose(grips[:, 1], one.statistic(np.array(GRIPS)), rtol=1e-5, atol=1e-6)
    assert layer(picture, "Q at")["xy"][0][0] == pytest.approx(one.q.mean)
    p, q = one.densities()
    for name, law in (("P", p), ("Q", q)):
        (line,) = np.asarray(layer(picture, name)["xy"])
        assert line[:, 1].argmax() == law.argmax()
    assert not at.info


def test_a_t_that_leaves_the_domain_is_worth_nothing(open_page):
    bend = (0.0, 0, 0, 0, 0, 0.4, 1.2, 1.4, 0)
    at = opened(open_page, "bound", divergence="reverse_kl", bend=bend)
    says(at, "Bound at this T (nats)", -math.inf, digits=4, reference=0.5)
    (info,) = at.info
    assert "T passes 0.0000" in info.value
    (picture,) = drawn(at)
    (line,) = np.asarray(layer(picture, "outside")["xy"])
    seen = line[np.isfinite(line).all(1)]
    assert len(seen) > 5
    assert seen[:, 1].min() >= -1e-3
    (edge,) = np.asarray(layer(picture, "end of the domain")["xy"])
    np.testing.assert_allclose(edge[:, 1], 0, atol=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("knobs", [{}, {"apart": 6.0, "right_share": 0.3, "bump": 0.8}])
def test_each_divergence_has_its_own_gaussian(open_page, knobs):
    at = opened(open_page, "fit", **knobs)
    p = bumps(FitSetup(**knobs))
    found = {name: best_gaussian(name, p) for name in FITTED}
    kl, reverse = found["kl"], found["reverse_kl"]
    says(at, "KL’s mean", kl.mean, digits=4, reference=p.mean)
    says(at, "KL’s width", kl.sd, digits=4, reference=p.spread)
    says(at, "Reverse KL’s mean", reverse.mean, digits=4, reference=p.means[1])
    says(at, "Reverse KL’s width", reverse.sd, digits=4, reference=p.sd)
    (table,) = at.table
    rows = {row["divergence"]: row for row in table.value.to_dict("records")}
    (picture,) = drawn(at)
    x, law, every = densities_of(p)
    inside = np.abs(x) <= 7
    for name, word in zip(FITTED, NAMES, strict=True):
        one, row = found[name], rows[word]
        assert read(row["mean"]) == pytest.approx(one.mean, rel=5e-3, abs=1e-4)
        assert read(row["width"]) == pytest.approx(one.sd, rel=5e-3)
        assert read(row["what is left"]) == pytest.approx(one.value, rel=5e-4, abs=1e-8)
        assert row["sits"] == ("on one bump" if one.seeks(p) else "across both")
        (line,) = np.asarray(layer(picture, word)["xy"])
        np.testing.assert_allclose(line[:, 1], every[name][inside], atol=1e-3)
    (line,) = np.asarray(layer(picture, "P")["xy"])
    np.testing.assert_allclose(line[:, 1], law[inside], atol=1e-3)
    assert [place[0] for place in layer(picture, "bumps")["xy"]] == pytest.approx(list(p.means))

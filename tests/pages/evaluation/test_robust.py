"""The page of robust statistics: every number and mark of every view, at more than one setup."""

from typing import Any

import numpy as np
import pytest

from models.robust import (
    ESTIMATORS,
    LOSSES,
    SCALES,
    SIZES,
    ComparisonSetup,
    DepthSetup,
    GanEstimatorSetup,
    LocationSetup,
    ScaleSetup,
    SmallSetup,
    ask,
    breakdowns,
    classical,
    judge,
    kin_error,
    look,
    over_shares,
    plane,
    rate,
    spread,
)
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import drawn, shown, sound, wait_until_ended
from tests.pages.told import formulas, layer, says, strip

TOPIC = catalog.topic("robust")


def opened(open_page: Any, view: str, **knobs: Any) -> Any:
    texts = {
        f"robust_{name}": "_".join(map(str, value)) if isinstance(value, tuple) else str(value)
        for name, value in knobs.items()
    }
    return sound(open_page(TOPIC, robust_view=view, **texts))


@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"contamination": 0.0},
        {"contamination": 0.45, "outliers_at": (-5.0, 5.0), "bend": 0.05, "trim": 0.45},
        {"points": 20, "bend": 5.0, "trim": 0.0, "outliers_at": (0.0, 0.0), "seed": 3},
    ],
)
def test_each_estimator_has_its_error_its_bias_and_its_mark(open_page, knobs):
    at = opened(open_page, "location", **knobs)
    setup = LocationSetup(**knobs)
    one = judge(setup)
    cloud, over = drawn(at)
    far = np.linalg.norm(setup.outliers_at)
    (table,) = at.table
    rows = {row["estimator"]: row for row in table.value.to_dict("records")}
    for name, title in ESTIMATORS.items():
        label = f"Error: {title}"
        says(at, label, one.errors[name], reference=one.exact[name], samples=setup.points)
        np.testing.assert_allclose(layer(cloud, title)["xy"], [one.centres[name]], atol=1e-3)
        here = layer(over, f"{title} here")["xy"]
        np.testing.assert_allclose(here, np.array([[far, one.errors[name]]]), atol=1e-3)
        (curve,) = np.asarray(layer(over, title)["xy"])
        fits = one.curves[name] < 10
        np.testing.assert_allclose(curve[fits, 1], one.curves[name][fits], atol=2e-3)
        assert read(rows[title]["breaks at ε"]) == pytest.approx(breakdowns(setup)[name], abs=1e-3)
    assert len(layer(cloud, "points")["xy"]) == one.clean
    np.testing.assert_allclose(layer(cloud, "outliers")["xy"], [setup.outliers_at], atol=1e-3)


@pytest.mark.parametrize("knobs", [{}, {"contamination": 0.45, "outlier_at": -5.0}])
def test_each_spread_has_its_number_its_bar_and_its_curve(open_page, knobs):
    at = opened(open_page, "scale", **knobs)
    setup = ScaleSetup(**knobs)
    one = spread(setup)
    line, over = drawn(at)
    for name, title in SCALES.items():
        says(at, title, one.found[name], reference=one.exact[name], samples=setup.points)
        (bar,) = np.asarray(layer(line, title)["xy"])
        np.testing.assert_allclose(bar[:, 0], [-one.found[name], one.found[name]], atol=2e-3)
        (curve,) = np.asarray(layer(over, title)["xy"])
        np.testing.assert_allclose(curve[:, 1], one.curves[name], atol=2e-3)
        here = layer(over, f"{title} here")["xy"]
        np.testing.assert_allclose(here, [[setup.outlier_at, one.found[name]]], atol=2e-3)


@pytest.mark.parametrize("knobs", [{}, {"point": (-5.0, 5.0), "contamination": 0.4, "points": 30}])
def test_a_point_has_its_depth_and_its_half_plane(open_page, knobs):
    at = opened(open_page, "depth", **knobs)
    setup = DepthSetup(**knobs)
    one = ask(setup)
    says(at, "Depth of the point", one.depth, reference=one.most, samples=setup.points)
    says(at, "Points in that half-plane", one.halfplane.points, digits=4)
    says(at, "Error of the deepest point", one.error, reference=one.bound)
    (picture,) = drawn(at)
    np.testing.assert_allclose(layer(picture, "depth")["values"], one.field, atol=1e-3)
    np.testing.assert_allclose(layer(picture, "deepest")["xy"], [one.middle], atol=1e-3)
    assert len(layer(picture, "in the half-plane")["xy"]) == one.within.sum()
    assert len(layer(picture, "other side")["xy"]) == (~one.within).sum()


@pytest.mark.parametrize(
    "knobs",
    [{}, {"far_share": 0.0, "moved": 0.0}, {"far_share": 0.45, "goes_to": -5.0, "moved": 5.0}],
)
def test_each_loss_says_how_large_both_perturbations_are(open_page, knobs):
    at = opened(open_page, "small", **knobs)
    one = look(SmallSetup(**knobs))
    (table,) = at.table
    rows = {row["loss"]: row for row in table.value.to_dict("records")}
    left, right = drawn(at)
    for name, title in SIZES.items():
        label = f"{title}: far" + (" (nats)" if name == "js" else "")
        says(at, label, one.far[name], reference=one.moved[name])
        assert read(rows[title]["a little far"]) == pytest.approx(one.far[name], rel=5e-3, abs=1e-9)
        assert rows[title]["calls smaller"] == one.smaller(name)
        (bar,) = np.asarray(layer(right, title)["xy"])
        assert bar[1, 0] - bar[0, 0] == pytest.approx(one.worth[name], abs=2e-3)
    (line,) = np.asarray(layer(right, "all mass a little")["xy"])
    assert line[0, 0] == pytest.approx(one.shift, abs=1e-3)
    (curve,) = np.asarray(layer(left, "a little mass far")["xy"])
    np.testing.assert_allclose(curve[:, 1], one.densities["far"], atol=2e-3)


@pytest.mark.long
@pytest.mark.parametrize("loss", LOSSES)
def test_a_gan_says_where_it_is_at_its_moment(open_page, loss):
    knobs = {"loss": loss, "steps": 30, "points": 60}
    at = opened(open_page, "gan", **knobs)
    wait_until_ended(shown(at, TOPIC))
    at = opened(open_page, "gan", **knobs, moment=12)
    setup = GanEstimatorSetup(**knobs)
    recording = shown(at, TOPIC).recording
    assert shown(at, TOPIC).setup == setup
    frame = int(np.searchsorted(recording.steps, 12))
    metrics = recording.frame(frame).metrics
    says(at, "Error ‖η‖", metrics["error"], reference=kin_error(setup), samples=60)
    gains = "What D gains (nats)" if loss == "js" else "What D gains"
    says(at, gains, metrics["gain"])
    (formula,) = formulas(at)
    assert formula.endswith(r"+ \ln 2") == (loss == "js"), "a D that says ½ everywhere gains 0"
    (picture,) = drawn(at)
    curve = strip(picture)["error"]
    np.testing.assert_allclose(curve["values"], recording.metric("error"), rtol=1e-5, atol=1e-6)
    assert curve["floor"] == pytest.approx(kin_error(setup))
    centre = np.asarray(layer(picture, "η")["xy"])
    np.testing.assert_allclose(centre[:, 0], recording.view("centre"), atol=1e-3)
    way = np.asarray(layer(picture, "its way")["xy"])
    np.testing.assert_allclose(way[frame, 0, : frame + 1], recording.view("centre")[: frame + 1],
                               atol=1e-3)  # fmt: skip
    np.testing.assert_allclose(layer(picture, "points")["xy"], plane(setup)[:48], atol=1e-3)
    field = layer(picture, "h" if loss == "w1" else "D")
    wanted = recording.view("field")
    np.testing.assert_allclose(field["values"], wanted, atol=0.02)


@pytest.mark.long
def test_all_errors_stand_over_their_shares(open_page):
    knobs = {"steps": 10, "sample": 40, "seeds": 1, "width": 2}
    at = opened(open_page, "errors", **knobs)
    wait_until_ended(shown(at, TOPIC))
    at = opened(open_page, "errors", **knobs)
    setup = ComparisonSetup(**knobs)
    recording = shown(at, TOPIC).recording
    metrics = recording.frame(len(recording) - 1).metrics
    (picture,) = drawn(at)
    errors = recording.view("errors")
    for row, (loss, title) in enumerate(LOSSES.items()):
        says(at, f"Mean error: {title}", metrics[loss])
        lines = np.asarray(layer(picture, title)["xy"])
        np.testing.assert_allclose(lines[:, 0], over_shares(errors[:, row]), atol=2e-3)
    known = over_shares(classical(setup))
    for row, title in enumerate(ESTIMATORS.values()):
        (line,) = np.asarray(layer(picture, title)["xy"])
        np.testing.assert_allclose(line, known[row], atol=2e-3)
    (fastest,) = np.asarray(layer(picture, "√(d/n) ∨ ε")["xy"])
    np.testing.assert_allclose(fastest[:, 1], rate(setup), atol=1e-3)


@pytest.mark.parametrize(
    ("view", "name", "text"),
    [
        ("location", "outliers_at", "9_9"),
        ("location", "outliers_at", "1"),
        ("location", "contamination", "0.9"),
        ("scale", "outlier_at", "x"),
        ("depth", "point", "nan_0"),
        ("gan", "loss", "hinge"),
        ("small", "far_share", "-1"),
    ],
)
def test_a_link_that_says_nonsense_is_refused_in_words(open_page, view, name, text):
    at = opened(open_page, view, steps=10, points=20, **{name: text})
    assert any(name in each.value or text in each.value for each in at.warning)

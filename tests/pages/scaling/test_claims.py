"""The page of the six claims: every number is that of its sweep, by its label."""

import importlib
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.scaling import kaplan
from models.scaling.claims import (
    CurvesSetup,
    balance,
    best_at,
    by_size,
    foretold_curve,
    optimal_size,
    overfitting,
    published,
    reached,
    smooth,
    touches,
    transfer,
)
from models.scaling.sweep import Measured, shipped, written
from playground import catalog, lesson
from tests.numerals import read
from tests.pages.conftest import OpenPage, drawn, readouts, sound
from tests.pages.told import layer_on, notes

TOPIC = catalog.topic("claims")
SWEEPS: dict[str, Measured] = {"shipped": shipped()[0], "kaplan": published()}
both = pytest.mark.parametrize("source", SWEEPS)


def opened(open_page: OpenPage, view: str, **knobs: str) -> AppTest:
    return open_page(TOPIC, claims_view=view, **{f"claims_{k}": v for k, v in knobs.items()})


def near(value: float | None) -> Any:
    """What a readout of three digits may say of a number."""
    return pytest.approx(value, rel=6e-3, abs=1e-9)


@pytest.mark.long
@both
def test_smooth_laws(open_page: OpenPage, source: str) -> None:
    at = opened(open_page, "smooth", source=source)
    said, laws = readouts(at), smooth(SWEEPS[source])
    for over, law in laws.items():
        name = {"n": "L(N)", "d": "L(D)", "c": "L(C)"}[over]
        assert said[f"Exponent of {name}"] == near(law.fitted.law.exponent)
        np.testing.assert_allclose(layer_on(at, f"{name}, measured")["xy"], law.points, atol=0.01)
        np.testing.assert_allclose(layer_on(at, name)["xy"][0], law.line, atol=0.01)
        kaplans = layer_on(at, f"Kaplan's slope of {name}")["xy"][0]
        np.testing.assert_allclose(kaplans, law.kaplan, atol=0.01)
    assert said["Farthest point (% off)"] == near(100 * max(law.worst for law in laws.values()))
    captions = "\n".join(each.value for each in at.caption)
    assert "Kaplan's −0.076" in captions


@pytest.mark.long
def test_the_smallest_are_left_out(open_page: OpenPage) -> None:
    at = opened(open_page, "smooth", source="kaplan", skipped="2")
    law = smooth(published(), 2)["n"]
    assert readouts(at)["Exponent of L(N)"] == near(law.fitted.law.exponent)
    assert len(layer_on(at, "L(N), measured")["xy"]) == 4


@pytest.mark.long
@pytest.mark.parametrize("over", ["n", "d", "c"])
def test_residuals_are_those_of_the_law_that_is_chosen(open_page: OpenPage, over: Any) -> None:
    at = opened(open_page, "smooth", over=over)
    table = at.table[0].value
    fitted = smooth(SWEEPS["shipped"])[over].fitted
    assert next(iter(table.columns)) == over.upper()
    np.testing.assert_allclose(table["L (nats)"].astype(float), fitted.points.y, atol=1e-4)
    np.testing.assert_allclose(
        [read(each) for each in table["residual of ln"]], fitted.residuals, atol=1e-4
    )


@pytest.mark.long
@pytest.mark.parametrize("b", ["0", "0.74", "0.8", "1.2"])
def test_overfitting(open_page: OpenPage, b: str) -> None:
    at = opened(open_page, "overfitting", source="kaplan", balance=b, times="8")
    seen = overfitting(published())
    chosen, fitted = balance(seen, float(b)), balance(seen)
    assert chosen is not None
    assert fitted is not None
    said = readouts(at)
    assert said["Data for a model × 8 (times)"] == pytest.approx(8 ** float(b), rel=1e-3)
    assert said["Best b"] == near(fitted.exponent)
    assert notes(at)["Best b"] == {"reference": 0.74, "samples": len(seen.n)}
    assert said["Points off the curve (% of the loss)"] == near(100 * chosen.scatter)
    for n, points in by_size(seen, float(b)).items():
        drawn_points = layer_on(at, f"N = {lesson.numeral(n, 2)}")["xy"]
        np.testing.assert_allclose(drawn_points, points, atol=0.05)
    assert any("both of the joint fit" in each.value for each in at.caption)


@pytest.mark.long
def test_one_size_on_little_data_is_a_sentence(open_page: OpenPage) -> None:
    found = shipped()[0]
    rows = [at for at, job in enumerate(found.jobs) if job.kind != "grid"]
    few = Measured(
        tuple(found.jobs[at] for at in rows), found.tokens, found.loss[rows], found.other[rows]
    )
    at = opened(open_page, "overfitting", source="own")
    at.session_state["claims_own"] = written(few, {}).encode()
    at.run()
    assert any("two sizes" in each.value for each in sound(at).info)


@pytest.mark.long
@pytest.mark.parametrize("share", ["0.1", "0.5", "1"])
@pytest.mark.parametrize("size", ["largest", "third"])
def test_training_curves(open_page: OpenPage, share: str, size: Any) -> None:
    at = opened(open_page, "curves", source="kaplan", share=share, curve=size)
    curve = foretold_curve(CurvesSetup(source="kaplan", share=float(share), curve=size))
    assert curve is not None
    said = readouts(at)
    assert said["Known (% of the training)"] == near(100 * float(share))
    assert said["Foretold by the others' shape (nats)"] == near(float(curve.shared[-1]))
    assert said["Foretold by its own line (nats)"] == near(float(curve.alone[-1]))
    assert said["Exponent of the fall"] == near(curve.shape.alpha)
    captions = "\n".join(each.value for each in at.caption)
    assert f"the truth {curve.truth[-1]:.3f}"[:14] in captions
    assert len(layer_on(at, "known")["xy"][0]) == curve.known


def test_too_little_of_a_curve_is_a_sentence(open_page: OpenPage) -> None:
    at = opened(open_page, "curves", source="kaplan", share="0.05")
    curve = foretold_curve(CurvesSetup(source="kaplan", share=0.05))
    assert bool(at.info) == (curve is None)


def test_transfer(open_page: OpenPage) -> None:
    at = opened(open_page, "transfer")
    told = transfer(shipped()[0])
    assert told is not None
    said = readouts(at)
    assert said["Offset (nats)"] == near(told.offset)
    assert said["Spread of the offset (nats)"] == near(told.spread)
    assert said["Slope"] == near(told.slope)
    assert said["Correlation"] == near(told.correlation)
    np.testing.assert_allclose(layer_on(at, "at their end")["xy"], told.ends, atol=0.01)
    assert any(each["name"] == "while they learn" for each in drawn(at)[0]["layers"])
    at.toggle(key="claims_ways").set_value(False).run()
    assert not any(each["name"] == "while they learn" for each in drawn(sound(at))[0]["layers"])


def test_kaplan_says_nothing_of_another_text(open_page: OpenPage) -> None:
    at = opened(open_page, "transfer", source="kaplan")
    assert any("nothing of another text" in each.value for each in at.info)


@pytest.mark.long
@both
@pytest.mark.parametrize("loss", ["1", "3", "5"])
def test_sample_efficiency(open_page: OpenPage, source: str, loss: str) -> None:
    at = opened(open_page, "samples", source=source, reach=loss)
    seen = reached(SWEEPS[source], float(loss))
    said = readouts(at)
    assert said["Sizes that come to it"] == seen.reaching
    assert said["Loss to reach (nats)"] == float(loss)
    if seen.saved is not None:
        assert said["The largest needs fewer by (times)"] == near(seen.saved)
    table = at.table[0].value
    assert len(table) == len(seen.tokens)
    assert ("steps by L(N, S)" in table) == (source == "kaplan")
    if source == "kaplan":
        expected = kaplan.steps_to(float(seen.parameters[-1]), float(loss))
        assert table["steps by L(N, S)"].iloc[-1] == lesson.numeral(expected)
    assert (table.iloc[:, 1] == "never").sum() == len(seen.tokens) - seen.reaching


@pytest.mark.long
@both
def test_convergence(open_page: OpenPage, source: str) -> None:
    compute = {"shipped": "2e11", "kaplan": "1e18"}[source]
    at = opened(open_page, "convergence", source=source, compute=compute)
    found = SWEEPS[source]
    best, law = best_at(found, float(compute)), optimal_size(found)
    assert best is not None
    said = readouts(at)
    unit = {"shipped": "characters", "kaplan": "tokens"}[source]
    assert said["Best N for C"] == near(best.parameters)
    assert said[f"Best D for C ({unit})"] == near(best.tokens)
    assert said["Of its training (%)"] == near(100 * best.share)
    assert said["Above its own end (%)"] == near(100 * best.above)
    if law is not None:
        assert said["Best N grows as C to the"] == near(law.exponent)
    rows = at.table[0].value
    assert list(rows["of its training"]) == [f"{100 * each.share:.0f} %" for each in touches(found)]


def test_a_budget_that_nobody_came_to_is_a_sentence(open_page: OpenPage) -> None:
    at = opened(open_page, "convergence", source="kaplan", compute="1e8")
    assert any("Drag it to the right" in each.value for each in at.info)


@pytest.mark.long
@pytest.mark.parametrize("view", ["smooth", "overfitting", "curves", "transfer", "samples"])
def test_an_own_sweep_is_asked_for(open_page: OpenPage, view: str) -> None:
    at = opened(open_page, view, source="own")
    assert any("Bring the table" in each.value for each in at.info)


@pytest.mark.long
def test_an_own_sweep_is_looked_at(open_page: OpenPage) -> None:
    found = shipped()[0]
    at = opened(open_page, "smooth", source="own")
    steeper = found._replace(loss=found.loss**2)
    at.session_state["claims_own"] = written(steeper, {}).encode()
    at.run()
    law = smooth(steeper)["n"].fitted.law
    assert readouts(sound(at))["Exponent of L(N)"] == near(law.exponent)


@pytest.mark.long
def test_the_shipped_sweep_is_labelled(open_page: OpenPage) -> None:
    told = shipped()[1]
    captions = "\n".join(each.value for each in opened(open_page, "smooth").caption)
    assert all(told[name] in captions for name in ("device", "processor", "date", "text"))
    kaplans = opened(open_page, "smooth", source="kaplan")
    assert any("Nothing is trained here" in each.value for each in kaplans.caption)


@pytest.mark.parametrize(
    ("view", "knob", "text"),
    [("curves", "share", "2"), ("samples", "reach", "nan"), ("convergence", "compute", "0")],
)
def test_a_damaged_link_is_refused_in_a_sentence(
    open_page: OpenPage, view: str, knob: str, text: str
) -> None:
    at = opened(open_page, view, **{knob: text})
    assert any("not possible here" in each.value for each in at.warning)


def test_presets_say_what_they_open() -> None:
    stations = importlib.import_module("pages.scaling.stories.claims").STATIONS
    assert len(stations) <= 9
    views = importlib.import_module("models.scaling.claims")
    kinds = {type(each.setup).__name__ for each in stations}
    assert len(kinds) == 6
    assert all(hasattr(views, kind) for kind in kinds)

"""The lattice of a fit: each stage's errors are those of the direct form, each power Levinson's."""

from typing import Any

import numpy as np
import pytest

from models.frame import Frame
from models.processes import LatticeSetup, levinson, prediction_view, series_of, yule_walker
from models.processes.estimates import estimated_autocorrelation
from models.processes.prediction.latticed import SHOWN


def frames(**knobs: Any) -> list[Frame]:
    return list(prediction_view(LatticeSetup(**knobs)))


@pytest.mark.parametrize("method", ["yule_walker", "burg", "least_squares"])
@pytest.mark.parametrize("series", ["two", "resonance", "sunspots", "vowel"])
def test_every_stage_has_the_errors_of_the_direct_form(series, method):
    told = frames(series=series, method=method, stages=5)
    assert [frame.step for frame in told] == list(range(6))
    scale = np.nanmax(np.abs(told[0].views["forward"]))
    assert all(frame.metrics["apart"] < 1e-9 * scale for frame in told)


def test_what_is_drawn_are_the_prediction_errors_of_each_order():
    values = series_of(LatticeSetup(stages=3)).values
    (*_, last) = frames(stages=3)
    for m in range(4):
        fit = yule_walker(values, m) if m else None
        a = fit.a if fit else np.empty(0)
        x = values - values.mean()
        direct = np.convolve(x, [1, *a])[: len(x)]
        backward = np.convolve(x, [*a[::-1], 1])[: len(x)]
        np.testing.assert_allclose(last.views["forward"][m], direct[-SHOWN:], atol=1e-9)
        np.testing.assert_allclose(last.views["backward"][m], backward[-SHOWN:], atol=1e-9)
    np.testing.assert_allclose(last.views["coefficients"], yule_walker(values, 3).a, atol=1e-9)


def test_powers_are_levinsons_errors_on_both_rails():
    values = series_of(LatticeSetup()).values
    exact = levinson(estimated_autocorrelation(values - values.mean(), 5))
    told = frames()
    for order, frame in zip(exact, told, strict=True):
        for name in ("power", "backward_power", "levinson"):
            assert frame.metrics[name] == pytest.approx(order.error, rel=1e-9), name
        assert frame.metrics["k"] == pytest.approx(order.reflection)
        if frame.step:
            ratio = frame.metrics["numerator"] / frame.metrics["denominator"]
            assert -ratio == pytest.approx(order.reflection)
        assert np.isfinite(frame.views["powers"]).sum() == frame.step + 1
        assert np.isfinite(frame.views["forward"][:, 0]).sum() == frame.step + 1


def test_a_stage_more_leaves_those_before_it():
    three, five = frames(stages=3)[3].views, frames(stages=5)[5].views
    np.testing.assert_allclose(five["reflections"][:3], three["reflections"])
    np.testing.assert_allclose(five["forward"][:4], three["forward"], atol=1e-9)
    assert not np.allclose(five["coefficients"][:3], three["coefficients"])

"""What the views show is what the library says of the same points."""

import numpy as np
import pytest

from models.robust import (
    ESTIMATORS,
    FARTHEST,
    DepthSetup,
    LocationSetup,
    ScaleSetup,
    ask,
    ask_depth,
    biases,
    deepest_bias,
    depth,
    estimate,
    exact_spreads,
    judge,
    judge_locations,
    line,
    plane,
    scale_line,
    spread,
    spreads,
)


def test_all_estimators_are_judged_on_one_cloud():
    setup = LocationSetup(points=70, contamination=0.3, outliers_at=(2.0, -3.0), trim=0.1)
    one = judge(setup)
    assert one.clean == 49
    np.testing.assert_array_equal(one.points, plane(setup))
    law = biases(0.3, (2.0, -3.0), setup)
    for name, centre in estimate(setup).items():
        np.testing.assert_array_equal(one.centres[name], centre)
        assert one.errors[name] == pytest.approx(np.linalg.norm(centre))
        assert one.exact[name] == pytest.approx(law[name])
    (frame,) = judge_locations(setup)
    assert frame.metrics["huber"] == one.errors["huber"]
    assert frame.metrics["huber_exact"] == one.exact["huber"]
    assert {f"{name}_bias" for name in ESTIMATORS} < frame.views.keys()


def test_a_place_is_asked_about_its_depth():
    setup = DepthSetup(points=80, contamination=0.25, point=(1.5, 0.5))
    one = ask(setup)
    points = plane(setup)
    assert one.depth == depth(points, np.array([[1.5, 0.5]]))[0] / 80
    assert one.most == depth(points, one.middle[None])[0] / 80 >= 1 / 3
    assert one.within.sum() == one.halfplane.points
    assert one.clean == 60
    assert one.bound == deepest_bias(0.25)
    assert one.error == pytest.approx(np.linalg.norm(one.middle))
    np.testing.assert_allclose((one.edge - one.place) @ one.halfplane.direction, 0, atol=1e-12)
    side = one.field.shape[0]
    cell = 2 * FARTHEST / side
    row, column = 12, 25
    place = [[-FARTHEST + (column + 0.5) * cell, -FARTHEST + (row + 0.5) * cell]]
    assert one.field[row, column] == depth(points, np.array(place))[0] / 80
    (frame,) = ask_depth(setup)
    assert frame.metrics == {"depth": one.depth, "deepest": one.most}
    other = ask(setup.model_copy(update={"outliers_at": (-4.0, 0.0)}))
    assert not np.array_equal(other.field, one.field)


def test_a_line_has_its_spreads():
    setup = ScaleSetup(points=60, contamination=0.2, outlier_at=-3.0)
    one = spread(setup)
    assert one.clean == 48
    assert one.found == spreads(line(setup))
    assert one.exact == {name: float(v) for name, v in exact_spreads(0.2, -3.0).items()}
    at = np.abs(one.places + 3.0).argmin()
    assert one.curves["mad"][at] == pytest.approx(one.exact["mad"], abs=1e-6)
    (frame,) = scale_line(setup)
    assert frame.metrics["mad"] == one.found["mad"]
    assert frame.metrics["mad_exact"] == one.exact["mad"]

"""Lines one drags apart: five distances, their slopes and pulls, in the table and as arrows."""

import numpy as np
import pytest

from models.transport import MEASURES, LinesSetup, lines, over_distance
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import drawn, sound
from tests.pages.told import layer, says

TOPIC = catalog.topic("transport")
SETUPS = [
    LinesSetup(),
    LinesSetup(distance=0.0),
    LinesSetup(distance=1.5, p_width=0.5, q_width=0.25, point=0.9),
    LinesSetup(distance=3.0, p_width=0.4, q_width=1.0, point=-0.5),
]


@pytest.mark.parametrize("setup", SETUPS)
def test_each_distance_has_its_value_its_slope_and_its_pull(open_page, setup):
    knobs = {f"transport_{name}": str(value) for name, value in setup}
    at = sound(open_page(TOPIC, transport_view="lines", **knobs))
    two = lines(setup)
    values, slopes, pulls = two.values(), two.slopes(), two.pulls(setup.point)
    (table,) = at.table
    rows = {row["distance"]: row for row in table.value.to_dict("records")}
    strips, over = drawn(at)
    far, every = over_distance(setup)
    for name, word in MEASURES.items():
        label = f"{word} (nats)" if name in ("kl", "js") else word
        says(at, label, values[name], digits=4)
        told = {"value": values, "slope over the way": slopes, "pull at the point": pulls}
        for column, numbers in told.items():
            assert read(rows[word][column]) == pytest.approx(numbers[name], rel=5e-4, abs=1e-9)
        arrow = layer(strips, f"pull of {word}")
        tip = np.ravel(arrow["tip"])
        assert tip[0] == pytest.approx(setup.point + np.clip(pulls[name], -1.2, 1.2), abs=1e-3)
        line = np.asarray(layer(over, word)["xy"])[0]
        seen = np.isfinite(line).all(1) & (line[:, 1] < 20)
        skipped = 0 if two.dense else 1
        np.testing.assert_allclose(line[seen, 0], far[skipped:][seen], atol=1e-3)
        np.testing.assert_allclose(line[seen, 1], every[name][skipped:][seen], atol=2e-3)
    p, q = two.points()
    np.testing.assert_allclose(layer(strips, "P")["xy"], p, atol=1e-3)
    np.testing.assert_allclose(layer(strips, "Q")["xy"], q, atol=1e-3)
    assert layer(strips, "Q at")["xy"][0][0] == pytest.approx(setup.distance)
    assert layer(strips, "point")["xy"][0][0] == pytest.approx(setup.point)
    assert any("almost everywhere" in each.value for each in at.caption)

"""The critics of the transport page, each under its own name at its own moment."""

import numpy as np
import pytest

from models.transport import KINDS, CriticSetup, clouds, exact_potential
from playground import catalog
from tests.pages.conftest import drawn, shown, sound, wait_until_ended
from tests.pages.told import says, strip

TOPIC = catalog.topic("transport")
SMALL = {
    "transport_view": "critics",
    "transport_steps": "40",
    "transport_p_points": "10",
    "transport_width": "8",
}
SETUP = CriticSetup(steps=40, p_points=10, width=8)


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", "17", ""])
def test_each_critic_says_what_it_proves_at_this_moment(open_page, step):
    moment = {"transport_moment": step} if step else {}
    at = open_page(TOPIC, **SMALL, **moment)
    wait_until_ended(shown(at, TOPIC))
    at = sound(open_page(TOPIC, **SMALL, **moment))
    recording = shown(at, TOPIC).recording
    assert shown(at, TOPIC).setup == SETUP
    frame = int(np.searchsorted(recording.steps, int(step))) if step else len(recording) - 1
    metrics = recording.frame(frame).metrics
    w1, best = exact_potential(SETUP)
    for name, title in KINDS.items():
        says(at, f"{title} proves", metrics[f"{name}_proven"], digits=4, reference=w1)
        says(at, f"{title}: E_p h − E_q h", metrics[name], digits=4)
        says(at, f"{title}: steepest slope", metrics[f"{name}_steep"], digits=4, reference=1.0)
    (picture,) = drawn(at)
    assert [each["title"] for each in picture["panels"]] == [*KINDS.values(), "Exact potential"]
    curves = strip(picture)
    for name, title in KINDS.items():
        np.testing.assert_allclose(
            curves[title]["values"], recording.metric(f"{name}_proven"), rtol=1e-5, atol=1e-6
        )
    assert curves[KINDS["clip"]]["floor"] == pytest.approx(w1)
    fields = [each for each in picture["layers"] if each["name"] == "h over its slope"]
    most = np.abs(best).max()
    for number, field in enumerate(fields[:3]):
        values = np.asarray(field["values"])
        values = values[frame] if values.ndim == 3 else values
        wanted = np.clip(recording.view("critics")[frame, number], -most, most)
        np.testing.assert_allclose(values, wanted, atol=most / 100)
    np.testing.assert_allclose(fields[3]["values"], best, atol=most / 100)
    for name, points in (("P", clouds(SETUP).x), ("Q", clouds(SETUP).y)):
        layers = [each for each in picture["layers"] if each["name"] == name]
        assert [each["panel"] for each in layers] == [0, 1, 2, 3]
        np.testing.assert_allclose(layers[0]["xy"], points, atol=1e-3)


@pytest.mark.long
def test_a_cloud_without_points_is_asked_for_before_the_training(open_page):
    at = sound(open_page(TOPIC, transport_view="critics", transport_p_cloud="own"))
    assert any("no points yet" in each.value for each in at.info)

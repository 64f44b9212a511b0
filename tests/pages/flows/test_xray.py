"""What only the flow X-ray has: the account of a point, the sphere, the thread, comparisons."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.flows import JUDGES, FlowSetup, energies, restore, target, variational
from models.flows.anatomy import filament
from playground import catalog
from tests.pages.conftest import drawn, number, readouts, shown, sound, wait_until_ended
from tests.pages.told import charts, layer, says, sums

TOPIC = catalog.topic("xray")
SMALL = {"xray_steps": "20", "xray_layers": "2", "xray_bins": "4", "xray_hidden": "8"}


@pytest.fixture
def trained(open_page):
    """Opens the page on a small training with these knobs, and waits until it has ended."""

    def open_it(**knobs: str) -> AppTest:
        at = open_page(TOPIC, **SMALL, **{f"xray_{name}": value for name, value in knobs.items()})
        wait_until_ended(shown(at, TOPIC))
        return sound(at.run())

    return open_it


@pytest.mark.long
@pytest.mark.parametrize("family", ["planar", "radial", "affine", "spline", "glow", "continuous"])
def test_the_bars_of_every_family_add_up_to_the_field(trained, family):
    at = trained(family=family)
    said = next(each.value for each in at.caption if "The bars add up" in each.value)
    total, field = map(float, re.findall(r"-?\d+\.\d{4}", said))
    assert total == pytest.approx(field, abs=2e-4)  # float32, written with four digits
    rows = at.get("vega_lite_chart")
    assert rows, "no waterfall"
    numerical = any("numerical" in each.value for each in at.caption)
    assert numerical == (family in ("planar", "continuous"))


@pytest.mark.long
def test_an_energy_is_judged_by_an_absolute_number_that_adds_up(trained):
    at = trained(target="U2", objective="reverse", family="planar")
    metrics = shown(at, TOPIC).recording.frame(-1).metrics
    assert number(at, "KL(q‖p)") == pytest.approx(metrics["reverse_kl"], rel=0.05)
    assert any("The terms add up" in each.value for each in at.caption)
    assert any(f"{energies.get('U2').log_z:.4f}" in each.value for each in at.latex)
    assert any("|x₁| ≤ 4" in each.value for each in at.caption), "the domain is not stated"


@pytest.mark.long
def test_the_thread_is_measured(trained):
    at = trained(target="two_modes", family="glow")
    run = shown(at, TOPIC)
    setup = FlowSetup.model_validate(run.recording.setup)
    flow = restore(setup, run.recording.frame(-1).checkpoint)
    assert number(at, "Mass between") == pytest.approx(filament.mass(flow), rel=0.01)
    borders = np.asarray(layer(drawn(at)[0], "between")["xy"])
    np.testing.assert_allclose(borders[:, :, 0].mean(axis=1), filament.BETWEEN)


@pytest.mark.long
def test_the_sphere_has_mass_one(trained):
    at = trained(view="On the sphere", target="moons")
    assert number(at, "Mass on the sphere") == pytest.approx(1, abs=0.01)
    assert at.get("plotly_chart")


@pytest.mark.long
def test_kinds_of_layers_are_compared_at_equal_budget(trained):
    at = trained(target="moons")
    sound(at.button(key="xray:race:start").click().run())
    _, runs = at.session_state["xray:race"]
    assert list(runs) == ["Planar", "Affine", "Spline"]
    for run in runs.values():
        wait_until_ended(run)
        assert run.state == "finished", run.sentence
    setups = [run.setup for run in runs.values()]
    assert {(setup.layers, setup.steps, setup.batch, setup.target) for setup in setups} == {
        (2, 20, FlowSetup().batch, "moons")
    }
    sound(at.run())
    assert any("Every panel" in each.value for each in at.caption)
    (picture,) = (each for each in drawn(at) if each["panels"])
    assert [panel["title"] for panel in picture["panels"]] == list(runs)
    window = target(FlowSetup(target="moons")).window
    assert picture["window"] == pytest.approx(window), "ticks are those of the plane itself"
    fields = [layer for layer in picture["layers"] if layer["kind"] == "field"]
    assert [layer["extent"] for layer in fields] == [pytest.approx(window)] * 3


@pytest.mark.long
@pytest.mark.parametrize("view", ["Through the layers", "Training steps"])
def test_colours_are_named_after_the_models_density(trained, view):
    scenes = drawn(trained(view=view))
    units = {layer["unit"] for each in scenes for layer in each["layers"] if "unit" in layer}
    assert units == {"q(x)"}


@pytest.mark.long
def test_a_part_of_the_target_that_is_missed_is_named(trained):
    def warned(at: AppTest) -> bool:
        return any("The flow misses" in each.value for each in at.warning)

    knobs = {"objective": "reverse", "target": "two_modes", "family": "affine"}
    assert warned(trained(**knobs)), "twenty steps find neither mode"
    assert not warned(trained(**{**knobs, "objective": "forward"}))


@pytest.mark.long
def test_each_number_and_the_probes_path_are_those_of_the_flow(trained):
    at = trained(target="moons")
    recording = shown(at, TOPIC).recording
    setup, now = FlowSetup.model_validate(recording.setup), recording.frame(-1)
    flow, goal = restore(setup, now.checkpoint), target(setup)
    size = len(goal.held_out)
    nll = -flow.log_prob(goal.held_out).mean().item()
    says(at, "NLL (nats)", nll, reference=goal.entropy, samples=size)
    gap, error = now.metrics["gap"], now.metrics["gap_error"]
    says(at, "KL(p‖q) (nats)", gap, digits=2, reference=0.0, error=error, samples=size)
    assert "Mass between" not in readouts(at), "that of two modes alone"
    (picture,) = drawn(at)
    x = goal.held_out[:1].numpy()
    path = np.asarray(layer(picture, "path")["xy"])[0]
    np.testing.assert_allclose(path[-1], x[0], atol=0.01)
    np.testing.assert_allclose(layer(picture, "here")["xy"], path[:, None], atol=0.01)
    np.testing.assert_allclose(layer(picture, "probe")["xy"], x, atol=1e-5)
    assert len(path) == len(picture["times"])
    bars = charts(at)[0]
    assert bars["value"].iloc[-1] == pytest.approx(
        flow.log_prob(goal.held_out[:1]).item(), abs=1e-3
    )
    assert bars["value"].iloc[:-1].sum() == pytest.approx(bars["value"].iloc[-1], abs=1e-3)


@pytest.mark.long
def test_the_account_of_an_energy_has_each_term_under_its_name(trained):
    at = trained(target="U2", objective="reverse", family="planar")
    recording = shown(at, TOPIC).recording
    setup, now = FlowSetup.model_validate(recording.setup), recording.frame(-1)
    flow, energy = restore(setup, now.checkpoint), energies.get("U2")
    says(
        at,
        "KL(q‖p) (nats)",
        now.metrics["reverse_kl"],
        digits=2,
        reference=0.0,
        error=now.metrics["reverse_kl_error"],
        samples=JUDGES,
    )
    log_q, mean, _ = variational.terms(flow, energy)
    (written,) = sums(at)
    assert written[r"\mathbb{E}_q[\log q]"] == pytest.approx(log_q, abs=1e-4)
    assert written[r"\mathbb{E}_q[U]"] == pytest.approx(mean, abs=1e-4)
    assert written[r"\log Z"] == pytest.approx(energy.log_z, abs=1e-4)
    assert written[r"\mathrm{KL}(q\,\|\,p)"] == pytest.approx(now.metrics["reverse_kl"], rel=0.05)

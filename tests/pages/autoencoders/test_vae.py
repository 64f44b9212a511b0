"""What only the VAE pages have: sums that close, an x in the link, an honest average, gradients."""

import numpy as np
import pytest

from models.autoencoders import CollapseSetup, PlaneSetup, VaeSetup, elbo, restore
from models.autoencoders.bounds.estimators import of_model
from models.autoencoders.model import source
from models.autoencoders.posterior import most_divided, rungs
from playground import catalog
from tests.pages.conftest import arrived, ended, readouts, shown, sound, wait_until_ended

MAP = {"vae_data": "digits", "vae_steps": "40", "vae_width": "16"}
PLANE = {"ledger_steps": "40", "ledger_width": "16", "ledger_latents": "1"}
MANY = {"collapse_steps": "40", "collapse_width": "16"}


def test_the_bound_on_the_page_is_the_models(open_page):
    at = ended(open_page, "vae", **MAP)
    run = shown(at, catalog.topic("vae"))
    setup = VaeSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    expected = elbo(model, source(setup).test).mean().item()
    assert readouts(at)["ELBO, held out (nats)"] == pytest.approx(expected, abs=0.5)
    assert sum("The terms add up" in each.value for each in at.caption) == 2


@pytest.mark.parametrize("view", ["Walk", "Prior grid", "Strips", "Your input", "Bounds"])
def test_every_view_of_the_map_is_drawn(view, open_page):
    at = ended(open_page, "vae", vae_view=view, **MAP)
    assert at.get("bidi_component") or at.get("vega_lite_chart")


def test_every_bound_on_the_page_is_of_the_same_inputs(open_page):
    at = ended(open_page, "vae", vae_view="Bounds", **MAP)
    run = shown(at, catalog.topic("vae"))
    setup = VaeSetup.model_validate(run.recording.setup)
    x = source(setup).tested
    found = rungs(restore(setup, run.recording.frame(-1).checkpoint), x, (1, 5, 50, 500))
    assert found.exact
    said = readouts(at)
    names = ("ELBO, held out", "IWAE-5", "IWAE-50", "IWAE-500", "log p(x)", "Gap of IWAE-500")
    exact = [*found.mean, found.exact.log_px, found.exact.gap[-1]]
    for name, value in zip(names, exact, strict=True):
        assert said[f"{name} (nats)"] == pytest.approx(value, rel=0.01, abs=0.01), name
    counted = [each.value for each in at.caption if f"from {len(x)} samples" in each.value]
    assert len(counted) >= 8, "all numbers are of all held-out inputs"
    assert len(x) == 297


def test_overfitting_is_said_as_it_is_measured(open_page):
    at = ended(open_page, "vae", **MAP)
    assert not any("Overfitting" in each.value for each in at.markdown), "it has hardly begun"
    at = ended(open_page, "vae", vae_beta="0.001", vae_steps="3000", vae_data="digits")
    (said,) = (each.value for each in at.markdown if "Overfitting" in each.value)
    held_out = shown(at, catalog.topic("vae")).recording.metric("test_elbo")
    steps = shown(at, catalog.topic("vae")).recording.steps
    assert f"step {steps[held_out.argmax()]:,}." in said
    assert held_out.argmax() < len(steps) - 1


def test_an_input_of_nothing_is_a_sentence(open_page):
    at = ended(open_page, "vae", vae_view="Your input", **MAP)
    assert "ELBO of this input (nats)" in readouts(at)
    at.session_state["vae:kind"] = "draw"
    sound(at.run())
    assert any("Nothing is drawn yet" in each.value for each in at.info)
    at.session_state["vae:draw"] = [np.array([[0.5, 0.2], [0.5, 0.8]])]
    sound(at.run())
    assert "ELBO of this input (nats)" in readouts(at)
    assert 0 <= readouts(at)["Rank (% are worse)"] <= 100
    said = [each.value for each in (*at.caption, *at.warning)]
    assert any("training images that look most like it" in each for each in said)


def test_x_comes_from_the_link_and_a_preset_puts_it_back(open_page):
    topic = catalog.topic("ledger")
    at = ended(open_page, "ledger", ledger_x="0.25_-1.5", **PLANE)
    there = readouts(at)["log p(x) (nats)"]
    assert at.query_params["ledger_x"] in ("0.25_-1.5", ["0.25_-1.5"])
    assert there != readouts(ended(open_page, "ledger", **PLANE))["log p(x) (nats)"]
    sound(at.button(key="ledger:preset:3").click().run())
    assert "ledger_x" not in at.query_params
    assert at.session_state["ledger_view"] == "blur"
    shown(at, topic).cancel()
    wait_until_ended(shown(at, topic))


def test_the_button_finds_an_x_of_unlike_codes(open_page):
    at = ended(open_page, "ledger", ledger_view="Why it blurs", **PLANE)
    run = shown(at, catalog.topic("ledger"))
    setup = PlaneSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    x, y = most_divided(model, source(setup).window)
    sound(at.button(key="ledger:find").click().run())
    (link,) = np.atleast_1d(at.query_params["ledger_x"])
    assert [float(each) for each in link.split("_")] == pytest.approx([x, y], abs=1e-3)
    assert any("explain" in each.value for each in at.markdown)


def test_the_trained_models_own_gradient_is_on_the_page(open_page):
    at = ended(open_page, "collapse", collapse_view="Two gradients, this model", **MANY)
    run = shown(at, catalog.topic("collapse"))
    setup = CollapseSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    _, found = of_model(model, source(setup).test[12].numpy(), 20_000, (1,))
    said = readouts(at)
    for name, each in found.items():
        assert said[f"Gradient, {name}"] == pytest.approx(each.singles.mean(), rel=0.01, abs=1e-3)


def test_under_the_gradients_stands_their_own_story(open_page):
    topic = catalog.topic("collapse")
    at = ended(open_page, "collapse", **MANY)
    sound(at.button(key="collapse:preset:3").click().run())
    arrived(at, topic)
    assert any("open the spectrum" in each.value for each in at.markdown)
    at.session_state["collapse_view"] = "gradient"
    sound(at.run())
    told = [each.value for each in at.markdown if "Notice" in each.value]
    assert len(told) == 1
    assert "three estimators" in told[0]
    shown(at, topic).cancel()
    wait_until_ended(shown(at, topic))

"""What only the latent-space page has: sums that close, bounds, overfitting, own inputs."""

import re

import numpy as np
import pytest

from models.autoencoders import VaeSetup, bounds, elbo, restore
from models.autoencoders.model import source
from models.autoencoders.posterior import rungs
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import afresh, drawn, ended, readouts, shown, sound
from tests.pages.told import charts, curve, layer, says, strip, sums

MAP = {"vae_data": "digits", "vae_steps": "40", "vae_width": "16"}


@pytest.mark.long
def test_the_bound_on_the_page_is_the_models(open_page):
    at = ended(open_page, "vae", **MAP)
    run = shown(at, catalog.topic("vae"))
    setup = VaeSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    expected = elbo(model, source(setup).test).mean().item()
    assert readouts(at)["ELBO, held out (nats)"] == pytest.approx(expected, abs=0.5)
    assert sum("The terms add up" in each.value for each in at.caption) == 2


@pytest.mark.long
@pytest.mark.parametrize(("step", "latents"), [("0", "2"), ("", "2"), ("", "3")])
def test_each_number_stands_under_its_own_label(open_page, step, latents):
    link = MAP | {"vae_latents": latents} | ({"vae_moment": step} if step else {})
    at = ended(open_page, "vae", **link)
    recording = shown(at, catalog.topic("vae")).recording
    setup = VaeSetup.model_validate(recording.setup)
    now = recording.frame(0 if step else -1)
    model, data = restore(setup, now.checkpoint), source(setup)
    metrics, inputs = now.metrics, len(data.tested)
    rate = bounds.rate(model, data.tested).sum(dim=1).mean().item()
    distortion = bounds.distortion(model, data.tested, 4).mean().item()  # draws of each input
    says(at, "Rate (nats)", rate, reference=metrics["information"], samples=inputs)
    assert readouts(at)["ELBO, held out (nats)"] == pytest.approx(-rate - distortion, rel=5e-3)
    says(
        at,
        "ELBO, held out (nats)",
        metrics["test_elbo"],
        reference=metrics["elbo"],
        error=metrics["test_error"],
        samples=inputs,
    )
    active = int((model.encode(data.tested)[0].var(dim=0, correction=0) > 0.01).sum())
    says(at, "Active latents", active, reference=setup.latents, samples=inputs)
    says(at, "Decoder σ", model.variance.sqrt().item())
    bound, split = sums(at)
    assert bound[r"\mathbb{E}_q[\log p(x|z)]"] == pytest.approx(-distortion, abs=1e-3)
    assert bound[r"-\,\text{rate}"] == pytest.approx(-rate, abs=1e-3)
    assert bound[r"\text{ELBO}"] == pytest.approx(metrics["test_elbo"], abs=1e-4)
    assert split[r"I_q(x;z)"] == pytest.approx(metrics["information"], abs=1e-4)
    assert split[r"\mathrm{KL}(q(z)\,\|\,p(z))"] == pytest.approx(metrics["marginal_kl"], abs=1e-4)
    assert split[r"\text{rate}"] == pytest.approx(rate, abs=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("view", ["Walk", "Prior grid", "Strips", "Your input", "Bounds"])
def test_every_view_of_the_map_is_drawn(view, open_page):
    at = ended(open_page, "vae", vae_view=view, **MAP)
    assert at.get("bidi_component") or at.get("vega_lite_chart")


@pytest.mark.long
@pytest.mark.parametrize("narrow", [False, True])
def test_every_bound_on_the_page_is_of_the_same_inputs(open_page, narrow):
    noise = {"vae_learned": "false", "vae_sigma": "0.05"} if narrow else {}
    at = ended(open_page, "vae", vae_view="Bounds", **MAP, **noise)
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
    told = " ".join(each.value for each in at.markdown)
    assert ("are equal within the error" in told) == found.exact.equal == (not narrow)
    if narrow:
        (gained,) = re.findall(r"gained (\S+) nats", told)
        assert read(gained) == pytest.approx(found.mean[-1] - found.mean[-2], rel=0.05)


@pytest.mark.long
def test_overfitting_is_said_as_it_is_measured(open_page):
    at = ended(open_page, "vae", **MAP)
    assert not any("Overfitting" in each.value for each in at.markdown), "it has hardly begun"
    at = ended(open_page, "vae", vae_beta="0.001", vae_steps="3000", vae_data="digits")
    (said,) = (each.value for each in at.markdown if "Overfitting" in each.value)
    held_out = shown(at, catalog.topic("vae")).recording.metric("test_elbo")
    steps = shown(at, catalog.topic("vae")).recording.steps
    assert f"step {steps[held_out.argmax()]:,}." in said
    assert held_out.argmax() < len(steps) - 1


@pytest.mark.long
def test_an_input_of_nothing_is_a_sentence(open_page):
    at = ended(open_page, "vae", vae_view="Your input", **MAP)
    assert "ELBO of this input (nats)" in readouts(at)
    assert warned_where_unknown(at)
    at.session_state["vae:kind"] = "draw"
    sound(at.run())
    assert any("Nothing is drawn yet" in each.value for each in at.info)
    at.session_state["vae:draw"] = [np.array([[0.5, 0.2], [0.5, 0.8]])]
    sound(at.run())
    assert "ELBO of this input (nats)" in readouts(at)
    assert 0 <= readouts(at)["Rank (% are worse)"] <= 100
    said = [each.value for each in (*at.caption, *at.warning)]
    assert any("training images that look most like it" in each for each in said)
    assert readouts(at)["Rank (% are worse)"] < 1, "one stroke across is no digit"
    assert warned_where_unknown(at)


def warned_where_unknown(at) -> bool:
    """Whether the page warns of an input exactly where 99 of 100 held-out ones are explained
    better."""
    warned = any("does not know such inputs" in each.value for each in at.warning)
    return warned == (readouts(at)["Rank (% are worse)"] < 1)


@pytest.mark.long
def test_rate_and_distortion_are_drawn_under_their_own_names(open_page):
    at = afresh(open_page, "vae", **MAP, vae_view="bounds")
    recording = shown(at, catalog.topic("vae")).recording
    curves = strip(next(each for each in drawn(at) if each["curves"]))
    for name in ("rate", "distortion"):
        np.testing.assert_allclose(curves[name]["values"], recording.metric(name), rtol=1e-4)
    both = curves["rate"]["values"] + curves["distortion"]["values"]
    np.testing.assert_allclose(curves["−ELBO = both"]["values"], both, rtol=1e-3)


@pytest.mark.long
def test_the_map_shows_the_codes_of_the_training(open_page):
    at = afresh(open_page, "vae", **MAP)
    recording = shown(at, catalog.topic("vae")).recording
    picture = next(each for each in drawn(at) if each["curves"])
    reach = max(picture["window"])
    codes = layer(picture, "codes q(z|x)")
    np.testing.assert_allclose(codes["xy"], recording.view("latents"), atol=1e-3 * reach)
    data = source(VaeSetup.model_validate(recording.setup))
    assert codes["texts"] == [str(int(each)) for each in data.labels[: len(codes["texts"])]]
    ellipses = layer(picture, "posteriors, 1 sd")
    deviations = np.sqrt(recording.view("latent_var"))
    np.testing.assert_allclose(ellipses["radii"], deviations, rtol=1e-4, atol=1e-6)
    curves = strip(picture)
    for name, metric in {"ELBO, held out": "test_elbo", "ELBO, trained on": "elbo"}.items():
        np.testing.assert_allclose(curves[name]["values"], recording.metric(metric), rtol=1e-4)
    axes = recording.frame(-1).views["axes"]
    subscripts = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
    labels = [picture[side].translate(subscripts) for side in ("x_label", "y_label")]
    assert labels == [f"z{axis + 1}" for axis in axes]


def test_the_latents_that_cost_most_have_the_first_bars(open_page):
    at = ended(open_page, "vae", **MAP, vae_latents="3", vae_view="Strips")
    kl = shown(at, catalog.topic("vae")).recording.frame(-1).views["kl_per_dim"]
    bars = curve(charts(at)[0], "mean KL to the prior").sort_values("order")["y"]
    assert bars.to_numpy() == pytest.approx(np.sort(kl)[::-1], rel=1e-4)

"""What only the collapse page has: what a latent costs, what survives, and two gradients."""

import math

import numpy as np
import pytest
import torch
from streamlit.testing.v1 import AppTest

from models.autoencoders import CollapseSetup, ProbabilisticPCA, Vae, restore
from models.autoencoders.bounds import Parabola
from models.autoencoders.bounds.estimators import of_model
from models.autoencoders.codes import plain
from models.autoencoders.model import Source, log_prior, source
from playground import catalog
from tests.pages.conftest import (
    afresh,
    arrived,
    drawn,
    ended,
    readouts,
    shown,
    sound,
    wait_until_ended,
)
from tests.pages.told import charts, compared, curve, notes, says, sums

TOPIC = catalog.topic("collapse")
SMALL = {"collapse_steps": "40", "collapse_width": "16"}
LINEAR = {"collapse_network": "linear", "collapse_steps": "200", "collapse_latents": "8"}


def at_step(at: AppTest, step: str) -> tuple[Vae, CollapseSetup, Source, dict[str, float]]:
    """The model of the frame on screen, with its setup, its data and its recorded numbers."""
    recording = shown(at, TOPIC).recording
    setup = CollapseSetup.model_validate(recording.setup)
    frame = int(np.searchsorted(recording.steps, int(step))) if step else len(recording) - 1
    moment = recording.frame(frame)
    return restore(setup, moment.checkpoint), setup, source(setup), dict(moment.metrics)


@torch.no_grad()
def costs(model: Vae, x: torch.Tensor, draws: int = 60) -> tuple[float, float]:
    """Rate and distortion by plain sampling: the definitions, and none of the page's formulas."""
    mean, var = model.encode(x)
    random = torch.Generator().manual_seed(5)
    rate, missed = [], []
    for _ in range(draws):
        z = mean + var.sqrt() * torch.randn(mean.shape, generator=random)
        density = -0.5 * ((z - mean).square() / var + (2 * math.pi * var).log()).sum(dim=-1)
        rate.append(density - log_prior(z))
        missed.append(-model.log_likelihood(x, z))
    return torch.stack(rate).mean().item(), torch.stack(missed).mean().item()


@pytest.mark.long
@pytest.mark.parametrize(("step", "beta"), [("0", "1"), ("", "0.1"), ("", "4")])
def test_rate_and_distortion_stand_under_their_own_labels(open_page, step, beta):
    moment = {"collapse_moment": step} if step else {}
    at = ended(open_page, "collapse", **SMALL, collapse_beta=beta, **moment)
    model, setup, data, metrics = at_step(at, step)
    assert setup.beta == float(beta)
    rate, distortion = costs(model, data.tested)
    said, inputs = readouts(at), len(data.tested)
    assert said["Rate (nats)"] == pytest.approx(rate, rel=0.05, abs=0.02)
    assert said["Distortion (nats)"] == pytest.approx(distortion, rel=0.05, abs=0.5)
    says(at, "Rate (nats)", metrics["rate"], reference=metrics["information"], samples=inputs)
    says(at, "Distortion (nats)", metrics["distortion"], samples=inputs)
    says(
        at,
        "ELBO, held out (nats)",
        metrics["test_elbo"],
        reference=metrics["elbo"],
        error=metrics["test_error"],
        samples=inputs,
    )
    assert said["ELBO, held out (nats)"] == pytest.approx(-rate - distortion, rel=0.02, abs=0.5)
    varies = model.encode(data.tested)[0].var(dim=0, correction=0) > 0.01
    says(at, "Active latents", int(varies.sum()), reference=setup.latents, samples=inputs)


@pytest.mark.long
def test_nothing_is_held_out_where_nothing_is(open_page):
    at = ended(open_page, "collapse", **SMALL, collapse_hold_out="false")
    *_, data, metrics = at_step(at, "")
    says(
        at,
        "ELBO, nothing held out (nats)",
        metrics["test_elbo"],
        error=metrics["test_error"],
        samples=len(data.tested),
    )


@pytest.mark.long
def test_the_bars_are_the_rates_of_the_latents_in_their_order(open_page):
    at = afresh(open_page, "collapse", **SMALL)
    kl = shown(at, TOPIC).recording.view("kl_per_dim")
    picture = next(each for each in drawn(at) if each["curves"])
    (bars,) = picture["layers"]
    ends = np.asarray(bars["xy"])
    heights = ends[..., 1, 1] - ends[..., 0, 1]
    top = picture["window"][3]
    np.testing.assert_allclose(heights, np.sort(kl, axis=1)[:, ::-1], atol=1e-3 * top)
    assert {each["name"] for each in picture["curves"]} == {"rate", "mutual information"}


def test_the_split_of_the_rate_has_each_number_under_its_name(open_page):
    at = ended(open_page, "collapse", **SMALL, collapse_view="Codes and prior")
    *_, metrics = at_step(at, "")
    (said,) = sums(at)
    assert said[r"I_q(x;z)"] == pytest.approx(metrics["information"], abs=1e-4)
    assert said[r"\mathrm{KL}(q(z)\,\|\,p(z))"] == pytest.approx(metrics["marginal_kl"], abs=1e-4)
    assert said[r"\text{rate}"] == pytest.approx(metrics["rate"], abs=1e-4)


@pytest.mark.long
@pytest.mark.parametrize("beta", ["1", "16"])
def test_a_linear_model_stands_beside_its_closed_form(open_page, beta):
    look = {"collapse_view": "Spectrum and line", "collapse_beta": beta}
    at = ended(open_page, "collapse", **LINEAR, **look)
    model, setup, data, metrics = at_step(at, "")
    exact = ProbabilisticPCA(data.train, setup.latents)
    threshold = setup.beta * metrics["sigma"] ** 2
    predicted = min(setup.latents, int((exact.spectrum > threshold).sum()))
    weight = dict(model.decoder.named_parameters())["weight"]
    squares = np.linalg.svd(weight.detach().double().numpy())[1] ** 2
    active = int((squares > 0.01 * threshold).sum())
    says(at, "Active directions", active, reference=predicted)
    assert compared(at)["Active directions"].startswith("predicted")
    says(at, "β σ²", threshold)
    rate, distortion = costs(model, data.train, draws=20)
    said = readouts(at)["Objective (nats)"]
    assert said == pytest.approx(-distortion - setup.beta * rate, rel=0.02)
    assert said <= notes(at)["Objective (nats)"]["reference"] + 1e-3
    level = curve(charts(at)[0], "β σ²")["y"]
    assert level.to_numpy() == pytest.approx(threshold)
    spectrum = curve(charts(at)[0], "λ of the data")["y"].to_numpy()
    assert spectrum == pytest.approx(exact.spectrum[: len(spectrum)])


@pytest.mark.parametrize(("away", "sd"), [("1", "0.5"), ("-2", "1.5")])
def test_the_gradients_of_a_parabola_are_estimates_of_its_own(open_page, away, sd):
    at = ended(
        open_page,
        "collapse",
        **SMALL,
        collapse_view="Two gradients",
        collapse_away=away,
        collapse_sd=sd,
    )
    gradient = 2 * float(away)
    assert Parabola(float(away), float(sd), 0.0).gradient == gradient
    said, beside = readouts(at), notes(at)
    names = [name for name in said if name.startswith("Gradient")]
    assert len(names) == 3
    for name in names:
        assert beside[name]["reference"] == gradient
        assert abs(said[name] - gradient) < 5 * beside[name]["error"] + 0.005 * abs(gradient)
        assert beside[name]["samples"] == 40_000
    calm, wild = (
        curve(charts(at)[1], name)["y"].iloc[0] for name in ("reparametrised", "score function")
    )
    assert calm == pytest.approx(4 * float(sd) ** 2, rel=0.1)
    assert wild > calm


@pytest.mark.long
def test_the_trained_models_own_gradient_is_on_the_page(open_page):
    at = ended(open_page, "collapse", collapse_view="Two gradients, this model", **SMALL)
    run = shown(at, TOPIC)
    setup = CollapseSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    _, found = of_model(model, source(setup).test[12].numpy(), 20_000, (1,))
    said = readouts(at)
    for name, each in found.items():
        assert said[f"Gradient, {name}"] == pytest.approx(each.singles.mean(), rel=0.01, abs=1e-3)


@pytest.mark.long
def test_under_the_gradients_stands_their_own_story(open_page):
    at = ended(open_page, "collapse", **SMALL)
    sound(at.button(key="collapse:preset:3").click().run())
    arrived(at, TOPIC)
    assert any("open the spectrum" in each.value for each in at.markdown)
    at.session_state["collapse_view"] = "gradient"
    sound(at.run())
    told = [each.value for each in at.markdown if "Notice" in each.value]
    assert len(told) == 1
    assert "three estimators" in told[0]
    shown(at, TOPIC).cancel()
    wait_until_ended(shown(at, TOPIC))


@pytest.mark.long
def test_models_of_several_betas_stand_side_by_side_with_their_images_and_rates(open_page):
    at = ended(open_page, "collapse", **SMALL)
    sound(at.button(key="collapse:race:start").click().run())
    _, runs = at.session_state["collapse:race"]
    for run in runs.values():
        wait_until_ended(run)
    sound(at.run())
    first = source(CollapseSetup.model_validate(next(iter(runs.values())).setup))
    images = [each["layers"][0] for each in drawn(at) if each["layers"]]
    samples = [np.asarray(each["values"]) for each in images if each["name"] == "samples"]
    pairs = [
        np.asarray(each["values"]) for each in images if each["name"] == "held-out, reconstructed"
    ]
    assert len(samples) == len(pairs) == len(runs)
    rates = charts(at)[-len(runs) :]
    for number, (name, run) in enumerate(runs.items()):
        views = run.recording.frame(-1).views
        reconstructed = np.asarray(views["reconstructions"][:3])
        drawn_9 = plain.sheet(views["samples"][:9], first.side, 3)
        np.testing.assert_allclose(samples[number], np.clip(drawn_9, 0, 1), atol=0.01)
        both = plain.sheet(np.concatenate((first.test[:3], reconstructed)), first.side, 3)
        np.testing.assert_allclose(pairs[number], np.clip(both, 0, 1), atol=0.01)
        rate = np.sort(views["kl_per_dim"])[::-1]
        np.testing.assert_allclose(rates[number]["y"], rate, rtol=1e-6)
        assert readouts(at)[f"Active, {name}"] == run.recording.frame(-1).metrics["active_units"]

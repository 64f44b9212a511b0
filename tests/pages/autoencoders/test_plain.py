"""What only the page of plain autoencoders has: views that train, each beside what is exact."""

import numpy as np
import pytest

from models.autoencoders import VaeSetup
from models.autoencoders.plain import (
    ContractiveSetup,
    DenoisingSetup,
    LinearDenoiser,
    SparseSetup,
    UndercompleteSetup,
    between,
    contraction_by_autograd,
    data_of,
    exact_arrows,
    hole,
    ista,
    judged,
    principal,
    restore,
    rivals,
    seen_from,
    term_as_error,
)
from playground import catalog
from tests.pages.conftest import (
    address,
    afresh,
    arrived,
    drawn,
    ended,
    readouts,
    shown,
    sound,
    wait_until_ended,
)
from tests.pages.told import charts, curve, layer, notes, says, strip

TOPIC = catalog.topic("plain")
SMALL = {"plain_steps": "40", "plain_width": "16"}


def test_the_errors_stand_beside_those_of_pca(open_page):
    at = ended(open_page, "plain", **SMALL)
    recording = shown(at, TOPIC).recording
    setup = UndercompleteSetup.model_validate(recording.setup)
    best, metrics = principal(setup), recording.frame(-1).metrics
    says(at, "Error, trained on", metrics["sse"], digits=5, reference=best.residual, samples=600)
    held_out = best.error(data_of(setup).test)
    says(at, "Error, held out", metrics["test_sse"], digits=4, reference=held_out, samples=297)
    assert any(f"{best.residual:.6f}" in each.value for each in at.markdown)


@pytest.mark.long
def test_the_map_shows_the_codes_and_the_handle_is_decoded(open_page):
    at = afresh(open_page, "plain", **SMALL, plain_z="0.01_0.02")
    recording = shown(at, TOPIC).recording
    picture = next(each for each in drawn(at) if any(of["name"] == "z" for of in each["layers"]))
    codes = recording.view("codes")
    reach = np.abs(codes).max()
    xy = np.asarray(layer(picture, "codes f(x)")["xy"])
    np.testing.assert_allclose(xy, codes, atol=2e-3 * reach)
    np.testing.assert_allclose(layer(picture, "z")["xy"], [[0.01, 0.02]], atol=1e-6)
    held_out = strip(picture)["held out"]["values"]
    np.testing.assert_allclose(held_out, recording.metric("test_sse"), rtol=1e-5)


@pytest.mark.long
def test_the_directions_of_a_linear_network_stand_beside_the_principal_ones(open_page):
    link = {"plain_network": "linear", "plain_latents": "3", "plain_steps": "100"}
    at = afresh(open_page, "plain", **link, plain_look="pca")
    recording = shown(at, TOPIC).recording
    says(at, "Angle to PCA (degrees)", recording.frame(-1).metrics["angle"], reference=0.0)
    pictures = [each for each in drawn(at) if any(of["name"] == "images" for of in each["layers"])]
    assert len(pictures) == 1
    assert any("The subspace, not the axes" in each.value for each in at.markdown)
    other = ended(open_page, "plain", **SMALL, plain_look="pca")
    assert any("Only a **linear** network" in each.value for each in other.info)


@pytest.mark.long
@pytest.mark.parametrize(("data", "latents"), [("moons", "1"), ("knot", "1"), ("roll", "2")])
def test_what_is_decoded_is_drawn_through_the_points(data, latents, open_page):
    link = SMALL | {"plain_data": data, "plain_latents": latents}
    at = afresh(open_page, "plain", **link)
    (picture,) = (each for each in drawn(at) if any(of["name"] == "r(x)" for of in each["layers"]))
    mesh = np.asarray(layer(picture, "all that is decoded")["xy"])
    assert len(mesh) == len(shown(at, TOPIC).recording)
    if data == "moons":
        exact = shown(at, TOPIC).recording.view("mesh")
        np.testing.assert_allclose(mesh[:, 0], exact, atol=0.02)
    else:
        at = open_page(TOPIC, **link, plain_turn="90")
        assert float(address(at)["plain_turn"]) == 90
        (turned,) = (
            each for each in drawn(at) if any(of["name"] == "r(x)" for of in each["layers"])
        )
        exact = seen_from(shown(at, TOPIC).recording.view("again"), 90)
        again = np.asarray(layer(turned, "r(x)")["xy"])
        np.testing.assert_allclose(again, exact, atol=0.02)


def test_an_image_of_ones_own_has_a_code_and_a_rank(open_page):
    at = ended(open_page, "plain", **SMALL, plain_look="input")
    rank = readouts(at)["Rank (% are worse)"]
    sound(at.slider(key="plain:pick").set_value(3).run())
    assert 0 <= readouts(at)["Rank (% are worse)"] <= 100
    assert readouts(at)["Rank (% are worse)"] != rank


@pytest.mark.long
def test_another_view_trains_its_own_setup_at_once(open_page):
    at = ended(open_page, "plain", **SMALL)
    switch = next(each for each in at.button_group if each.key == "plain:view")
    sound(switch.set_value("denoising").run())
    arrived(at, TOPIC)
    assert isinstance(shown(at, TOPIC).setup, DenoisingSetup)
    wait_until_ended(shown(at, TOPIC))
    before = shown(at, TOPIC)
    sound(at.number_input(key="plain_seed").set_value(5).run())
    assert shown(at, TOPIC) is before, "a knob that is turned waits for Train"
    assert "R² of the steps" in readouts(at)
    switch = next(each for each in at.button_group if each.key == "plain:view")
    sound(switch.set_value("undercomplete").run())
    arrived(at, TOPIC)
    assert shown(at, TOPIC).setup == UndercompleteSetup(steps=40, width=16)
    switch = next(each for each in at.button_group if each.key == "plain:view")
    sound(switch.set_value("denoising").run())
    arrived(at, TOPIC)
    assert shown(at, TOPIC).setup == DenoisingSetup(seed=5), "as it was left in this view"


@pytest.mark.long
def test_a_denoisers_steps_stand_over_the_exact_ones(open_page):
    at = afresh(open_page, "plain", **SMALL, plain_view="denoising", plain_start="1_0.5")
    recording = shown(at, TOPIC).recording
    setup = DenoisingSetup.model_validate(recording.setup)
    (picture,) = (each for each in drawn(at) if any(of["name"] == "start" for of in each["layers"]))
    places, exact = exact_arrows(setup.data, setup.sigma)
    arrows = layer(picture, "σ²∇ln p_σ, exact")
    np.testing.assert_allclose(arrows["xy"], places, atol=0.02)
    np.testing.assert_allclose(arrows["tip"], places + exact, atol=0.02)
    path = np.asarray(layer(picture, "followed, exact")["xy"])
    np.testing.assert_allclose(path.reshape(-1, 2)[0], [1, 0.5], atol=0.02)
    known, metrics = judged(setup.data, setup.sigma), recording.frame(-1).metrics
    says(at, "R² of the steps", metrics["r_squared"], digits=4, reference=1.0, samples=2000)
    says(at, "Least error", known.error, digits=4, samples=2000)


def test_restored_images_are_judged_by_the_best_linear_denoiser(open_page):
    link = {"plain_view": "denoising", "plain_data": "digits", "plain_sigma": "0.5"}
    at = ended(open_page, "plain", **SMALL, **link)
    recording = shown(at, TOPIC).recording
    setup = DenoisingSetup.model_validate(recording.setup)
    best = LinearDenoiser(data_of(setup).train, 0.5).residual
    told = recording.frame(-1).metrics["test_sse"]
    says(at, "Error, held out", told, digits=4, reference=best, samples=297)


@pytest.mark.long
@pytest.mark.parametrize("basis", ["learned", "orthonormal"])
def test_the_code_of_one_input_by_half_steps(basis, open_page):
    link = {"plain_view": "sparse", "plain_look": "code", "plain_basis": basis}
    at = afresh(open_page, "plain", plain_steps="40", **link)
    recording = shown(at, TOPIC).recording
    setup = SparseSetup.model_validate(recording.setup)
    data, model = data_of(setup), restore(setup, recording.frame(-1).checkpoint)
    x = data.test[12].numpy()
    if basis == "learned":
        found = ista(x - model.decoder.bias.detach().numpy(), model.atoms().detach(), setup.lam)
    else:
        best = principal(setup)
        found = ista(x - best.mean, best.directions, setup.lam)
    (picture,) = (each for each in drawn(at) if any(of["name"] == "ISTA" for of in each["layers"]))
    exact = np.asarray(layer(picture, "exact code")["xy"])
    np.testing.assert_allclose(exact[:, 1], found.exact, atol=2e-3)
    costs = strip(picture)["cost"]["values"]
    np.testing.assert_allclose(costs, found.costs, rtol=1e-4)
    label = "Cost of the encoder's code" if basis == "learned" else "Cost of S_λ(Dᵀx)"
    assert notes(at)[label]["reference"] == pytest.approx(found.least, rel=1e-4)
    gap = readouts(at)[label] - notes(at)[label]["reference"]
    assert gap >= -1e-4
    assert (gap < 1e-4) == (basis == "orthonormal")


@pytest.mark.long
def test_atoms_of_a_dictionary_and_none_of_a_deep_decoder(open_page):
    at = ended(open_page, "plain", **SMALL, plain_view="sparse")
    metrics = shown(at, TOPIC).recording.frame(-1).metrics
    says(at, "Used for one image (%)", 100 * metrics["active"], samples=297)
    at = ended(open_page, "plain", **SMALL, plain_view="sparse", plain_network="deep")
    assert any("no atoms" in each.value for each in at.info)
    assert notes(at)["Mean activity"]["reference"] == 0.05


@pytest.mark.long
def test_the_derivative_at_the_point_is_autograds(open_page):
    at = afresh(open_page, "plain", **SMALL, plain_view="contractive", plain_x="1_-0.5")
    recording = shown(at, TOPIC).recording
    setup = ContractiveSetup.model_validate(recording.setup)
    model = restore(setup, recording.frame(-1).checkpoint)
    exact = contraction_by_autograd(model, np.array([1.0, -0.5]))
    says(at, "‖∂f/∂x‖² at x", exact, digits=6, reference=exact)
    (picture,) = (each for each in drawn(at) if any(of["name"] == "x" for of in each["layers"]))
    assert len(layer(picture, "steepest direction")["xy"]) == len(recording)
    at = ended(open_page, "plain", **SMALL, plain_view="contractive", plain_data="digits")
    assert "Mean ‖∂f/∂x‖²" in readouts(at)


@pytest.mark.long
def test_all_kinds_train_side_by_side_and_decode_between_two_classes(open_page):
    at = ended(open_page, "plain", **SMALL)
    setups = rivals(UndercompleteSetup(steps=40, width=16))
    sound(at.button(key="plain:race:start").click().run())
    _, runs = at.session_state["plain:race"]
    assert {name: run.setup for name, run in runs.items()} == setups
    for run in runs.values():
        wait_until_ended(run)
    sound(at.run())
    race, profile = charts(at)
    for name, run in runs.items():
        last = run.recording.frame(-1)
        found = between(setups[name], last.checkpoint, 0, 7)
        deep = hole(setups[name], last.checkpoint)
        says(at, f"Error, {name}", found.error)
        says(
            at,
            f"Hole, {name}",
            deep.depth,
            reference=deep.usual,
            error=deep.error,
            samples=deep.pairs,
        )
        np.testing.assert_allclose(curve(profile, name)["y"], found.distances, rtol=1e-6)
        if isinstance(setup := setups[name], VaeSetup):
            distortion, sigma = (run.recording.metric(key) for key in ("distortion", "sigma"))
            errors = term_as_error(setup, distortion, sigma)
        else:
            errors = run.recording.metric("test_sse")
        np.testing.assert_allclose(curve(race, name)["y"], errors, rtol=1e-6)
        np.testing.assert_allclose(curve(race, name)["x"], run.recording.steps)
    before = readouts(at)
    sound(at.selectbox(key="plain_other").set_value("3").run())
    assert readouts(at) == before  # errors and holes are of all classes
    found = between(setups["Sparse"], runs["Sparse"].recording.frame(-1).checkpoint, 0, 3)
    np.testing.assert_allclose(curve(charts(at)[1], "Sparse")["y"], found.distances, rtol=1e-6)

"""What only the ledger page has: the account of a point and of the data, which adds up."""

import numpy as np
import pyarrow as pa
import pytest
import torch
from streamlit.testing.v1 import AppTest

from models.autoencoders import INPUTS, PlaneSetup, decompose, restore
from models.autoencoders.model import source
from models.autoencoders.posterior import most_divided
from playground import catalog
from tests.pages.conftest import afresh, drawn, ended, readouts, shown, sound, wait_until_ended
from tests.pages.told import charts, layer, notes, says, strip, sums

TOPIC = catalog.topic("ledger")
SMALL = {"ledger_steps": "40", "ledger_width": "16"}
PLANE = SMALL | {"ledger_latents": "1"}


def waterfall(at: AppTest, number: int) -> dict[str, float]:
    """Label -> value of a waterfall on the page."""
    (rows,) = at.get("vega_lite_chart")[number].proto.datasets
    table = pa.ipc.open_stream(rows.data.data).read_all()
    return dict(zip(*(table[name].to_pylist() for name in ("label", "value")), strict=True))


@pytest.mark.long
@pytest.mark.parametrize(
    ("latents", "first", "point"),
    [("1", 1, (1.85, 0.4)), ("2", 0, (0.0, 0.5))],  # where the page looks first
)
def test_the_ledger_adds_up_for_the_point_and_for_the_data(latents, first, point, open_page):
    at = open_page(TOPIC, **SMALL, ledger_latents=latents)
    run = shown(at, TOPIC)
    wait_until_ended(run)
    sound(at.run())
    assert any("The terms add up" in each.value for each in at.caption)
    assert not any("do not add up" in each.value for each in at.warning)
    setup = PlaneSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    inputs = (torch.tensor([point]), source(setup).test[:INPUTS])
    for number, x in enumerate(inputs, start=first):
        entries, bars = decompose(model, x), waterfall(at, number)
        *terms, total = bars.values()
        assert sum(terms) == pytest.approx(total, abs=1e-3)
        assert total == pytest.approx(entries.log_px.mean().item(), abs=1e-6)
        assert bars["ELBO"] == pytest.approx(entries.elbo.mean().item(), abs=1e-6)
        assert min(terms[1:]) >= 0


@pytest.mark.long
def test_x_comes_from_the_link_and_a_preset_puts_it_back(open_page):
    at = ended(open_page, "ledger", ledger_x="0.25_-1.5", **PLANE)
    there = readouts(at)["log p(x) (nats)"]
    assert at.query_params["ledger_x"] in ("0.25_-1.5", ["0.25_-1.5"])
    assert there != readouts(ended(open_page, "ledger", **PLANE))["log p(x) (nats)"]
    sound(at.button(key="ledger:preset:3").click().run())
    assert "ledger_x" not in at.query_params
    assert at.session_state["ledger_view"] == "blur"
    shown(at, TOPIC).cancel()
    wait_until_ended(shown(at, TOPIC))


@pytest.mark.long
def test_the_button_finds_an_x_of_unlike_codes(open_page):
    at = ended(open_page, "ledger", ledger_view="Why it blurs", **PLANE)
    run = shown(at, TOPIC)
    setup = PlaneSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    x, y = most_divided(model, source(setup).window)
    sound(at.button(key="ledger:find").click().run())
    (link,) = np.atleast_1d(at.query_params["ledger_x"])
    assert [float(each) for each in link.split("_")] == pytest.approx([x, y], abs=1e-3)
    assert any("explain" in each.value for each in at.markdown)


@pytest.mark.long
@pytest.mark.parametrize(("latents", "step"), [("1", ""), ("1", "0"), ("2", "")])
def test_each_entry_of_the_point_stands_under_its_own_label(open_page, latents, step):
    link = SMALL | {"ledger_latents": latents} | ({"ledger_moment": step} if step else {})
    at = ended(open_page, "ledger", **link, ledger_x="0.5_-0.25")
    recording = shown(at, TOPIC).recording
    setup = PlaneSetup.model_validate(recording.setup)
    model = restore(setup, recording.frame(0 if step else -1).checkpoint)
    found = decompose(model, torch.tensor([[0.5, -0.25]]))
    log_px, elbo, rate, distortion = (
        getattr(found, name).item() for name in ("log_px", "elbo", "rate", "distortion")
    )
    says(at, "log p(x) (nats)", log_px, digits=4)
    says(at, "ELBO (nats)", elbo, digits=4, reference=log_px)
    says(at, "Distortion (nats)", distortion, reference=rate)
    says(at, "Decoder σ", model.deviation)
    said = readouts(at)
    assert said["KL(q‖p(z|x)) (nats)"] == pytest.approx(log_px - elbo, abs=0.006)
    assert elbo == pytest.approx(-rate - distortion, abs=1e-4)
    (written,) = sums(at)
    assert written[r"\mathbb{E}_q[\log p(x|z)]"] == pytest.approx(-distortion, abs=1e-3)
    assert written[r"-\,\mathrm{KL}(q(z|x)\,\|\,p(z))"] == pytest.approx(-rate, abs=1e-3)
    assert written[r"\log p(x)"] == pytest.approx(log_px, abs=1e-3)
    gaps = [written[rf"\text{{{name} gap}}"] for name in ("amortisation", "family")]
    assert min(gaps) >= -1e-3
    beside = notes(at)["KL(q‖p(z|x)) (nats)"]["reference"]
    assert beside == pytest.approx(gaps[1], rel=0.01, abs=1e-3)


@pytest.mark.long
def test_the_plane_shows_the_training_and_the_point(open_page):
    at = afresh(open_page, "ledger", **PLANE, ledger_x="0.5_-0.25")
    recording = shown(at, TOPIC).recording
    picture = next(each for each in drawn(at) if any(of["name"] == "x" for of in each["layers"]))
    reach = max(picture["window"])
    np.testing.assert_allclose(layer(picture, "x")["xy"], [[0.5, -0.25]], atol=1e-6)
    line = np.asarray(layer(picture, "decoded line")["xy"])[:, 0]
    np.testing.assert_allclose(line, recording.view("mesh"), atol=2e-3 * reach)
    samples = np.asarray(layer(picture, "samples")["xy"])
    np.testing.assert_allclose(samples, recording.view("samples")[:, :400], atol=2e-3 * reach)
    curves, exact = strip(picture), recording.metric("log_px")
    np.testing.assert_allclose(curves["mean log p(x)"]["values"], exact, rtol=1e-5)
    mean = curves["mean ELBO"]["values"]
    np.testing.assert_allclose(mean, exact - recording.metric("gap"), rtol=1e-5)


@pytest.mark.long
@pytest.mark.parametrize("latents", ["1", "2"])
def test_the_modes_of_the_posterior_are_marked_on_a_line_or_in_a_plane(open_page, latents):
    link = SMALL | {"ledger_latents": latents}
    at = ended(open_page, "ledger", ledger_view="Why it blurs", **link)
    planes = [one for one in drawn(at) if any(each["name"] == "modes" for each in one["layers"])]
    marked = [chart for chart in charts(at) if "its modes" in set(chart["name"])]
    assert (len(planes), len(marked)) == ((0, 1) if latents == "1" else (1, 0))

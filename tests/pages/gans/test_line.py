"""What only the GAN on a line has: its cost beside the best one, and the notes' figure."""

import math

import numpy as np
import pytest
import torch
from streamlit.testing.v1 import AppTest
from torch.nn.functional import softplus

from models.gans.line import WINDOW, LineSetup, centres, restore_line
from models.gans.line.law import DATA
from playground import catalog
from playground.recording import Moment
from tests.pages.conftest import afresh, drawn, ended, readouts, shown
from tests.pages.told import layer, says, strip, sums

TOPIC = catalog.topic("line")
SMALL = {"line_steps": "40", "line_hidden": "8", "line_batch": "32"}


def on_screen(at: AppTest, step: str) -> tuple[LineSetup, Moment]:
    """The setup that was trained, and the moment that the page shows."""
    recording = shown(at, TOPIC).recording
    frame = int(np.searchsorted(recording.steps, int(step))) if step else len(recording) - 1
    return LineSetup.model_validate(recording.setup), recording.frame(frame)


@pytest.mark.long
@pytest.mark.parametrize(("step", "data"), [("0", "one"), ("20", "two"), ("", "two")])
def test_each_number_is_that_of_its_moment(open_page, step, data):
    moment = {"line_moment": step} if step else {}
    at = ended(open_page, "line", **SMALL, line_data=data, **moment)
    setup, now = on_screen(at, step)
    assert setup.data == data
    metrics = now.metrics
    says(at, "J(D) (nats)", metrics["d_loss"], reference=metrics["d_best"], samples=1024)
    says(at, "JS divergence (nats)", metrics["js"], reference=0.0)
    says(at, "Mean |D − D*|", metrics["error"], reference=0.0)
    (written,) = sums(at)
    assert written[r"\log 2"] == pytest.approx(math.log(2), abs=1e-4)
    assert written[r"-\mathrm{JSD}"] == pytest.approx(-metrics["js"], abs=1e-4)
    assert written[r"J^{(D)}(D^*)"] == pytest.approx(metrics["d_best"], abs=1e-4)


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_the_numbers_are_what_samples_of_both_laws_say(open_page, step):
    moment = {"line_moment": step} if step else {}
    at = ended(open_page, "line", **SMALL, **moment)
    setup, now = on_screen(at, step)
    gan = restore_line(setup, now.checkpoint)
    random = torch.Generator().manual_seed(99)
    real, fake = DATA[setup.data].sample(100_000, random), gan.generate(100_000, random)
    with torch.no_grad():
        on_real, on_fake = (gan.discriminator(x)[:, 0] for x in (real, fake))
    cost = 0.5 * softplus(-on_real).mean().item() + 0.5 * softplus(on_fake).mean().item()
    spread = 0.5 * math.hypot(*(softplus(x).std().item() for x in (-on_real, on_fake)))
    said = readouts(at)
    assert said["J(D) (nats)"] == pytest.approx(cost, abs=5 * spread / math.sqrt(1024) + 0.001)
    p, q = (
        np.histogram(x.numpy(), np.linspace(*WINDOW, 81))[0] / len(x) + 1e-12 for x in (real, fake)
    )
    js = 0.5 * sum((law * np.log(2 * law / (p + q))).sum() for law in (p, q))
    assert said["JS divergence (nats)"] == pytest.approx(js, abs=0.02)


@pytest.mark.long
def test_the_figure_shows_each_law_under_its_name(open_page):
    at = afresh(open_page, "line", **SMALL)
    recording = shown(at, TOPIC).recording
    (picture,) = drawn(at)
    x = centres().numpy()
    names = {"p data": "data", "p model": "model", "D": "learned", "D*": "best"}
    for name, view in names.items():
        line = np.asarray(layer(picture, name)["xy"])[:, 0]
        expected = np.broadcast_to(x, line.shape[:2])
        np.testing.assert_allclose(line[..., 0], expected, atol=1e-3)
        np.testing.assert_allclose(line[..., 1], recording.view(view), atol=1e-3)
    push = layer(picture, "z → x")
    np.testing.assert_allclose(np.asarray(push["xy"])[..., 0], recording.view("z"), atol=1e-3)
    np.testing.assert_allclose(np.asarray(push["tip"])[..., 0], recording.view("image"), atol=2e-3)
    lowest, highest = (np.asarray(push[end])[..., 1].mean() for end in ("xy", "tip"))
    assert lowest < highest < 0, "z lies under x, and both under the curves"
    wanted = layer(picture, "gradient")
    moves = np.asarray(wanted["tip"])[..., 0] - np.asarray(wanted["xy"])[..., 0]
    np.testing.assert_allclose(np.sign(moves), np.sign(recording.view("push").round(2)), atol=1.01)
    assert np.corrcoef(moves.ravel(), recording.view("push").ravel())[0, 1] > 0.999
    curves = strip(picture)
    for name, metric in {"JS (nats)": "js", "|D − D*|": "error"}.items():
        np.testing.assert_allclose(curves[name]["values"], recording.metric(metric), rtol=1e-5)
    assert curves["JS (nats)"]["floor"] == 0


@pytest.mark.long
def test_the_account_on_the_line_adds_up(open_page):
    at = ended(open_page, "line", **SMALL)
    assert any("The terms add up" in caption.value for caption in at.caption)


@pytest.mark.long
def test_a_slip_of_the_notes_is_named_where_its_cost_is_chosen(open_page):
    at = ended(open_page, "line", **SMALL, line_loss="maximum_likelihood")
    assert any("Beside the notes" in each.value for each in at.caption)
    at = ended(open_page, "line", **SMALL)
    assert not any("Beside the notes" in each.value for each in at.caption)

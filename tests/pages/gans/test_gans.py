"""What only the GAN pages have: honest counts, steps by hand, exact accounts."""

import math
import re

import numpy as np
import pytest

from models.gans import restore
from playground import catalog
from playground.lesson import numeral
from tests.numerals import read
from tests.pages.conftest import afresh, drawn, ended, readouts, shown, sound
from tests.pages.told import charts, curve, layer, notes, says, strip, sums

GANS = catalog.topic("gans")
SMALL = {"gans_steps": "20", "gans_data": "easy_ring"}


@pytest.mark.long
def test_one_moment_has_one_number_with_the_floor_of_what_was_counted(open_page):
    at = ended(open_page, "gans", **{**SMALL, "gans_steps": "200"})
    moment = shown(at, catalog.topic("gans")).recording.frame(-1)
    found, counted = readouts(at), int(moment.views["mode_counts"].sum())
    assert counted >= 160
    assert found["Modes covered"] == moment.metrics["modes"]
    assert found["Modes touched"] == moment.metrics["modes_touched"]
    assert found["High quality (%)"] == pytest.approx(
        100 * moment.metrics["high_quality"], rel=0.01
    )
    assert found["Reverse KL (nats)"] == pytest.approx(moment.metrics["reverse_kl"], rel=0.01)
    told = " ".join(each.value for each in at.caption)
    assert "a perfect sampler 98.9" in told
    assert f"noise floor {numeral(7 / (2 * counted))}" in told
    assert f"from {counted:,} samples" in told


@pytest.mark.long
def test_too_few_counted_samples_are_no_number(open_page):
    at = ended(open_page, "gans", gans_steps="20")  # modes of sd 0.01, and hardly a sample near
    moment = shown(at, catalog.topic("gans")).recording.frame(-1)
    assert moment.views["mode_counts"].sum() < 160
    written = {each.label: each.value for each in at.metric}
    assert written["Reverse KL (nats)"] == written["Spread ratio"] == "—"


@pytest.mark.long
def test_the_value_of_the_game_has_the_notes_convention(open_page):
    at = ended(open_page, "gans", **SMALL)
    assert any("V = −ln 2 = −0.6931" in each.value for each in at.markdown)


@pytest.mark.long
def test_the_chosen_penalty_is_among_the_costs(open_page):
    at = ended(open_page, "gans", gans_penalty="r1", gans_penalty_weight="0.5", **SMALL)
    assert any(r"\gamma = 0.5" in each.value for each in at.markdown)


@pytest.mark.long
def test_a_penalty_that_falls_is_told_with_the_weight_of_the_moment(open_page):
    fading = {"gans_penalty": "r1", "gans_penalty_weight": "0.1", "gans_penalty_left": "0.01"}
    at = ended(open_page, "gans", **fading, **SMALL)
    assert any(r"\gamma = 0.001" in each.value for each in at.markdown)


@pytest.mark.long
def test_a_slip_of_the_notes_is_named_where_its_cost_is_chosen(open_page):
    at = ended(open_page, "gans", gans_loss="maximum_likelihood", **SMALL)
    assert any("Beside the notes" in each.value for each in at.caption)


@pytest.mark.long
@pytest.mark.parametrize(
    ("player", "moved", "kept"),
    [
        ("D only", "discriminator", "generator"),
        ("G only", "generator", "discriminator"),
    ],
)
def test_one_player_moves_while_the_other_waits(open_page, player, moved, kept):
    at = ended(open_page, "gans", gans_view="By hand", **SMALL)
    sound(at.button(key=f"gans:hand:{player}").click().run())
    game = at.session_state["gans:hand"]
    start, now = (frame.checkpoint for frame in game.frames)
    assert (start[moved] != now[moved]).any()
    np.testing.assert_array_equal(start[kept], now[kept])
    assert game.words[-1] == f"Step 30: only {player[0]} moved, 10 steps"


@pytest.mark.long
def test_the_cost_of_the_best_discriminator_adds_up(open_page):
    at = ended(open_page, "gans", gans_view="Exact beside learned", **SMALL)
    assert any("The terms add up" in caption.value for caption in at.caption)
    assert not at.warning
    assert any(f"{math.log(2):.4f}" in formula.value for formula in at.latex)


def test_one_step_is_told_slowly(open_page):
    at = ended(open_page, "gans", gans_view="One step, slowly", **SMALL)
    assert at.get("bidi_component")
    assert any("Step 21 of the training" in caption.value for caption in at.caption)


@pytest.mark.long
@pytest.mark.parametrize("text", ["%%%", "1_2", "9_9_9_9", "0_0_0.1_1~" * 40])
def test_a_damaged_mixture_is_a_sentence(open_page, text):
    at = ended(open_page, "gans", gans_data="custom", gans_mixture=text, gans_steps="20")
    assert any("gans_mixture" in each.value for each in at.warning)
    assert "gans_mixture" not in at.query_params


@pytest.mark.long
@pytest.mark.parametrize(
    ("axis", "names", "floor"),
    [
        ("modes", {"modes": "modes", "touched": "modes_touched"}, 8),
        ("js", {"JS (nats)": "js"}, math.log(2)),
        ("losses", {"J_D": "d_loss", "J_G": "g_loss"}, None),
        ("high_quality", {"high quality": "high_quality"}, 0.9889),
    ],
)
def test_the_picture_and_its_time_axis_are_those_of_the_training(open_page, axis, names, floor):
    at = afresh(open_page, "gans", **SMALL, gans_axis=axis)
    recording = shown(at, GANS).recording
    (picture,) = drawn(at)
    reach = max(picture["window"])
    samples = np.asarray(layer(picture, "generated")["xy"])
    np.testing.assert_allclose(samples, recording.view("samples"), atol=2e-3 * reach)
    opinion = layer(picture, "D(x)")
    np.testing.assert_allclose(opinion["values"], recording.view("field"), atol=0.01)
    assert (opinion["low"], opinion["high"]) == (0, 1)
    arrows = layer(picture, "gradient")
    start = np.asarray(arrows["xy"])
    np.testing.assert_allclose(start, recording.view("arrow_start"), atol=2e-3 * reach)
    moved = np.asarray(arrows["tip"]) - start
    np.testing.assert_allclose(moved, recording.view("arrow_vector"), atol=3e-3 * reach)
    curves = strip(picture)
    assert curves.keys() == names.keys()
    for name, metric in names.items():
        expected = recording.metric(metric)
        np.testing.assert_allclose(curves[name]["values"], expected, rtol=1e-5, atol=1e-6)
    first = curves[next(iter(names))]["floor"]
    assert first == (floor and pytest.approx(floor, abs=1e-3))


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_each_number_is_that_of_its_moment(open_page, step):
    link = SMALL | {"gans_steps": "200"} | ({"gans_moment": step} if step else {})
    at = ended(open_page, "gans", **link)
    now = shown(at, GANS).recording.frame(0 if step else -1)
    metrics, judged = now.metrics, 2500
    says(at, "Modes covered", metrics["modes"], reference=8, samples=judged)
    says(at, "Modes touched", metrics["modes_touched"], reference=8, samples=judged)
    share = metrics["high_quality"]
    error = 100 * math.sqrt(share * (1 - share) / judged)
    says(
        at,
        "High quality (%)",
        100 * share,
        reference=98.89,
        error=error,
        samples=judged,
    )
    says(at, "JS divergence (nats)", metrics["js"], reference=math.log(2))
    counts, spreads = charts(at)
    share_of = curve(counts, "generated")["y"].to_numpy()
    assert share_of == pytest.approx(now.views["mode_counts"] / judged)
    assert curve(counts, "the data")["y"].to_numpy() == pytest.approx(1 / 8)
    widths = curve(spreads, "generated")["y"].to_numpy()
    assert widths == pytest.approx(now.views["mode_spread"], nan_ok=True)
    assert curve(spreads, "the data")["y"].to_numpy() == pytest.approx(1)
    (told,) = (each.value for each in at.markdown if "Now J" in each.value)
    cost, other = re.findall(r"\*\*([^*]+)\*\*", told)[:2]
    assert read(cost) == pytest.approx(metrics["d_loss"], rel=0.006)
    assert read(other) == pytest.approx(metrics["g_loss"], rel=0.006)


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_the_learned_discriminator_stands_beside_the_best_one(open_page, step):
    link = SMALL | {"gans_view": "beside"} | ({"gans_moment": step} if step else {})
    at = ended(open_page, "gans", **link)
    setup = shown(at, GANS).setup
    pair = restore(setup, shown(at, GANS).recording.frame(0 if step else -1).checkpoint)
    said, beside = readouts(at), notes(at)
    cost = pair.cost(10_000)
    assert said["J(D) learned (nats)"] == pytest.approx(cost, rel=0.006)
    best = beside["J(D) learned (nats)"]["reference"]
    assert best <= cost + 0.01
    says(at, "Value of the game (nats)", -best, reference=-math.log(2), digits=2)
    (written,) = sums(at)
    assert written[r"\log 2"] == pytest.approx(math.log(2), abs=1e-4)
    assert written[r"J^{(D)}(D^*)"] == pytest.approx(best, rel=0.006)
    densities, judges, ratios = charts(at)
    data, model = (curve(densities, f"p {name}") for name in ("data", "model"))
    p, q = data["y"].to_numpy(), model["y"].to_numpy()
    exact = p / np.maximum(p + q, 1e-300)
    drawn_ = curve(judges, "D* exact")["y"].to_numpy()
    there = np.isfinite(drawn_)
    np.testing.assert_allclose(drawn_[there], exact[there], atol=1e-6)
    learned = curve(judges, "D learned")["y"].to_numpy()
    told = curve(ratios, "log D/(1−D), learned")["y"].to_numpy()
    near = np.abs(told) < 7
    np.testing.assert_allclose(told[near], np.log(learned / (1 - learned))[near], atol=1e-3)
    ratio = curve(ratios, "log p data / p model")["y"].to_numpy()
    both = there & (p > 0) & (q > 0)
    np.testing.assert_allclose(np.clip(np.log(p[both] / q[both]), -8, 8), ratio[both], atol=1e-4)

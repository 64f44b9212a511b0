"""What only the GAN pages have: honest counts, steps by hand, exact accounts, duels, games."""

import math

import numpy as np
import pytest

from models.gans import GanSetup, restore
from models.gans.ledger import judged
from playground import catalog
from tests.pages.conftest import ended, readouts, shown, sound, wait_until_ended

SMALL = {"gans_steps": "20", "gans_data": "easy_ring"}


def test_a_moment_at_rest_is_judged_by_ten_thousand_samples(open_page):
    at = ended(open_page, "gans", **SMALL)
    run = shown(at, catalog.topic("gans"))
    setup = GanSetup.model_validate(run.recording.setup)
    report = judged(restore(setup, run.recording.frame(-1).checkpoint), 10_000)
    found = readouts(at)
    assert found["Modes covered"] == report.modes
    assert found["Modes touched"] == report.modes_touched
    assert found["High quality (%)"] == pytest.approx(100 * report.high_quality, rel=0.01)
    assert any("a perfect sampler 98.9" in each.value for each in at.caption)
    assert any("noise floor" in each.value for each in at.caption)


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
    _, _, frames, words = at.session_state["gans:hand"]
    start, now = (frame.checkpoint for frame in frames)
    assert (start[moved] != now[moved]).any()
    np.testing.assert_array_equal(start[kept], now[kept])
    assert words[-1] == f"Step 30: only {player[0]} moved, 10 steps"


def test_the_cost_of_the_best_discriminator_adds_up(open_page):
    at = ended(open_page, "gans", gans_view="Exact beside learned", **SMALL)
    assert any("The terms add up" in caption.value for caption in at.caption)
    assert not at.warning
    assert any(f"{math.log(2):.4f}" in formula.value for formula in at.latex)


def test_one_step_is_told_slowly(open_page):
    at = ended(open_page, "gans", gans_view="One step, slowly", **SMALL)
    assert at.get("bidi_component")
    assert any("Step 21 of the training" in caption.value for caption in at.caption)


@pytest.mark.parametrize("text", ["%%%", "1_2", "9_9_9_9", "0_0_0.1_1~" * 40])
def test_a_damaged_mixture_is_a_sentence(open_page, text):
    at = ended(open_page, "gans", gans_data="custom", gans_mixture=text, gans_steps="20")
    assert at.error or at.warning or at.info


def test_a_duel_shows_all_its_contestants_and_sweeps_eight_seeds(open_page):
    topic = catalog.topic("duel")
    at = ended(open_page, "duel", duel_steps="20", duel_third="packed", duel_data="two_modes")
    assert sum("reverse KL" in label for label in readouts(at)) == 3
    assert {"A_modes", "B_modes", "C_modes"} <= set(shown(at, topic).recording.metrics)
    sound(at.button(key="duel:race:start").click().run())
    _, runs = at.session_state["duel:race"]
    run = runs["Eight seeds"]
    wait_until_ended(run)
    assert run.state == "finished", run.sentence
    sound(at.run())
    assert any("of 8** seeds have lost modes" in each.value for each in at.markdown)


def test_the_account_on_the_line_adds_up(open_page):
    at = ended(open_page, "line", line_steps="20")
    assert any("The terms add up" in caption.value for caption in at.caption)


@pytest.mark.parametrize(
    ("view", "label", "value"),
    [
        ("logistic", "JSD from D (nats)", 0.1114),
        ("packing", "One mode missing (TV)", 0.330),
        ("transport", "W₁", 1.0),
    ],
)
def test_what_needs_no_training_is_there_at_once(open_page, view, label, value):
    at = open_page(catalog.topic("distances"), distances_view=view, distances_pack="3")
    assert readouts(at)[label] == pytest.approx(value, abs=0.006)
    assert not at.warning


def test_learned_bounds_stand_beside_their_exact_values(open_page):
    at = ended(open_page, "distances", distances_steps="60", distances_row="Pearson χ²")
    assert any("exact 1.72" in caption.value for caption in at.caption)
    assert readouts(at)["Learned bound (nats)"] < 1.72
    (table,) = at.table
    assert len(table.value) == 7


@pytest.mark.parametrize(
    ("method", "factor"),
    [("simultaneous", math.sqrt(1.01)), ("alternating", 1.0), ("unrolled", 0.953939)],
)
def test_the_growth_of_a_spiral_is_exact(open_page, method, factor):
    at = ended(open_page, "games", games_method=method)
    assert readouts(at)["Growth a step"] == pytest.approx(factor, abs=1e-5)


@pytest.mark.parametrize("view", ["Four methods", "Minimax and maximin", "Games in tables"])
def test_every_view_of_the_games_is_drawn(open_page, view):
    at = ended(open_page, "games", games_view=view)
    assert at.title[0].value == "Games"
    assert at.get("bidi_component") or at.table

"""What only the GAN pages have: honest counts, steps by hand, exact accounts, duels, games."""

import math
import re

import numpy as np
import pytest

from playground import catalog
from playground.lesson import numeral
from tests.pages.conftest import address, ended, readouts, shown, sound, wait_until_ended

SMALL = {"gans_steps": "20", "gans_data": "easy_ring"}


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


def test_too_few_counted_samples_are_no_number(open_page):
    at = ended(open_page, "gans", gans_steps="20")  # modes of sd 0.01, and hardly a sample near
    moment = shown(at, catalog.topic("gans")).recording.frame(-1)
    assert moment.views["mode_counts"].sum() < 160
    written = {each.label: each.value for each in at.metric}
    assert written["Reverse KL (nats)"] == written["Spread ratio"] == "—"


def test_the_value_of_the_game_has_the_notes_convention(open_page):
    at = ended(open_page, "gans", **SMALL)
    assert any("V = −ln 2 = -0.6931" in each.value for each in at.markdown)


def test_the_chosen_penalty_is_among_the_costs(open_page):
    at = ended(open_page, "gans", gans_penalty="r1", gans_penalty_weight="0.5", **SMALL)
    assert any(r"\gamma = 0.5" in each.value for each in at.markdown)


def test_a_penalty_that_falls_is_told_with_the_weight_of_the_moment(open_page):
    fading = {"gans_penalty": "r1", "gans_penalty_weight": "0.1", "gans_penalty_left": "0.01"}
    at = ended(open_page, "gans", **fading, **SMALL)
    assert any(r"\gamma = 0.001" in each.value for each in at.markdown)


def test_a_slip_of_the_notes_is_named_where_its_cost_is_chosen(open_page):
    at = ended(open_page, "gans", gans_loss="maximum_likelihood", **SMALL)
    assert any("Beside the notes" in each.value for each in at.caption)
    at = ended(open_page, "line", line_loss="maximum_likelihood", line_steps="10")
    assert any("Beside the notes" in each.value for each in at.caption)


def test_the_slips_of_the_duality_stand_beside_the_lines_and_heaps(open_page):
    at = sound(open_page(catalog.topic("distances"), distances_view="transport"))
    told = [each.value for each in at.caption if "Beside the notes" in each.value]
    assert len(told) == 6
    assert any("∞ instead of 0.6931" in each for each in told)


@pytest.mark.parametrize("distance", ["0", "0.00001", "0.5", "1", "2"])
def test_no_number_is_said_to_stand_instead_of_itself(open_page, distance):
    topic = catalog.topic("distances")
    at = sound(open_page(topic, distances_view="transport", distances_distance=distance))
    told = [each.value for each in at.caption if "Beside the notes" in each.value]
    pairs = [re.search(r"([\d.∞]+) instead of ([\d.∞]+)\.", each) for each in told]
    assert not [pair[0] for pair in pairs if pair and pair[1] == pair[2]]


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


def test_steps_by_hand_belong_to_the_link(open_page):
    link = SMALL | {"gans_view": "hand"}
    at = ended(open_page, "gans", **link)
    for player in ("D only", "G only", "D only"):
        sound(at.button(key=f"gans:hand:{player}").click().run())
    made = address(at)
    assert made["gans_hand"] == "D10.G10.D10"
    other = ended(open_page, "gans", **made)
    ours, theirs = (each.session_state["gans:hand"][2][-1] for each in (at, other))
    for name, array in ours.checkpoint.items():
        np.testing.assert_array_equal(array, theirs.checkpoint[name])
    sound(other.button(key="gans:hand:Start again").click().run())
    assert "gans_hand" not in other.query_params
    odd = ended(open_page, "gans", **link, gans_hand="D10.G7.<b>.B1.D1000")
    assert [each.step for each in odd.session_state["gans:hand"][2]] == [20, 30, 31]


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
    assert any("gans_mixture" in each.value for each in at.warning)
    assert "gans_mixture" not in at.query_params


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
    assert any("of 8** seeds cover all 2 modes" in each.value for each in at.markdown)


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

"""The sampling page: every number beside the library's own, presets, ends of knobs, bad input."""

import math
from typing import Any

import numpy as np
import pytest

from models.brought.column import write_column
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.experiments import (
    ContestSetup,
    CubeSetup,
    FallSetup,
    PlaneSetup,
    RaceSetup,
    ThrowSetup,
    contest,
    inverse,
    plane,
    race,
    throw,
)
from playground import catalog
from tests.pages.conftest import drawn, number, readouts, sound
from tests.pages.told import formulas

TOPIC = catalog.topic("sampling")


def told(at: Any) -> str:
    return "\n".join(each.value for each in (*at.info, *at.warning, *at.caption, *at.error))


@pytest.mark.parametrize("law", ["mixture", "normal", "exponential", "cauchy", "beta", "jumps"])
@pytest.mark.parametrize("direction", ["sample", "back"])
def test_the_numbers_of_a_fall_are_those_of_its_draws(open_page, law, direction):
    at = open_page(TOPIC, sampling_law=law, sampling_direction=direction, sampling_u="0.3")
    setup = FallSetup(law=law, direction=direction, u=0.3)
    drawn_ = inverse.fall(setup)
    assert number(at, "F⁻¹(u)") == pytest.approx(float(drawn_.law.quantile(0.3)), rel=1e-3)
    assert number(at, "Median") == pytest.approx(float(np.median(drawn_.x)), rel=1e-3, abs=1e-4)
    off = (
        ks_distance(drawn_.back, laws.uniform())
        if direction == "back"
        else ks_distance(drawn_.x, drawn_.law)
    )
    assert number(at, "KS distance") == pytest.approx(off, rel=0.01)
    assert f"{ks_critical(10_000):.4f}" in told(at)


def test_f_of_x_with_jumps_is_not_uniform_until_they_are_filled(open_page):
    at = open_page(TOPIC, sampling_law="jumps", sampling_direction="back")
    assert number(at, "KS distance of F(X)") == pytest.approx(0.25, abs=0.02)
    assert any("if and only if F is continuous" in each.value for each in at.caption)
    sound(at.toggle(key="sampling_fill").set_value(True).run())
    assert number(at, "KS distance of F(X)") < ks_critical(10_000)


@pytest.mark.long
def test_the_inverse_is_told_at_a_jump_and_on_a_level(open_page):
    at = open_page(TOPIC, sampling_law="jumps", sampling_u="0.4")
    assert "u lies within a jump" in told(at)
    at = open_page(TOPIC, sampling_law="jumps", sampling_u="0.65")
    assert "F is level from 1.00 to 2.00" in told(at)
    assert number(at, "F⁻¹(u)") == 1


def test_the_picture_ends_with_every_draw_in_its_pile(open_page):
    at = open_page(TOPIC)
    (picture,) = drawn(at)
    (dots,) = [layer for layer in picture["layers"] if layer["name"] == "draws"]
    drawn_ = inverse.fall(FallSetup())
    lies = dots["xy"][-1]
    middle = (drawn_.edges[:-1] + drawn_.edges[1:]) / 2
    apart = np.abs(lies[:, :1] - middle).min(1)
    assert apart.max() < 0.01
    near = np.abs(lies[:, 0] - drawn_.x[: len(lies)])
    assert near.max() <= 0.5 * np.diff(drawn_.edges)[0] + 0.01
    assert len(np.unique(lies.round(3), axis=0)) == len(lies), "two draws lie on one another"
    assert np.isnan(dots["xy"][0]).any(), "all begin at once"


@pytest.mark.long
def test_a_column_is_a_law_with_a_jump_at_every_number(open_page):
    at = open_page(TOPIC, sampling_law="column")
    assert "There is no column yet" in told(at)
    assert not at.metric
    text = write_column(np.array([1.0, 1.0, 3.0, 7.0]))
    at = open_page(TOPIC, sampling_law="column", sampling_column=text, sampling_u="0.4")
    assert number(at, "F⁻¹(u)") == 1
    assert "u lies within a jump" in told(at)


@pytest.mark.long
def test_a_dragged_curve_travels_in_the_link_and_one_that_falls_is_a_sentence(open_page):
    own = "-1_0~0_0.9~2_1"
    at = open_page(TOPIC, sampling_law="curve", sampling_points=own, sampling_u="0.9")
    assert number(at, "F⁻¹(u)") == pytest.approx(0, abs=1e-3)
    falling = "-1_0~0_0.9~1_0.5~2_1"
    at = open_page(TOPIC, sampling_law="curve", sampling_points=falling)
    assert "rises from 0 to 1" in told(at)
    at = open_page(TOPIC, sampling_law="curve", sampling_points="<b>")
    assert "not possible here" in told(at)


@pytest.mark.parametrize("printed", [False, True])
def test_the_slip_of_box_muller_shrinks_the_second_number(open_page, printed):
    at = open_page(TOPIC, sampling_view="box_muller", sampling_as_printed=str(printed).lower())
    found = plane.account(plane.pairs(PlaneSetup(as_printed=printed)))
    shown = readouts(at)
    assert shown["sd of z₀"] == pytest.approx(float(found.deviations[0]), abs=1e-3)
    assert shown["sd of z₁"] == pytest.approx(float(found.deviations[1]), abs=1e-3)
    assert shown["sd of z₁"] == pytest.approx(math.sqrt(0.5) if printed else 1, abs=0.03)
    assert shown["Correlation"] == pytest.approx(found.correlation, abs=1e-3)
    assert (shown["KS distance of z₁"] > ks_critical(10_000)) == printed
    assert "0.7071" in told(at)


def test_the_polar_method_keeps_pi_over_four(open_page):
    at = open_page(TOPIC, sampling_view="box_muller", sampling_method="polar")
    kept = plane.pairs(PlaneSetup(method="polar")).kept
    assert number(at, "Kept") == pytest.approx(kept.mean(), abs=1e-4)
    assert "π/4 = 0.7854" in told(at)
    assert "sampling_u1" not in at.query_params


@pytest.mark.parametrize(("shared", "take"), [(False, 1), (True, 1), (False, 3)])
def test_the_shares_of_the_winners_are_told_beside_the_exact_ones(open_page, shared, take):
    at = open_page(
        TOPIC, sampling_view="gumbel", sampling_shared=str(shared).lower(), sampling_take=str(take)
    )
    run = race.races(RaceSetup(shared=shared, take=take))
    share = run.counts[0] / len(run.scores)
    assert number(at, "Draws with a" if take > 1 else "a wins") == pytest.approx(share, abs=1e-4)
    assert (share == 1) == shared
    (table,) = at.table
    assert float(table.value["a"].iloc[1]) == pytest.approx(run.exact[0], abs=1e-4)


@pytest.mark.parametrize("shared", [False, True])
def test_the_race_and_its_formula_are_those_of_the_notes_or_of_gumbel(open_page, shared):
    at = open_page(
        TOPIC,
        sampling_view="gumbel",
        sampling_shared=str(shared).lower(),
        sampling_temperature="2",
    )
    (formula,) = formulas(at)
    assert r"\tfrac1T \log P(x)" in formula
    p = race.probabilities(RaceSetup())
    law = p**0.5 / (p**0.5).sum()
    wins = number(at, "a wins")
    if shared:
        assert r"-\ln\ln(1/Z)" in formula
        assert r"\Pr[x^* = \operatorname*{arg\,max}_x P(x)] = 1" in formula
        assert wins == 1
    else:
        assert r"-\ln\ln(1/Z_x)" in formula
        assert r"\frac{P(x)^{1/T}}{\sum_y P(y)^{1/T}}" in formula
        assert wins == pytest.approx(law[0], abs=4 * math.sqrt(law[0] / 10_000))
    (table,) = at.table
    exact = [float(each) for each in table.value.iloc[1, 1:]]
    np.testing.assert_allclose(exact, law, atol=1e-4)


@pytest.mark.long
@pytest.mark.parametrize(
    ("target", "proposal", "share", "height"),
    [("normal", "laplace", 0.760173, 1.315489), ("normal", "cauchy", 0.657745, 1.520347),
     ("beta25", "uniform", 0.406901, 2.4576)],
)  # fmt: skip
def test_what_is_kept_stands_beside_one_over_m(open_page, target, proposal, share, height):
    at = open_page(
        TOPIC, sampling_view="rejection", sampling_target=target, sampling_proposal=proposal
    )
    run = throw.throws(ThrowSetup(target=target, proposal=proposal))
    assert number(at, "Kept") == pytest.approx(run.accepted.mean(), abs=1e-4)
    assert f"1/M = {share:.4f}" in told(at)
    assert number(at, "M") == pytest.approx(height, abs=1e-4)
    assert number(at, "KS distance") < ks_critical(int(run.accepted.sum()))


def test_a_tail_too_light_is_refused_with_its_reason(open_page):
    at = open_page(
        TOPIC, sampling_view="rejection", sampling_target="cauchy", sampling_proposal="normal"
    )
    assert "lighter tails" in told(at)
    assert "heavier tails" in told(at)
    (picture,) = drawn(at)
    (out,) = [layer for layer in picture["layers"] if layer["name"] == "not covered"]
    assert all(np.isfinite(frame).any() for frame in out["xy"]), "some M covers p"


@pytest.mark.long
def test_the_dimension_of_the_picture_is_that_of_the_numbers(open_page):
    at = open_page(TOPIC, sampling_view="dimensions", sampling_frame="8")
    found = throw.cube(CubeSetup())
    assert number(at, "Dimension") == 10
    assert number(at, "Kept") == pytest.approx(found.measured[8], abs=1e-5)
    assert number(at, "Thrown for one kept") == pytest.approx(1 / 0.002490395, rel=0.01)


@pytest.mark.long
def test_every_method_of_a_law_is_in_the_table(open_page):
    at = open_page(TOPIC, sampling_view="which", sampling_wanted="1000")
    (table,) = at.table
    methods = list(table.value["method"])
    assert methods[:4] == ["Inverse CDF", "Box-Muller", "Polar", "Rejection"]
    assert methods[4:] == ["Random walk", "Langevin", "Hamiltonian"]
    cost = [float(each) for each in table.value["proposals for a useful draw"]]
    assert cost[0] == 1
    assert cost[3] == pytest.approx(1.3155, rel=0.06)
    assert cost[4] > 3


@pytest.mark.long
def test_the_contest_draws_how_far_each_method_is_off(open_page):
    at = open_page(TOPIC, sampling_view="which", sampling_wanted="1000")
    (picture,) = drawn(at)
    entries = contest.entries(ContestSetup(wanted=1000))
    assert [each["title"].split(" · ")[0] for each in picture["panels"]] == [
        each.name for each in entries
    ]
    lines = [each for each in picture["layers"] if each["name"] == "√n (Fₙ − F)"]
    for each, entry in zip(lines, entries, strict=True):
        x, off = np.asarray(each["xy"])[-1, 0].T
        share = np.searchsorted(np.sort(entry.x), x, side="right") / len(entry.x)
        exact = np.sqrt(len(entry.x)) * (share - np.asarray(laws.normal().cdf(x)))
        np.testing.assert_allclose(off, exact, atol=0.3)  # x is rounded on its way to the browser


@pytest.mark.long
def test_the_views_keep_their_knobs_apart_in_the_link(open_page):
    at = open_page(TOPIC, sampling_view="gumbel", sampling_temperature="2", sampling_law="jumps")
    assert "sampling_law" not in at.query_params
    assert at.query_params["sampling_temperature"] in ("2", ["2"])
    sound(at.segmented_control(key="sampling:view").set_value("inverse").run())
    assert at.session_state["sampling:setup"] == FallSetup(law="jumps")
    assert "sampling_temperature" not in at.query_params
    sound(at.segmented_control(key="sampling:view").set_value("gumbel").run())
    assert at.session_state["sampling:setup"] == RaceSetup(temperature=2.0)


@pytest.mark.long
@pytest.mark.parametrize("view", ["inverse", "box_muller", "gumbel", "rejection", "dimensions"])
def test_every_control_of_a_view_bears_both_its_ends(open_page, view):
    at = open_page(TOPIC, sampling_view=view)
    for index in range(len(at.slider)):
        for end in ("min", "max"):
            if index < len(at.slider):
                slider = at.slider[index]
                sound(slider.set_value(getattr(slider, end)).run())
    for index in range(len(at.select_slider)):
        for last in (0, -1):
            steps = at.select_slider[index]
            sound(steps.set_value(type(steps.value)(steps.options[last])).run())


@pytest.mark.long
@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"sampling_view": "gumbel", "sampling_weights": "1,2"}, "damaged"),
        ({"sampling_law": "column", "sampling_column": "%%%"}, "not possible here"),
        ({"sampling_u": "2"}, "not possible here"),
        ({"sampling_view": "gumbel", "sampling_temperature": "0"}, "not possible here"),
    ],
)
def test_a_damaged_link_is_a_sentence(open_page, parameters, said):
    assert said in told(open_page(TOPIC, **parameters))

"""What the pages try the methods on: piles, shares, distances and times that must be right."""

import numpy as np
import pytest
from scipy import stats

from models.errors import ModelError
from models.sampling import laws
from models.sampling.agreement import ks_critical, ks_distance
from models.sampling.experiments import (
    ContestSetup,
    FallSetup,
    PlaneSetup,
    RaceSetup,
    ThrowSetup,
    contest,
    contested,
    falls,
    inverse,
    plane,
    race,
    run_races,
    throw,
    thrown_pairs,
)
from models.sampling.experiments.race import inclusion
from models.sampling.piles import piled, shares

N = 100_000


@pytest.mark.parametrize("law", [laws.normal(), laws.exponential(), laws.beta()])
def test_the_ks_distance_is_scipys_for_continuous_laws(law):
    x = law.sample(500, np.random.default_rng(0))
    assert ks_distance(x, law) == pytest.approx(stats.kstest(x, law.cdf).statistic, abs=1e-12)


def test_the_ks_distance_of_a_law_with_jumps_is_small_for_its_own_draws():
    law = laws.jumps_and_gaps()
    x = law.sample(N, np.random.default_rng(1))
    assert ks_distance(x, law) < ks_critical(N)
    assert ks_critical(10_000) == pytest.approx(0.013581)


def test_draws_lie_in_their_bin_each_on_those_before_it():
    x = laws.normal().sample(1000, np.random.default_rng(2))
    edges = np.linspace(-2, 2, 9)
    found = piled(x, edges)
    np.testing.assert_array_equal(found.counts, np.histogram(x, edges)[0])
    for bin_ in range(8):
        np.testing.assert_array_equal(found.rank[found.bin == bin_], range(found.counts[bin_]))
    assert ((found.bin == -1) == (np.abs(x) >= 2)).all()


@pytest.mark.parametrize("law", ["mixture", "jumps", "cauchy"])
def test_the_exact_shares_of_x_and_of_f_of_x_are_met_by_many_draws(law):
    drawn = inverse.fall(FallSetup(law=law, draws=N))
    noise = 5 / np.sqrt(N)
    counts = piled(drawn.x, drawn.edges).counts / N
    np.testing.assert_allclose(counts, drawn.exact, atol=noise)
    np.testing.assert_allclose(drawn.exact, shares(drawn.law, drawn.edges))
    heights = piled(drawn.back, inverse.height_edges()).counts / N
    np.testing.assert_allclose(heights, drawn.heights, atol=noise)
    assert drawn.heights.sum() == pytest.approx(1)


def test_the_graph_is_upright_at_a_jump():
    graph = inverse.graph(laws.jumps_and_gaps())
    assert (np.diff(graph, axis=0) >= 0).all()
    at = graph[graph[:, 0] == 0]
    assert {0.25, 0.5} <= set(at[:, 1].round(9))


@pytest.mark.parametrize(
    ("u", "kind", "x"),
    [(0.4, "jump", 0), (0.65, "level", 1), (0.1, "rising", -1.2), (0.9, "jump", 3)],
)
def test_the_inverse_says_where_it_is(u, kind, x):
    found = inverse.where(laws.jumps_and_gaps(), u)
    assert found.kind == kind
    assert found.x == pytest.approx(x)


def test_a_dragged_curve_is_a_law_and_may_not_fall():
    points = np.array([[-2, 0.1], [0, 0.4], [1, 0.95]])
    law = inverse.law_of(FallSetup(law="curve", points=inverse.bent(points)))
    assert float(law.cdf(0)) == pytest.approx(0.4)
    assert (float(law.cdf(-2)), float(law.cdf(1))) == (0, 1)
    with pytest.raises(ModelError, match="rises from 0 to 1"):
        inverse.bent(np.array([[-2, 0], [0, 0.4], [0.5, 0.3], [1, 1]]))


def test_the_pairs_of_every_method_are_normal_and_the_slip_is_seen():
    for setup in (PlaneSetup(pairs=N), PlaneSetup(method="polar", pairs=N)):
        found = plane.account(plane.pairs(setup))
        assert (found.ks < 1.45 * ks_critical(found.kept)).all()
        np.testing.assert_allclose(found.deviations, 1, atol=5 * found.errors.max())
    *_, last = thrown_pairs(PlaneSetup(as_printed=True, pairs=N))
    assert last.metrics["sd of z1"] == pytest.approx(np.sqrt(0.5), abs=0.01)
    assert last.metrics["KS distance of z1"] > 10 * last.metrics["critical value"]


def test_those_among_the_largest_are_there_as_often_as_all_orders_say():
    p = np.array([0.5, 0.3, 0.2, 0.0])
    exact = inclusion(p, 2)
    by_hand = 0.5 + 0.3 * 0.5 / 0.7 + 0.2 * 0.5 / 0.8
    assert exact[0] == pytest.approx(by_hand)
    assert exact.sum() == pytest.approx(2)
    run = race.races(RaceSetup(take=2, races=N, temperature=2.0))
    np.testing.assert_allclose(run.counts / N, run.exact, atol=4 * np.sqrt(0.25 / N))


def test_dragged_weights_are_probabilities_again():
    p = race.weighed(np.array([0.0, -1.0, -2.0, -9.0, -1.5, -0.3]))
    weights = race.raised(p)
    assert all(weight == round(weight, 3) for weight in weights), "a link has three decimals"
    again = race.probabilities(RaceSetup(weights=weights))
    np.testing.assert_allclose(again, p, rtol=2e-3)
    assert p[3] / p[0] == pytest.approx(np.exp(race.LEAST))


def test_shares_come_as_near_as_a_perfect_sampler_would():
    frames = list(run_races(RaceSetup(races=N)))
    assert frames[-1].metrics["variation"] < 3 * frames[-1].metrics["noise"]
    assert frames[-1].metrics["noise"] < frames[0].metrics["noise"] / 50


def test_every_frame_of_a_throw_keeps_one_over_m():
    setup = ThrowSetup(throws=N, lift=2.0)
    *_, last = throw.throw_points(setup)
    assert last.metrics["exact"] == pytest.approx(0.760173 / 2, abs=1e-6)
    assert last.metrics["acceptance"] == pytest.approx(0.760173 / 2, abs=0.006)
    assert last.metrics["KS distance"] < 1.2 * last.metrics["critical value"]


@pytest.mark.parametrize("shape", ["ball", "normal"])
def test_what_is_kept_in_d_dimensions_is_what_is_exact(shape):
    found = throw.cube(throw.CubeSetup(shape=shape))
    noise = 5 * np.sqrt(found.exact / throw.IN_THE_CUBE)
    assert (np.abs(found.measured - found.exact) <= noise + 1e-3).all()
    assert (np.diff(found.exact) < 0).all()
    if shape == "ball":
        assert (found.accepted[1:] <= found.accepted[:-1]).all(), "a lost point came back"


@pytest.mark.long
@pytest.mark.parametrize("law", ["normal", "mixture", "exponential", "beta"])
def test_every_method_draws_from_the_law(law):
    for entry in contest.entries(ContestSetup(among=law, wanted=20_000)):
        assert entry.off < 1.6 * entry.critical, entry.name
        assert entry.cost >= 1 - 1e-9 or entry.name in ("Hamiltonian",), entry.name


@pytest.mark.parametrize("law", ["normal", "mixture", "exponential", "beta"])
def test_methods_that_follow_a_slope_are_offered_where_there_is_one(law):
    offered = set(contest.methods(ContestSetup(among=law)))
    assert ({"Langevin", "Hamiltonian"} <= offered) == (law in ("normal", "mixture"))
    assert "Random walk" in offered


@pytest.mark.long
def test_the_costs_of_useful_draws_are_those_of_theory():
    cost = {entry.name: entry.cost for entry in contest.entries(ContestSetup(wanted=50_000))}
    assert cost["Inverse CDF"] == cost["Box-Muller"] == 1
    assert cost["Polar"] == pytest.approx(4 / np.pi, rel=1e-3)
    assert cost["Rejection"] == pytest.approx(1.315489, rel=0.02)
    assert 3.5 < cost["Random walk"] < 6
    assert cost["Langevin"] < cost["Random walk"]
    assert len(list(contested(ContestSetup(wanted=1000)))) == 7


def test_the_frames_of_a_fall_end_with_all_draws():
    *_, last = falls(FallSetup(draws=5000))
    assert last.step == 5000
    assert last.views["heights"].sum() == 5000

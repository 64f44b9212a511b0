"""Box-Muller, the polar method, Gumbel-max and rejection: exact values and laws."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from models.errors import ModelError
from models.sampling import (
    TailTooLight,
    ball_acceptance,
    box_muller,
    envelope,
    gumbel,
    gumbel_max,
    laws,
    polar,
    rejection,
    tempered,
    top_k,
)
from models.sampling.rejection import normal_acceptance

N = 100_000
P = np.array([0.5, 0.3, 0.15, 0.05, 0.0])


def pairs(n: int, seed: int = 0) -> NDArray[np.float64]:
    return 1 - np.random.default_rng(seed).random((n, 2))


def test_box_muller_gives_two_independent_normal_numbers():
    z = box_muller(pairs(N))
    for axis in z.T:
        assert stats.kstest(axis, "norm").pvalue > 1e-3
    assert abs(stats.pearsonr(*z.T).statistic) < 4 / np.sqrt(N)
    assert abs(stats.pearsonr(*(z**2).T).statistic) < 4 / np.sqrt(N)


def test_the_slip_of_the_notes_shrinks_the_second_number_and_leaves_it_independent():
    z = box_muller(pairs(N), as_printed=True)
    assert stats.kstest(z[:, 0], "norm").pvalue > 1e-3
    assert stats.kstest(z[:, 1], "norm").pvalue < 1e-12
    assert z[:, 1].std() == pytest.approx(np.sqrt(0.5), abs=0.01)
    assert stats.kstest(z[:, 1] * np.sqrt(2), "norm").pvalue > 1e-3
    assert abs(stats.pearsonr(*z.T).statistic) < 4 / np.sqrt(N)


def test_rings_of_the_square_are_circles_and_rays_stay_rays():
    u = np.stack((np.full(8, 0.3), np.arange(8) / 8), axis=1)
    z = box_muller(u)
    np.testing.assert_allclose(np.hypot(*z.T), np.sqrt(-2 * np.log(0.3)))
    np.testing.assert_allclose(
        np.arctan2(z[:, 1], z[:, 0]) % (2 * np.pi), 2 * np.pi * u[:, 1], atol=1e-12
    )


def test_the_polar_method_keeps_pi_over_four_and_what_it_keeps_is_normal():
    thrown = polar(N, np.random.default_rng(1))
    noise = 4 * np.sqrt(0.785 * 0.215 / N)
    assert thrown.accepted.mean() == pytest.approx(np.pi / 4, abs=noise)
    for axis in thrown.z.T:
        assert stats.kstest(axis, "norm").pvalue > 1e-3
    assert len(thrown.z) == thrown.accepted.sum()


def test_gumbel_numbers_have_their_mean_and_variance():
    g = gumbel((N,), np.random.default_rng(2))
    assert g.mean() == pytest.approx(np.euler_gamma, abs=4 * np.sqrt(1.645 / N))
    assert stats.kstest(g, "gumbel_r").pvalue > 1e-3


@pytest.mark.parametrize("temperature", [1.0, 0.5, 2.0])
def test_the_largest_noisy_logarithm_is_a_draw(temperature):
    race = gumbel_max(P, N, np.random.default_rng(3), temperature=temperature)
    expected = tempered(P, temperature)
    counts = np.bincount(race.winners, minlength=5)
    assert counts[4] == 0
    assert stats.chisquare(counts[:4], N * expected[:4]).pvalue > 1e-3
    np.testing.assert_allclose(expected, P ** (1 / temperature) / (P ** (1 / temperature)).sum())


def test_one_noise_for_all_symbols_lets_the_mode_win_every_time():
    assert (gumbel_max(P, 1000, np.random.default_rng(4), shared=True).winners == 0).all()


def test_the_k_largest_are_draws_without_replacement():
    drawn = top_k(P, 2, N, np.random.default_rng(5))
    assert (drawn[:, 0] != drawn[:, 1]).all()
    counts = np.zeros((4, 4))
    np.add.at(counts, (drawn[:, 0], drawn[:, 1]), 1)
    exact = P[:4, None] * P[None, :4] / (1 - P[:4, None])
    off = ~np.eye(4, dtype=bool)
    assert stats.chisquare(counts[off], N * exact[off]).pvalue > 1e-3


@pytest.mark.parametrize(
    ("target", "proposal", "height", "touches"),
    [
        (laws.normal(), laws.laplace(), 1.315489, 1.0),
        (laws.normal(), laws.cauchy(), 1.520347, 1.0),
        (laws.beta(2, 2), laws.uniform(), 1.5, 0.5),
        (laws.beta(2, 5), laws.uniform(), 2.4576, 0.2),
    ],
)
def test_the_envelope_is_the_supremum_and_touches(target, proposal, height, touches):
    found = envelope(target, proposal)
    assert found.height == pytest.approx(height, abs=1e-6)
    assert abs(found.touches) == pytest.approx(touches, abs=1e-3)
    x = np.linspace(target.window[0], target.window[1], 1001)
    assert (target.density(x) <= found.height * proposal.density(x) * (1 + 1e-12)).all()


@pytest.mark.parametrize(
    ("proposal", "share"), [(laws.laplace(), 0.760173), (laws.cauchy(), 0.657745)]
)
def test_as_many_are_accepted_as_one_over_m_and_they_have_the_law(proposal, share):
    target, random = laws.normal(), np.random.default_rng(6)
    bound = envelope(target, proposal)
    thrown = rejection(target, proposal, bound, N, random)
    assert bound.acceptance == pytest.approx(share, abs=1e-6)
    assert thrown.accepted.mean() == pytest.approx(share, abs=0.004)
    assert stats.kstest(thrown.x[thrown.accepted], "norm").pvalue > 1e-3


@pytest.mark.parametrize(
    ("target", "proposal"),
    [
        (laws.cauchy(), laws.normal()),
        (laws.laplace(), laws.normal()),
        (laws.normal(), laws.uniform(-4, 4)),
        (laws.normal(0, 1), laws.normal(0, 0.5)),
        (laws.exponential(), laws.normal()),
    ],
    ids=["Cauchy", "Laplace", "bounded", "narrow", "exponential"],
)
def test_a_proposal_of_lighter_tails_is_refused(target, proposal):
    with pytest.raises(TailTooLight, match="heavier tails"):
        envelope(target, proposal)


def test_a_law_with_jumps_has_no_density_to_cover():
    with pytest.raises(ModelError, match="positive probability"):
        envelope(laws.jumps_and_gaps(), laws.uniform(-3, 4))


def test_what_is_kept_falls_with_the_dimension():
    assert ball_acceptance(2) == pytest.approx(np.pi / 4)
    assert ball_acceptance(10) == pytest.approx(0.002490395, rel=1e-6)
    cube = np.random.default_rng(7).uniform(-1, 1, (N, 3))
    share = ((cube**2).sum(1) < 1).mean()
    assert ball_acceptance(3) == pytest.approx(share, abs=4 * np.sqrt(0.25 / N))
    assert normal_acceptance(50, 1.1) == pytest.approx(1.1**-50)
    with pytest.raises(TailTooLight, match="narrower"):
        normal_acceptance(2, 0.9)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: gumbel_max([-1, 2], 3, r), "negative"),
        (lambda r: gumbel_max([0, 0], 3, r), "positive"),
        (lambda r: gumbel_max([0.5, 0.5], 3, r, temperature=0), "temperature"),
        (lambda r: top_k(P, 5, 3, r), "5 different"),
        (lambda r: tempered([np.nan, 1], 1), "negative"),
    ],
)
def test_what_is_no_law_is_a_sentence(call, said):
    with pytest.raises(ModelError, match=said):
        call(np.random.default_rng(0))

"""Counting modes: the protocol of PacGAN, a perfect sampler's scores, and known collapses."""

import math

import numpy as np
import pytest
import torch

from models import densities
from models.densities import GaussianMixture, Mode, decode_mixture, edited, encode_mixture, modes_of
from models.errors import ModelError
from models.gans import GanSetup
from models.gans.exact.modes import HIGH_QUALITY, enough, mode_report, noise_floor, perfect_sampler


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def on_modes(mixture: GaussianMixture, counts: list[int]) -> torch.Tensor:
    """So many samples exactly on each mean."""
    return mixture.means.repeat_interleave(torch.tensor(counts), 0)


@pytest.mark.long
@pytest.mark.parametrize(
    ("mixture", "floor"), [(densities.ring(), 0.0014), (densities.grid(), 0.0048)]
)
def test_a_perfect_sampler_scores_what_theory_says(mixture, floor):
    """numbers.md section 6.3: 98.889 % with sd .21 %, and a reverse KL of (K - 1) / 2n."""
    n = 2500
    reports = [mode_report(mixture.sample(n, generator(seed)), mixture) for seed in range(200)]
    expected = perfect_sampler(mixture, n)
    shares = np.array([report.high_quality for report in reports])
    assert expected.high_quality == pytest.approx(0.98889, abs=1e-5)
    assert expected.high_quality_sd == pytest.approx(0.0021, abs=5e-5)
    assert perfect_sampler(mixture, 10_000).high_quality_sd == pytest.approx(0.00105, abs=5e-6)
    assert shares.mean() == pytest.approx(HIGH_QUALITY, abs=4 * 0.0021 / math.sqrt(200))
    assert shares.std() == pytest.approx(expected.high_quality_sd, rel=0.2)
    assert expected.reverse_kl == pytest.approx(floor, abs=5e-5)
    divergences = [report.reverse_kl for report in reports]
    assert np.mean(divergences) == pytest.approx(expected.reverse_kl, rel=0.15)
    assert np.mean([report.spread_ratio for report in reports]) == pytest.approx(1, abs=3e-3)
    assert {report.modes for report in reports} == {len(mixture.weights)}


def test_overlapping_modes_catch_more_than_separate_ones():
    mixture = densities.two_modes(distance=2, sd=0.5, share=0.3)
    x = mixture.sample(400_000, generator(1)).double()
    near = (x[:, None] - mixture.means).norm(dim=2).amin(1) < 3 * 0.5
    share = perfect_sampler(mixture, 100).high_quality
    assert share > HIGH_QUALITY + 1e-3
    assert share == pytest.approx(float(near.double().mean()), abs=4e-4)


def test_a_mode_needs_twenty_of_ten_thousand():
    ring = densities.ring()
    few = [20, 19, 0, 1, 9940, 0, 10, 10]
    report = mode_report(on_modes(ring, few), ring)
    assert (report.modes, report.modes_touched, report.n) == (2, 6, 10_000)
    assert report.counts.tolist() == few
    small = mode_report(on_modes(ring, [5, 4, 0, 0, 2491, 0, 0, 0]), ring)
    assert (small.modes, small.modes_touched) == (2, 3)


def test_reverse_kl_of_collapses_in_closed_form():
    ring = densities.ring()
    one = mode_report(on_modes(ring, [0, 0, 50, 0, 0, 0, 0, 0]), ring)
    assert one.reverse_kl == pytest.approx(math.log(8))
    assert mode_report(on_modes(ring, [9] * 8), ring).reverse_kl == pytest.approx(0, abs=1e-12)
    assert mode_report(on_modes(ring, [9] * 4 + [0] * 4), ring).reverse_kl == pytest.approx(
        math.log(2)
    )
    uneven = densities.two_modes(share=0.75)
    assert mode_report(on_modes(uneven, [30, 10]), uneven).reverse_kl == pytest.approx(0, abs=1e-12)
    assert mode_report(on_modes(uneven, [20, 20]), uneven).reverse_kl == pytest.approx(
        0.5 * math.log(2 / 3) + 0.5 * math.log(2)
    )


def test_nothing_near_a_mode():
    ring = densities.ring()
    report = mode_report(torch.zeros(100, 2), ring)
    assert (report.modes, report.modes_touched, report.high_quality) == (0, 0, 0.0)
    assert report.reverse_kl == pytest.approx(math.log(8))
    assert report.spread_ratio == 0
    with pytest.raises(ModelError, match="at least one sample"):
        mode_report(torch.zeros(0, 2), ring)


@pytest.mark.parametrize("scale", [0.5, 0.8])
def test_shrunken_modes_show_in_the_spread_and_not_in_the_count(scale):
    ring = densities.ring()
    narrow = densities.ring(sd=0.01 * scale)
    report = mode_report(narrow.sample(10_000, generator(3)), ring)
    assert report.high_quality > HIGH_QUALITY + 0.005
    # Of the narrower Gaussian 3 / scale of its own standard deviations are seen.
    reach = (3 / scale) ** 2 / 2
    seen = math.sqrt((1 - (1 + reach) * math.exp(-reach)) / (1 - math.exp(-reach)))
    whole = math.sqrt((1 - 5.5 * math.exp(-4.5)) / HIGH_QUALITY)
    assert report.spread_ratio == pytest.approx(scale * seen / whole, rel=0.02)
    assert report.spreads == pytest.approx(np.full(8, report.spread_ratio), rel=0.08)


def test_distances_are_measured_in_each_modes_own_shape():
    mixture = GaussianMixture([(0, 0), (10, 0)], [[[4.0, 0], [0, 0.01]], [[1.0, 0], [0, 1.0]]])
    x = torch.tensor([[5.9, 0.0], [0.0, 0.29], [0.0, 0.31], [6.1, 0.0], [7.1, 0.0]])
    assert mode_report(x, mixture).counts.tolist() == [2, 1]


# The mixtures


def test_unequal_weights_fall_by_equal_factors():
    weights = densities.ring(imbalance=8).weights
    assert float(weights[0] / weights[-1]) == pytest.approx(8)
    torch.testing.assert_close(weights[1:] / weights[:-1], (weights[1] / weights[0]).expand(7))
    assert densities.two_modes(share=0.2).weights.tolist() == pytest.approx([0.2, 0.8])


@pytest.mark.parametrize(
    "mixture",
    [
        densities.ring(),
        densities.ring(sd=0.2),
        densities.grid(),
        densities.two_modes(sd=0.4),
        edited([Mode(3, 3, 0.6)]),
    ],
)
def test_windows_are_squares_that_hold_the_mass(mixture):
    x0, x1, y0, y1 = mixture.window
    assert x1 - x0 == y1 - y0
    x = mixture.sample(20_000, generator(4))
    outside = (x[:, 0] < x0) | (x[:, 0] > x1) | (x[:, 1] < y0) | (x[:, 1] > y1)
    assert float(outside.double().mean()) < 1e-3


def test_the_ring_has_eight_different_modes():
    """The authors' demo of unrolled GANs has seven: its last angle is its first again."""
    means = densities.ring().means
    apart = torch.cdist(means, means) + 9 * torch.eye(8)
    assert float(apart.min()) == pytest.approx(2 * math.sin(math.pi / 8))
    assert sorted(set(densities.grid().means[:, 0].tolist())) == [-4, -2, 0, 2, 4]


@pytest.mark.parametrize("mixture", [densities.ring(), densities.grid(), densities.ring(3)])
def test_a_mixture_travels_in_a_link(mixture):
    modes = modes_of(mixture)
    text = encode_mixture(modes)
    assert len(text) < 800
    assert set(text) <= set("0123456789.-_~")
    assert decode_mixture(text) == modes
    assert GanSetup(data="custom", mixture=tuple(modes)).changed()["mixture"] == text
    again = edited(decode_mixture(text))
    torch.testing.assert_close(again.means, mixture.means, rtol=0, atol=5e-5)
    torch.testing.assert_close(again.covariances, mixture.covariances, rtol=0.01, atol=0)
    torch.testing.assert_close(again.weights, mixture.weights)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1_1_1",
        "a_0_1_1",
        "0_0_1_1~",
        "0_0_nan_1",
        "0_0_1e3_1",
        "5_0_1_1",
        "0_0_0_1",
        "0_0_1_0",
        "0_0_1_1" + "~0_0_1_1" * 32,
        "0_0_1_1\n",
        "٣_0_1_1",
    ],
)
def test_damaged_links_are_refused(text):
    with pytest.raises(ModelError, match=r"\.$"):
        decode_mixture(text)


def test_the_noise_floor_is_that_of_the_samples_that_were_counted():
    """53 counted of 10,000: a perfect sampler's reverse KL from 53, by simulation."""
    counts = np.array([10, 7, 6, 5, 9, 4, 8, 4])
    assert counts.sum() == 53
    draws = np.random.default_rng(0).multinomial(53, np.full(8, 1 / 8), size=20_000) / 53
    simulated = np.where(draws > 0, draws * np.log(np.maximum(draws, 1e-300) * 8), 0).sum(1).mean()
    assert noise_floor(counts) == pytest.approx(7 / 106)
    assert noise_floor(counts) == pytest.approx(simulated, rel=0.1)
    assert noise_floor(np.zeros(8)) == math.inf


def test_a_histogram_tells_something_from_twenty_samples_a_mode():
    few, many = np.full(8, 19), np.full(8, 20)
    assert enough(np.stack([few, many, np.eye(8)[0] * 160])).tolist() == [False, True, True]

"""Laws on the line: F up, F⁻¹ back, against scipy and against the definition."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats

from models.errors import ModelError
from models.sampling import inverse_cdf, laws, probability_transform, randomised_transform
from models.sampling.laws import Law

N = 100_000
MIXTURE = laws.NormalMixture([-2, 1.5], [0.5, 1], [0.3, 0.7])
CURVE = laws.Spline([(-2, 0), (-1, 0.1), (0.5, 0.2), (1, 0.9), (3, 1)])
CONTINUOUS = [
    laws.normal(),
    laws.normal(2, 0.5),
    laws.exponential(),
    laws.laplace(),
    laws.cauchy(),
    laws.beta(2, 5),
    laws.uniform(-1, 3),
    MIXTURE,
    CURVE,
]
EVERY = [*CONTINUOUS, laws.jumps_and_gaps(), laws.empirical([3, 1, 1, 7])]
SHARES = np.concatenate((np.linspace(1e-6, 1 - 1e-6, 4001), [0.25, 0.5, 0.65, 0.85]))


def title(law):
    return law.title


@pytest.mark.parametrize("law", EVERY, ids=title)
def test_the_inverse_is_the_least_place_where_f_reaches_u(law):
    x = law.quantile(SHARES)
    assert (law.cdf(x) >= SHARES - 1e-12).all()
    nearby = x - 1e-6 * (1 + np.abs(x))
    assert (law.cdf(nearby) <= SHARES + 1e-12).all()
    order = np.argsort(SHARES)
    assert (np.diff(x[order]) >= 0).all()


@pytest.mark.parametrize("law", CONTINUOUS, ids=title)
def test_the_density_is_the_slope_of_f(law):
    x = law.quantile(np.linspace(0.01, 0.99, 41))
    for left, right in pairwise(x):
        area, _ = integrate.quad(lambda t: float(law.density(t)), left, right, limit=200)
        assert area == pytest.approx(float(law.cdf(right) - law.cdf(left)), abs=1e-8)


@pytest.mark.parametrize("law", CONTINUOUS, ids=title)
def test_draws_have_the_law_and_their_heights_are_uniform(law):
    fall = inverse_cdf(law, N, np.random.default_rng(1))
    assert stats.kstest(fall.x, law.cdf).pvalue > 1e-3
    np.testing.assert_allclose(probability_transform(law, fall.x), fall.u, atol=1e-9)


@pytest.mark.parametrize("law", [laws.jumps_and_gaps(), laws.empirical([3, 1, 1, 7])], ids=title)
def test_with_jumps_f_of_x_is_not_uniform_and_filling_the_jumps_mends_it(law):
    random = np.random.default_rng(2)
    x = inverse_cdf(law, N, random).x
    assert stats.kstest(probability_transform(law, x), "uniform").pvalue < 1e-12
    assert stats.kstest(randomised_transform(law, x, random), "uniform").pvalue > 1e-3


def test_a_jump_is_reached_as_often_as_it_is_high_and_a_gap_never():
    x = laws.jumps_and_gaps().sample(N, np.random.default_rng(3))
    noise = 4 * np.sqrt(0.25 * 0.75 / N)
    assert (x == 0).mean() == pytest.approx(0.25, abs=noise)
    assert (x == 3).mean() == pytest.approx(0.15, abs=noise)
    assert not ((x > 1) & (x < 2)).any()
    law = laws.jumps_and_gaps()
    assert law.quantile([0.3, 0.5, 0.65, 0.65001]).tolist()[:3] == [0, 0, 1]
    assert float(law.quantile(0.65001)) > 2
    assert law.below([0, 3, 0.5]).tolist() == pytest.approx([0.25, 0.85, 0.575])


def test_a_column_is_drawn_again_as_it_is():
    law = laws.empirical([3, 1, 1, 7])
    assert law.cdf([0.9, 1, 2, 3, 6.9, 7]).tolist() == [0, 0.5, 0.5, 0.75, 0.75, 1]
    assert set(law.sample(1000, np.random.default_rng(4))) == {1, 3, 7}
    one = laws.empirical([5.0])
    assert one.quantile([0.1, 0.9]).tolist() == [5, 5]
    assert one.window[0] < 5 < one.window[1]


@pytest.mark.parametrize("law", [laws.jumps_and_gaps(), laws.empirical([3, 1, 1, 7])], ids=title)
def test_what_is_below_a_jump_is_f_without_it(law):
    x = np.append(np.linspace(-3, 8, 221), law.atoms[:, 0])
    np.testing.assert_allclose(law.below(x), Law.below(law, x), atol=1e-15)
    assert law.below(0.5).shape == ()


def test_a_million_numbers_are_a_law_and_more_are_refused():
    numbers = np.random.default_rng(5).normal(size=1_000_000)
    median = float(laws.empirical(numbers).quantile(0.5))
    assert median == pytest.approx(float(np.quantile(numbers, 0.5, method="inverted_cdf")))
    with pytest.raises(ModelError, match="1,000,000"):
        laws.empirical(np.zeros(1_000_001))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: laws.Spline([(0, 0), (1, 0.6), (2, 0.5), (3, 1)]), "rises from 0 to 1"),
        (lambda: laws.Spline([(0, 0), (0, 0.5), (1, 1)]), "one to the right"),
        (lambda: laws.Spline([(0, 0.1), (1, 1)]), "rises from 0 to 1"),
        (lambda: laws.Spline([(0, 0)]), "at least two points"),
        (lambda: laws.Spline([(0, 0), (np.nan, 0.5), (1, 1)]), "one to the right"),
        (lambda: laws.Piecewise([[0, 0, 0.5], [1, 0.4, 1]]), "never falls"),
        (lambda: laws.Piecewise([[0, 0, 0.5], [1, 0.5, 0.9]]), "runs from 0 to 1"),
        (lambda: laws.empirical([]), "1 to"),
        (lambda: laws.empirical([1, np.nan]), "finite"),
        (lambda: laws.empirical([1e308, -1e308, 0]), "too large"),
        (lambda: laws.beta(0, 1), "positive"),
        (lambda: laws.normal(0, 0), "positive"),
        (lambda: laws.uniform(1, 1), "ends in order"),
        (lambda: laws.NormalMixture([0], [1, 2], [1]), "as many"),
        (lambda: laws.NormalMixture([0, 1], [1, 0], [1, 1]), "positive"),
    ],
)
def test_what_is_no_law_is_a_sentence(make, said):
    with pytest.raises(ModelError, match=said):
        make()

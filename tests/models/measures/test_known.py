"""Each measure against a closed form, a published number, or an independent implementation."""

import numpy as np
import ot
import pytest
from scipy import linalg, stats
from scipy.spatial.distance import cdist
from sklearn.gaussian_process.kernels import RBF
from sklearn.neighbors import KernelDensity, NearestNeighbors

from models.errors import ModelError
from models.measures import (
    Labelled,
    am_score,
    birthday,
    boundary,
    classification,
    coverage,
    critic,
    different_bins,
    frechet,
    inception_score,
    log_likelihood,
    mmd,
    mode_score,
    modified_score,
    reconstruction,
    retrieval,
    two_sample,
)
from models.measures.moments import between, gaussian_bias
from models.measures.neighbours import doubles, support


def normal(seed: int, size: int, dimension: int = 1, shift: float = 0.0, sd: float = 1.0):
    sample = np.random.default_rng(seed).standard_normal((size, dimension)) * sd
    sample[:, 0] += shift
    return sample


def test_the_likelihood_of_a_normal_under_kernels_is_the_closed_form():
    found = log_likelihood(normal(0, 20_000)[:4000], normal(1, 4000), width=0.2)
    assert found.value == pytest.approx(-1.419318, abs=3 * found.error + 0.002)
    real, fake = normal(0, 300, 3), normal(1, 200, 3)
    theirs = KernelDensity(bandwidth=0.4).fit(fake).score(real) / 300
    assert log_likelihood(real, fake, width=0.4).value == pytest.approx(theirs)


@pytest.mark.parametrize(("dimension", "sd"), [(1, 0.5), (1, 1.5), (2, 0.6)])
def test_coverage_is_the_closed_form(dimension, sd):
    exact = 2 * stats.norm.cdf(1.959964 * sd) - 1 if dimension == 1 else 1 - 0.05 ** (sd**2)
    found = coverage(normal(0, 2000, dimension), normal(1, 2000, dimension, sd=sd), width=0.1)
    assert found.value == pytest.approx(exact, abs=4 * found.error + 0.01)
    assert found.perfect == 0.95


def one_hot(counts: list[int]):
    return np.repeat(np.eye(len(counts)), counts, axis=0)


def test_the_inception_score_counts_classes():
    real = one_hot([10] * 8)
    assert inception_score(real, real).value == pytest.approx(8)
    assert inception_score(real, one_hot([10] * 7 + [0])).value == pytest.approx(7)
    assert inception_score(real, one_hot([40] + [0] * 7)).value == pytest.approx(1)
    assert inception_score(real, one_hot([10] * 7 + [0])).perfect == pytest.approx(8)


def test_the_modified_score_of_two_groups():
    beliefs = np.repeat([[0.9, 0.1], [0.1, 0.9]], 5, axis=0)
    assert modified_score(beliefs, beliefs).value == pytest.approx(2.408225, abs=1e-6)
    assert modified_score(beliefs, one_hot([3, 3])).value == np.inf
    pairs = np.random.default_rng(0).dirichlet(np.ones(4), 30)
    brute = np.mean([stats.entropy(p, q) for p in pairs for q in pairs])
    assert modified_score(pairs, pairs).value == pytest.approx(np.exp(brute))


def test_the_mode_score_as_printed_is_the_inception_score():
    random = np.random.default_rng(3)
    real, fake = random.dirichlet(np.ones(5), 50), random.dirichlet(np.full(5, 0.3), 40)
    printed = mode_score(real, fake, printed=True).value
    assert printed == pytest.approx(inception_score(real, fake).value, rel=1e-12)
    meant = mode_score(real, fake).value
    away = stats.entropy(fake.mean(0), real.mean(0))
    assert meant == pytest.approx(printed * np.exp(-away))
    assert away > 0.001


def test_the_am_score_is_zero_for_certain_classes_as_often_as_in_training():
    real = one_hot([5, 10, 20])
    assert am_score(real, one_hot([1, 2, 4])).value == pytest.approx(0, abs=1e-12)
    assert am_score(real, one_hot([1, 2, 0])).value == np.inf
    random = np.random.default_rng(0)
    some, other = random.dirichlet(np.ones(3), 20), random.dirichlet(np.ones(3), 30)
    expected = stats.entropy(some.mean(0), other.mean(0)) + stats.entropy(other, axis=1).mean()
    assert am_score(some, other).value == pytest.approx(expected)


def test_frechet_is_the_closed_form_and_scipys():
    one = np.array([[1.0]])
    assert between(np.zeros(1), one, np.ones(1), 4 * one) == pytest.approx(2)
    broad, narrow = np.array([[2, 0.8], [0.8, 1]]), np.array([[1, -0.3], [-0.3, 0.5]])
    apart = between(np.zeros(2), broad, np.array([1, -0.5]), narrow)
    assert apart == pytest.approx(2.001159, abs=1e-6)
    mean, other = np.zeros(2), np.array([1.0, 0.5])
    spread, target = np.array([[1, 0.3], [0.3, 1]]), np.array([[1.0, -0.2], [-0.2, 2.0]])
    wanted = np.square(mean - other).sum() + np.trace(
        spread + target - 2 * linalg.sqrtm(spread @ target).real
    )
    assert between(mean, spread, other, target) == pytest.approx(wanted)
    real, fake = normal(0, 300, 4), normal(1, 200, 4, 0.5, 1.3)
    root = linalg.sqrtm(np.cov(real.T) @ np.cov(fake.T)).real
    apart = np.square(real.mean(0) - fake.mean(0)).sum()
    wanted = apart + np.trace(np.cov(real.T) + np.cov(fake.T) - 2 * root)
    assert frechet(real, fake).value == pytest.approx(wanted)


@pytest.mark.long
@pytest.mark.parametrize(("dimension", "size", "repeats"), [(2, 1000, 3000), (16, 400, 60)])
def test_the_bias_of_frechet_is_its_closed_form(dimension, size, repeats):
    random = np.random.default_rng(5)
    pairs = random.standard_normal((repeats, 2, size, dimension))
    found = [frechet(*pair) for pair in pairs]
    exact = gaussian_bias(dimension, size)
    assert np.mean([each.value for each in found]) == pytest.approx(exact, rel=0.05)
    assert np.mean([each.perfect for each in found]) == pytest.approx(exact, rel=0.05)
    spread = np.std([each.value for each in found])
    assert np.mean([each.error for each in found]) == pytest.approx(spread, rel=0.7)


def gaussian_mmd(shift: float, spread: float, length: float, dimension: int = 1) -> float:
    """MMD² of N(0, I) and N(Δ, s² I) in closed form, Δ the distance of the means."""
    square, own = length**2, spread**2
    same = (square / (square + 2)) ** (dimension / 2)
    other = (square / (square + 2 * own)) ** (dimension / 2)
    between = square + 1 + own
    cross = (square / between) ** (dimension / 2) * np.exp(-(shift**2) / (2 * between))
    return float(same + other - 2 * cross)


@pytest.mark.parametrize(
    ("dimension", "shift", "sd", "wanted"),
    [(1, 1, 1, 0.177268), (2, 1, 1, 0.102346), (2, 0, 2, 0.111111), (1, 0.5, 1.2, 0.045176)],
)
def test_mmd_is_the_closed_form(dimension, shift, sd, wanted):
    assert gaussian_mmd(shift, sd, 1, dimension) == pytest.approx(wanted, abs=1e-6)
    found = mmd(normal(0, 1500, dimension), normal(1, 1500, dimension, shift, sd), length=1)
    assert found.value == pytest.approx(wanted, abs=3 * found.error)


def test_mmd_is_without_bias_and_knows_its_noise():
    real, fake = normal(0, 40, 2), normal(1, 40, 2)
    kernel = RBF(1.0)
    k, m, c = (kernel(a, b) for a, b in ((real, real), (fake, fake), (real, fake)))
    off = ~np.eye(40, dtype=bool)
    wanted = k[off].mean() + m[off].mean() - 2 * c[off].mean()
    assert mmd(real, fake, length=1).value == pytest.approx(wanted)
    for shift in (0.0, 1.0):
        found = [
            mmd(normal(2 * n, 60), normal(2 * n + 1, 60, shift=shift), length=1) for n in range(300)
        ]
        values = np.array([each.value for each in found])
        assert values.mean() == pytest.approx(gaussian_mmd(shift, 1, 1), abs=0.004)
        assert np.median([each.error for each in found]) == pytest.approx(values.std(), rel=0.25)
    assert (values.min() < 0) == (shift == 0.0)


@pytest.mark.parametrize("shift", [0.0, 1.0, 3.0])
def test_the_critic_reads_the_distance_of_a_shift_and_no_more(shift):
    found = critic(normal(0, 800, 2), normal(1, 800, 2, shift))
    assert found.value == pytest.approx(shift, abs=3 * found.error)
    assert found.perfect == 0


def test_the_critic_reads_what_transport_costs():
    real, fake = normal(0, 4000), normal(1, 4000, sd=2)
    found = critic(real, fake)
    assert found.value == pytest.approx(0.797885, abs=3 * found.error + 0.04)
    a, b = normal(2, 400, 2), normal(3, 400, 2, 1.0, 0.5)
    exact = ot.emd2([], [], cdist(a, b))
    now = critic(a, b)
    assert now.value <= exact + 3 * now.error
    assert now.value >= 0.7 * exact


def test_doubles_speak_of_a_planted_support():
    random = np.random.default_rng(0)
    found = np.mean(
        [1 / support(400, max(doubles(draw, 0.0), 0.5)) for draw in planted(random, 200, 10_000)]
    )
    assert 1 / found == pytest.approx(10_000, rel=0.3)
    exact = np.mean([doubles(draw, 0.0) for draw in planted(random, 200, 10_000)])
    assert support(400, float(exact)) == pytest.approx(10_000, rel=0.1)
    things = np.array([[1.0], [1], [2], [3], [3], [3]])
    assert doubles(things, 0.0) == 4
    assert birthday(things, things, near=0.0).value == pytest.approx(6 * 5 / 8)


def planted(random, repeats: int, kinds: int):
    return random.integers(kinds, size=(repeats, 400, 1)).astype(float)


@pytest.mark.parametrize(
    ("shift", "exact"), [(0, 0.5), (0.5, 0.598706), (1, 0.691462), (2, 0.841345)]
)
def test_the_classifier_test_reaches_bayes(shift, exact):
    found = np.mean(
        [
            two_sample(normal(2 * n, 4000), normal(2 * n + 1, 4000, shift=shift)).value
            for n in range(10)
        ]
    )
    assert found == pytest.approx(exact, abs=0.01)


@pytest.mark.long
def test_different_bins_of_a_perfect_sampler_are_the_level():
    found = [
        different_bins(normal(2 * n, 4000, 2), normal(2 * n + 1, 4000, 2), bins=100).value
        for n in range(20)
    ]
    assert np.mean(found) == pytest.approx(0.05, abs=0.02)
    assert different_bins(normal(0, 1000, 2), normal(1, 1000, 2, 2.0)).value > 0.6


def test_retrieval_is_one_half_less_for_copies_and_sklearns():
    real, fake = normal(0, 400, 2), normal(1, 400, 2, 0.7)
    pooled = np.concatenate((real, fake))
    found = NearestNeighbors(n_neighbors=2).fit(pooled).kneighbors(pooled)[1][:, 1]
    kind = np.repeat((0, 1), 400)
    assert retrieval(real, fake).value == pytest.approx((kind[found] == kind).mean())
    same = retrieval(normal(0, 2000, 2), normal(1, 2000, 2))
    assert same.value == pytest.approx(0.5, abs=4 * same.error)
    assert retrieval(real, real.copy()).value == 0


def test_reconstruction_is_nothing_on_the_samples_themselves():
    real, fake = normal(0, 200, 3), normal(1, 300, 3)
    assert reconstruction(real, real).value == 0
    assert reconstruction(real, fake).value == pytest.approx((cdist(real, fake).min(1) ** 2).mean())


def test_training_on_what_is_real_is_what_a_perfect_sampler_gives():
    random = np.random.default_rng(0)

    def drawn(size: int):
        labels = random.integers(3, size=size)
        return Labelled(labels[:, None] * 2.0 + random.standard_normal((size, 2)), labels)

    real, fake = drawn(2000), drawn(2000)
    found = classification(real, fake)
    assert found.value == pytest.approx(found.perfect, abs=4 * found.error)
    moved = boundary(real, fake)
    assert moved.value == pytest.approx(moved.perfect, abs=4 * moved.error + 0.01)
    dropped = Labelled(fake.points[fake.labels < 2], fake.labels[fake.labels < 2])
    assert boundary(real, dropped).value > 0.2
    assert classification(real, dropped).value < found.perfect - 0.2


@pytest.mark.parametrize("spoilt", [np.zeros((3, 2)), np.full((9, 2), np.nan), np.zeros((9, 3))])
def test_what_is_no_sample_is_refused(spoilt):
    with pytest.raises(ModelError):
        frechet(normal(0, 20, 2), spoilt)
    with pytest.raises(ModelError):
        inception_score(np.full((3, 2), 0.4), np.full((3, 2), 0.5))

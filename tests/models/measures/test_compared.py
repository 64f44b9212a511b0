"""Battles, pictures, shapes: what is known of them without any data."""

import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from models.measures import Labelled, adversarial, battle, geometry, relative_score, win_rate
from models.measures.classifiers import apart, fit
from models.measures.coverage import barcode, living
from models.measures.pictures import psnr, similarity, slope, spectrum, ssim, statistics
from models.measures.tournaments import discovered, skills, wins


def normal(seed: int, size: int = 800, shift: float = 0.0):
    return np.random.default_rng(seed).standard_normal((size, 2)) + np.array([shift, 0])


@pytest.mark.long
def test_equals_are_equal_in_every_battle():
    ratios, rates, shares = [], [], []
    for seed in range(10):
        real, fake = normal(2 * seed, 2000), normal(2 * seed + 1, 2000)
        ratios.append(battle(real, fake).value)
        rates.append(win_rate(real, fake).value)
        rivals = [normal(1000 + seed, 2000), normal(2000 + seed, 2000)]
        shares.append(relative_score(real, fake, rivals=rivals).value)
    assert np.mean(ratios) == pytest.approx(1, abs=0.1)
    assert np.mean(rates) == pytest.approx(0.5, abs=0.03)
    assert np.mean(shares) == pytest.approx(1 / 3, abs=0.005)


def test_the_worse_one_loses_every_battle():
    real, good, bad = normal(0), normal(1), normal(2, shift=1.5)
    assert (
        battle(real, bad, rivals=[good]).value
        > 1.5
        > 1 / 1.5
        > battle(real, good, rivals=[bad]).value
    )
    assert win_rate(real, bad, rivals=[good]).value < win_rate(real, good, rivals=[bad]).value
    assert relative_score(real, bad, rivals=[good]).value < 0.4
    assert relative_score(real, bad, rivals=[good]).value == pytest.approx(
        1 - relative_score(real, good, rivals=[bad]).value
    )
    table = wins(real, [good, bad])
    assert table[0, 1] > 0.7 > 0.4 > table[1, 1]


def test_skills_are_those_that_made_the_table():
    generators = np.array([-1.0, 0.0, 0.5, 1.5])
    discriminators = np.array([0.3, -0.4, 0.9, 0.2])
    table = expit(generators[:, None] - discriminators)
    found, others = skills(table)
    unit = 400 / np.log(10)
    np.testing.assert_allclose(np.diff(found), unit * np.diff(generators), rtol=0.01)
    np.testing.assert_allclose(np.diff(others), unit * np.diff(discriminators), rtol=0.01)
    single, _ = skills(np.array([[1.0, 1.0], [0.0, 0.0]]))
    assert np.isfinite(single).all()


def test_a_discriminator_that_learns_finds_out_the_worse_one_first():
    good, bad = discovered(normal(0), [normal(1), normal(2, shift=2.0)])
    assert good.shape == bad.shape == (20, 800)
    assert bad[-1].mean() < bad[0].mean() < good[-1].mean() + 0.5
    assert bad[-1].mean() < good[-1].mean()


def test_the_classifier_of_all_measures_is_as_good_as_sklearns():
    real, fake = normal(0, 2000), normal(1, 2000, 1.0)
    test = np.concatenate((normal(2, 5000), normal(3, 5000, 1.0)))
    truth = np.repeat((1, 0), 5000)
    ours = (apart(real, fake).choose(test) == truth).mean()
    theirs = LogisticRegression().fit(np.concatenate((real, fake)), np.repeat((1, 0), 2000))
    assert ours == pytest.approx(theirs.score(test, truth), abs=0.01)
    beliefs = fit(test, truth, 2).beliefs(test)
    np.testing.assert_allclose(beliefs.sum(1), 1)
    assert beliefs.min() > 0


def test_the_adversarial_divergence_grows_with_swapped_classes():
    random = np.random.default_rng(0)

    def drawn(size: int):
        labels = random.integers(2, size=size)
        return Labelled(3.0 * labels[:, None] + random.standard_normal((size, 2)), labels)

    real, fake = drawn(1000), drawn(1000)
    same, swapped = (
        adversarial(real, fake),
        adversarial(real, Labelled(fake.points, 1 - fake.labels)),
    )
    assert same.value < 0.1
    assert same.value == pytest.approx(same.perfect, abs=0.05)
    assert swapped.value > 1


def circle(size: int, radius: float = 1.0):
    angle = np.arange(size) * 2 * np.pi / size
    return radius * np.column_stack((np.cos(angle), np.sin(angle)))


def test_a_circle_has_one_piece_and_one_hole():
    bars = barcode(circle(20))
    assert len(bars.pieces) == 19
    np.testing.assert_allclose(bars.pieces[:, 1], 2 * np.sin(np.pi / 20))
    (hole,) = bars.holes
    assert hole[0] == pytest.approx(2 * np.sin(np.pi / 20))
    # Twenty points: seven steps of the side of a triangle that reaches around the middle.
    assert hole[1] == pytest.approx(2 * np.sin(7 * np.pi / 20))


def test_eight_tight_modes_are_eight_pieces_for_most_of_the_time():
    random = np.random.default_rng(0)
    modes = np.repeat(circle(8), 3, axis=0) + 0.01 * random.standard_normal((24, 2))
    deaths = np.sort(barcode(modes).pieces[:, 1])
    assert deaths[15] < 0.1 < 0.6 < deaths[16]
    shares = living(barcode(modes))
    assert shares[:12].sum() == pytest.approx(1)
    assert shares[8] == max(shares[2:12])


def test_two_squares_have_two_holes_and_one_between_them_and_a_triangle_has_none():
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    holes = barcode(np.concatenate((square, np.add(square, [10, 0])))).holes
    wanted = [(1, np.sqrt(2)), (1, np.sqrt(2)), (9, np.hypot(9, 1))]
    np.testing.assert_allclose(sorted(map(tuple, holes)), wanted)
    assert len(barcode(np.array([[0, 0], [1, 0], [0.5, 1]])).holes) == 0


def test_the_geometry_score_tells_a_ring_from_a_disc():
    random = np.random.default_rng(0)
    ring, other = (circle(600) + 0.02 * random.standard_normal((600, 2)) for _ in range(2))
    angle, radius = 2 * np.pi * random.random(600), np.sqrt(random.random(600))
    disc = radius[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
    same, far = geometry(ring, other), geometry(ring, disc)
    assert far.value > 10 * same.value
    assert abs(same.moved) < 3


def test_similarity_and_noise_of_pictures():
    random = np.random.default_rng(0)
    picture = random.random((32, 32))
    assert ssim(picture, picture) == pytest.approx(1)
    assert psnr(picture, picture) == np.inf
    noisy = picture + 0.1 * random.standard_normal((200, 32, 32))
    assert np.mean([psnr(picture, each) for each in noisy]) == pytest.approx(20, abs=0.1)
    assert ssim(picture, picture[::-1]) < 0.3


def test_similarity_is_the_formula_in_every_window():
    random = np.random.default_rng(1)
    a, b = random.random((2, 9, 9))
    found = []
    for i in range(5):
        for j in range(5):
            x, y = a[i : i + 5, j : j + 5].ravel(), b[i : i + 5, j : j + 5].ravel()
            both = np.cov(x, y)
            top = (2 * x.mean() * y.mean() + 1e-4) * (2 * both[0, 1] + 9e-4)
            bottom = (x.mean() ** 2 + y.mean() ** 2 + 1e-4) * (both[0, 0] + both[1, 1] + 9e-4)
            found.append(top / bottom)
    assert ssim(a, b) == pytest.approx(np.mean(found))


def test_each_generated_picture_is_compared_with_its_nearest():
    random = np.random.default_rng(2)
    real = random.random((10, 8, 8))
    assert similarity(real, real[[0, 4, 8]]).value == pytest.approx(1)
    wanted = [
        ssim(each, real[::2][np.square(real[::2] - each).sum((1, 2)).argmin()])
        for each in real[1::2]
    ]
    assert similarity(real, real[1::2]).value == pytest.approx(np.mean(wanted))
    assert similarity(real, real[1::2]).perfect == pytest.approx(np.mean(wanted))


def test_white_noise_is_flat_and_a_scene_falls_with_the_square():
    random = np.random.default_rng(0)
    white = random.standard_normal((400, 32, 32))
    assert slope(white) == pytest.approx(0, abs=0.05)
    np.testing.assert_allclose(spectrum(white).mean(0), 1, rtol=0.05)
    along = np.fft.fftfreq(32, 1 / 32)
    radius = np.hypot(along[:, None], along)
    radius[0, 0] = np.inf
    scenes = np.fft.ifft2(np.fft.fft2(white) / radius).real
    assert slope(scenes) == pytest.approx(-2, abs=0.1)
    other = 2 * random.standard_normal((400, 32, 32))
    assert statistics(white, other).value == pytest.approx(20 * np.log10(2), abs=0.1)
    same = statistics(white, random.standard_normal((400, 32, 32)))
    assert same.value == pytest.approx(same.perfect, abs=4 * same.error)

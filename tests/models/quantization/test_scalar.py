"""Lloyd-Max against the 40-digit tables, and the algorithm as it is taught."""

from itertools import islice

import numpy as np
import pytest
import scipy.stats
from numpy.testing import assert_allclose, assert_array_equal

from models.errors import ModelError
from models.quantization import (
    centroids,
    evaluate,
    half_steps,
    half_steps_as_printed,
    lloyd_max,
    midpoints,
    uniform_quantizer,
)
from models.quantization.scalar import fixed_points, split_start, start_levels
from models.quantization.sources import (
    Discrete,
    Gaussian,
    Laplacian,
    Mixture,
    PiecewiseLinear,
    SourceLike,
    as_source,
)

# numbers.md, 5.1: distortion and entropy in bits, by 40-digit Newton.
GAUSSIAN = {
    1: (1.0, 0.0),
    2: (1 - 2 / np.pi, 1.0),
    4: (0.117481848, 1.91109877),
    8: (0.0345477608, 2.82486521),
    16: (0.00950100801, 3.76532847),
    32: (0.00250466836, 4.72978354),
}
LAPLACIAN = {2: (0.5, 1.0), 4: (0.176194881, 1.72825820), 8: (0.0544759879, 2.56539925)}
BIMODAL = Mixture([Gaussian(-2, 0.3), Gaussian(2, 0.3)])


@pytest.mark.parametrize(("levels", "expected"), GAUSSIAN.items())
def test_the_gaussian_table(levels, expected):
    found = lloyd_max("gaussian", levels)
    assert_allclose(found.distortion, expected[0], rtol=0, atol=1e-9)
    assert_allclose(found.entropy_bits, expected[1], rtol=0, atol=1e-7)


@pytest.mark.parametrize(("levels", "expected"), LAPLACIAN.items())
def test_the_laplacian_table(levels, expected):
    found = lloyd_max("laplacian", levels)
    assert_allclose(found.distortion, expected[0], rtol=0, atol=1e-9)
    assert_allclose(found.entropy_bits, expected[1], rtol=0, atol=1e-7)


@pytest.mark.parametrize("levels", [1, 2, 3, 4, 8, 16, 64])
def test_the_uniform_source_needs_even_steps(levels):
    found = lloyd_max("uniform", levels)
    assert_allclose(found.distortion, 1 / levels**2, rtol=1e-10)
    assert_allclose(found.entropy_bits, np.log2(levels), atol=1e-10)
    assert_allclose(found.levels, uniform_quantizer("uniform", levels).levels, atol=1e-6)


def test_the_gaussian_levels_and_boundaries():
    four, eight, sixteen = (lloyd_max("gaussian", levels) for levels in (4, 8, 16))
    assert_allclose(four.levels[2:], [0.452780035, 1.51041761], atol=5e-9)
    assert_allclose(four.boundaries, [-0.981598822, 0, 0.981598822], atol=1e-9)
    assert_allclose(eight.levels[4:], [0.245094179, 0.756005281, 1.34390928, 2.15194570], atol=5e-9)
    assert_allclose(eight.boundaries[4:], [0.50054973, 1.04995728, 1.74792749], atol=5e-9)
    outer = [0.12839503, 0.388048299, 0.656759119, 0.942340456]
    assert_allclose(sixteen.levels[8:12], outer, atol=5e-9)
    outer = [1.25623120, 1.61804639, 2.06901723, 2.73258957]
    assert_allclose(sixteen.levels[12:], outer, atol=5e-9)


@pytest.mark.parametrize(
    ("levels", "decibels"), [(2, 4.39639), (4, 9.30029), (8, 14.61580), (16, 20.22230)]
)
def test_the_signal_to_noise_ratio(levels, decibels):
    found = lloyd_max("gaussian", levels)
    assert_allclose(found.sqnr_db, decibels, atol=5e-5)
    assert found.rate_bits == np.log2(levels)


def test_max_and_lloyd_printed_slightly_wrong_numbers_from_eight_levels_on():
    printed = {2: 0.3634, 4: 0.1175, 8: 0.03454, 16: 0.009497, 32: 0.002499}
    off = {n: abs(lloyd_max("gaussian", n).distortion - value) for n, value in printed.items()}
    assert off[2] < 5e-5
    assert off[4] < 5e-5
    assert off[8] > 5e-6
    assert off[16] > 3e-6
    assert off[32] > 5e-6


@pytest.mark.parametrize("levels", [64, 256, 512])
def test_many_levels_are_found_in_few_iterations(levels):
    for source in (Gaussian(), Laplacian()):
        found = lloyd_max(source, levels)
        assert found.iterations < 40
        assert_allclose(found.levels, centroids(source, found.boundaries), atol=1e-7)


SOURCES: dict[str, SourceLike] = {
    "gaussian": "gaussian",
    "shifted": Gaussian(1e6, 3.0),
    "laplacian": Laplacian(-1.0, 0.5),
    "mixture": BIMODAL,
    "gamma": scipy.stats.gamma(2.0),
    "beta": scipy.stats.beta(2, 5),
    "student": scipy.stats.t(3),
    "drawn": PiecewiseLinear([0, 1, 2, 3, 5], [0, 2, 0, 0.5, 1]),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("levels", [3, 6])
def test_the_optimum_satisfies_both_conditions_and_orthogonality(name, levels):
    source = as_source(SOURCES[name])
    found = lloyd_max(source, levels)
    assert_allclose(found.boundaries, midpoints(found.levels))
    assert_allclose(
        (found.levels - centroids(source, found.boundaries)) / source.sd, 0, rtol=0, atol=1e-7
    )
    mass, first, _ = source.moments(np.concatenate(([-np.inf], found.boundaries, [np.inf])))
    offsets = found.levels - source.mean
    # E[Q (U - Q)] = 0, so D = variance - Var(Q), and E[Q] = E[U].
    assert_allclose(offsets @ (first - offsets * mass), 0, atol=1e-8 * source.variance)
    assert_allclose(mass @ offsets, 0, atol=1e-7 * source.sd)
    assert_allclose(found.distortion, source.variance - mass @ offsets**2, rtol=1e-6)


def test_a_scipy_law_and_a_function_give_what_the_name_gives():
    expected = lloyd_max("gaussian", 5)
    for source in (scipy.stats.norm(), lambda u: np.exp(-u * u / 2) / np.sqrt(2 * np.pi)):
        found = lloyd_max(source, 5)
        assert_allclose(found.distortion, expected.distortion, atol=1e-11)
        assert_allclose(found.levels, expected.levels, atol=1e-7)
    halves = lloyd_max(lambda u: 0 * u + 0.5, 2, support=(-1.0, 1.0))
    assert_allclose(halves.levels, [-0.5, 0.5], atol=1e-9)


def test_the_answer_is_the_global_optimum_of_a_source_with_several():
    found = lloyd_max(BIMODAL, 4)
    assert_allclose(found.distortion, 0.0327042, atol=5e-8)
    rng = np.random.default_rng(0)
    for _ in range(10):
        other = lloyd_max(BIMODAL, 4, start=np.sort(rng.uniform(-3, 3, 4)))
        assert other.distortion >= found.distortion - 1e-12


@pytest.mark.parametrize(("mean", "width", "levels"), [(2, 2, 6), (1, 1, 6), (1, 2, 4)])
def test_levels_of_two_parts_may_begin_at_one_place(mean, width, levels):
    law = Mixture([Gaussian(-mean, width), Gaussian(mean, width)])
    start = split_start(law, (levels // 2, levels - levels // 2))
    assert (np.diff(start) > 0).all()
    assert fixed_points(law, levels)


def test_the_bimodal_fixed_points():
    points = fixed_points(BIMODAL, 4)
    assert points[0].name == "2 + 2"
    assert sorted(point.name for point in points) == ["1 + 3", "2 + 2", "3 + 1"]
    assert_allclose(points[0].quantizer.distortion, 0.0327042, atol=5e-8)
    assert_allclose([p.quantizer.distortion for p in points[1:]], 0.0535578, atol=5e-8)
    # Lloyd-Max itself is stuck in the bad one.
    steps = list(half_steps(BIMODAL, split_start(BIMODAL, (3, 1))))
    assert_allclose(steps[-1].quantizer.distortion, 0.0535578, atol=5e-8)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("method", ["even", "random", "companded"])
def test_no_half_step_raises_the_distortion(name, method):
    source = as_source(SOURCES[name])
    steps = list(islice(half_steps(source, start_levels(source, 5, method, 3)), 41))
    costs = [step.quantizer.distortion for step in steps]
    assert np.diff(costs).max() <= 1e-13 * source.variance
    assert costs[-1] < costs[0]
    assert [step.half for step in steps[:4]] == ["start", "midpoints", "centroids", "midpoints"]
    assert [step.iteration for step in steps[:5]] == [0, 1, 1, 2, 2]


def test_alternation_ends_at_newtons_answer():
    last = list(half_steps("gaussian", [-1, 0.1, 0.2, 3], tolerance=1e-15))[-1]
    assert_allclose(last.quantizer.distortion, lloyd_max("gaussian", 4).distortion, atol=1e-12)
    assert last.iteration == last.quantizer.iterations > 10


def test_each_half_step_does_its_half_only():
    start, first, second = islice(half_steps("laplacian", [-1, 0, 2], [-0.9, 0.3]), 3)
    assert_array_equal(first.quantizer.levels, start.quantizer.levels)
    assert_array_equal(first.quantizer.boundaries, [-0.5, 1.0])
    assert_array_equal(second.quantizer.boundaries, first.quantizer.boundaries)
    assert_allclose(second.quantizer.levels, centroids(Laplacian(), [-0.5, 1.0]))


def test_the_steps_as_printed_never_move():
    steps = list(islice(half_steps_as_printed("gaussian", [-1, 0, 2]), 20))
    for step in steps:
        assert_array_equal(step.quantizer.levels, [-1, 0, 2])
        assert_array_equal(step.quantizer.boundaries, [-0.5, 1])
    assert len({step.quantizer.distortion for step in steps}) == 1
    assert steps[0].quantizer.distortion > lloyd_max("gaussian", 3).distortion + 0.01


def test_the_distortion_of_any_quantizer_is_exact():
    levels, boundaries = np.array([-1.0, 0.5, 3.0]), np.array([-0.2, 2.0])  # not optimal at all
    found = evaluate(Gaussian(), levels, boundaries)
    u = np.linspace(-9, 9, 400_001)
    expected = np.trapezoid((u - found(u)) ** 2 * scipy.stats.norm.pdf(u), u)
    assert_allclose(found.distortion, expected, rtol=1e-4)
    assert_array_equal(found([-0.3, -0.2, 0.0, 5.0]), [-1, -1, 0.5, 3])


# Max (1960), table 2: the best even steps for a Gaussian, as printed.
@pytest.mark.parametrize(
    ("levels", "step", "distortion"),
    [(2, 1.596, 0.3634), (4, 0.9957, 0.1188), (8, 0.5860, 0.03744), (16, 0.3352, 0.01154)],
)
def test_the_best_even_steps_for_a_gaussian(levels, step, distortion):
    found = uniform_quantizer("gaussian", levels)
    assert_allclose(np.diff(found.levels), step, atol=6e-5 if levels > 2 else 5e-4)
    assert_allclose(found.distortion, distortion, atol=5e-5)
    assert found.distortion >= lloyd_max("gaussian", levels).distortion - 1e-12


def test_even_steps_follow_a_lopsided_source():
    source = PiecewiseLinear([0, 1, 4], [1, 2, 0])
    found = uniform_quantizer(source, 6)
    steps = np.diff(found.levels)
    assert_allclose(steps, steps[0])
    for shift, stretch in ((1e-3, 1), (-1e-3, 1), (0, 1.001), (0, 0.999)):
        middle = found.levels.mean()
        worse = evaluate(source, middle + shift + stretch * (found.levels - middle))
        assert worse.distortion > found.distortion


def test_a_discrete_source_is_quantized_exactly():
    source = Discrete([0, 0, 1, 10, 11, 12])
    two = lloyd_max(source, 2)
    assert_allclose(two.levels, [1 / 3, 11])
    assert_allclose(two.distortion, (2 / 3 + 2) / 6)
    assert_allclose(two.entropy_bits, 1)
    all_of_them = lloyd_max(source, 5)
    assert all_of_them.distortion == pytest.approx(0, abs=1e-12)
    with pytest.raises(ModelError, match="5 different values"):
        lloyd_max(source, 6)


def test_an_empty_cell_keeps_its_level():
    gap = PiecewiseLinear([0, 1, 2, 8, 9, 10], [0, 1, 0, 0, 1, 0])
    kept = centroids(gap, [3, 5], levels=[1, 4, 9])
    assert_allclose(kept, [1, 4, 9], atol=1e-12)
    assert_allclose(centroids(gap, [3, 5])[1], 4)
    assert lloyd_max(gap, 4).distortion < 0.25


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: lloyd_max("gaussian", 0), "1 to 512 levels"),
        (lambda: lloyd_max("gaussian", 513), "1 to 512 levels"),
        (lambda: lloyd_max("cauchy", 2), "no source called 'cauchy'"),
        (lambda: lloyd_max("gaussian", 3, start=[0, 1]), "as many, not 2"),
        (lambda: lloyd_max(scipy.stats.cauchy(), 2), "no finite variance"),
        (lambda: lloyd_max(lambda u: 0 * u + 1, 2, support=(0, 2)), "area under the density is 2"),
        (lambda: lloyd_max(lambda u: np.sin(u), 2, support=(0, 9)), "negative"),
        (lambda: lloyd_max(lambda u: u * np.nan, 2, support=(0, 1)), "finite number"),
        (lambda: lloyd_max(lambda u: u, 2, support=(1, 0)), "low < high"),
        (lambda: lloyd_max(scipy.stats.t(2.1), 2), "too heavy"),
        (lambda: evaluate(Gaussian(), [1, 0]), "increasing order"),
        (lambda: evaluate(Gaussian(), [0, np.nan]), "finite"),
        (lambda: evaluate(Gaussian(), []), "not 0"),
        (lambda: evaluate(Gaussian(), [0, 1], [0, 1]), "2 levels need 1 boundaries"),
        (lambda: evaluate(Gaussian(), [0, 1, 2], [1, 0]), "Boundaries"),
        (lambda: fixed_points(Mixture([Gaussian()]), 2), "a left and a right"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ModelError, match=sentence):
        call()

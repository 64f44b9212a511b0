"""What the page shows: samples with known laws, and estimates of them over time."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats
from sklearn.cluster import KMeans

from models.brought.column import column_of
from models.errors import ModelError
from models.estimation import (
    BesideSetup,
    CountsSetup,
    IntegratedSquaredError,
    KernelDensity,
    KernelSetup,
    MixtureSetup,
    cross_validation,
    density_view,
    expected_distance,
    laplace,
    mise,
    optimal,
)
from models.estimation.views import beside, bumps, counting, mixing, simplex
from models.estimation.views.flow import train_flow
from models.estimation.views.laws import NORMALS, SYMBOLS, blobs
from models.estimation.views.sample import cloud, line
from models.frame import over_time


@pytest.mark.parametrize("n", [1, 7, 400])
def test_the_mean_error_of_counts_is_exact(n):
    p = np.array([0.55, 0.3, 0.15])
    counts = np.arange(n + 1)
    means = [np.abs(counts / n - each) @ stats.binom.pmf(counts, n, each) for each in p]
    assert expected_distance(p, n) == pytest.approx(sum(means) / 2, rel=1e-10)


def test_the_best_bandwidth_is_that_of_the_reference():
    for n, h, error in [(100, 0.44547, 0.0054097), (1000, 0.27234, 0.0010295)]:
        found = optimal(n)
        assert found == pytest.approx(h, abs=1e-5)
        assert mise(n, found) == pytest.approx(error, abs=1e-7)


@pytest.mark.parametrize("name", NORMALS)
def test_the_error_of_a_sample_is_its_integral(name):
    law = NORMALS[name]
    points = law.sample(40, np.random.default_rng(3))
    error = IntegratedSquaredError(points, **law.known)
    x = np.linspace(*law.reach(12), 40_001)
    for h in (0.1, 0.5):
        gap = KernelDensity(points, h).on_grid([x]) - law.density(x)
        assert error(h) == pytest.approx(float(np.trapezoid(gap**2, x)), rel=1e-4)
    assert error.energy == pytest.approx(float(np.trapezoid(law.density(x) ** 2, x)), rel=1e-6)


def test_its_mean_over_samples_is_the_mise():
    law, random = NORMALS["humps"], np.random.default_rng(0)
    errors = [IntegratedSquaredError(law.sample(60, random), **law.known)(0.4) for _ in range(400)]
    error = float(np.std(errors)) / 20
    assert np.mean(errors) == pytest.approx(mise(60, 0.4, **law.known), abs=4 * error)


@pytest.mark.parametrize("name", NORMALS)
def test_a_law_of_the_line_integrates_to_one_and_knows_its_entropy(name):
    law = NORMALS[name]
    x = np.linspace(*law.reach(10), 40_001)
    p = law.density(x)
    assert np.trapezoid(p, x) == pytest.approx(1, abs=1e-6)
    sampled = -np.log(law.density(law.sample(40_000, np.random.default_rng(1))))
    error = sampled.std() / 200
    assert law.entropy == pytest.approx(sampled.mean(), abs=5 * error)
    if name == "normal":
        assert law.entropy == pytest.approx(0.5 * math.log(2 * math.pi * math.e), abs=1e-9)


def test_counts_over_time_are_those_of_one_sample():
    frames = list(counting.count_walk(CountsSetup(draws=500, alpha=1.0)))
    assert [frame.step for frame in frames][:12] == list(range(1, 13))
    assert frames[-1].step == 500
    for before, after in pairwise(frames):
        assert (after.views["counts"] >= before.views["counts"]).all()
    last = frames[-1]
    assert last.views["counts"].sum() == 500
    law = stats.dirichlet(last.views["counts"] + 1.0)
    np.testing.assert_allclose(last.views["estimate"], law.mean())
    np.testing.assert_allclose(last.views["deviation"] ** 2, law.var())


def test_the_held_out_log_likelihood_is_its_two_terms():
    setup = CountsSetup(alpha=0.5)
    held = counting.judges(setup)
    estimate = laplace(np.arange(26), 0.5)
    assert sum(counting.account(estimate, held)) == pytest.approx(estimate.log_likelihood(held))
    never = laplace(np.arange(26), 0.0)
    assert counting.account(never, held)[1] == -math.inf


def test_expected_unseen_symbols_are_those_of_many_samples():
    p, random = SYMBOLS["letters"].probabilities, np.random.default_rng(0)
    seen = (random.multinomial(200, p, 4000) == 0).sum(axis=1)
    assert counting.expected_unseen(p, 200) == pytest.approx(seen.mean(), abs=0.1)


def test_the_posterior_of_three_probabilities_is_a_dirichlet_law():
    x, y = np.linspace(0.05, 0.95, 19), np.linspace(0.05, 0.8, 16)
    field = simplex.dirichlet_field([3, 2, 4], x, y)
    inside = np.isfinite(field)
    law, values = stats.dirichlet([3, 2, 4]), []
    for i, j in zip(*np.nonzero(inside), strict=True):
        place = np.array([x[j], y[i], 1.0])
        p = np.linalg.solve(np.vstack((simplex.CORNERS.T, np.ones(3))), place)
        values.append(law.pdf(p / p.sum()))
    np.testing.assert_allclose(field[inside], np.array(values) / max(values), rtol=1e-8)
    np.testing.assert_allclose(simplex.in_triangle([0.2, 0.5, 0.3]), [0.65, 0.3 * 3**0.5 / 2])


def test_em_is_shown_by_halves_and_never_falls():
    frames = list(mixing.em_walk(MixtureSetup()))
    rising = [frame.metrics["log_likelihood"] for frame in frames]
    assert len(rising) % 2 == 1
    assert (np.diff(rising) > -1e-6).all()
    for first, second in zip(frames[1::2], frames[2::2], strict=True):
        np.testing.assert_array_equal(first.views["classes"], second.views["classes"])
        assert not np.array_equal(first.views["means"], second.views["means"])


def test_dragged_means_are_where_em_starts():
    own = ((0.0, 0.0), (1.0, 1.0), (-1.0, -1.0))
    first = next(mixing.em_walk(MixtureSetup(own=own)))
    np.testing.assert_allclose(first.views["means"], [[0, 0], [1, 1], [-1, -1]])
    with pytest.raises(ModelError, match="damaged"):
        mixing.em_walk(MixtureSetup(own=((0.0, 0.0), (1.0, 1.0))))


def test_the_hard_rule_ends_where_k_means_does():
    setup = MixtureSetup(fit="hard")
    frames = list(mixing.hard_walk(setup))
    points = cloud(setup).points
    theirs = KMeans(3, init=frames[0].views["means"], n_init=1, tol=0).fit(points)
    np.testing.assert_allclose(frames[-1].views["means"], theirs.cluster_centers_, atol=0.02)


@pytest.mark.long
def test_the_best_start_is_the_best_of_all():
    setup = MixtureSetup(fit="restarts", source="eight_gaussians", components=8)
    reached, best, worst = mixing.ends(setup)
    assert len(reached) == setup.restarts
    again = [list(mixing.start_walk(setup, seed))[-1] for seed in (best, worst)]
    told = [frame.metrics["log_likelihood"] for frame in again]
    assert told == pytest.approx([reached.max(), reached.min()], abs=1e-9)


def test_outlines_lie_two_deviations_away():
    law = blobs()
    means, covariances = law.means.numpy(), law.covariances.numpy()
    rings = mixing.outlines(means, covariances)
    offset = rings - means[:, None]
    away = np.einsum("kai,kij,kaj->ka", offset, np.linalg.inv(covariances), offset)
    np.testing.assert_allclose(away, 4, rtol=1e-9)


@pytest.mark.parametrize("kind", ["line", "plane"])
def test_the_rules_are_told_with_their_errors(kind):
    setup = KernelSetup(kind=kind, source="eight_gaussians", points=150)
    found, curves = bumps.rules(setup), bumps.error_curves(setup)
    assert found.best is not None
    assert found.cross_validated is not None
    lowest = curves["bandwidth"][curves["mise"].argmin()]
    assert found.best == pytest.approx(lowest, rel=0.15)
    lowest = curves["bandwidth"][curves["score"].argmin()]
    assert found.cross_validated == pytest.approx(lowest, rel=0.15)
    for rule in ("silverman", "cross_validated", "best"):
        chosen = setup.model_copy(update={"rule": rule})
        assert bumps.bandwidth(chosen) == getattr(found, rule)


def test_the_score_is_the_error_but_for_its_noise():
    law = NORMALS["normal"]
    setups = [KernelSetup(points=100, seed=seed) for seed in range(60)]
    gaps = []
    for setup in setups:
        score = cross_validation(line(setup).points)(0.4)
        error = IntegratedSquaredError(line(setup).points, **law.known)
        gaps.append(score + error.energy - mise(100, 0.4))
    assert np.mean(gaps) == pytest.approx(0, abs=4 * float(np.std(gaps)) / math.sqrt(len(gaps)))


def test_draws_from_an_estimate_follow_it():
    setup = KernelSetup(kind="draw", points=60, rule="own", bandwidth=0.4)
    frames = list(bumps.draw_walk(setup))
    slow = frames[: 3 * bumps.SLOW]
    for frame in slow:
        start, end = frame.views["at"]
        assert end - start == pytest.approx(frame.metrics["noise"])
        assert start == line(setup).points[int(frame.metrics["chosen"])]
    drawn = frames[-1].views["sample"]
    estimate = KernelDensity(line(setup).points, 0.4)

    def cumulative(x):
        return np.mean(stats.norm.cdf(x[:, None], line(setup).points, 0.4), axis=1)

    assert stats.kstest(drawn, cumulative).pvalue > 1e-3
    second, whole, _ = bumps.variances(setup)
    moment = integrate.quad(lambda x: x * x * np.exp(estimate.log_prob([x])[0]), -9, 9)[0]
    mean = line(setup).points.mean()
    assert whole == pytest.approx(moment - mean**2, rel=1e-6)
    assert second == pytest.approx(line(setup).points.var())


def test_heights_are_those_of_a_histogram():
    sample = np.array([[0.1, 0.2, 0.9, np.nan], [0.1, 0.2, 0.9, 0.3]])
    edges = np.array([0, 0.5, 1.0])
    told = bumps.heights(sample, edges)
    np.testing.assert_allclose(told[1], np.histogram(sample[1], edges, density=True)[0])
    np.testing.assert_allclose(told[0], [4 / 3, 2 / 3])


@pytest.mark.long
def test_estimates_are_compared_on_points_they_have_not_seen():
    frames = list(beside.beside_walk(BesideSetup(points=400)))
    assert frames[-1].metrics["points"] == 400
    last = frames[-1].metrics
    highest = cloud(BesideSetup()).highest
    assert highest is not None
    for name in ("smoothed", "kernel", "mixture"):
        assert last[name] < highest + 4 * last[f"{name}_error"]
        assert last[name] > frames[0].metrics[name]
    assert last["histogram"] == -math.inf
    assert last["histogram_impossible"] > 0


@pytest.mark.long
def test_a_flow_learns_the_points_it_is_given():
    frames = list(train_flow(BesideSetup(points=300, steps=120)))
    assert frames[-1].metrics["held_out"] > frames[0].metrics["held_out"] + 0.1
    again = list(train_flow(BesideSetup(points=300, steps=120)))
    assert again[-1].metrics == frames[-1].metrics
    half = frames[len(frames) // 2]
    on = list(train_flow(BesideSetup(points=300, steps=120), half))
    assert on[-1].metrics == frames[-1].metrics
    cell = 81 / 64**2
    assert frames[-1].views["density"].sum() * cell == pytest.approx(1, abs=0.1)
    with pytest.raises(ModelError, match="ten points"):
        list(train_flow(BesideSetup(points=5)))


@pytest.mark.long
@pytest.mark.parametrize(
    "setup",
    [
        CountsSetup(draws=60),
        MixtureSetup(points=60),
        MixtureSetup(points=60, fit="restarts", restarts=2),
        MixtureSetup(points=60, fit="number"),
        KernelSetup(points=60),
        KernelSetup(points=60, kind="draw"),
        BesideSetup(points=60),
    ],
)
def test_every_view_is_frames_of_one_shape(setup):
    frames = list(density_view(setup))
    stacked = over_time(frames)
    assert all(len(values) == len(frames) for values in stacked.values())
    assert stacked["step"].tolist() == [frame.step for frame in frames]


def test_a_column_is_parted_into_what_is_seen_and_what_judges():
    column = np.linspace(10, 20, 50)
    setup = KernelSetup(law="column", column=column_of(column), points=2000)
    seen = line(setup)
    assert (len(seen.points), len(seen.held_out)) == (40, 10)
    assert seen.scale == pytest.approx(column.std())
    everything = np.concatenate((seen.points, seen.held_out))
    np.testing.assert_allclose(np.sort(everything), (column - 15) / column.std())
    equal = setup.model_copy(update={"column": column_of([3.0, 3.0, 3.0])})
    with pytest.raises(ModelError, match="All numbers of the column are equal"):
        line(equal)


@pytest.mark.parametrize("numbers", [3, 4, 5, 6])
def test_the_shortest_column_leaves_two_numbers_to_judge_by(numbers):
    setup = KernelSetup(law="column", column=column_of(np.arange(numbers)))
    seen = line(setup)
    assert (len(seen.points), len(seen.held_out)) == (numbers - 2, 2)
    assert np.isfinite(bumps.judged(setup, 0.5).error)


def test_a_column_that_leaves_none_to_estimate_from_is_refused():
    with pytest.raises(ModelError, match="at least 3"):
        line(KernelSetup(law="column", column=column_of([1.0, 2.0])))


def test_log_axes_are_of_base_ten_and_have_gaps_where_there_is_no_logarithm():
    points = counting.on_log_axes([1, 10, 100], [0, 0.1, 10])
    np.testing.assert_allclose(points, np.array([(0, np.nan), (1, -1), (2, 1)], np.float64))

"""Distances of two laws: learned bounds under their ceilings, packs, and moving earth."""

import math

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from scipy.spatial.distance import cdist

from models.errors import ModelError
from models.gans.distances.bounds import (
    HELD_OUT,
    ROWS,
    best_statistics,
    exact_values,
    laws,
    normal_error,
    places,
    restore_bounds,
    train_bounds,
)
from models.gans.distances.compare import compare, heaps, packs, separate
from models.gans.distances.divergences import DIVERGENCES, bound_error, exact, quadrature
from models.gans.distances.lines import parallel_lines
from models.gans.distances.setup import DistanceSetup, LogisticSetup, PackingSetup, ShiftSetup
from tests.models.frames import at_its_end

SHORT = DistanceSetup(steps=12, seed=3)


@pytest.fixture(scope="module")
def learned():
    return list(train_bounds(DistanceSetup()))


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_learned_bounds_stay_below_and_come_close(learned, row):
    ceiling = exact_values(DistanceSetup())[row.name]
    assert ceiling == exact(row, *laws(DistanceSetup()))
    for frame in learned:
        assert frame.metrics[row.name] <= ceiling + 1e-9
    last = learned[-1].metrics
    assert last[f"{row.name}_reached"] >= 0.95
    assert last[row.name] >= ceiling - 0.05 * abs(ceiling)
    assert last[f"{row.name}_estimate"] <= ceiling + 3 * last[f"{row.name}_error"]
    error = 4 * last[f"{row.name}_error"]
    assert last[f"{row.name}_estimate"] == pytest.approx(last[row.name], abs=error)


@pytest.mark.long
def test_a_heavy_divergence_is_not_reached_where_a_bounded_one_is():
    last = at_its_end(train_bounds(DistanceSetup(distance=3.0, steps=100))).metrics
    assert last["pearson_reached"] < 0.1
    assert last["standard_js_reached"] > 0.9


@pytest.mark.long
def test_a_standard_error_is_given_only_where_the_tail_allows_one(learned):
    """Reverse KL at distance 3: its best T is -q/p, whose variance is e⁹ and mostly unseen."""
    for row in ROWS:
        assert normal_error(learned[-1].metrics, row.name) is not None
    far = at_its_end(train_bounds(DistanceSetup(distance=3.0, steps=100))).metrics
    assert normal_error(far, "reverse_kl") is None
    assert normal_error(far, "standard_js") is not None


@pytest.mark.long
def test_the_true_error_is_the_spread_of_repeated_estimates():
    p, q = laws(DistanceSetup())
    row = DIVERGENCES["standard_js"]

    def best(x: torch.Tensor) -> torch.Tensor:
        return row.best(p.log_prob(x) - q.log_prob(x))

    random = torch.Generator().manual_seed(0)
    draws = [
        float(
            best(p.sample(500, random).double()).mean()
            - row.conjugate(best(q.sample(500, random).double())).mean()
        )
        for _ in range(2000)
    ]
    error = bound_error(row, p, q, best(quadrature(p, q)[0]), 500)
    assert np.std(draws) == pytest.approx(error, rel=0.06)
    heavy = DIVERGENCES["reverse_kl"]
    x = quadrature(*laws(DistanceSetup(distance=3.0)))[0]
    far = heavy.best(3.0**2 / 2 - 3.0 * x)
    exactly = math.sqrt((math.exp(9) - 1 + 9) / HELD_OUT)  # Var_p(q/p) = e⁹ - 1, Var_q(ln p/q) = 9
    found = bound_error(heavy, *laws(DistanceSetup(distance=3.0)), far, HELD_OUT)
    assert found == pytest.approx(exactly, rel=1e-6)


def test_what_the_notes_print_is_shown_by_its_number():
    two, moved = parallel_lines(0.5), heaps()
    assert two.jensen_shannon == pytest.approx(math.log(2))
    assert math.isinf(two.misprinted)
    assert (two.wasserstein, two.squared) == pytest.approx((0.5, 0.25))
    assert moved.blind > moved.transport.value + 0.1, "one plan alone is no lower bound"


def test_the_learned_functions_are_those_of_the_checkpoint(learned):
    setup = DistanceSetup()
    critics = restore_bounds(setup, learned[-1].checkpoint)
    found = critics.statistics(torch.from_numpy(places(setup)))
    for shown, again in zip(learned[-1].views["learned"], found, strict=True):
        np.testing.assert_allclose(shown, again, rtol=1e-5, atol=1e-6)
    middle = slice(60, 160)  # where both laws have mass
    number = [row.name for row in ROWS].index("standard_js")
    best = best_statistics(setup)["standard_js"]
    np.testing.assert_allclose(learned[-1].views["learned"][number][middle], best[middle], atol=0.1)


@pytest.mark.long
def test_a_training_repeats_itself_and_goes_on_where_it_stopped():
    state = torch.get_rng_state()
    whole = list(train_bounds(SHORT))
    again = list(train_bounds(SHORT, start=whole[4]))
    assert bool((state == torch.get_rng_state()).all())
    assert [frame.step for frame in again] == [frame.step for frame in whole[4:]]
    for one, other in zip(whole[4:], again, strict=True):
        assert one.metrics == other.metrics
        for name, array in one.checkpoint.items():
            np.testing.assert_array_equal(array, other.checkpoint[name])


def test_a_foreign_checkpoint_is_refused():
    with pytest.raises(ModelError, match="other networks"):
        restore_bounds(SHORT, {"parameters": np.zeros(3, dtype=np.float32)})


def test_the_logistic_discriminator_is_the_best_one():
    between = separate(LogisticSetup(samples=200_000))
    assert between.exact == pytest.approx(0.111421, abs=6e-7)
    assert between.fitted.divergence == pytest.approx(between.exact, abs=0.003)
    assert np.abs(between.learned - between.best).max() < 0.01
    np.testing.assert_allclose(between.best, between.p / (between.p + between.q))


@pytest.mark.parametrize("modes", [2, 8, 24])
def test_a_pack_gives_a_missing_mode_away_when_it_holds_it(modes):
    seen = packs(PackingSetup(modes=modes))
    holds = 1 - (1 - 1 / modes) ** seen.sizes  # the chance that a pack of the data holds the mode
    np.testing.assert_allclose(seen.of_dropped, holds, atol=1e-12)
    assert seen.of_uneven[0] == pytest.approx(seen.of_dropped[0])
    if modes > 2:
        assert (seen.of_uneven[1:] < seen.of_dropped[1:]).all()
    for law in (seen.data, seen.dropped, seen.uneven):
        assert law.sum() == pytest.approx(1)


# Moving earth


def test_four_heaps_cost_what_the_table_says_by_four_routes():
    moved = heaps()
    assert moved.transport.value == pytest.approx(1.2, abs=1e-9)
    assert moved.transport.dual_value == pytest.approx(1.2, abs=1e-9)
    assert moved.told_apart == pytest.approx(1.2, abs=1e-9)
    assert moved.passing.sum() == pytest.approx(1.2, abs=1e-9)
    slopes = np.abs(moved.lipschitz[:, None] - moved.lipschitz)
    assert (slopes <= moved.cost + 1e-9).all()


@pytest.mark.parametrize("distance", [0.01, 0.5, 1.0, 3.0])
def test_parallel_lines_are_infinitely_far_or_not_at_all_but_for_wasserstein(distance):
    two = parallel_lines(distance)
    assert two.kl == math.inf
    assert two.jensen_shannon == pytest.approx(math.log(2), abs=1e-12)
    assert two.total_variation == pytest.approx(1, abs=1e-12)
    assert two.wasserstein == pytest.approx(distance, abs=1e-12)
    assert two.wasserstein == pytest.approx(
        cdist(two.first, two.second)[np.arange(len(two.first)), two.goes_to].mean()
    )


def test_lines_that_meet_are_one():
    two = parallel_lines(0.0)
    assert (two.kl, two.jensen_shannon, two.total_variation, two.wasserstein) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("setup", "name", "value"),
    [
        (LogisticSetup(), "exact", 0.111421),
        (PackingSetup(pack=3), "dropped", 0.330078),
        (ShiftSetup(), "w1", 1.0),
    ],
)
def test_what_is_computed_at_once_is_one_frame(setup, name, value):
    (frame,) = compare(setup)
    assert frame.metrics[name] == pytest.approx(value, abs=6e-7)
    assert all(np.isfinite(array).all() for array in frame.views.values())


def test_a_recording_of_the_time_of_one_setup_for_all_views_is_read():
    old = {"view": "bounds", "samples": 20_000, "modes": 8, "pack": 1}
    assert DistanceSetup.model_validate({**old, "distance": 2.0, "steps": 40, "seed": 3}) == (
        DistanceSetup(distance=2.0, steps=40, seed=3)
    )
    with pytest.raises(ValidationError, match="mode"):
        DistanceSetup.model_validate({**old, "mode": 8})

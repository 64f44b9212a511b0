"""Kaplan's frontier: what the stories say of it, by the formulas and by the six sizes shown."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import optimize

from models.scaling import kaplan
from models.scaling.claims import best_at, published, touches
from models.scaling.claims.published import BATCH


def of_one_batch(n: float, c: float) -> float:
    """L(N, S) of steps that all have one batch: S_min = S / (1 + B_crit(L) / B) (eq. 5.4)."""
    steps = c / (6 * n * BATCH)

    def beyond(loss: float) -> float:
        return loss - kaplan.by_steps(n, steps / (1 + kaplan.critical_batch(loss) / BATCH))

    return float(optimize.brentq(beyond, 1e-2, 1e4))


def at_the_batch_that_pays(n: float, c: float) -> float:
    return kaplan.by_steps(n, c / (6 * n * BATCH))


def at_best(loss_of: Callable[[float, float], float], c: float) -> tuple[float, float]:
    """N and L of the best of all sizes, not of six."""
    found = optimize.minimize_scalar(
        lambda ln_n: loss_of(np.exp(ln_n), c), bounds=(np.log(1e4), np.log(1e12)), method="bounded"
    )
    return float(np.exp(found.x)), float(found.fun)


@pytest.mark.parametrize(
    ("loss_of", "first", "slope"),
    [
        (of_one_batch, 1.76e-4, -0.0599),
        (of_one_batch, 1e-3, -0.0580),
        (of_one_batch, 1e-2, -0.0560),
        (at_the_batch_that_pays, 1e-3, -0.0699),
    ],
)
def test_with_many_sizes_the_slope_over_c_is_flat_for_one_batch_alone(loss_of, first, slope):
    """Over four powers of ten from so many PF-days on; the first is where the page begins."""
    budgets = kaplan.PF_DAY * first * np.geomspace(1, 1e4, 9)
    lowest = [at_best(loss_of, c)[1] for c in budgets]
    found = np.polyfit(np.log(budgets), np.log(lowest), 1)[0]
    assert found == pytest.approx(slope, abs=1e-4)


def test_with_a_size_for_every_budget_the_best_stops_a_tenth_above_its_end():
    for c in (1e17, 1e18, 1e19):
        n, loss = at_best(at_the_batch_that_pays, c)
        never = kaplan.by_steps(n, float("inf"))
        assert loss / never - 1 == pytest.approx(0.077 / 0.76, abs=1e-3)
        assert loss / kaplan.by_steps(n, 250_000) - 1 == pytest.approx(0.1, abs=0.01)


def test_the_best_of_six_sizes_stops_3_to_21_percent_above_its_end():
    found = published()
    turns = touches(found)
    inner = [each for each in turns if each.inner]
    assert all(0.075 < each.above < 0.105 and 0.03 < each.share < 0.05 for each in inner)
    sizes = {each.parameters for each in inner}
    budgets = np.geomspace(turns[0].operations, turns[-1].operations, 400)
    best = [each for c in budgets if (each := best_at(found, c)) and each.parameters in sizes]
    above = np.array([each.above for each in best])
    assert above.min() == pytest.approx(0.03, abs=0.005)
    assert above.max() == pytest.approx(0.21, abs=0.005)
    assert np.median(above) == pytest.approx(0.09, abs=0.005)

"""Published laws beside each other."""

import numpy as np
import pytest

from models.scaling import (
    LAWS,
    CalculatorSetup,
    answers,
    batches,
    budget,
    calculator_view,
    chinchilla,
    kaplan,
    parting,
    roads,
    thought_of,
)

CHINCHILLAS = ["as printed", "unrounded", "refit 2024"]
TITLES = ["Kaplan 2020", *(f"Chinchilla, {each}" for each in CHINCHILLAS)]


def test_every_law_says_what_its_paper_says():
    said = answers(CalculatorSetup(parameters=70e9, tokens=1.4e12))
    assert [each.title for each in said] == TITLES
    assert [each.loss for each in said[1:]] == pytest.approx([1.9366, 1.9208, 1.9739], abs=1e-4)
    assert said[3].best_n == pytest.approx(7.22e10, rel=5e-3)
    assert said[3].best_d / said[3].best_n == pytest.approx(18.4, abs=0.1)
    for each in said:
        assert 6 * each.best_n * each.best_d == pytest.approx(5.76e23, rel=1e-9)


def test_a_law_knows_what_it_was_fitted_to():
    small, large = (
        answers(CalculatorSetup(parameters=n, tokens=d)) for n, d in ((1e8, 1e10), (1e12, 1e13))
    )
    assert all(each.known for each in small)
    assert not any(each.known or each.best_known for each in large)


def test_batches():
    setup = CalculatorSetup(parameters=1e8, tokens=1e9, batch=1e6)
    found = batches(setup)
    assert found["updates"] == pytest.approx(1000)
    assert found["critical"] == pytest.approx(2e8 / 2.9567 ** (1 / 0.21), rel=1e-3)
    half = batches(setup.model_copy(update={"batch": found["critical"]}))
    assert half["wasted"] == pytest.approx(0.5)
    large = batches(setup.model_copy(update={"batch": 3 * found["critical"]}))
    assert large["wasted"] == pytest.approx(0.75), "the larger a batch, the more is wasted"


def test_laws_part_where_both_want_the_same():
    for law, exact in zip(
        LAWS[1:], (chinchilla.ROUNDED, chinchilla.UNROUNDED, chinchilla.REFIT), strict=True
    ):
        c = parting(law)
        assert exact.optimal(c)[1] == pytest.approx(kaplan.optimal(c / kaplan.PF_DAY)[1])
        assert exact.optimal(10 * c)[1] > kaplan.optimal(10 * c / kaplan.PF_DAY)[1]


def test_the_roads_have_the_slopes_of_their_laws():
    setup = CalculatorSetup(compute=1e21)
    slopes = []
    for road in roads(setup).values():
        whole = np.where(np.isfinite(road.inside), road.inside, road.outside)
        assert np.isfinite(whole).all()
        assert not (np.isfinite(road.inside) & np.isfinite(road.outside)).any()
        slope, start = np.polyfit(whole[:, 0], whole[:, 1], 1)
        slopes.append(slope)
        assert road.at == pytest.approx([21, slope * 21 + start])
    assert slopes[0] == pytest.approx(0.27, abs=1e-6)
    assert slopes[3] == pytest.approx(chinchilla.REFIT.data_exponent)


def test_the_budget_under_the_hand():
    assert budget(20.5) == pytest.approx(3.16e20)
    assert (budget(-4), budget(99)) == (1e15, 1e28)
    n_d = thought_of(CalculatorSetup(parameters=1e9, tokens=1e10))
    assert n_d == pytest.approx([np.log10(6e19), 10])


@pytest.mark.parametrize("end", [0, 1])
def test_the_ends_of_every_slider_give_numbers(end):
    low = {"parameters": (1e3, 1e14), "tokens": (1e6, 1e15), "batch": (1e3, 1e9)}
    knobs = {name: ends[end] for name, ends in low.items()} | {"compute": (1e15, 1e28)[end]}
    (frame,) = calculator_view(CalculatorSetup(**knobs))
    assert all(np.isfinite(value) for value in frame.metrics.values())
    assert all(np.isfinite(each).all() for each in frame.views.values())

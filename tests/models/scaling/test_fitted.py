"""Animals that are dragged and left out, and the laws that follow."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from models.errors import ModelError
from models.scaling import (
    AllometrySetup,
    allometry_view,
    clicked,
    fits,
    observed,
    plane,
    pulled,
    put,
)


def exponents(**knobs: Any) -> dict[str, float]:
    return {name: law.exponent for name, law in fits(AllometrySetup(**knobs)).items()}


def test_the_view_tells_the_published_law():
    (frame,) = allometry_view(AllometrySetup())
    assert frame.metrics["ols_exponent"] == pytest.approx(0.752, abs=5e-4)
    assert frame.metrics["ols_factor"] == pytest.approx(8.46, abs=0.01)
    assert frame.metrics["ols_r2"] == pytest.approx(0.921, abs=5e-4)
    assert frame.metrics["ols_low"] < 0.752 < frame.metrics["ols_high"] < 1
    np.testing.assert_allclose(
        frame.views["ols_line"],
        frame.metrics["ols_factor"] * frame.views["line"] ** frame.metrics["ols_exponent"],
    )


def test_without_dinosaurs_least_squares_rises_and_the_median_hardly():
    tilted = exponents(animals="dinosaurs")
    straight = exponents(animals="dinosaurs", extinct=False)
    assert tilted["OLS"] == pytest.approx(0.496, abs=5e-4)
    assert straight["OLS"] == pytest.approx(0.752, abs=5e-4)
    assert straight["Theil-Sen"] - tilted["Theil-Sen"] < 0.5 * (straight["OLS"] - tilted["OLS"])


@pytest.mark.parametrize("axes", ["log", "linear"])
def test_what_is_dragged_lies_where_it_was_put(axes):
    setup = AllometrySetup(axes=axes, left_out=(0.0,))
    drawn = plane(setup)
    assert put(setup, drawn.animals) == setup, "nobody dragged anything"
    wanted = drawn.animals.copy()
    wanted[30] = [2.0, 3.0]
    moved = put(setup, wanted)
    assert [row[0] for row in moved.moved] == [30.0]
    now = plane(moved).animals
    np.testing.assert_allclose(now[30], [2.0, 3.0], rtol=1e-3)
    np.testing.assert_allclose(np.delete(now, 30, 0), np.delete(drawn.animals, 30, 0))
    assert list(np.flatnonzero(~plane(moved).kept)) == [0], "who is left out stays so"
    assert fits(moved)["OLS"].exponent != fits(setup)["OLS"].exponent
    assert AllometrySetup.model_validate(moved.changed()) == moved


def test_what_is_dragged_below_zero_stays_positive():
    setup = AllometrySetup(axes="linear")
    wanted = plane(setup).animals.copy()
    wanted[5] = [-100.0, -1e12]
    seen = observed(put(setup, wanted))
    assert seen.animals.body[5] > 0
    assert seen.animals.brain[5] > 0


def test_an_animal_that_is_left_out_is_not_fitted():
    human = observed(AllometrySetup()).animals.species.index("Human")
    setup = AllometrySetup(left_out=(float(human),))
    assert len(observed(setup).body) == 61
    assert list(np.flatnonzero(~plane(setup).kept)) == [human]
    assert fits(setup)["OLS"].r_squared > fits(AllometrySetup())["OLS"].r_squared


def test_a_click_leaves_an_animal_out_and_the_next_brings_it_back():
    setup = AllometrySetup(animals="dinosaurs", left_out=(3.0,))
    tilted = fits(setup)["OLS"].exponent
    for name in ("Brachiosaurus", "Triceratops", "Diplodocus"):
        setup = clicked(setup, observed(setup).animals.species.index(name))
    assert fits(setup)["OLS"].exponent == pytest.approx(0.752, abs=5e-4)
    assert len(setup.left_out) == 4, "that of the other table is still told"
    assert setup.left_out == tuple(sorted(setup.left_out)), "whoever came first, one link"
    assert AllometrySetup.model_validate(setup.changed()) == setup
    for out in np.flatnonzero(~plane(setup).kept):
        setup = clicked(setup, int(out))
    assert setup.left_out == (3.0,)
    assert fits(setup)["OLS"].exponent == tilted
    without = AllometrySetup(animals="dinosaurs", extinct=False)
    row = observed(without).animals.species.index("Human")
    shorter = observed(clicked(without, row))
    assert [shorter.animals.species[at] for at in np.flatnonzero(~shorter.kept)] == ["Human"]


@pytest.mark.parametrize("noise", [0.0, 2.0])
def test_noise_in_x_attenuates_as_expected(noise):
    found = [exponents(animals="made", exponent=1.0, noise=noise, seed=s) for s in range(20)]
    expected = pulled(AllometrySetup(animals="made", exponent=1.0, noise=noise))
    assert expected == pytest.approx(1 / (1 + noise**2 / 4))
    assert np.mean([each["OLS"] for each in found]) == pytest.approx(expected, abs=0.03)
    assert pulled(AllometrySetup()) is None


@pytest.mark.parametrize(
    "knobs",
    [
        {"moved": "62_1_1"},
        {"moved": "0.5_1_1"},
        {"moved": "3_1_1~3_2_2"},
        {"moved": "3_0_1"},
        {"moved": "3_1"},
        {"left_out": "-1"},
        {"left_out": "62"},
        {"left_out": "128"},
        {"left_out": "1e300"},
    ],
)
def test_an_animal_that_is_none_is_refused(knobs):
    with pytest.raises(ValidationError):
        AllometrySetup.model_validate(knobs)


def test_two_animals_are_no_law():
    setup = AllometrySetup(left_out=tuple(float(each) for each in range(60)))
    with pytest.raises(ModelError, match="three points"):
        fits(setup)


def test_numbers_of_another_table_wait_for_it():
    left = AllometrySetup(animals="dinosaurs", left_out=(50.0, 105.0), moved=((3.0, 1.0, 2.0),))
    seen = observed(left)
    (out,) = np.flatnonzero(~seen.kept)
    assert seen.animals.species[out] == "Diplodocus"
    gone = observed(left.model_copy(update={"extinct": False}))
    assert gone.kept.all()
    assert len(gone.body) == 25
    np.testing.assert_array_equal(
        gone.animals.brain,
        observed(AllometrySetup(animals="dinosaurs", extinct=False)).animals.brain,
    )


@pytest.mark.parametrize(("exponent", "sign"), [(0.5, -1), (1.5, 1)])
@pytest.mark.parametrize("axes", ["log", "linear"])
def test_a_law_with_exponent_one_goes_through_the_middle_and_parts_from_the_others(
    exponent: float, sign: int, axes: str
) -> None:
    knobs = {"animals": "made", "noise": 0.0, "exponent": exponent, "axes": axes}
    setup = AllometrySetup.model_validate(knobs)
    drawn, seen = plane(setup), observed(setup)
    x, y = drawn.linear.T
    if axes == "log":
        np.testing.assert_allclose(np.diff(y), np.diff(x))
        middle = np.log10(seen.body).mean(), np.log10(seen.brain).mean()
        assert np.interp(middle[0], x, y) == pytest.approx(middle[1])
    else:
        np.testing.assert_allclose(y / x, y[0] / x[0])
    beyond = drawn.lines["OLS"][:, 1] - y
    assert np.sign(beyond[-1]) == sign == -np.sign(beyond[0])

"""Which perturbation is small: closed forms of a shift, and of mass far away."""

import math

import numpy as np
import pytest
from scipy.stats import norm, wasserstein_distance

from models.robust import SIZES, SmallSetup, along, far, look, perturb, shifted, sizes, worth
from models.transport import Lines


@pytest.mark.parametrize("by", [0.0, 0.4, -1.5, 3.0])
def test_a_shift_has_its_closed_forms(by):
    found = sizes(shifted(by))
    overlap = 2 * norm.cdf(abs(by) / 2) - 1
    assert found.keys() == SIZES.keys()
    assert found["tv"] == pytest.approx(overlap, abs=1e-4)
    assert found["halflines"] == pytest.approx(overlap, abs=1e-4)
    assert found["w1"] == pytest.approx(abs(by), abs=1e-6)
    assert found["js"] == pytest.approx(Lines(abs(by), 1.0, 1.0).values()["js"], abs=1e-6)


def test_mass_moved_far_is_as_small_as_its_share_to_all_but_w1():
    one = sizes(far(SmallSetup(far_share=0.1, goes_to=5.0)))
    assert one["tv"] == pytest.approx(0.1, abs=1e-3)
    assert one["halflines"] == pytest.approx(0.1, abs=1e-3)
    assert one["w1"] == pytest.approx(0.1 * 5.0, abs=1e-3)
    # JSD of P and (1 - ε) P + ε Q without overlap
    mixed = 0.5 * math.log(1 / 0.95) + 0.5 * (0.9 * math.log(0.9 / 0.95) + 0.1 * math.log(2))
    assert one["js"] == pytest.approx(mixed, abs=1e-3)
    assert all(value == 0 for value in sizes(far(SmallSetup(far_share=0.0))).values())


def test_w1_is_scipys():
    setup = SmallSetup(far_share=0.2, goes_to=-2.0)
    density, cdf = far(setup)
    x = along()
    assert density.sum() * (x[1] - x[0]) == pytest.approx(1)
    assert cdf[-1] == pytest.approx(1)
    np.testing.assert_allclose(np.gradient(cdf, x), density, atol=2e-3)
    wanted = wasserstein_distance(x, x, norm.pdf(x), density)
    assert sizes((density, cdf))["w1"] == pytest.approx(wanted, abs=1e-4)


def test_worth_is_the_shift_of_that_size():
    for by in (0.1, 0.4, 1.3):
        for value in worth(sizes(shifted(by))).values():
            assert value == pytest.approx(by, abs=2e-3)


def test_the_losses_disagree_on_which_is_smaller():
    one = look(SmallSetup(far_share=0.1, goes_to=4.5, moved=-0.4))
    assert [one.smaller(name) for name in SIZES] == [
        "a little far", "all a little", "all a little", "a little far",
    ]  # fmt: skip
    assert one.shift == 0.4
    assert look(SmallSetup(far_share=0.0, moved=0.0)).smaller("tv") == "neither"
    np.testing.assert_array_equal(one.curve("moved")[:, 1], shifted(-0.4)[0])
    np.testing.assert_array_equal(one.curve("clean")[:, 0], along())


def test_a_script_has_the_same_numbers():
    setup = SmallSetup()
    (frame,) = perturb(setup)
    one = look(setup)
    for name in SIZES:
        assert frame.metrics[f"{name}_far"] == one.far[name]
        assert frame.metrics[f"{name}_moved"] == one.moved[name]
        assert frame.metrics[f"{name}_worth"] == one.worth[name]
    assert frame.metrics["tv_worth"] == pytest.approx(0.251, abs=2e-3)
    assert frame.metrics["w1_worth"] == pytest.approx(0.4, abs=2e-3)
    np.testing.assert_array_equal(frame.views["far"], far(setup)[0])

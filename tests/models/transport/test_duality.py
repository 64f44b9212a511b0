"""Kantorovich and Rubinstein on 64 places: no potentials prove more than the plan costs."""

import numpy as np
import pytest
from pydantic import ValidationError

from models.transport import (
    F_GRIPS,
    G_GRIPS,
    PLACES,
    DualSetup,
    best_potentials,
    cdf_area,
    cheapest,
    dual,
    kept,
    lowered,
    mirrored,
    prove,
    pulled,
)
from models.transport.duality import COSTS, LAWS

PAIRS = [(p, q) for p in LAWS for q in LAWS]


@pytest.mark.parametrize(("p_law", "q_law"), PAIRS)
def test_the_best_pair_leaves_no_gap_by_independent_routes(p_law, q_law):
    setup = DualSetup(p_law=p_law, q_law=q_law)
    f, g = best_potentials(setup)
    one = dual(setup.model_copy(update={"f": f, "g": g}))
    assert abs(one.gap) < 1e-9
    assert not one.broken.any()
    assert one.proven == pytest.approx(one.primal, abs=1e-9)
    solved = cheapest(one.p, one.q, COSTS)
    assert one.primal == pytest.approx(solved.value, abs=1e-9)
    assert solved.gap == pytest.approx(0, abs=1e-9)
    assert one.primal == pytest.approx(cdf_area(PLACES, PLACES, one.p, one.q), abs=1e-9)
    np.testing.assert_allclose(one.plan.sum(1), one.p, atol=1e-12)
    np.testing.assert_allclose(one.plan.sum(0), one.q, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_notes_two_steps_climb_to_a_lipschitz_function_from_anywhere(seed):
    random = np.random.default_rng(seed)
    start = DualSetup(f=kept(random.normal(size=64)), g=kept(random.normal(size=64)))
    first = dual(start)
    assert first.broken.any()
    healed = start.model_copy(update={"f": lowered(start)})
    second = dual(healed)
    assert not second.broken.any()
    assert second.worst == pytest.approx(0, abs=1e-12)
    third = dual(healed.model_copy(update={"g": mirrored(healed)}))
    assert not third.broken.any()
    assert first.proven <= second.value + 1e-9
    assert second.value <= third.value + 1e-9
    assert third.value <= third.primal + 1e-9
    assert third.steepest <= 1 + 1e-9
    np.testing.assert_allclose(lowered(healed), healed.f, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_the_lagrangian_at_the_plan_is_what_the_plan_costs(seed):
    random = np.random.default_rng(seed)
    one = dual(DualSetup(f=kept(random.normal(size=64)), g=kept(random.normal(size=64))))
    assert one.of_p + one.of_q + one.unused == pytest.approx(one.primal, abs=1e-9)
    assert one.value == pytest.approx(one.p @ one.f + one.q @ one.g)
    assert one.gap == pytest.approx(one.unused, abs=1e-9)
    broken = one.f[:, None] + one.g > COSTS + 1e-9
    np.testing.assert_array_equal(one.broken, broken)
    assert one.worst == pytest.approx((one.f[:, None] + one.g - COSTS).max())
    assert one.proven <= one.primal


def test_at_first_nothing_is_proven_and_nothing_broken():
    (frame,) = prove(DualSetup())
    assert (frame.metrics["value"], frame.metrics["worst"]) == (0, 0)
    assert frame.metrics["gap"] == frame.metrics["primal"] > 1
    np.testing.assert_allclose(frame.views["slack"], COSTS)
    np.testing.assert_allclose(frame.views["kappa"], 0)
    assert dual(DualSetup()).blind > frame.metrics["primal"]


@pytest.mark.parametrize("grips", [F_GRIPS, G_GRIPS])
def test_a_curve_follows_its_grips_and_keeps_its_shape_between(grips):
    curve = np.sin(PLACES)
    np.testing.assert_allclose(pulled(curve, curve[grips], grips), curve)
    heights = curve[grips].copy()
    heights[3] += 1
    moved = pulled(curve, heights, grips) - curve
    assert moved[grips[3]] == pytest.approx(1)
    assert moved[(grips[3] + grips[4]) // 2] == pytest.approx(0.5)
    assert moved[: grips[2] + 1] == pytest.approx(0)
    assert moved[grips[4] :] == pytest.approx(0)
    assert pulled(curve, heights + 100, grips).max() == 10


def test_laws_lie_where_their_names_say():
    means = {name: dual(DualSetup.model_validate({"p_law": name})).p @ PLACES for name in LAWS}
    assert means["left"] < means["slope"] < means["middle"] < means["right"]
    assert means["flat"] == pytest.approx(3.15)
    two = dual(DualSetup(p_law="two")).p
    assert two[12] == pytest.approx(two[51], rel=1e-6)
    assert two[31] < 0.1 * two[12]


@pytest.mark.parametrize("f", [(1.0, 2.0), (11.0,) * 64, (float("nan"),) * 64])
def test_what_is_no_potential_is_refused(f):
    with pytest.raises(ValidationError):
        DualSetup(f=f)

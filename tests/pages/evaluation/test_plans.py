"""The plan of the transport page: clouds under the hand, matrices under the pointer, numbers."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from models.transport import WAY, PlanSetup, solve, staircase
from playground import catalog
from tests.pages.conftest import drawn, readouts, sound
from tests.pages.pictured import faults
from tests.pages.told import formulas, layer, says, strip

TOPIC = catalog.topic("transport")


def knobs(**values: Any) -> dict[str, str]:
    return {f"transport_{name}": str(value) for name, value in values.items()}


def of_panel(picture: dict[str, Any], number: int, name: str) -> dict[str, Any]:
    """The layer of that name in one of the panels."""
    found: dict[str, Any]
    named = (each for each in picture["layers"] if each["name"] == name)
    (found,) = (each for each in named if each["panel"] == number)
    return found


def scenes(at: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The clouds, and the matrices."""
    pictures = [each for each in drawn(at) if {of["name"] for of in each["layers"]} - {"draw"}]
    first, second = pictures
    return first, second


@pytest.mark.parametrize("cost", ["distance", "squared"])
def test_the_exact_plan_is_drawn_and_moves_its_mass(open_page, cost):
    values = {"p_points": 10, "q_points": 15, "q_cloud": "circles", "cost": cost}
    at = sound(open_page(TOPIC, **knobs(**values)))
    one = solve(PlanSetup(p_points=10, q_points=15, q_cloud="circles", cost=cost))
    label = "W₂" if cost == "squared" else "W₁"
    says(at, label, one.distance, digits=5, reference=one.distance)
    main, side = scenes(at)
    ways = one.pairs(one.exact.plan)
    plan = np.asarray(layer(main, "plan")["xy"])
    np.testing.assert_allclose(plan[:, 0], one.two.x[ways[:, 0]], atol=1e-3)
    np.testing.assert_allclose(plan[:, 1], one.two.y[ways[:, 1]], atol=1e-3)
    mass = np.asarray(layer(main, "mass on its way")["xy"])
    assert len(mass) == len(WAY)
    np.testing.assert_allclose(mass[0], plan[:, 0], atol=1e-3)
    np.testing.assert_allclose(mass[-1], plan[:, 1], atol=1e-3)
    np.testing.assert_allclose(layer(main, "P")["xy"], one.two.x)
    np.testing.assert_allclose(layer(main, "Q")["xy"], one.two.y)
    np.testing.assert_allclose(of_panel(side, 0, "cost")["values"], one.costs, atol=0.02)
    np.testing.assert_allclose(of_panel(side, 1, "mass")["values"], one.exact.plan, atol=1e-3)
    assert (side["x_label"], side["y_label"]) == ("point of Q", "point of P")


@pytest.mark.parametrize(
    ("cost", "power", "name"), [("distance", 1, "W(P, Q)"), ("squared", 2, "W_2^2(P, Q)")]
)
def test_the_cheapest_plan_is_the_power_of_the_distance_that_its_formula_names(
    open_page, cost, power, name
):
    at = sound(open_page(TOPIC, **knobs(p_points=12, q_points=12, cost=cost)))
    (formula,) = formulas(at)
    assert formula.startswith(name + r" = \min_{\delta \ge 0}")
    two = solve(PlanSetup(p_points=12, q_points=12, cost=cost)).two
    costs = np.linalg.norm(two.x[:, None] - two.y, axis=2) ** power
    cheapest = costs[linear_sum_assignment(costs)].mean()
    assert readouts(at)["W₂" if power == 2 else "W₁"] ** power == pytest.approx(cheapest, rel=1e-3)


@pytest.mark.parametrize(("place", "pair"), [((0.5, 3.2), (3, 0)), ((14.9, 0.1), (0, 14))])
def test_a_cell_under_the_pointer_is_a_way_between_the_clouds(open_page, place, pair):
    at = sound(open_page(TOPIC, **knobs(p_points=10, q_points=15)))
    one = solve(PlanSetup(p_points=10, q_points=15))
    at.session_state["transport:matrices"] = {"probe": list(place)}
    sound(at.run())
    i, j = pair
    says(at, f"Cost of way {i + 1} → {j + 1}", one.costs[i, j])
    says(at, "Mass moved on it (%)", 100 * one.exact.plan[i, j])
    main, side = scenes(at)
    (way,) = np.asarray(layer(main, "pointed at")["xy"])
    np.testing.assert_allclose(way, [one.two.x[i], one.two.y[j]], atol=1e-3)
    for panel in (0, 1):
        corners = np.asarray(of_panel(side, panel, "pointed at")["rings"]["xy"])
        np.testing.assert_allclose(corners.min(0), [j, i], atol=1e-3)
        np.testing.assert_allclose(corners.max(0), [j + 1, i + 1], atol=1e-3)
    at.session_state["transport:matrices"] = {"probe": [16.0, 2.0]}
    sound(at.run())
    assert not any(label.startswith("Cost of way") for label in readouts(at))


@pytest.mark.parametrize("frame", [0, 1, 6, 20])
def test_each_half_step_has_its_own_plan_and_numbers(open_page, frame):
    values = {"solver": "sinkhorn", "epsilon": 0.2, "half_steps": 20}
    at = sound(open_page(TOPIC, transport_frame=str(frame), **knobs(**values)))
    one = solve(PlanSetup(solver="sinkhorn", epsilon=0.2, half_steps=20))
    found = one.scaled(0.2, 20)
    says(at, "W₁", one.distance, digits=5, reference=one.distance)
    value, reference = found.costs[frame], one.exact.value
    says(at, "Cost of the blurred plan", value, digits=5, reference=reference)
    says(at, "Proven by its potentials", found.proven[frame], digits=5, reference=reference)
    says(at, "Mass misplaced (%)", 100 * found.misplaced[frame])
    main, side = scenes(at)
    np.testing.assert_allclose(of_panel(side, 1, "mass")["values"], found.plans[frame], atol=1e-3)
    curves = strip(main)
    np.testing.assert_allclose(curves["cost of the plan"]["values"], found.costs, rtol=1e-5)
    np.testing.assert_allclose(curves["mass misplaced"]["values"], found.misplaced, atol=1e-6)
    assert curves["cost of the plan"]["floor"] == pytest.approx(one.exact.value)
    shares = found.shares(one.two.p)
    names = {"a trace": (0.01, 0.1), "over a tenth": (0.1, 1 / 3), "over a third": (1 / 3, np.inf)}
    for name, (low, high) in names.items():
        lines = np.asarray(layer(main, name)["xy"])[frame]
        seen = np.isfinite(lines).all((1, 2)).sum()
        assert seen == ((shares[frame] > low) & (shares[frame] <= high)).sum(), name


@pytest.mark.parametrize("cost", ["distance", "squared"])
@pytest.mark.parametrize("frame", [0, 30])
def test_the_shadows_of_a_direction_are_sorted(open_page, frame, cost):
    values = {"solver": "sliced", "q_cloud": "right", "cost": cost}
    at = sound(open_page(TOPIC, transport_frame=str(frame), **knobs(**values)))
    one = solve(PlanSetup(solver="sliced", q_cloud="right", cost=cost))
    cut, label = one.in_slices(), "W₂" if cost == "squared" else "W₁"
    says(at, f"Sliced {label}", cut.value, digits=5, reference=one.distance)
    says(at, f"{label} in this direction", one.length(cut.costs[frame]), digits=5)
    main, _ = scenes(at)
    way = cut.directions[frame]
    for name, points in (("shadow of P", one.two.x), ("shadow of Q", one.two.y)):
        shadow = np.asarray(layer(main, name)["xy"])[frame]
        np.testing.assert_allclose(shadow @ way, np.sort(points @ way), atol=2e-3)
    matched = np.asarray(layer(main, "sorted")["xy"])[frame]
    far = np.abs((matched[:, 1] - matched[:, 0]) @ way)
    power = 2 if cost == "squared" else 1
    assert (far**power).mean() == pytest.approx(cut.costs[frame], rel=2e-3)
    curve = strip(main)["distance of the shadows"]
    np.testing.assert_allclose(curve["values"], list(map(one.length, cut.costs)), rtol=1e-5)
    assert curve["floor"] == pytest.approx(cut.value)


def test_on_a_line_the_area_between_the_cdfs_is_the_distance(open_page):
    values = {"solver": "sorted", "p_points": 6, "q_points": 9}
    at = sound(open_page(TOPIC, **knobs(**values)))
    one = solve(PlanSetup(solver="sorted", p_points=6, q_points=9))
    says(at, "W₁", one.distance, digits=5, reference=one.distance)
    says(at, "Area between the cdfs", one.area(), digits=5, reference=one.distance)
    main, _ = scenes(at)
    assert not faults(main)
    assert main["time_name"] == "of the way"
    for name, points, masses in (
        ("cdf of P", one.two.x, one.two.p),
        ("cdf of Q", one.two.y, one.two.q),
    ):
        (line,) = np.asarray(layer(main, name)["xy"])
        wanted = staircase(points[:, 0], masses, -4.75, 4.75)
        np.testing.assert_allclose(line, wanted, atol=1e-3)
    rings = layer(main, "area between")["rings"]
    corners = np.asarray(rings["xy"]).reshape(-1, 4, 2)
    areas = np.abs(np.ptp(corners[..., 0], axis=1) * np.ptp(corners[..., 1], axis=1))
    assert areas.sum() == pytest.approx(one.area(), abs=2e-3)
    mass = np.asarray(layer(main, "mass on its way")["xy"])
    levels = one.on_a_line()
    np.testing.assert_allclose(mass[0, :, 0], levels.start, atol=1e-3)
    np.testing.assert_allclose(mass[-1, :, 0], levels.end, atol=1e-3)


@pytest.mark.long
@pytest.mark.parametrize(("letter", "other"), [("p", "q"), ("q", "p")])
def test_a_dragged_point_makes_the_cloud_ones_own(open_page, letter, other):
    at = sound(open_page(TOPIC, **knobs(p_points=5, q_points=5)))
    two = solve(PlanSetup(p_points=5, q_points=5)).two
    clouds = {"P": two.x.copy(), "Q": two.y.copy()}
    clouds[letter.upper()][2] = (0.5, -4.0)
    own = "~".join(f"{x:g}_{y:g}" for x, y in clouds[letter.upper()])
    at = sound(open_page(TOPIC, **knobs(**{f"{letter}_cloud": "own", f"{letter}_own": own})))
    main, _ = scenes(at)
    np.testing.assert_allclose(layer(main, letter.upper())["xy"], clouds[letter.upper()])
    setup = at.session_state["transport:setup"]
    assert getattr(setup, f"{other}_cloud") != "own"


def test_a_cloud_without_points_is_a_sentence(open_page):
    at = sound(open_page(TOPIC, **knobs(p_cloud="own")))
    assert any("no points yet" in each.value for each in at.info)


def test_a_preset_that_is_on_screen_begins_again_with_its_first_step(open_page):
    blurred = knobs(solver="sinkhorn", epsilon=0.5)
    at = sound(open_page(TOPIC, transport_frame="12", **blurred))
    assert scenes(at)[0]["start"] == 12
    sound(at.button(key="transport:preset:3").click().run())
    assert scenes(at)[0]["start"] == 0

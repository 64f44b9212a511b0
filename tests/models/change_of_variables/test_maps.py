"""Change of variables: every number against a closed form, scipy, or an independent quadrature."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from scipy import integrate, interpolate, stats

from models import change_of_variables as cov
from models.change_of_variables import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    Spline,
    WarpSetup,
    along,
    discrete,
    spline,
)
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.plane_maps import crease, plane
from models.errors import ModelError
from models.values import places

POINTS = np.array(CurveSetup().control)
MAPS: tuple[Any, ...] = ("spline", "affine", "exp", "normal", "beta")
BASES: tuple[Any, ...] = ("gaussian", "uniform", "two")
WARPS: tuple[Any, ...] = ("polar", "shear", "fold", "square")
FOLDS: tuple[Any, ...] = ("square", "absolute", "cosine", "plane")


def test_the_spline_passes_through_its_points_and_rises():
    g = Spline(POINTS)
    assert g(POINTS[:, 0]) == pytest.approx(POINTS[:, 1], abs=1e-12)
    z = np.linspace(-6, 6, 4001)
    assert (np.diff(g(z)) > 0).all()
    assert g.inverse(g(z)) == pytest.approx(z, abs=1e-9)
    by_differences = (g(z + 1e-6) - g(z - 1e-6)) / 2e-6
    assert g.derivative(z) == pytest.approx(by_differences, abs=1e-4)


def test_the_inner_slopes_are_those_of_pchip():
    expected = interpolate.PchipInterpolator(*POINTS.T).derivative()(POINTS[1:-1, 0])
    assert Spline(POINTS).slope[1:-1] == pytest.approx(expected, rel=1e-12)


def test_falling_points_are_refused():
    with pytest.raises(ModelError, match="rise"):
        Spline([[0, 0], [1, 0]])


@pytest.mark.parametrize("way", [(0, 9), (-9, 0), (9, 9), (-9, -9)])
def test_a_point_dragged_past_its_neighbour_is_held_back_and_told(way):
    after = POINTS.copy()
    after[2] += way
    kept, said = spline.moved(POINTS, after, 3.9)
    assert "held back" in said
    assert (np.diff(kept, axis=0) > 0).all()
    others = [0, 1, 3, 4]
    assert (kept[others] == POINTS[others]).all()
    Spline(kept)


def test_a_small_drag_moves_the_point_and_says_nothing():
    after = POINTS.copy()
    after[2] += 0.1
    sent = after.astype(np.float32).astype(np.float64)  # handles travel in single precision
    kept, said = spline.moved(POINTS, sent, 3.9)
    assert not said
    assert kept[2] == pytest.approx([0.1, 0.9], abs=1e-9)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("kind", MAPS)
def test_the_area_with_the_factor_is_one(kind, base):
    assert cov.line(CurveSetup(map=kind, base=base)).area() == pytest.approx(1, abs=1e-6)


def rough(seed: int) -> Any:
    """Control points as wild as the page lets anybody drag them."""
    rng = np.random.default_rng(seed)
    gaps = spline.GAP + rng.dirichlet(np.full(6, 0.2), 2).T[:5] * (7.8 - 5 * spline.GAP)
    return np.round(-3.9 + gaps.cumsum(axis=0), 2)


@pytest.mark.parametrize("seed", range(40))
def test_the_area_is_one_however_wild_the_curve(seed):
    points = rough(seed)
    kept, _ = spline.moved(points, points, 3.9)
    setup = CurveSetup(control=places(kept, 2))
    assert cov.line(setup).area() == pytest.approx(1, abs=1e-6)
    assert cov.line(setup, layers=2).area() == pytest.approx(1, abs=1e-4)


def test_the_area_without_the_factor_is_the_mean_slope():
    def area(**knobs: Any) -> float:
        return cov.line(CurveSetup(**knobs)).area_without()

    assert area(map="affine", slope=-1.5) == pytest.approx(1.5, abs=1e-9)
    assert area(map="exp") == pytest.approx(math.exp(0.5), abs=1e-9)
    assert area(map="exp", base="uniform") == pytest.approx(math.sinh(2) / 2, abs=1e-9)
    assert area(map="beta") == pytest.approx(1, abs=1e-9)
    assert area(map="normal") == math.inf
    g = Spline(POINTS)
    assert area(base="uniform") == pytest.approx((g(2) - g(-2)) / 4, abs=1e-6)
    mean_slope = integrate.quad(
        lambda z: float(g.derivative(z) * stats.norm.pdf(z)), -9, 9, points=POINTS[:, 0], limit=200
    )[0]
    assert area() == pytest.approx(mean_slope, abs=1e-6)


@pytest.mark.parametrize(
    ("knobs", "law", "x"),
    [
        (
            {"map": "affine", "slope": -1.5, "shift": 1.0},
            stats.norm(1, 1.5),
            np.linspace(-7, 7, 41),
        ),
        ({"map": "exp"}, stats.lognorm(1), np.linspace(-1, 8, 41)),
        (
            {"map": "exp", "base": "uniform"},
            stats.loguniform(np.exp(-2), np.exp(2)),
            [0.2, 1, 7, 8],
        ),
        ({"map": "beta"}, stats.beta(2, 5), np.linspace(-0.2, 1.2, 41)),
        ({"map": "normal"}, stats.norm(), np.linspace(-4, 4, 41)),
    ],
)
def test_the_pushed_density_is_the_law_with_a_name(knobs, law, x):
    one = cov.line(CurveSetup(**knobs))
    assert one.density(x) == pytest.approx(law.pdf(x), abs=1e-9)
    assert one.exact.pdf(x) == pytest.approx(law.pdf(x), abs=1e-12)
    assert stats.kstest(one.sample(4000, 1), law.cdf).pvalue > 1e-3


def test_a_flat_line_is_refused_with_a_way_out():
    with pytest.raises(ModelError, match="Give the map a slope"):
        cov.view_of(CurveSetup(map="affine", slope=0)).arrays()


@pytest.mark.parametrize("layers", [1, 2, 6])
def test_a_composed_density_is_the_slope_of_its_distribution(layers):
    one = cov.line(LotusSetup(), layers)
    z = np.array([-1.7, -0.4, 0.3, 0.9])
    x = one.forward(z)
    assert one.inverse(x) == pytest.approx(z, abs=1e-9)
    assert one.log_slopes(z).shape == (layers, 4)
    by_cdf = [one.known_log_density(each) for each in x]
    assert np.log(one.density(x)) == pytest.approx(by_cdf, abs=1e-3)
    assert one.area() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("kind", MAPS)
@pytest.mark.parametrize("percent", [3, 50, 97])
def test_the_strip_keeps_its_mass(kind, percent):
    one = cov.line(CurveSetup(map=kind))
    strip = one.strip(along.place(percent, one.z_window))
    assert strip.image_mass == pytest.approx(strip.mass, abs=1e-8)
    assert strip.mass == pytest.approx(float(np.diff(one.base.cdf(np.array(strip.z)))[0]))
    assert strip.density == pytest.approx(math.exp(strip.log_base - strip.log_slope), rel=1e-9)
    assert strip.x == pytest.approx(tuple(one.forward(strip.z)))


def test_a_handle_comes_back_from_its_hundredths():
    assert along.place(along.percent(1.2345, (-4, 4)), (-4, 4)) == pytest.approx(1.2345, abs=1e-3)
    assert along.percent(1.2345, (-4, 4)) == 65.43
    assert along.place(-50, (0, 1)) > 0
    assert along.place(100, (0, 1)) < 1


@pytest.mark.parametrize(
    ("knobs", "law"),
    [
        ({"fold": "square"}, stats.chi2(1)),
        ({"fold": "square", "mean": 1.3}, stats.ncx2(1, 1.69)),
        ({"fold": "absolute"}, stats.halfnorm()),
        ({"fold": "absolute", "mean": -0.7}, stats.foldnorm(0.7)),
        ({"fold": "cosine"}, stats.arcsine(-1, 2)),
    ],
)
def test_the_sum_over_the_pieces_is_scipys_law(knobs, law):
    one = cov.fold(FoldSetup(**knobs))
    y = np.linspace(*one.y_window, 97)[1:-1]
    y = y[(np.abs(y) > 1e-9) & (np.abs(np.abs(y) - 1) > 1e-9)]  # poles of the densities
    assert one.density(y) == pytest.approx(law.pdf(y), rel=1e-8, abs=1e-12)
    assert one.exact.pdf(y) == pytest.approx(law.pdf(y), rel=1e-9, abs=1e-12)
    assert stats.kstest(one.sample(4000, 5), law.cdf).pvalue > 1e-3


def test_a_folded_sheet_is_the_sum_of_its_halves():
    w = np.random.default_rng(3).normal(size=(100, 2))
    both = crease(plane.get("gaussian"), w).sum(axis=0)
    exact = stats.halfnorm.pdf(w[:, 0]) * stats.norm.pdf(w[:, 1])
    assert both == pytest.approx(np.where(w[:, 0] > 0, exact, 0), abs=1e-12)
    numbers = cov.view_of(FoldSetup(fold="plane", sheet="gaussian")).numbers()
    assert numbers["Mass of the sum"] == pytest.approx(1, abs=1e-4)
    assert numbers["Mass from x₁ < 0"] == pytest.approx(0.5, abs=1e-4)
    assert numbers["Largest error"] <= numbers["Its rounding"] < 1e-14


def test_masses_move_as_exact_fractions():
    setup = DiscreteSetup(pmf="binomial", rule="square")
    law = discrete.push(discrete.pmf(setup), discrete.sources(setup))
    assert law == {
        0: Fraction(20, 64),
        1: Fraction(30, 64),
        4: Fraction(12, 64),
        9: Fraction(2, 64),
    }
    one_to_one = setup.model_copy(update={"rule": "double"})
    renamed = discrete.push(discrete.pmf(one_to_one), discrete.sources(one_to_one))
    assert renamed == {2 * x + 1: mass for x, mass in discrete.pmf(setup).items()}


@pytest.mark.parametrize("rule", ["double", "square", "absolute", "modulo", "sign"])
@pytest.mark.parametrize("pmf", ["uniform", "binomial", "triangle", "own"])
def test_every_pushed_law_adds_up_to_one(rule, pmf):
    setup = DiscreteSetup(rule=rule, pmf=pmf)
    sources = discrete.sources(setup)
    assert sum(discrete.push(discrete.pmf(setup), sources).values()) == 1
    assert sorted(x for xs in sources.values() for x in xs) == list(range(-3, 4))


@pytest.mark.parametrize(
    ("knobs", "exact"),
    [
        ({"map": "affine", "slope": 2, "shift": 1, "test_function": "identity"}, 1),
        ({"map": "affine", "slope": 2, "shift": 1, "test_function": "square"}, 5),
        (
            {"map": "affine", "slope": 2, "shift": 1, "test_function": "cosine"},
            math.exp(-2) * math.cos(1),
        ),
        ({"map": "affine", "slope": 2, "shift": 1, "test_function": "tail"}, 0.5),
        ({"map": "exp", "test_function": "identity"}, math.exp(0.5)),
        ({"map": "beta", "test_function": "square"}, 3 / 28),
        ({"map": "normal", "test_function": "square"}, 1),
    ],
)
def test_the_quadrature_has_the_closed_form(knobs, exact):
    setup = LotusSetup(**knobs)
    function = lotus.FUNCTIONS[setup.test_function]
    assert lotus.quadrature(cov.line(setup), function) == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize("name", list(lotus.FUNCTIONS))
def test_the_quadrature_under_a_composed_flow_needs_no_density_in_z(name):
    one, function = cov.line(LotusSetup(), layers=3), lotus.FUNCTIONS[name]
    z = np.linspace(-9, 9, 400_001)
    expected = integrate.simpson(function.h(one.forward(z)) * stats.norm.pdf(z), x=z)
    assert lotus.quadrature(one, function) == pytest.approx(expected, abs=2e-5)


def test_pushing_samples_evaluates_no_density_and_no_slope(monkeypatch):
    def forbidden(*_):
        raise AssertionError("LOTUS needs neither density nor Jacobian")

    monkeypatch.setattr(cov.Line, "density", forbidden)
    monkeypatch.setattr(cov.Line, "log_slopes", forbidden)
    monkeypatch.setattr(Spline, "derivative", forbidden)
    one = cov.line(LotusSetup(), layers=2)
    found = lotus.estimate(lotus.values(one, lotus.FUNCTIONS["square"], 1000, 0))
    assert math.isfinite(found.value)


@pytest.mark.parametrize("name", list(lotus.FUNCTIONS))
def test_the_estimate_lies_within_its_error_and_the_error_falls_with_the_root(name):
    one, function = cov.line(LotusSetup(), layers=2), lotus.FUNCTIONS[name]
    exact, spread = lotus.quadrature(one, function), lotus.deviation(one, function)
    found = lotus.estimate(lotus.values(one, function, 20_000, 4))
    assert found.error == pytest.approx(spread / math.sqrt(20_000), rel=0.05)
    assert abs(found.value - exact) < 4 * found.error
    rms = lotus.root_mean_square(one, function, exact, 0)
    assert rms == pytest.approx(spread / np.sqrt(lotus.SIZES), rel=0.35)
    slope = np.polyfit(np.log(lotus.SIZES), np.log(rms), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.07)


def test_the_running_mean_ends_in_the_estimate():
    of = np.random.default_rng(0).normal(size=700)
    sizes, means = lotus.running(of)
    assert sizes[-1] == 700
    assert means[-1] == pytest.approx(of.mean(), abs=1e-12)
    assert means[0] == pytest.approx(of[: sizes[0]].mean(), abs=1e-12)
    assert len(lotus.running(of[:10])[0]) > 1


@pytest.mark.parametrize(
    ("kind", "before", "now"),
    [
        (CurveSetup, {"control": "-3,-3,0,0.8,3,3"}, {"control": "-3_-3~0_0.8~3_3"}),
        (CurveSetup, {"probe": "62.5"}, {"probe": "62.5"}),
        (LinearSetup, {"matrix": "1,0.5,2,1"}, {"matrix": "1_0.5~2_1"}),
        (WarpSetup, {"corner": "-1,0.25"}, {"corner": "-1_0.25"}),
        (FoldSetup, {"level": "40"}, {"level": "40"}),
        (DiscreteSetup, {"weights": "1,0,0,2,0,0,3"}, {"weights": "1_0_0_2_0_0_3"}),
    ],
)
def test_what_was_dragged_in_a_link_of_before_is_the_same_today(kind, before, now):
    setup = kind(**before)
    assert setup == kind(**now)
    assert setup.changed() == now


@pytest.mark.parametrize(
    ("kind", "knobs"),
    [
        (CurveSetup, {"view": "curve"}),
        (CurveSetup, {"control": "0,0"}),
        (CurveSetup, {"control": "0,0,1,0"}),
        (LotusSetup, {"control": "0,0,1"}),
        (LotusSetup, {"control": ",".join(map(str, range(100)))}),
        (LotusSetup, {"control": ((0.0, 0.0), (1.0, 101.0))}),
        (LinearSetup, {"matrix": "1,2,3"}),
        (WarpSetup, {"corner": "1"}),
        (CurveSetup, {"probe": "1,2"}),
        (FoldSetup, {"level": "a"}),
        (DiscreteSetup, {"weights": "0,0,0,0,0,0,0"}),
        (DiscreteSetup, {"weights": "1,1,1,1,1,1,0.5"}),
        (DiscreteSetup, {"weights": "1,1,1,1,1,1,-1"}),
    ],
)
def test_a_hand_edited_setup_is_refused(kind, knobs):
    with pytest.raises(ValidationError):
        kind(**knobs)


VARIANTS: list[ChangeSetup] = [
    *(CurveSetup(map=kind, base=base) for kind in MAPS for base in BASES),
    *(LinearSetup(matrix=((1, 0), m)) for m in ((0, 1), (0, -1), (1, 0))),
    *(WarpSetup(warp=kind) for kind in WARPS),
    *(WarpSetup(warp=kind, corner=(-3, -3), cell=1) for kind in WARPS),
    *(FoldSetup(fold=kind) for kind in FOLDS),
    *(FoldSetup(mean=m, level=99) for m in (-2, 2)),
    DiscreteSetup(),
    LotusSetup(samples=10),
    LotusSetup(map="beta", test_function="tail"),
]
#: Pairs of numbers that are found in two ways.
PAIRS = (
    ("Mass of the strip", "Mass of its image"),
    ("Image area", "|det A|"),
    ("Their sum", "Density by its own formula"),
)


@pytest.mark.parametrize("setup", VARIANTS, ids=repr)
def test_every_setup_has_numbers_that_agree_and_arrays(setup):
    (frame,) = cov.change(setup)
    assert not any(math.isnan(number) for number in frame.metrics.values())
    for one, other in PAIRS:
        if {one, other} <= set(frame.metrics):
            assert frame.metrics[one] == pytest.approx(frame.metrics[other], abs=2e-4), one
    assert frame.views
    assert all(array.size and array.dtype != object for array in frame.views.values())


def test_the_share_below_lies_within_its_error_of_the_exact_value():
    one = cov.fold(FoldSetup())
    share, known, error = one.below(1.0, 20_000, 3)
    assert known == pytest.approx(2 * stats.norm.cdf(1) - 1)
    assert error == pytest.approx(math.sqrt(known * (1 - known) / 20_000))
    assert abs(share - known) < 4 * error


def test_what_a_jacobian_would_make_of_masses_is_half_of_them():
    assert cov.view_of(DiscreteSetup(rule="double")).numbers()["Divided by |f′| = 2"] == 0.5
    assert "Divided by |f′| = 2" not in cov.view_of(DiscreteSetup(rule="square")).numbers()


def test_the_mean_of_the_slope_tells_whether_the_factor_can_be_missed():
    """What the stories claim: the opening curve's area is another, that of quantiles is 1."""
    assert abs(cov.view_of(CurveSetup()).numbers()["Area without factor"] - 1) > 0.1
    quantiles = cov.view_of(CurveSetup(map="beta")).numbers()
    assert quantiles["Area without factor"] == pytest.approx(1, abs=1e-9)

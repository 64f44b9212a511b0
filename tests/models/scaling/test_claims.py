"""The six claims: on Kaplan's formulas, which obey them, and on sweeps made to break them."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from scipy import optimize, stats

from models.errors import ModelError
from models.scaling import kaplan
from models.scaling.claims import (
    ClaimSetup,
    ConvergenceSetup,
    CurvesSetup,
    OverfittingSetup,
    SamplesSetup,
    SmoothSetup,
    TransferSetup,
    ahead,
    ahead_lines,
    balance,
    best_at,
    by_size,
    claim_view,
    collapsed,
    compute_lines,
    crossing,
    foretold_curve,
    more_data,
    optimal_size,
    overfitting,
    penalty,
    penalty_line,
    place_of,
    power_at,
    published,
    reached,
    read_sweep,
    sample_lines,
    shape,
    share_at,
    smooth,
    sweep_of,
    touch_points,
    touches,
    transfer,
    window,
)
from models.scaling.sweep import Measured, shipped, written

SETUPS = (
    SmoothSetup,
    OverfittingSetup,
    CurvesSetup,
    TransferSetup,
    SamplesSetup,
    ConvergenceSetup,
)


def two_texts(slope: float, offset: float) -> Measured:
    found = shipped()[0]
    return found._replace(other=offset + slope * found.loss)


def test_kaplans_sweep_is_kaplans_formula():
    found = published()
    job = found.jobs[3]
    step = found.tokens[7] / 524_288
    assert found.loss[3, 7] == pytest.approx(kaplan.by_steps(job.parameters, step))
    less = next(at for at, each in enumerate(found.jobs) if each.kind == "grid")
    same = next(at for at, each in enumerate(found.jobs) if each.shape == found.jobs[less].shape)
    n, d = found.jobs[less].parameters, found.jobs[less].characters
    dearer = kaplan.JOINT(n, d) / kaplan.JOINT(n, 1e30)
    np.testing.assert_allclose(found.loss[less] / found.loss[same], dearer)
    assert penalty(n, d) == pytest.approx(dearer - 1)


def test_smooth_laws_have_kaplans_slope_over_n_and_lie_on_their_lines():
    laws = smooth(published())
    law = laws["n"]
    assert law.fitted.law.exponent == pytest.approx(-0.0764, abs=5e-4)
    assert law.worst < 0.005
    assert law.decades == pytest.approx(np.log10(707_788_800 / 393_216))
    np.testing.assert_allclose(law.points[0, 0], 0)
    np.testing.assert_allclose(law.line[:, 0], [0, law.decades])
    steep = np.diff(law.line, axis=0)[0]
    assert steep[1] / steep[0] == pytest.approx(law.fitted.law.exponent)
    flat = np.diff(law.kaplan, axis=0)[0]
    assert flat[1] / flat[0] == pytest.approx(-0.076)
    assert [smooth(shipped()[0])[over].published for over in ("n", "d", "c")] == [
        -0.076,
        -0.095,
        -0.057,
    ]


def test_the_smallest_may_be_left_out():
    every, rest = smooth(published()), smooth(published(), 2)
    assert len(rest["n"].points) == len(every["n"].points) - 2
    np.testing.assert_allclose(rest["n"].points[:, 1], every["n"].points[2:, 1])
    assert rest["n"].decades < every["n"].decades
    assert "n" not in smooth(published(), 4)


def test_the_joint_law_has_its_balance_and_no_other():
    seen = overfitting(published())
    assert len(seen.n) == 12
    law = balance(seen)
    assert law is not None
    assert law.exponent == pytest.approx(0.076 / 0.103, abs=1e-4)
    assert law.power == pytest.approx(0.103, abs=1e-4)
    assert law.interval[0] <= law.exponent <= law.interval[1]
    np.testing.assert_allclose(law(seen.n, seen.d), seen.penalty, atol=1e-6)
    eighty, none = balance(seen, 0.8), balance(seen, 0.0)
    assert eighty is not None
    assert none is not None
    assert eighty.exponent == 0.8
    assert law.scatter < 1e-6 < eighty.scatter < none.scatter


def test_eight_times_the_model_needs_almost_five_times_the_data():
    assert more_data(0.74) == pytest.approx(4.659, abs=5e-4)
    assert more_data(0.74, 10) == pytest.approx(5.495, abs=5e-4)
    assert more_data(0.8) == pytest.approx(5.278, abs=5e-4)


def test_the_plane_of_overfitting_has_all_points_and_the_law():
    seen = overfitting(published())
    points = collapsed(seen, 0.74)
    np.testing.assert_allclose(10 ** points[:, 0], seen.n**0.74 / seen.d)
    np.testing.assert_allclose(points[:, 1], 100 * seen.penalty)
    sizes = by_size(seen, 0.74)
    assert [len(each) for each in sizes.values()] == [4, 4, 4]
    assert sorted(sizes) == list(sizes)
    law = balance(seen)
    assert law is not None
    line = penalty_line(law, seen)
    own = collapsed(seen, law.exponent)
    np.testing.assert_allclose(np.interp(own[:, 0], *line.T), own[:, 1], atol=0.3)


def test_one_size_alone_tells_no_balance():
    found = published()
    one = [at for at, job in enumerate(found.jobs) if job.kind == "size" or job.shape == (3, 256)]
    few = Measured(
        tuple(found.jobs[at] for at in one), found.tokens, found.loss[one], found.other[one]
    )
    assert len(overfitting(few).n) == 4
    assert balance(overfitting(few)) is None


@pytest.mark.parametrize("alpha", [0.3, 0.76])
def test_a_shared_shape_is_found_again(alpha):
    tokens = np.geomspace(1e4, 1e6, 20)
    curves = np.array([[1.0], [1.5], [2.0]]) + (tokens / 2e4) ** -alpha
    found = shape(tokens, curves)
    assert found.alpha == pytest.approx(alpha, rel=1e-3)
    assert found.scale == pytest.approx(2e4, rel=1e-2)
    np.testing.assert_allclose(found(tokens), (tokens / 2e4) ** -alpha, rtol=1e-2)


def test_the_first_tenth_foretells_kaplans_curve_and_a_line_does_not():
    found = published()
    curve = ahead(found, 5, 0.1)
    assert curve is not None
    assert curve.shape.alpha == pytest.approx(0.76, abs=1e-3)
    assert curve.parameters == found.jobs[5].parameters
    np.testing.assert_allclose(curve.shared, curve.truth, rtol=1e-4)
    assert abs(curve.alone[-1] / curve.truth[-1] - 1) > 0.05
    assert (curve.tokens[: curve.known] <= 0.1 * found.tokens[-1]).all()
    assert curve.tokens[curve.known] > 0.1 * found.tokens[-1]
    drawn = ahead_lines(curve)
    np.testing.assert_allclose(10**drawn.truth, np.stack((curve.tokens, curve.truth), -1))
    np.testing.assert_allclose(drawn.known, drawn.truth[: curve.known])
    np.testing.assert_allclose(10 ** drawn.shared[:, 1], curve.shared[curve.known - 1 :])
    np.testing.assert_allclose(10 ** drawn.alone[:, 1], curve.alone[curve.known - 1 :])


def test_what_lies_ahead_of_the_cut_is_not_looked_at():
    found = published()
    curve = ahead(found, 5, 0.3)
    other = found.loss.copy()
    other[5, found.tokens > 0.3 * found.tokens[-1]] = 9.0
    again = ahead(found._replace(loss=other), 5, 0.3)
    assert curve is not None
    assert again is not None
    np.testing.assert_array_equal(again.shared, curve.shared)
    np.testing.assert_array_equal(again.alone, curve.alone)
    assert again.truth[-1] == 9.0


def test_too_little_is_foretold_as_nothing():
    found = published()
    assert ahead(found, 1, 0.5) is None
    assert ahead(found, 5, 0.03) is None
    assert foretold_curve(CurvesSetup(source="kaplan", curve="third")) is not None


@pytest.mark.parametrize("size", ["largest", "second", "third"])
def test_of_a_sweep_of_one_size_nothing_is_foretold(size):
    found = published()
    one = Measured(found.jobs[:1], found.tokens, found.loss[:1], found.other[:1])
    own = read_sweep(written(one, {}).encode())
    assert foretold_curve(CurvesSetup(source="own", own=own, curve=size, share=0.5)) is None


@pytest.mark.parametrize(("size", "row"), [("largest", 5), ("second", 4), ("third", 3)])
def test_the_size_that_is_chosen_is_foretold(size, row):
    curve = foretold_curve(CurvesSetup(source="kaplan", curve=size))
    assert curve is not None
    assert curve.parameters == published().jobs[row].parameters


def test_a_share_is_read_from_its_place():
    found = published()
    assert share_at(found, place_of(0.25 * found.tokens[-1])) == 0.25
    assert share_at(found, -5.0) == 0.05
    assert share_at(found, 400.0) == 1.0
    assert power_at(2.0, 1.0, 1e3) == 100
    assert power_at(9.0, 1.0, 1e3) == 1000
    assert power_at(-9.0, 1.0, 1e3) == 1


def test_a_constant_offset_has_slope_one():
    both = transfer(two_texts(1.0, 0.4))
    assert both is not None
    assert both.offset == pytest.approx(0.4)
    assert both.spread == pytest.approx(0, abs=1e-9)
    assert both.slope == pytest.approx(1)
    np.testing.assert_allclose(both.constant((1.0, 2.0)), [[1.0, 1.4], [2.0, 2.4]])
    tilted = transfer(two_texts(0.5, 1.0))
    assert tilted is not None
    assert tilted.slope == pytest.approx(0.5)
    assert tilted.interval[0] <= 0.5 + 1e-9
    assert tilted.correlation == pytest.approx(1)
    np.testing.assert_allclose(tilted.ways[..., 1], 1 + 0.5 * tilted.ways[..., 0])
    assert transfer(published()) is None


def test_larger_models_come_to_a_loss_with_fewer_tokens():
    found = published()
    seen = reached(found, 3.0)
    assert seen.reaching == 3
    n, t = seen.rows()[-1]
    assert t is not None
    assert t == pytest.approx(524_288 * kaplan.steps_to(n, 3.0), rel=1e-2)
    assert [each for _, each in seen.rows()[:3]] == [None] * 3
    known = seen.tokens[np.isfinite(seen.tokens)]
    assert (np.diff(known) < 0).all()
    assert seen.saved == pytest.approx(known[0] / known[-1])
    np.testing.assert_allclose(10 ** seen.places(3.0)[:, 0], known)
    np.testing.assert_allclose(10 ** seen.places(3.0)[:, 1], 3.0)
    assert reached(found, 1.0).saved is None
    assert kaplan.steps_to(1e6, 1.0) == float("inf")
    assert kaplan.by_steps(1e8, kaplan.steps_to(1e8, 3.2)) == pytest.approx(3.2)


def test_the_best_sizes_stop_a_tenth_above_their_ends():
    found = published()
    inner = [each for each in touches(found) if each.inner]
    assert [each.parameters for each in inner] == sorted(each.parameters for each in inner)
    assert len(inner) == 4
    for each in inner:
        assert each.above == pytest.approx(0.077 / 0.76, abs=0.03)
        assert each.share < 0.1
        assert each.operations == pytest.approx(6 * each.parameters * each.tokens)
    law = optimal_size(found)
    assert law is not None
    assert law.exponent == pytest.approx(0.76 / 0.837, abs=0.06)
    np.testing.assert_allclose(
        10 ** touch_points(inner), [[each.operations, each.loss] for each in inner]
    )


def test_the_best_at_a_budget_is_the_lowest_of_all_curves():
    found = published()
    sizes = found.of("size")
    best = best_at(found, 1e18)
    assert best is not None
    others = [
        float(curve[spent <= 1e18].min())
        for curve, spent in zip(sizes.loss[:, 1:], sizes.operations[:, 1:], strict=True)
        if (spent <= 1e18).any()
    ]
    assert best.loss <= min(others) + 1e-9
    assert best.tokens == pytest.approx(1e18 / (6 * best.parameters))
    assert best_at(found, 1.0) is None


def test_planes_are_logarithms():
    found = published()
    lines, spent = sample_lines(found), compute_lines(found)
    np.testing.assert_allclose(10 ** lines[2, 3], [found.tokens[4], found.loss[2, 4]])
    np.testing.assert_allclose(10 ** spent[2, 3], [found.operations[2, 4], found.loss[2, 4]])
    x0, x1, y0, y1 = window(lines, [[np.nan, 0.0]])
    assert x0 < lines[..., 0].min() < lines[..., 0].max() < x1
    assert y0 < lines[..., 1].min() < lines[..., 1].max() < y1
    np.testing.assert_array_equal(crossing((0, 1), upright=True, at=5), [[5, 0], [5, 1]])
    np.testing.assert_array_equal(crossing((0, 1), upright=False, at=5), [[0, 5], [1, 5]])
    also = window(lines, x=x1 + 1.0, y=y0 - 1.0)
    assert also[0] < x0 < x1 + 1.0 < also[1]
    assert also[2] < y0 - 1.0 < y1 < also[3]


@pytest.mark.parametrize("kind", SETUPS)
@pytest.mark.parametrize("source", ["shipped", "kaplan", "own"])
def test_every_claim_has_its_numbers(kind: type[ClaimSetup], source: Any):
    setup = kind(source=source, own=read_sweep(written(shipped()[0], {}).encode()))
    (frame,) = claim_view(setup)
    found = sweep_of(setup)
    np.testing.assert_array_equal(frame.views["loss"], found.loss)
    assert frame.metrics
    if source != "kaplan" and kind is not OverfittingSetup:
        assert all(np.isfinite(value) for value in frame.metrics.values()), frame.metrics
    assert kind.model_validate(setup.changed()) == setup


def test_metrics_are_those_of_the_claim():
    (frame,) = claim_view(OverfittingSetup(source="kaplan", balance=0.8, times=8))
    assert frame.metrics["fitted b"] == pytest.approx(0.7379, abs=1e-4)
    assert frame.metrics["data"] == pytest.approx(5.278, abs=1e-3)
    (frame,) = claim_view(CurvesSetup(source="kaplan"))
    assert frame.metrics["foretold"] == pytest.approx(frame.metrics["truth"], rel=1e-4)
    (frame,) = claim_view(SamplesSetup(source="kaplan", reach=3.0))
    assert frame.metrics["saved"] == reached(published(), 3.0).saved
    (frame,) = claim_view(ConvergenceSetup(source="kaplan", compute=1e18))
    best = best_at(published(), 1e18)
    assert best is not None
    assert frame.metrics["best N"] == best.parameters
    assert frame.metrics["sizes on the frontier"] == 6
    (frame,) = claim_view(SmoothSetup(source="kaplan"))
    assert np.isnan(frame.metrics["exponent over d"])


def test_an_own_sweep_has_to_be_one():
    with pytest.raises(ModelError, match="Bring the table"):
        sweep_of(SmoothSetup(source="own"))
    with pytest.raises(ModelError, match="no table"):
        read_sweep(b"a,b\n1,2\n")
    with pytest.raises(ValidationError):
        SmoothSetup(own=b"a,b\n1,2\n")


def test_how_far_above_its_end_a_size_is_counts_from_its_lowest_loss():
    found = shipped()[0]
    loss = found.loss.copy()
    loss[:, -1] *= 1.2  # the last moment of all is a bad one
    seen = touches(found._replace(loss=loss))
    assert seen
    assert min(each.above for each in seen) >= -1e-9


def test_a_loss_that_all_had_at_once_is_reached_at_the_first_moment():
    found = shipped()[0]
    assert (reached(found, 10.0).tokens == found.tokens[1]).all()


def test_transfer_is_of_those_that_saw_the_whole_text():
    found = shipped()[0]
    whole = max(job.characters for job in found.jobs)
    rows = [at for at, job in enumerate(found.jobs) if job.characters == whole]
    seen = transfer(found)
    assert seen is not None
    assert len(seen.ends) == len(rows) < len(found.jobs)
    assert seen.offset == pytest.approx((found.other - found.loss)[rows, -1].mean())


def test_the_interval_of_b_is_that_of_the_textbook():
    seen = overfitting(shipped()[0])
    n, d = seen.n / seen.n.mean(), seen.d / seen.d.mean()

    def law(_: Any, k: float, a: float, b: float) -> Any:
        return np.exp(a) * np.log1p(np.exp(k) * n**b / d)

    found, spread = optimize.curve_fit(law, n, np.log1p(seen.penalty), [-2, -2, 0.7])
    half = float(stats.t.ppf(0.975, len(n) - 3)) * float(spread[2, 2]) ** 0.5
    fitted = balance(seen)
    assert fitted is not None
    assert fitted.exponent == pytest.approx(float(found[2]), rel=1e-3)
    assert fitted.interval[1] - fitted.exponent == pytest.approx(half, rel=0.02)

"""A convex function of one's own: what is required of it, its conjugate, and total variation."""

import math

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from scipy.stats import norm

from models.gans.distances import DIVERGENCES, Gaussian, exact
from models.gans.divergences import (
    KNOTS,
    ROW_NAMES,
    VARIATION,
    TangentSetup,
    chain,
    conjugates,
    function,
    judge,
    tangents,
)

CONVEX = (2.0, 0.9, 0.3, 0.0, 0.2, 0.6, 1.6, 3.0)


def test_the_chain_begins_as_total_variation():
    row = function(TangentSetup(divergence="own"))
    for mean, sd in ((1.0, 1.0), (0.5, 1.0), (3.0, 1.0)):
        wanted = 2 * norm.cdf(mean / 2 / sd) - 1
        # A kink of the integrand costs the quadrature its digits.
        assert exact(row, Gaussian(), Gaussian(mean, sd)) == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize("values", [VARIATION, CONVEX])
def test_a_chain_and_its_conjugate_are_each_others_suprema(values):
    row = chain(values)
    u = torch.linspace(0.001, 4, 4001, dtype=torch.float64)
    f = row.f(u.log())
    assert f == pytest.approx(np.interp(u.numpy(), KNOTS, values), abs=1e-12)
    t = torch.linspace(-8, row.top, 101, dtype=torch.float64)
    dense = torch.cat((torch.tensor(KNOTS, dtype=torch.float64), u))
    heights = torch.from_numpy(np.interp(dense.numpy(), KNOTS, values))
    wanted = (t[:, None] * dense - heights).amax(1)
    assert row.conjugate(t).numpy() == pytest.approx(wanted.numpy(), abs=1e-9)
    assert row.conjugate(torch.tensor([row.top + 0.01]).double()).item() == math.inf
    slope = row.best(u.log())
    gap = f + row.conjugate(slope) - u * slope
    assert gap.abs().max().item() < 1e-9
    beyond = row.f(torch.tensor([math.log(8.0)]).double()).item()
    assert beyond == pytest.approx(values[-1] + 4 * (values[-1] - values[-2]))


@pytest.mark.parametrize("name", ROW_NAMES)
def test_taking_off_the_slope_changes_the_function_and_not_the_divergence(name):
    plain, normal = (TangentSetup(divergence=name, normal=normal) for normal in (False, True))
    p, q = Gaussian(), Gaussian(0.7, 1.1)
    assert exact(function(normal), p, q) == pytest.approx(exact(function(plain), p, q), abs=1e-9)
    row, zero = function(normal), torch.zeros(1).double()
    assert row.best(zero).item() == pytest.approx(0, abs=1e-12) or name == "own"
    assert row.f(zero).item() == pytest.approx(judge(plain).at_one, abs=1e-12)
    for at in (0.3, 1.7, 3.5):
        assert tangents(row, at).gap == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("kl", 1.0),
        ("reverse_kl", -1.0),
        ("pearson", 0.0),
        ("hellinger", 0.0),
        ("jensen_shannon", 0.0),
        ("standard_js", 0.0),
        ("gan", -math.log(2)),
        ("own", 0.0),
    ],
)
def test_the_table_knows_the_slopes_at_one(name, slope):
    judged = judge(TangentSetup(divergence=name))
    assert judged.slope == pytest.approx(slope, abs=1e-12)
    assert judged.at_one == (-math.log(4) if name == "gan" else 0.0)
    assert judged.convex


def test_what_is_bent_down_or_is_not_0_at_1_is_named():
    lifted = list(CONVEX)
    lifted[5] += 2
    judged = judge(TangentSetup(divergence="own", own=tuple(lifted)))
    assert judged.bent_down == (2.0,)
    assert not judged.convex
    raised = judge(TangentSetup(divergence="own", own=tuple(value + 1 for value in CONVEX)))
    assert raised.at_one == 1
    assert raised.convex
    assert raised.slope == pytest.approx((-0.3 / 0.5 + 0.2 / 0.5) / 2)


@pytest.mark.parametrize("name", ROW_NAMES)
@pytest.mark.parametrize("at", [0.3, 2.0])
def test_a_tangent_touches_f_and_meets_the_axis_at_minus_its_conjugate(name, at):
    row = function(TangentSetup(divergence=name))
    one = tangents(row, at)
    assert one.gap == pytest.approx(0, abs=1e-9)
    assert one.tangent[0] == pytest.approx((0, -one.intercept), abs=1e-9)
    below = np.interp(one.u, one.tangent[:, 0], one.tangent[:, 1])
    assert (one.f >= below - 1e-9).all()
    lines = one.lines[..., 1, None].squeeze(-1)
    ends = np.where(np.isfinite(one.conjugate[[0, -1]]), one.conjugate[[0, -1]], np.inf)
    assert (lines <= ends + 1e-9).all()
    known = np.isfinite(one.conjugate)
    over = np.interp(one.t[known], one.t, one.t)
    for line in one.lines:
        assert (np.interp(over, line[:, 0], line[:, 1]) <= one.conjugate[known] + 1e-9).all()


def test_what_is_told_is_of_the_setup():
    (frame,) = conjugates(TangentSetup(divergence="pearson", at=2.5, normal=False))
    assert frame.metrics == pytest.approx(
        {"at_one": 0, "slope": 0, "u": 2.5, "t": 3.0, "f": 2.25, "conjugate": 5.25, "gap": 0}
    )
    assert set(DIVERGENCES) | {"own", "typed"} == set(ROW_NAMES)
    edge = tangents(function(TangentSetup(divergence="reverse_kl")), 0.0)
    assert math.isfinite(edge.height)


@pytest.mark.parametrize("own", [(1.0, 2.0), (30.0,) * 8])
def test_what_is_no_curve_is_refused(own):
    with pytest.raises(ValidationError):
        TangentSetup(divergence="own", own=own)

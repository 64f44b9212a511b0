"""A typed f: equal to the table where it writes a row of it, and nothing of it is executed."""

import math

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.gans.distances import DIVERGENCES, Gaussian, exact
from models.gans.divergences import (
    BoundSetup,
    Formula,
    TangentSetup,
    bent,
    function,
    judge,
    supremum,
    typed,
)

ROWS = {
    "kl": "u*ln(u)",
    "reverse_kl": "−log(u)",
    "pearson": "(U − 1)²",
    "hellinger": "(sqrt(u) - 1)^2",
    "jensen_shannon": "u*log(u) - (u+1)*log((u+1)/2)",
    "gan": "u*log(u) - (u+1)*log(u+1)",
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_is_typed_is_that_row(name):
    row, mine = DIVERGENCES[name], typed(Formula(ROWS[name]))
    s = torch.linspace(-6, 6, 49, dtype=torch.float64)
    slopes = row.best(s)
    for wanted, found in (
        (row.f(s), mine.f(s)),
        (slopes, mine.best(s)),
        (row.conjugate(slopes), mine.conjugate(slopes)),
    ):
        np.testing.assert_allclose(found, wanted, rtol=1e-8, atol=1e-8)
    assert mine.at_one == pytest.approx(row.at_one)
    assert mine.top == pytest.approx(row.top, abs=1e-6)
    p, q = Gaussian(), Gaussian(0.5, 1.2)
    assert exact(mine, p, q) == pytest.approx(exact(row, p, q), abs=1e-9)
    judged = judge(TangentSetup(divergence="typed", formula=Formula(ROWS[name])))
    assert judged.convex
    assert judged.slope == pytest.approx(float(row.best(torch.zeros(1).double())), abs=1e-9)


def test_a_kink_and_an_end_of_the_domain_are_found():
    row = typed(Formula("abs(u-1)/2"))
    t = torch.tensor([-2.0, -0.5, 0.25, 0.5, 0.6], dtype=torch.float64)
    wanted = [-0.5, -0.5, 0.25, 0.5, math.inf]
    assert row.conjugate(t).tolist() == pytest.approx(wanted, abs=1e-9)
    assert typed(Formula("max(u, 1) - 1")).top == pytest.approx(1)


def test_what_is_not_convex_is_said_with_its_ratios():
    judged = judge(TangentSetup(divergence="typed", formula=Formula("min(u, 2)")))
    assert judged.bent_down == pytest.approx((2.0, 2.0), rel=0.03)
    assert judged.at_one == 1
    wave = Formula("(u-1)^2*(u-3)^2")
    places = torch.linspace(0, 6, 6001, dtype=torch.float64)
    t = torch.tensor([-3.0, 0.0, 2.0], dtype=torch.float64)
    hull = (t[:, None] * places - wave(places.log())).amax(1)
    assert supremum(wave, t, math.inf).numpy() == pytest.approx(hull.numpy(), abs=1e-5)


def test_the_bound_of_a_typed_f_reaches_it_at_the_best_t():
    setup = BoundSetup(divergence="typed", formula=Formula("u*log(u)"), begin="best", normal=True)
    one = bent(setup)
    assert one.reached == pytest.approx(one.exact, abs=1e-9)
    assert one.exact == pytest.approx(0.5)
    plain = function(setup.model_copy(update={"normal": False}))
    assert float(plain.best(torch.zeros(1).double())) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a formula"),
        ("u**", "not a formula"),
        ("u log u", "not a formula"),
        ("import os", "not a formula"),
        ("u;u", "not a formula"),
        ("__import__('os')", "“__import__” is not known"),
        ("sin(u)", "“sin” is not known"),
        ("x", "“x” is not known"),
        ("u.real", "Something in it"),
        ("'![](a)'", "Something in it"),
        ("u if u else 1", "Something in it"),
        ("lambda: 1", "Something in it"),
        ("log(u, base=2)", "“log” is not known"),
        ("u % 2", "Between two numbers"),
        ("log(u-1)", "for every u > 0"),
        ("9**9**9", "for every u > 0"),
        ("1e999", "for every u > 0"),
        ("(" * 40, "at most 30 brackets"),
        ("u+" * 80 + "u", "at most 120 characters"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text, said):
    with pytest.raises(ModelError, match=said):
        Formula(text)


def test_a_link_keeps_a_formula_and_is_read_by_hand_too():
    setup = TangentSetup(divergence="typed", formula=Formula("(u+1)^2/4 - u"))
    link = setup.changed()["formula"]
    assert set(link) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-~")
    for text in (link, "(u+1)^2/4 - u"):
        assert TangentSetup.model_validate({"divergence": "typed", "formula": text}) == setup

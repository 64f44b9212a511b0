"""Functions, how steep they are, what order costs, and how far two of them are apart."""

import math

import pytest
import torch

from models.expressivity import (
    EQUIVARIANT,
    TARGETS,
    ConstructionSetup,
    approximate,
    distance,
    floor,
    middles,
    symmetrised,
    target,
)

HILLS = ((0.3, 0.3), (0.7, 0.6))


@pytest.mark.parametrize("tokens", [2, 3])
@pytest.mark.parametrize("name", TARGETS)
def test_no_function_is_steeper_or_larger_than_it_says(name, tokens):
    known = target(name, HILLS)
    x = middles(tokens, 24)
    values = known.function(x)
    assert float(values.abs().max()) <= known.largest
    generator = torch.Generator().manual_seed(0)
    nearby = x + 1e-4 * (2 * torch.rand(x.shape, generator=generator, dtype=torch.float64) - 1)
    moved = (known.function(nearby) - values).abs().amax(-1) / (nearby - x).abs().amax(-1)
    assert float(moved.max()) <= known.slope * (1 + 1e-3)
    assert float(moved.max()) > known.slope / 15, "a bound that says something"


@pytest.mark.parametrize("tokens", [2, 3])
@pytest.mark.parametrize("name", TARGETS)
def test_who_knows_the_order(name, tokens):
    known = target(name, HILLS)
    x, turned = middles(tokens, 7), [*range(1, tokens), 0]
    same = torch.allclose(known.function(x[:, turned]), known.function(x)[:, turned])
    assert same == (name in EQUIVARIANT)
    mean = symmetrised(known.function)
    torch.testing.assert_close(mean(x[:, turned]), mean(x)[:, turned])
    if same:
        torch.testing.assert_close(mean(x), known.function(x))


@pytest.mark.parametrize(
    ("name", "exact"),
    [
        ("sort", 1 / math.sqrt(12)),  # each entry is off by |x₁ - x₂| / 2
        ("first", 1 / math.sqrt(12)),
        ("turns", 1 / math.sqrt(6)),  # each entry is off by |x - 1/2|
        ("mean", 0.0),
    ],
)
def test_the_floor_is_the_integral(name, exact):
    assert floor(target(name, HILLS).function, 2) == pytest.approx(exact, abs=1e-4)


def test_the_mean_over_orders_is_the_nearest():
    """What is left is orthogonal to every function that does not know the order."""
    f, x = target("turns", HILLS).function, middles(2, 64)
    left = f(x) - symmetrised(f)(x)
    for name in EQUIVARIANT:
        inner = (left * target(name, HILLS).function(x)).sum(-1).mean()
        assert float(inner) == pytest.approx(0, abs=1e-12)


def test_the_distance_is_the_root_of_an_integral():
    found = distance(lambda x: x, lambda x: torch.zeros_like(x), 2)
    assert found == pytest.approx(math.sqrt(2 / 3), abs=1e-4)


def test_an_approximation_aims_at_what_can_be_reached():
    blind = approximate(ConstructionSetup(target="sort"))
    assert blind.floor == pytest.approx(1 / math.sqrt(12), abs=1e-4)
    assert blind.floor < blind.error < blind.bound
    seeing = approximate(ConstructionSetup(target="sort", positions=True))
    assert seeing.floor == 0
    assert seeing.error < blind.floor / 4
    three = approximate(ConstructionSetup(target="sort", tokens=3, resolution_of_three=8))
    assert three.error == pytest.approx(three.floor, rel=0.01)

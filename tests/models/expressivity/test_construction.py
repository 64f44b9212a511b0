"""The network of the proof: its class, its numbers, its symmetry and its bound."""

import dataclasses
from itertools import permutations
from typing import get_args

import pytest
import torch

from models.attention import TransformerBlock
from models.errors import ModelError
from models.expressivity import (
    EQUIVARIANT,
    RAMP,
    Construction,
    Target,
    Weights,
    bound,
    construct,
    distance,
    middles,
    target,
)
from models.expressivity.distance import by_cells

HILLS = ((0.3, 0.3), (0.7, 0.6))
NAMES: tuple[Target, ...] = get_args(Target)
CASES = [
    (name, tokens, cells, positions)
    for name in NAMES
    for tokens, cells in ((2, 4), (2, 8), (3, 4))
    for positions in (False, True)
    if positions or name in EQUIVARIANT
]


def built(name: Target, tokens: int, cells: int, positions: bool) -> Construction:
    known = target(name, HILLS)
    return construct(known.function, tokens, cells, positions, known.largest)


def anywhere(tokens: int, count: int = 200) -> torch.Tensor:
    """Inputs that lie on no ramp, at the end of a cell: dyadic, and so exact."""
    return torch.randint(0, 1024, (count, tokens)).double() / 1024 + 1 / 2048


@pytest.mark.parametrize(("name", "tokens", "cells", "positions"), CASES)
def test_it_is_f_in_the_middle_of_the_cell(name, tokens, cells, positions):
    torch.manual_seed(1)
    x = anywhere(tokens)
    middle = ((x * cells).floor() + 0.5) / cells
    wanted = target(name, HILLS).function(middle)
    torch.testing.assert_close(built(name, tokens, cells, positions)(x), wanted, atol=1e-5, rtol=0)


@pytest.mark.long
@pytest.mark.parametrize(("name", "tokens", "cells", "positions"), CASES)
def test_the_distance_is_below_its_bound(name, tokens, cells, positions):
    known, network = target(name, HILLS), built(name, tokens, cells, positions)
    measured = distance(known.function, by_cells(network, tokens), tokens)
    assert 0 < measured < bound(known, tokens, cells)
    twice = built(name, tokens, 2 * cells, positions)
    finer = distance(known.function, by_cells(twice, tokens), tokens)
    assert finer < 0.75 * measured


@pytest.mark.parametrize("cells", [2, 8])
def test_every_block_is_of_the_notes_with_two_heads_of_size_one_and_four_neurons(cells):
    network = built("waves", 2, cells, False)
    torch.manual_seed(2)
    state = torch.stack((anywhere(2, 1)[0], torch.ones(2, dtype=torch.float64)))  # (d, n)
    seen = network.walk(state[:1])
    for number, weights in enumerate(network.blocks):
        block = TransformerBlock(2, 1, 4, 2).double()
        with torch.no_grad():
            for field in dataclasses.fields(Weights):
                getattr(block, field.name).copy_(getattr(weights, field.name))
            state = block(state)
        torch.testing.assert_close(state[:1], seen[number + 1], atol=1e-7, rtol=1e-12)
        torch.testing.assert_close(state[1], torch.ones(2, dtype=torch.float64))


def test_the_blocks_are_as_many_as_the_proof_counts():
    for cells in (2, 4, 8):
        network = built("mean", 2, cells, False)
        assert network.number("quantise") == network.number("shift") == cells
        assert network.number("write") == cells**2
        assert len(network.blocks) == 2 * cells + cells**2 + 2
        placed = built("sort", 2, cells, True)
        assert placed.number("quantise") == placed.number("shift") == 2 * cells
        assert placed.number("write") == 2 * cells**2
    three = built("mean", 3, 4, False)
    assert three.number("write") == 4 * 10, "one of four, among two others of four"
    assert three.number("count") == 1


@pytest.mark.parametrize("tokens", [2, 3])
def test_without_positions_it_does_not_know_the_order(tokens):
    network = built("rank", tokens, 4, False)
    torch.manual_seed(3)
    x = anywhere(tokens)
    for order in permutations(range(tokens)):
        there = network(x[:, list(order)])
        torch.testing.assert_close(there, network(x)[:, list(order)], atol=1e-6, rtol=0)


def test_ids_know_the_token_and_the_others():
    """After the naming two tokens have one number only if token and multiset are the same."""
    for tokens, cells in ((2, 8), (3, 4)):
        network = built("waves", tokens, cells, False)
        x = middles(tokens, cells)
        named = network.walk(x)[network.stages.index("name") + 1]
        known: dict[float, set[tuple[float, tuple[float, ...]]]] = {}
        for row, numbers in zip(x.tolist(), named.tolist(), strict=True):
            for token, number in zip(row, numbers, strict=True):
                known.setdefault(round(number, 4), set()).add((token, tuple(sorted(row))))
        assert all(len(contexts) == 1 for contexts in known.values())
        assert len(known) == network.number("write")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in EQUIVARIANT])
def test_what_knows_the_order_is_refused_without_positions(name):
    with pytest.raises(ModelError, match="Add positions"):
        built(name, 2, 4, False)


def test_on_a_ramp_the_answer_stays_bounded():
    network = built("waves", 2, 8, False)
    x = torch.full((50, 2), 0.25 - RAMP / 8 / 2, dtype=torch.float64)
    x[:, 1] = torch.linspace(0.01, 0.99, 50)
    assert float(network(x).abs().max()) <= 1 + 1e-9

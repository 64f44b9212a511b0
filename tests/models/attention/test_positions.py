"""Positions of five kinds: what they add, turn and take away."""

import numpy as np
import pytest
import torch

from models.attention.induction import TinyTransformer
from models.attention.positions import KINDS, Kind, Relative, rotated, sinusoidal, slopes


def transformer(kind: Kind, length: int = 24, heads: int = 2) -> TinyTransformer:
    return TinyTransformer(
        5, length, 16, 2, heads, 8, torch.Generator().manual_seed(0), positions=kind
    )


def test_waves_are_those_of_the_paper():
    table = sinusoidal(7, 6)
    for place in range(7):
        for pair in range(3):
            angle = place / 10_000 ** (2 * pair / 6)
            assert table[place, pair] == pytest.approx(2**0.5 * np.sin(angle), abs=1e-5)
            assert table[place, 3 + pair] == pytest.approx(2**0.5 * np.cos(angle), abs=1e-5)


def test_a_turned_product_knows_the_distance_alone():
    generator = torch.Generator().manual_seed(0)
    q, k = (
        torch.randn(1, 1, 1, 6, generator=generator),
        torch.randn(1, 1, 1, 6, generator=generator),
    )
    scores = Relative("rotary", 12, 1, 6)(q.expand(1, 1, 12, 6), k.expand(1, 1, 12, 6))[0, 0]
    for distance in (0, 3, 7):
        along = scores.diagonal(-distance)
        torch.testing.assert_close(along, along[:1].expand_as(along), atol=1e-4, rtol=1e-4)
    assert (scores.diagonal(-3)[0] - scores.diagonal(0)[0]).abs() > 0.01
    angles = torch.rand(4, 3)
    x = torch.randn(2, 4, 6, generator=generator)
    torch.testing.assert_close(rotated(x, angles).norm(dim=-1), x.norm(dim=-1))
    torch.testing.assert_close(rotated(rotated(x, angles), -angles), x, atol=1e-5, rtol=1e-5)


def test_the_number_left_over_of_an_odd_size_is_not_turned():
    q = torch.zeros(1, 1, 5, 3)
    q[..., 2] = 2.0
    scores = Relative("rotary", 5, 1, 3)(q, q)
    assert torch.equal(scores, torch.full((1, 1, 5, 5), 4.0))


def test_distance_costs_by_the_slope_of_the_head():
    assert slopes(8).tolist() == [2.0**-n for n in range(1, 9)]
    bias = Relative("alibi", 6, 4, 2).bias(5)
    assert bias.shape == (4, 5, 5)
    for head, slope in enumerate(slopes(4)):
        assert bias[head, 4, 1] == -3 * slope
        assert bias[head, 2, 2] == 0
    assert torch.isinf(bias[:, 1, 2]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_looks_ahead_and_a_longer_sequence_begins_like_a_shorter_one(kind):
    model = transformer(kind)
    tokens = torch.randint(5, (3, 24), generator=torch.Generator().manual_seed(1))
    whole, maps = model(tokens)
    part, _ = model(tokens[:, :10])
    torch.testing.assert_close(whole[:, :10], part, atol=1e-5, rtol=1e-5)
    assert (maps[0].triu(1) == 0).all()


def test_only_without_positions_order_is_lost():
    """All tokens but the last in another order: the first layer's average is the same."""
    tokens = torch.tensor([[1, 2, 3, 4, 0], [4, 2, 1, 3, 0]])
    for kind in KINDS:
        model = TinyTransformer(5, 5, 16, 1, 2, 8, torch.Generator().manual_seed(0), kind)
        said = model(tokens)[0][:, -1]
        assert torch.allclose(said[0], said[1], atol=1e-5) == (kind == "none"), kind


def test_learnt_positions_draw_what_they_always_drew():
    plain = TinyTransformer(5, 8, 16, 1, 2, 8, torch.Generator().manual_seed(0))
    named = TinyTransformer(5, 8, 16, 1, 2, 8, torch.Generator().manual_seed(0), "learnt")
    assert [n for n, _ in plain.named_parameters()][:3] == ["words", "positions", "unembed"]
    assert all(
        torch.equal(a, b) for a, b in zip(plain.parameters(), named.parameters(), strict=True)
    )

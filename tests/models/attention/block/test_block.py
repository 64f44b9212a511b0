"""The block of the notes: equations (1) and (2), and the order of tokens that it cannot see."""

import numpy as np
import pytest
import torch

from models.attention import BlockSetup, TransformerBlock, shuffle
from models.errors import ModelError


def by_definition(block: TransformerBlock, x: np.ndarray) -> np.ndarray:
    """(1) and (2) number by number, in plain loops over heads and tokens."""
    w = {name: p.detach().double().numpy() for name, p in block.named_parameters()}
    attended = x.copy()
    for i in range(block.heads):
        for j in range(x.shape[1]):
            query = w["query"][i] @ x[:, j]
            scores = np.array([(w["key"][i] @ x[:, k]) @ query for k in range(x.shape[1])])
            weights = np.exp(scores) / np.exp(scores).sum()
            mixed = sum(weights[k] * (w["value"][i] @ x[:, k]) for k in range(x.shape[1]))
            attended[:, j] += w["output"][i] @ mixed
    out = attended.copy()
    for j in range(x.shape[1]):
        hidden = np.maximum(w["w1"] @ attended[:, j] + w["b1"][:, 0], 0)
        out[:, j] += w["w2"] @ hidden + w["b2"][:, 0]
    return out


def test_it_computes_the_two_equations_of_the_notes():
    block = TransformerBlock(3, 2, 5, width=4, seed=1).double()
    with torch.no_grad():
        block.b1.fill_(0.3)
        block.b2.fill_(-0.2)
    x = torch.randn(4, 6, generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    with torch.no_grad():
        np.testing.assert_allclose(block(x).numpy(), by_definition(block, x.numpy()), atol=1e-12)


@pytest.mark.parametrize(
    "knobs", [{}, {"heads": 2, "head_size": 1, "hidden": 4}, {"width": 64, "tokens": 16}]
)
def test_shuffling_before_or_after_is_the_same(knobs):
    for seed in range(5):
        shuffled = shuffle(BlockSetup.model_validate({**knobs, "seed": seed, "shuffle": seed}))
        assert shuffled.gap < 2e-6
        assert shuffled.exact_gap < 1e-12
        assert not np.array_equal(shuffled.permutation, np.sort(shuffled.permutation))


@pytest.mark.parametrize("knob", ["positions", "causal"])
def test_positions_and_a_mask_break_it(knob):
    shuffled = shuffle(BlockSetup.model_validate({knob: True}))
    assert shuffled.gap > 0.1
    assert shuffled.exact_gap == pytest.approx(shuffled.gap, rel=1e-4)


def test_with_zero_outputs_it_is_the_identity():
    block = TransformerBlock(2, 4, 8, width=6)
    with torch.no_grad():
        block.output.zero_()
        block.w2.zero_()
        x = torch.randn(6, 5, generator=torch.Generator().manual_seed(0))
        assert torch.equal(block(x), x)


@pytest.mark.long
def test_columns_sum_to_one_and_a_mask_hides_later_tokens():
    block = TransformerBlock(2, 4, 8, width=6)
    x = torch.randn(6, 5, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        weights = block.attention(x, causal=True)
    torch.testing.assert_close(weights.sum(dim=1), torch.ones(2, 5))
    assert torch.equal(weights, weights.triu())
    changed = x.clone()
    changed[:, -1] += 1
    with torch.no_grad():
        assert torch.equal(block(x, causal=True)[:, :-1], block(changed, causal=True)[:, :-1])
        assert not torch.allclose(block(x)[:, :-1], block(changed)[:, :-1])


def test_the_printed_shapes_are_those_of_the_notes():
    shapes = shuffle(BlockSetup(width=8, tokens=6, heads=2, head_size=4, hidden=16)).shapes
    assert shapes["W_O"] == (8, 4)
    assert shapes["W_Q"] == shapes["W_K"] == shapes["W_V"] == (4, 8)
    assert shapes["W_2"] == (8, 16)
    assert shapes["W_1"] == (16, 8)
    assert (shapes["b_1"], shapes["b_2"]) == ((16,), (8,))
    assert shapes["X"] == (8, 6)


def test_the_width_may_come_with_the_first_tokens():
    block = TransformerBlock(2, 1, 4)
    with pytest.raises(ModelError, match="width"):
        block.shapes(3)
    x = torch.ones(5, 7, dtype=torch.float64)
    assert block(x).shape == (5, 7)
    with pytest.raises(ModelError, match="4 numbers"):
        block(torch.ones(4, 7))
    with pytest.raises(ModelError, match="matrix"):
        block(torch.ones(5))

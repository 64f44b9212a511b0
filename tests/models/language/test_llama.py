"""Laws of the decoder, on small random weights: what holds whatever it has learnt."""

import numpy as np
import pytest
import torch

from models.errors import Damaged
from models.language.decoder import Decoder, Silenced
from models.language.decoder.characters import SMALL, Characters
from models.language.decoder.llama import Llama, norm, rotate
from models.language.learnt import initial
from tests.models.language import reference

TOKENS = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]


def drawn() -> dict[str, torch.Tensor]:
    """Random weights of the small shape."""
    generator = torch.Generator().manual_seed(0)
    weights = {name: value.detach() for name, value in initial(SMALL, generator).items()}
    for name in weights:  # a norm of ones would hide a norm that is left out
        if "norm" in name:
            weights[name] = 0.5 + torch.rand(weights[name].shape, generator=generator)
    return weights


@pytest.fixture(scope="module")
def decoder():
    return Decoder("random", Llama(drawn(), SMALL), Characters(), 0, (2,), (5, 40))


@pytest.mark.parametrize("tokens", [TOKENS, [7], [2] * 9, list(range(40, 10, -1))])
def test_in_float64_it_is_the_papers_to_the_last_digits(tokens):
    weights = drawn()
    # Larger weights than at the start of a training, or its attention would be nearly even.
    doubled = {
        name: value.double() * (1 if "norm" in name else 4) for name, value in weights.items()
    }
    llama = Llama(doubled, SMALL)
    x, _ = llama(torch.tensor([tokens]))
    expected = reference.logits(doubled, SMALL, tokens)
    assert np.abs(expected).max() > 1
    np.testing.assert_allclose(llama.logits(x[0]).numpy(), expected, atol=1e-9, rtol=0)


def test_nothing_is_known_of_what_comes_later(decoder):
    changed = [*TOKENS[:7], 11, *TOKENS[8:]]
    before, after = decoder.logits(TOKENS), decoder.logits(changed)
    np.testing.assert_allclose(before[:7], after[:7], atol=1e-5)
    assert (np.abs(before[7:] - after[7:]).max(1) > 1e-3).all()


def test_what_is_kept_says_the_same_as_reading_all_again(decoder):
    written = []
    seen = []

    def choose(logits):
        seen.append(logits)
        return int(logits.argsort()[-2])

    for token in decoder.generate(TOKENS, choose, 6):
        written.append(token)
    for place, logits in enumerate(seen):
        again = decoder.following([*TOKENS, *written[:place]])
        np.testing.assert_allclose(logits, again, atol=2e-5)


def test_it_ends_where_a_text_ends(decoder):
    assert list(decoder.generate(TOKENS, lambda _: 2, 6)) == [2]
    assert list(decoder.generate(TOKENS, lambda _: 7, 6)) == [7] * 6


def test_branches_keep_their_own_past(decoder):
    seen = []

    def choose(logits):
        seen.append(logits)
        return ([0, 0], [10, 20]) if len(seen) == 1 else ([1, 0], [30, 40])

    decoder.branches(TOKENS, choose, 3)
    np.testing.assert_allclose(seen[1][1], decoder.following([*TOKENS, 20]), atol=2e-5)
    np.testing.assert_allclose(seen[2][0], decoder.following([*TOKENS, 20, 30]), atol=2e-5)
    np.testing.assert_allclose(seen[2][1], decoder.following([*TOKENS, 10, 40]), atol=2e-5)


def test_attention_is_a_law_over_what_was_read(decoder):
    weights = decoder.read(TOKENS).weights
    assert weights.shape == (SMALL.layers, SMALL.heads, len(TOKENS), len(TOKENS))
    np.testing.assert_allclose(weights.sum(-1), 1, atol=1e-6)
    assert (np.triu(weights, 1) == 0).all()


def test_what_is_added_to_the_stream_adds_up_to_the_logit(decoder):
    reading = decoder.read(TOKENS)
    torch.testing.assert_close(reading.heads.sum(1), reading.attention, atol=1e-5, rtol=1e-4)
    direction = decoder.direction(reading, 5, 42)
    parts = reading.residual[0, 5] + (reading.attention + reading.feed_forward)[:, 5].sum(0)
    assert float(parts @ direction) == pytest.approx(float(reading.logits[5, 42]), abs=1e-4)


def test_the_lens_ends_with_what_is_said(decoder):
    reading = decoder.read(TOKENS)
    lens = decoder.lens(reading, [3, 11])
    law = reading.logits[[3, 11]].softmax(-1)
    assert lens.tokens.shape == (SMALL.layers + 1, 2)
    assert lens.tokens[-1].tolist() == law.argmax(-1).tolist()
    np.testing.assert_allclose(lens.shares[-1], law.max(-1).values, rtol=1e-4)
    np.testing.assert_allclose(lens.last[-1], lens.shares[-1])


def test_a_silenced_head_hands_nothing_over_but_still_looks(decoder):
    whole = decoder.read(TOKENS)
    without = decoder.read(TOKENS, Silenced(heads=((1, 2),)))
    assert not without.heads[1, 2].any()
    assert without.heads[1, 1].any()
    np.testing.assert_allclose(without.weights[:2], whole.weights[:2], atol=1e-6)
    assert np.abs(without.weights[2] - whole.weights[2]).max() > 1e-5
    assert np.abs(decoder.logits(TOKENS, Silenced(heads=((1, 2),))) - decoder.logits(TOKENS)).max()


def test_without_its_layers_only_the_word_is_left(decoder):
    every = tuple(range(SMALL.layers))
    reading = decoder.read(TOKENS, Silenced(layers=every))
    torch.testing.assert_close(reading.residual[0], reading.residual[-1])
    alone = decoder.logits([TOKENS[-1]], Silenced(layers=every))
    np.testing.assert_allclose(reading.logits[-1:], alone, atol=1e-6)


def test_rotated_products_know_only_the_distance():
    x = torch.randn(2, 1, 8, generator=torch.Generator().manual_seed(1), dtype=torch.float64)

    def product(first: int, second: int) -> torch.Tensor:
        return (rotate(x[0], first, 1e4) * rotate(x[1], second, 1e4)).sum()

    torch.testing.assert_close(product(3, 10), product(13, 20), atol=1e-5, rtol=0)
    assert abs(product(3, 10) - product(3, 11)) > 1e-3
    torch.testing.assert_close(rotate(x, 0, 1e4), x, check_dtype=False)


def test_the_norm_has_mean_square_one():
    x = torch.tensor([[3.0, 4.0]])
    torch.testing.assert_close(norm(x, torch.ones(2), 0.0).square().mean(), torch.tensor(1.0))


def test_weights_of_another_size_are_damage():
    weights = {name: value.detach() for name, value in initial(SMALL, torch.Generator()).items()}
    with pytest.raises(Damaged, match=r"blk\.1\.attn_k\.weight is of another size"):
        Llama(weights | {"blk.1.attn_k.weight": torch.zeros(3, 3)}, SMALL)
    del weights["output_norm.weight"]
    with pytest.raises(Damaged, match=r"no output_norm\.weight"):
        Llama(weights, SMALL)

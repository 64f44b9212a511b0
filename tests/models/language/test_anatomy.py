"""Laws of the whole machine, on small random weights: it adds up, and silencing is what it says."""

import numpy as np
import pytest
import torch

from models.language.decoder import WHOLE, Decoder, Silenced
from models.language.decoder.characters import SMALL, Characters
from models.language.decoder.llama import Llama
from models.language.learnt import initial
from models.language.looking import STRIP, anatomy

TOKENS = [0, 5, 6, 7, 5, 9, 33, 21]
LAST = len(TOKENS) - 1


def weights() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(5)
    found = {name: 2 * value.detach() for name, value in initial(SMALL, generator).items()}
    for name in found:  # a norm of ones would hide a norm that is left out
        if "norm" in name:
            found[name] = 0.5 + torch.rand(found[name].shape, generator=generator)
    return found


def made(changed: dict[str, torch.Tensor]) -> Decoder:
    return Decoder("random", Llama(changed, SMALL), Characters(), 0, (2,), (5, 40))


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    return made(weights())


@pytest.mark.parametrize(
    "silenced", [WHOLE, Silenced(((1, 2),)), Silenced(layers=(1,)), Silenced(feed_forward=(0,))]
)
def test_all_that_is_added_is_the_stream_and_the_logit(decoder, silenced):
    found = anatomy(decoder, TOKENS, silenced)
    logit = decoder.logits(TOKENS, silenced)[LAST, found.winner]
    assert found.parts.logit == pytest.approx(float(logit), abs=1e-4)
    assert found.parts.sum == pytest.approx(found.parts.logit, abs=1e-4)
    assert found.residue < 1e-4
    assert found.norms.shape == (SMALL.layers + 1, len(TOKENS))
    reading = decoder.read(TOKENS, silenced)
    assert found.norms[-1] == pytest.approx(reading.end.norm(dim=-1).numpy(), rel=1e-4)


def test_the_stream_begins_with_the_embedding(decoder):
    rows = weights()["token_embd.weight"][TOKENS]
    found = anatomy(decoder, TOKENS)
    np.testing.assert_allclose(found.embedding, rows[:, :STRIP])
    np.testing.assert_allclose(found.norms[0], rows.norm(dim=1), rtol=1e-5)


def test_units_add_up_to_what_their_part_adds(decoder):
    found, reading = anatomy(decoder, TOKENS), decoder.read(TOKENS)
    along = decoder.direction(reading, LAST, found.winner)
    added = decoder.units(reading, LAST, along).numpy()
    assert added.shape == (SMALL.layers, SMALL.hidden)
    np.testing.assert_allclose(added.sum(1), found.parts.feed_forward, atol=1e-4)
    for layer, largest in enumerate(np.abs(added).max(1)):
        assert abs(found.unit_parts[layer, 0]) == pytest.approx(largest)
        assert (np.diff(np.abs(found.unit_parts[layer])) <= 0).all()
    np.testing.assert_allclose(found.unit_parts[1], added[1, found.units[1]])


def test_who_silences_nothing_changes_nothing(decoder):
    found = anatomy(decoder, TOKENS, Silenced((), (), ()))
    assert not found.changed.any()
    np.testing.assert_array_equal(found.whole, found.without)
    np.testing.assert_array_equal(found.lens, found.former)
    assert found.says == found.winner
    law = torch.tensor(decoder.following(TOKENS)).softmax(-1).numpy()
    np.testing.assert_allclose(found.whole, law[found.best], rtol=1e-4)
    assert found.chances == pytest.approx((law.max(), law.max()), rel=1e-4)


def test_a_silenced_head_has_no_columns_in_the_output_matrix(decoder):
    size = SMALL.size
    changed = weights()
    changed["blk.1.attn_output.weight"][:, 2 * size : 3 * size] = 0
    silenced, zeroed = decoder.logits(TOKENS, Silenced(((1, 2),))), made(changed).logits(TOKENS)
    np.testing.assert_allclose(silenced, zeroed, atol=1e-5)
    assert np.abs(zeroed - decoder.logits(TOKENS)).max() > 1e-2


def test_a_silenced_feed_forward_part_has_no_last_matrix(decoder):
    changed = weights()
    changed["blk.1.ffn_down.weight"][:] = 0
    silenced = anatomy(decoder, TOKENS, Silenced(feed_forward=(1,)))
    zeroed = made(changed).logits(TOKENS)
    np.testing.assert_allclose(
        decoder.logits(TOKENS, Silenced(feed_forward=(1,))), zeroed, atol=1e-5
    )
    assert silenced.parts.feed_forward[1] == 0
    assert not silenced.unit_parts[1].any()
    assert silenced.parts.heads[1].any()
    both = decoder.read(TOKENS, Silenced(layers=(1,)))
    assert not both.units[1].any()
    assert not both.attention[1].any()


def test_what_is_silenced_moves_the_stream_from_there_on(decoder):
    whole, found = anatomy(decoder, TOKENS), anatomy(decoder, TOKENS, Silenced(layers=(1,)))
    assert found.changed[:2] == pytest.approx(0, abs=1e-6)
    assert (found.changed[2:] > 1e-3).all()
    kept, usual = (
        decoder.read(TOKENS, s).residual[-1, LAST] for s in (Silenced(layers=(1,)), WHOLE)
    )
    assert found.changed[-1] == pytest.approx(float((kept - usual).norm() / usual.norm()), rel=1e-4)
    assert found.winner == whole.winner
    np.testing.assert_array_equal(found.former, whole.lens)
    np.testing.assert_array_equal(found.whole[:-1], whole.whole[:-1])
    assert found.says in found.best
    law = torch.tensor(decoder.following(TOKENS, Silenced(layers=(1,)))).softmax(-1).numpy()
    np.testing.assert_allclose(found.without, law[found.best], rtol=1e-3)
    assert found.says == law.argmax()
    assert found.chances == pytest.approx((whole.whole[0], law[found.winner]), rel=1e-3)


def test_the_last_token_is_the_one_that_looks(decoder):
    found, reading = anatomy(decoder, TOKENS), decoder.read(TOKENS)
    np.testing.assert_allclose(found.sinks, reading.weights[:, :, LAST, 0])
    lens = decoder.lens(reading, [LAST])
    np.testing.assert_array_equal(found.lens, lens.tokens[:, 0])
    np.testing.assert_allclose(found.shares, lens.shares[:, 0])
    assert found.lens[-1] == found.winner


def test_what_is_said_then_has_a_bar_even_where_it_was_unlikely(decoder):
    every = tuple(range(SMALL.layers))
    whole, found = anatomy(decoder, TOKENS), anatomy(decoder, TOKENS, Silenced(layers=every))
    assert found.says not in whole.best
    assert found.best.tolist() == [*whole.best[:-1].tolist(), found.says]
    assert found.without[-1] == found.without.max()

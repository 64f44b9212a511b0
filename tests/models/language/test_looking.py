"""Who speaks for a token, and who finds what was said before, on small random weights."""

import numpy as np
import pytest
import torch

from models.language.decoder import Decoder, Silenced, small_decoder
from models.language.decoder.characters import SMALL, Characters
from models.language.decoder.llama import Llama
from models.language.learnt import initial
from models.language.looking import parts, repeats
from models.language.writing import chain


@pytest.fixture(scope="module")
def decoder():
    weights = {
        k: 2 * v.detach() for k, v in initial(SMALL, torch.Generator().manual_seed(5)).items()
    }
    return Decoder("random", Llama(weights, SMALL), Characters(), 0, (2,), (5, 40))


def test_the_parts_add_up_to_the_logit(decoder):
    reading = decoder.read([0, 5, 6, 7])
    found = parts(decoder, reading, 2, 33)
    assert found.sum == pytest.approx(found.logit, abs=1e-4)
    assert found.logit == pytest.approx(float(reading.logits[2, 33]))
    assert found.layers.shape == (SMALL.layers, 2)
    np.testing.assert_allclose(found.layers[:, 1], found.feed_forward)
    silenced = decoder.read([0, 5, 6, 7], Silenced(heads=((1, 2),)))
    assert parts(decoder, silenced, 2, 33).heads[1, 2] == 0


def test_a_string_said_twice(decoder):
    found = repeats(decoder, 9, 4)
    assert found.tokens[0] == decoder.start
    assert found.tokens[1:10] == found.tokens[10:]
    assert len(set(found.tokens[1:10])) == 9
    assert all(5 <= token < 40 for token in found.tokens[1:])
    assert found.tokens == repeats(decoder, 9, 4).tokens != repeats(decoder, 9, 5).tokens
    # token 10 of the text is the first of the second copy; its like stands at 1, its successor at 2
    by_hand = np.mean([found.weights[1, 2, 10 + i, 2 + i] for i in range(9)])
    assert found.scores[1, 2] == pytest.approx(by_hand)
    assert found.sinks[1, 2] == pytest.approx(found.weights[1, 2, 1:, 0].mean())
    law = decoder.read(list(found.tokens)).logits.softmax(-1).log2()
    assert found.bits[3] == pytest.approx(-float(law[3, found.tokens[4]]), abs=1e-4)
    assert found.copies == pytest.approx((found.bits[:9].mean(), found.bits[9:].mean()))


def test_the_small_decoder_foretells_what_it_learnt_to():
    small = small_decoder()
    text = "A function returns a value. The expression list is evaluated."
    foretold = chain(small, small.tokens(text), 1).per_character
    assert foretold < 3  # of the log2(95) = 6.6 of one who knows nothing
    assert small.text(small.tokens("a b\n")) == "a b\n"

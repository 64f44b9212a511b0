"""Choosing, searching, factors and the tree, against what can be worked out by hand."""

import math

import numpy as np
import pytest
import torch

from models.language.decoder import Decoder
from models.language.decoder.characters import SMALL, Characters
from models.language.decoder.llama import Llama
from models.language.learnt import initial
from models.language.writing import (
    Beam,
    Choosing,
    Greedy,
    Sampled,
    Way,
    Written,
    chain,
    draw,
    ends,
    grown,
    laws,
    log_law_of,
    path,
    placed,
    said,
    sampling,
    write,
)

ROUNDING = 1e-4  # nats: a float32 decoder reads many texts at once otherwise than each alone
LOGITS = np.log(np.array([0.1, 0.4, 0.2, 0.3], np.float32))


@pytest.fixture(scope="module")
def decoder():
    generator = torch.Generator().manual_seed(3)
    weights = {name: 3 * value.detach() for name, value in initial(SMALL, generator).items()}
    return Decoder("random", Llama(weights, SMALL), Characters(), 0, (2,), (5, 40))


def written(decoder: Decoder, tokens: list[int], most: int, way: Way) -> list[Written]:
    """What a way finds by itself."""
    write(decoder, tokens, most, way)
    return way.found


@pytest.mark.parametrize(
    ("how", "law"),
    [
        (Choosing(), [0.1, 0.4, 0.2, 0.3]),
        (Choosing(temperature=0.5), np.array([1, 16, 4, 9]) / 30),
        (Choosing(top_k=2), [0, 4 / 7, 0, 3 / 7]),
        (Choosing(top_p=0.65), [0, 4 / 7, 0, 3 / 7]),
        (Choosing(top_p=0.75), [0, 4 / 9, 2 / 9, 3 / 9]),
        (Choosing(top_p=0.0), [0, 1, 0, 0]),
        (Choosing(top_k=2, top_p=0.5), [0, 1, 0, 0]),  # of 4/7 and 3/7 the first is enough
        (Choosing(top_k=4, top_p=1.0), [0.1, 0.4, 0.2, 0.3]),
    ],
)
def test_the_law_after_each_choice(how, law):
    np.testing.assert_allclose(laws(LOGITS, how).top_p, law, atol=1e-6)


def test_each_change_is_kept():
    four = laws(LOGITS, Choosing(0.5, 3, 0.5))
    np.testing.assert_allclose(four.model, [0.1, 0.4, 0.2, 0.3], atol=1e-6)
    np.testing.assert_allclose(four.tempered, np.array([1, 16, 4, 9]) / 30, atol=1e-6)
    np.testing.assert_allclose(four.top_k, np.array([0, 16, 4, 9]) / 29, atol=1e-6)
    assert four.top_p.tolist() == [0, 1, 0, 0]


def test_a_draw_goes_through_the_likeliest_first():
    law = np.array([0.1, 0.4, 0.2, 0.3])
    assert [draw(law, u) for u in (0, 0.39, 0.41, 0.69, 0.71, 0.89, 0.91, 1 - 1e-16)] == [
        *(1, 1, 3, 3, 2, 2, 0, 0)
    ]
    assert draw(np.array([0.5, 0, 0.5]), 1 - 1e-16) == 2


def test_draws_follow_the_law():
    uniform = np.random.default_rng(0).random(4000)
    counts = np.bincount([draw(np.array([0.1, 0.4, 0.2, 0.3]), u) for u in uniform])
    np.testing.assert_allclose(counts / 4000, [0.1, 0.4, 0.2, 0.3], atol=0.025)


def test_greedy_is_a_beam_of_one_and_a_cold_sample(decoder):
    (found,) = written(decoder, [5, 6, 7], 6, Greedy())
    (alone,) = written(decoder, [5, 6, 7], 6, Beam(1))
    assert found.tokens == alone.tokens
    assert found.total == pytest.approx(alone.total, abs=ROUNDING)
    (cold,) = written(decoder, [5, 6, 7], 6, Sampled(Choosing(top_k=1), 9))
    assert cold.tokens == found.tokens


def test_a_beam_as_wide_as_all_texts_finds_the_likeliest(decoder):
    tokens = [5, 6, 7]
    first = log_law_of(decoder.following(tokens))
    best = max(
        (first[one] + nats.max(), one, int(nats.argmax()))
        for one in range(SMALL.vocabulary)
        if one not in decoder.ends
        for nats in [log_law_of(decoder.following([*tokens, one]))]
    )
    ended = max(first[end] for end in decoder.ends)
    found = written(decoder, tokens, 2, Beam(SMALL.vocabulary))[0]
    assert found.total == pytest.approx(max(best[0], ended), abs=ROUNDING)
    assert found.total >= written(decoder, tokens, 2, Greedy())[0].total - ROUNDING
    assert len(written(decoder, tokens, 2, Beam(4))) == 4


def test_a_text_that_ends_is_kept(decoder):
    class Ending(Decoder):
        def branches(self, tokens, choose, most):
            assert choose(np.log(np.array([[0.1, 0.2, 0.6, 0.1]]))) == ([0], [1])
            choose(np.log(np.array([[0.25, 0.25, 0.25, 0.25]])))

    ending = Ending("ends", decoder._llama, Characters(), 0, (2,), (5, 40))
    found = written(ending, [5], 2, Beam(2))
    assert [text.tokens for text in found] == [(2,), (1, 0)]
    assert found[0].total == pytest.approx(math.log(0.6))


def test_the_same_seed_writes_the_same(decoder):
    texts = [written(decoder, [5, 6], 8, Sampled(Choosing(), seed))[0].tokens for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]
    assert tuple(sampling(decoder, [5, 6], 8, Choosing(), 1)) == texts[0]


def test_what_is_written_at_once_is_what_each_way_writes_alone(decoder):
    together, apart = (
        (Greedy(), Beam(3), Sampled(Choosing(temperature=2.0), 4), Beam(2)) for _ in range(2)
    )
    write(decoder, [5, 6, 7], 6, *together)
    for way, alone in zip(together, apart, strict=True):
        texts = written(decoder, [5, 6, 7], 6, alone)
        assert [text.tokens for text in way.found] == [text.tokens for text in texts]
        for text, other in zip(way.found, texts, strict=True):
            assert text.total == pytest.approx(other.total, abs=ROUNDING)


def test_a_way_that_has_ended_leaves_the_others_their_texts(decoder):
    class Ending(Decoder):
        def branches(self, tokens, choose, most):
            assert choose(np.log(np.array([[0.1, 0.2, 0.6, 0.1]]))) == ([0], [1])
            assert choose(np.log(np.array([[0.5, 0.25, 0.15, 0.1]]))) == ([0, 0], [0, 1])

    ending = Ending("ends", decoder._llama, Characters(), 0, (2,), (5, 40))
    greedy, beam = Greedy(), Beam(2)
    write(ending, [5], 2, greedy, beam)
    assert [text.tokens for text in greedy.found] == [(2,)]
    assert [text.tokens for text in beam.found] == [(2,), (1, 0)]


def test_the_factors_multiply_to_the_text(decoder):
    tokens = [5, 6, 7, 8]
    found = chain(decoder, tokens, 3)
    product = 1.0
    for place, token in enumerate(tokens):
        law = np.exp(log_law_of(decoder.following([0, *tokens[:place]])))
        product *= law[token]
        assert found.bits[place] == pytest.approx(-math.log2(law[token]), abs=1e-4)
        assert found.ranks[place] == 1 + (law > law[token]).sum()
        assert found.entropy[place] == pytest.approx(-(law * np.log2(law)).sum(), abs=1e-4)
        assert found.alternatives[place].tolist() == np.argsort(-law)[:3].tolist()
    assert found.total == pytest.approx(-math.log2(product), abs=1e-3)
    assert found.factors.prod() == pytest.approx(product, rel=1e-3)
    assert found.perplexity == pytest.approx(product ** (-1 / 4), rel=1e-3)
    assert found.per_character == pytest.approx(found.total / 4)
    assert found.shares.shape == (5, 3)


def test_a_tree_grows_and_is_rewound():
    tree, node = grown((), 0, [7, 9])
    assert (tree, node) == (((0, 7), (1, 9)), 2)
    tree, node = grown(tree, 1, [4])
    assert said(tree, node) == [7, 4]
    assert path(tree, node) == (0, 1, 3)
    assert ends(tree) == (2, 3)
    assert grown(tree, 0, [7, 9]) == (tree, 2)
    assert placed(tree) == [(0, 0.5), (1, 0.5), (2, 0.0), (2, 1.0)]
    assert ends(()) == (0,)

"""Full tables: every order has one product, and a table bursts."""

import numpy as np
import pytest

from models.autoregressive import TableSetup, table_view
from models.autoregressive.sources import ALPHABET
from models.autoregressive.tables import ORDERS, chain, growth, table


@pytest.mark.parametrize("word", ["the", "qzx", " a "])
def test_all_orders_have_the_same_product(word):
    law = table(TableSetup(samples=2000))
    assert law.sum() == pytest.approx(1)
    cell = law[tuple(ALPHABET.index(letter) for letter in word)]
    firsts = set()
    for order in ORDERS.values():
        factors = chain(law, word, order)
        assert factors.prod() == pytest.approx(cell, rel=1e-9)
        assert ((factors > 0) & (factors <= 1)).all()
        firsts.add(round(float(factors[0]), 12))
    assert len(firsts) == 3  # the factors themselves differ


def test_a_factor_is_a_conditional_probability():
    law = table(TableSetup(samples=2000))
    t, h, e = (ALPHABET.index(letter) for letter in "the")
    last = chain(law, "the", (0, 1, 2))[2]
    assert last == pytest.approx(law[t, h, e] / law[t, h].sum())
    middle = chain(law, "the", (0, 2, 1))[1]
    assert middle == pytest.approx(law[t, :, e].sum() / law[t].sum())


def test_a_table_bursts():
    grown = growth(TableSetup(samples=5000))
    assert grown.cells.tolist() == [27**letters for letters in range(1, 9)]
    assert (np.diff(grown.seen) > 0).all()
    assert grown.seen[-1] <= 5000
    assert (np.diff(grown.new) >= 0).all()
    best = int(grown.held_out.argmin())
    assert 0 < best < 5  # better at first, then worse and worse
    assert (np.diff(grown.held_out[best:]) > 0).all()
    assert grown.held_out[-1] > grown.held_out[best] + 0.5
    assert grown.train[-1] < grown.held_out[-1]


@pytest.mark.long
def test_bits_of_one_letter_are_those_of_its_counts():
    setup = TableSetup(samples=3000, smoothing=1.0)
    law = table(setup).sum(axis=(1, 2))  # the same counts, with more smoothing
    grown = growth(setup.model_copy(update={"smoothing": 729.0}))
    own = law * -np.log2(law)
    assert grown.train[0] == pytest.approx(own.sum(), rel=0.05)


@pytest.mark.long
def test_the_frame_tells_all():
    (frame,) = table_view(TableSetup(samples=500, factor_order="312"))
    assert frame.metrics["probability"] == pytest.approx(frame.views["factors"].prod())
    assert list(frame.views["places"]) == [2, 0, 1]


@pytest.mark.parametrize("letters", [1, 8])
def test_the_table_that_was_chosen_is_told(letters):
    setup = TableSetup(samples=500, letters=letters)
    (frame,) = table_view(setup)
    grown = growth(setup)
    assert frame.metrics["chosen"] == 27**letters
    assert frame.metrics["filled"] == grown.seen[letters - 1]
    assert frame.metrics["bits"] == grown.held_out[letters - 1]


@pytest.mark.parametrize("word", ["", "th", "four", "t1e", "añb"])
def test_a_word_of_something_else_is_refused(word):
    with pytest.raises(ValueError, match="three of the letters"):
        TableSetup(word=word)

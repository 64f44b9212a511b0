"""Sources of symbols: their laws, their rates, and texts that cannot be learnt from."""

import string

import pytest
import torch

from models.autoregressive.sources import (
    ALPHABET,
    Echo,
    FlipChain,
    SourceSetup,
    Words,
    binary_entropy,
    folded,
    manual,
    source,
)
from models.errors import ModelError


@pytest.mark.parametrize(("flip", "bits"), [(0.1, 0.468996), (0.2, 0.721928), (0.0, 0), (0.5, 1)])
def test_the_entropy_rate_of_a_flip_chain(flip, bits):
    assert FlipChain(flip, 16).rate == pytest.approx(bits, abs=1e-6)
    assert binary_entropy(flip) == pytest.approx(bits, abs=1e-6)


@pytest.mark.parametrize("distance", [1, 3, 8])
def test_an_echo_repeats_as_often_as_its_law_says(distance):
    origin = Echo(0.1, distance, 32)
    x = origin.sample(4000, torch.Generator().manual_seed(1))
    assert x.shape == (4000, 32)
    assert set(x.flatten().tolist()) == {0, 1}
    changed = (x[:, distance:] != x[:, :-distance]).double().mean().item()
    assert changed == pytest.approx(0.1, abs=0.01)
    assert x[:, :distance].double().mean().item() == pytest.approx(0.5, abs=0.03)
    law = origin.law(x)
    assert torch.allclose(law.sum(-1), torch.ones(()))
    mass = law.gather(-1, x[..., None])[..., 0].double()
    cost = -mass.log2().mean(0)
    assert cost[:distance].tolist() == pytest.approx([1.0] * distance)
    assert cost[distance:].mean().item() == pytest.approx(origin.rate, abs=0.02)


def test_an_echo_is_a_coin_for_a_shorter_memory():
    x = Echo(0.05, 8, 32).sample(8000, torch.Generator().manual_seed(2))
    for back in (1, 4, 7):
        same = (x[:, 8:] == x[:, 8 - back : -back]).double().mean().item()
        assert same == pytest.approx(0.5, abs=0.02)


def test_words_are_ten_bits_each_and_stand_with_blanks_between():
    origin = Words(64)
    x = origin.sample(200, torch.Generator().manual_seed(3))
    text = "".join(ALPHABET[number] for number in x.flatten())
    words = text.split(" ")[1:-1]
    assert all(words)
    known = set(manual().split())
    assert set(words) <= known
    lengths = sum(map(len, words)) / len(words) + 1
    assert origin.rate == pytest.approx(10 / lengths, rel=0.05)


def test_the_same_generator_gives_the_same_pieces():
    for name in ("flip", "echo", "words", "manual"):
        origin = source(SourceSetup.model_validate({"source": name}))
        one, other = (origin.sample(5, torch.Generator().manual_seed(7)) for _ in range(2))
        assert torch.equal(one, other)
        assert one.shape == (5, 32)
        assert int(one.max()) < len(origin.letters)


def test_a_text_is_folded_to_letters_and_blanks():
    assert folded("It's 5 o'clock:\n GO!") == "it s o clock go"
    assert set(manual()) <= set(ALPHABET)
    assert len(manual()) > 100_000


def test_the_last_tenth_of_a_text_is_not_learnt_from():
    text = "a" * 900 + "b" * 100
    origin = source(SourceSetup(source="own", text=text, length=16))
    generator = torch.Generator().manual_seed(0)
    assert set(origin.sample(200, generator).flatten().tolist()) == {ALPHABET.index("a")}
    assert set(origin.held_out(200, generator).flatten().tolist()) == {ALPHABET.index("b")}


@pytest.mark.parametrize("text", ["", "abc " * 20, "123 " * 1000, "Ω" * 5000])
def test_a_text_that_is_too_short_is_refused_with_what_to_do(text):
    with pytest.raises(ModelError, match="Paste a longer one"):
        source(SourceSetup(source="own", text=text))


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="at most 20,000"):
        SourceSetup(source="own", text=string.ascii_letters * 1000)

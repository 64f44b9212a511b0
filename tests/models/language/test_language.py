"""Texts as characters, and the decoder that reads them."""

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.language import ALPHABET, GPT, VOCABULARY, encode, library, second, split_text
from models.scaling import kaplan
from models.training import count


def decoder(width: int, layers: int) -> GPT:
    return GPT(VOCABULARY, 16, width, layers, torch.Generator().manual_seed(0))


def test_a_character_is_told_by_those_before_it_alone():
    model = decoder(32, 2)
    characters = torch.randint(0, VOCABULARY, (2, 16), generator=torch.Generator().manual_seed(1))
    changed = characters.clone()
    changed[:, 9] = (changed[:, 9] + 1) % VOCABULARY
    before, after = model(characters), model(changed)
    torch.testing.assert_close(before[:, :9], after[:, :9])
    assert not torch.allclose(before[:, 9:], after[:, 9:])


@pytest.mark.parametrize(("width", "layers"), [(16, 2), (68, 1), (34, 4), (24, 8), (96, 2)])
def test_parameters_without_embeddings_are_twelve_layers_width_squared(width, layers):
    model = decoder(width, layers)
    assert count(model.blocks) == kaplan.parameters(layers, width)
    assert model(torch.zeros(1, 16, dtype=torch.long)).shape == (1, 16, VOCABULARY)


def test_the_held_out_part_shares_no_paragraph_with_the_rest():
    text = library()
    assert text.training.max() < VOCABULARY
    learnt, held = (
        "".join(ALPHABET[code] for code in codes) for codes in (text.training, text.held_out)
    )
    paragraphs = [part for part in held.split("\n\n") if len(part) > 80]
    assert len(paragraphs) > 50
    assert not [part for part in paragraphs if part in learnt]
    assert 0.04 < len(held) / len(learnt) < 0.12
    assert len(second().held_out) > 50_000
    assert library().digest == text.digest


def test_what_has_no_place_in_the_alphabet_is_replaced():
    assert "".join(ALPHABET[code] for code in encode("né\r\nà\t日")) == "ne\na   ?"
    assert encode("").shape == (0,)
    assert encode("\x00\x7f").tolist() == encode("??").tolist()


@pytest.mark.parametrize("text", ["", "short", "the same\n\n" * 10_000])
def test_a_text_that_is_too_short_is_a_sentence(text):
    with pytest.raises(ModelError, match="characters in paragraphs that differ"):
        split_text("Yours", text)


def test_a_text_of_ones_own_is_split():
    random = np.random.default_rng(0)
    text = "\n\n".join("".join(random.choice(list("abc d"), 200)) for _ in range(200))
    found = split_text("Yours", text)
    assert len(found.held_out) > 1000
    assert len(found.training) > 8 * len(found.held_out)


@pytest.mark.parametrize("between", ["", " ", "\n"], ids=["no blanks", "one line", "lines"])
@pytest.mark.parametrize("paragraphs", [1, 2])
def test_a_text_of_long_paragraphs_is_split(between, paragraphs):
    random = np.random.default_rng(0)
    words = ["".join(random.choice(list("abcd"), 7)) for _ in range(5000)]
    rows = np.array_split(words, paragraphs)
    text = "\n\n".join(between.join(row) for row in rows)
    found = split_text("Yours", text)
    assert 0.04 < len(found.held_out) / len(found.training) < 0.12
    assert len(found.held_out) + len(found.training) == len(text) + 2, "all is kept"
    if between:
        known = set(words)
        learnt = "".join(ALPHABET[code] for code in found.training).split()
        assert set(learnt) <= known, "no word is cut"


def test_a_long_line_that_repeats_itself_is_too_short():
    with pytest.raises(ModelError, match="characters in paragraphs that differ"):
        split_text("Yours", "abcd" * 10_000)

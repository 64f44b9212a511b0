"""Byte pairs: the order of merges, digits by themselves, and every text given back."""

import pytest

from models.errors import Damaged
from models.language.decoder.bpe import _LETTER, BytePairs, _split

PAIRS = BytePairs(
    [*_LETTER.values(), "ab", "abc", "bc", "Ġa", "11"], ["b c", "a b", "Ġ a", "1 1", "ab c"]
)


def words(text: str) -> list[str]:
    return [PAIRS.decode([token]) for token in PAIRS.encode(text)]


def test_the_pair_that_was_learnt_first_is_merged_first():
    assert words("abc") == ["a", "bc"]  # "b c" was learnt before "a b"
    assert words("ab ab") == ["ab", " ", "ab"]


def test_each_digit_stands_by_itself():
    assert words("11 1½") == ["1", "1", " ", "1", *words("½")]
    assert PAIRS.decode(PAIRS.encode("11 1½")) == "11 1½"


@pytest.mark.parametrize(
    "text", ["été\n\n  x", "日本 🙂 it's I'll", "\t\r\n", "a_b__c", "x  \n", "<|endoftext|>"]
)
def test_every_text_is_given_back(text):
    assert PAIRS.decode(PAIRS.encode(text)) == text


def test_words_are_cut_as_gpt_2_cuts_them():
    assert list(_split("I'll go, it's  a1 b_c\n\n x")) == [
        *("I", "'ll", " go", ",", " it", "'s", " ", " a", "1", " b", "_", "c", "\n\n", " x")
    ]


def test_bytes_without_a_token_are_left_out():
    assert BytePairs(["a"], []).encode("aba") == [0, 0]


def test_a_merge_that_makes_no_token_is_damage():
    with pytest.raises(Damaged, match="merges"):
        BytePairs(["a", "b"], ["a b"])

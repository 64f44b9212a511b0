"""Letters of a link that nobody on its way rewrites."""

import base64

import pytest

from models.values import read_letters, write_letters

EVERY_BYTE = bytes(range(256))


@pytest.mark.parametrize("length", range(0, 256, 17))
def test_bytes_come_back_from_letters_that_no_link_has_to_escape(length):
    text = write_letters(EVERY_BYTE[::-1][:length])
    assert all(letter.isalnum() or letter in "-_" for letter in text)
    assert read_letters(text) == EVERY_BYTE[::-1][:length]


def test_links_of_before_still_open_also_where_a_plus_became_a_blank():
    old = base64.b64encode(EVERY_BYTE[::-1]).decode()
    assert "+" in old
    assert read_letters(old) == read_letters(old.replace("+", " ")) == EVERY_BYTE[::-1]


@pytest.mark.parametrize("text", ["%", "a", "é", "<b>"])
def test_what_is_no_letters_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        read_letters(text)

"""WordPiece (Schuster & Nakajima 2012), as BERT uses it (Devlin et al. 2019): text into pieces.

Lower case without accents; words are split at white space and punctuation; each word is then cut
greedily into the longest pieces of the vocabulary, those inside a word written with ``##``.

Marks, signs and control characters are those of Python's own Unicode, and the ideographs those of
the published BERT. Hugging Face's fast tokenizer reads a text otherwise only where it holds a
character that Unicode 8 did not have or classed otherwise (its tables stop there), or one from
U+2B820 to U+2B91F (a gap in its list of ideographs); none of these is in the vocabulary.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100  # letters; a longer word is unknown

_CONTROL = ("Cc", "Cf", "Co", "Cs")  # never visible; a code point without a name is a letter
_IDEOGRAPHS = (  # the blocks whose every character is a word of its own
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class Piece(NamedTuple):
    """One token of a text: how it is written, its number, and where it stands in the text."""

    text: str
    id: int
    start: int
    end: int


class _Letter(NamedTuple):
    """A normalised character, and the place in the text that it came from."""

    text: str
    place: int


class WordPiece:
    """A vocabulary of pieces; the number of a piece is its place in the list.

    Nothing typed is special: a text that says ``[SEP]`` is read as a bracket, a word, a bracket.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}

    @classmethod
    def load(cls, path: Path) -> "WordPiece":
        """The vocabulary of a file with one piece on each line."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def special(self, token: str) -> Piece:
        """A token that stands nowhere in the text."""
        return Piece(token, self.ids[token], 0, 0)

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of ``text`` in order, none for a text without visible characters."""
        return [piece for word in _words(text) for piece in self._cut(word)]

    def _cut(self, word: list[_Letter]) -> list[Piece]:
        """The longest pieces from the left; one unknown piece if the word cannot be cut."""
        written = "".join(letter.text for letter in word)
        first, last = word[0].place, word[-1].place + 1
        unknown = [Piece(UNKNOWN, self.ids[UNKNOWN], first, last)]
        if len(written) > LONGEST_WORD:
            return unknown
        cut: list[Piece] = []
        start = 0
        while start < len(written):
            for end in range(len(written), start, -1):
                text = ("##" if start else "") + written[start:end]
                if text in self.ids:
                    span = word[start].place, word[end - 1].place + 1
                    cut.append(Piece(text, self.ids[text], *span))
                    start = end
                    break
            else:
                return unknown
        return cut


def _words(text: str) -> Iterator[list[_Letter]]:
    """Runs of letters between white space; each mark of punctuation and ideograph by itself."""
    word: list[_Letter] = []
    for letter in _normalised(text):
        alone = _punctuation(letter.text) or _ideograph(letter.text)
        if word and (alone or letter.text.isspace()):
            yield word
            word = []
        if alone:
            yield [letter]
        elif not letter.text.isspace():
            word.append(letter)
    if word:
        yield word


def _normalised(text: str) -> Iterator[_Letter]:
    """Lower-case characters without accents and without control characters."""
    for place, character in enumerate(text):
        if character in "\t\n\r":
            yield _Letter(" ", place)
        elif character == "\ufffd" or unicodedata.category(character) in _CONTROL:
            continue
        else:
            for part in unicodedata.normalize("NFD", character):
                if unicodedata.category(part) != "Mn":
                    yield from (_Letter(small, place) for small in part.lower())


def _punctuation(character: str) -> bool:
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character).startswith("P")


def _ideograph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _IDEOGRAPHS)

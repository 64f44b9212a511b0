"""Texts that are in every Python, as characters that a decoder reads."""

import hashlib
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError

ALPHABET = "\n" + "".join(map(chr, range(32, 127)))
VOCABULARY = len(ALPHABET)
LEAST, MOST = 20_000, 500_000  # characters of a text that a person brings
SECOND = ("argparse", "statistics", "textwrap")  # modules whose source is the second text
_EVERY = 16  # so many blocks hold one that is held out
_BLOCK = 1_000  # characters, about
_PIECE = re.compile(r".{1,250}\s{1,2}|.{1,250}", re.DOTALL)  # a paragraph's worth, to a blank

Codes = NDArray[np.uint8]


class Text(NamedTuple):
    """A text, and the part of it that nobody learns from.

    Attributes:
        name: What a person calls it.
        training: (D,) places in ``ALPHABET``.
        held_out: (H,) the same, of blocks from all over the text.
        digest: First twelve digits of the SHA-256 of the whole.
    """

    name: str
    training: Codes
    held_out: Codes
    digest: str


@cache
def library() -> Text:
    """The help of Python's ``pydoc_data.topics``, each paragraph once; 7 % are held out.

    It differs from one version of Python to the next, hence the digest.
    """
    from pydoc_data.topics import topics

    return split("Python's help", "\n\n".join(topics[name] for name in sorted(topics)))


@cache
def second() -> Text:
    """Another kind of text, all of it held out: source code of Python's library."""
    sources = []
    for name in SECOND:
        loader = getattr(find_spec(name), "loader", None)
        sources.append(loader.get_source(name) if loader is not None else "")
    whole = "\n".join(sources)
    none = np.empty(0, dtype=np.uint8)
    return Text("Python's source", none, encode(whole), _digest(whole))


def split(name: str, text: str) -> Text:
    """A text with a part held out that shares no paragraph with the rest.

    Where one paragraph alone is longer than the part that is held out, long ones are cut at blanks
    into pieces: a text without empty lines is split too.

    Raises:
        ModelError: It is too short or too long.
    """
    parts = dict.fromkeys(part.strip() + "\n\n" for part in text.split("\n\n"))
    if _EVERY * max(map(len, parts)) > sum(map(len, parts)):
        parts = dict.fromkeys(piece for part in parts for piece in _PIECE.findall(part))
    size = sum(map(len, parts))
    if not LEAST <= size <= MOST:
        raise ModelError(
            f"A text to learn from has {LEAST:,} to {MOST:,} characters in paragraphs that differ; "
            f"this one has {size:,}."
        )
    blocks = [""]
    for part in parts:
        if len(blocks[-1]) > _BLOCK:
            blocks.append("")
        blocks[-1] += part
    apart = [encode("".join(blocks[at::_EVERY])) for at in range(_EVERY)]
    digest = _digest("".join(blocks))
    rest = encode("".join(block for at, block in enumerate(blocks) if at % _EVERY))
    return Text(name, rest, apart[0], digest)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def encode(text: str) -> Codes:
    """Places in ``ALPHABET``, (n,): accents go, and what has no place becomes "?".

    >>> "".join(ALPHABET[code] for code in encode("café – 1"))
    'cafe ? 1'
    """
    plain = unicodedata.normalize("NFKD", text.replace("\r\n", "\n").expandtabs(4))
    raw = "".join(each for each in plain if not unicodedata.combining(each))
    codes = np.frombuffer(raw.encode("ascii", "replace"), dtype=np.uint8)
    known = (codes >= 32) & (codes < 127)
    return np.where(known, codes - 31, np.where(codes == 10, 0, ord("?") - 31)).astype(np.uint8)

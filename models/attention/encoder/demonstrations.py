"""For each pattern a text that shows it, and the head of MiniLM-L6 that follows it most there."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.attention.encoder.sentences import PAIRS
from models.attention.reading import Head


@dataclass(frozen=True)
class Demonstration:
    """A pattern at work.

    Attributes:
        text_a: The text, or the first of two.
        text_b: The second, read together with the first; empty for none.
        head: The (layer, head) with the highest score on it.
    """

    text_a: str
    text_b: str
    head: Head


_SHOP, _CAT, _ORCHESTRA, _LETTER, _COURT = (PAIRS[place] for place in (0, 1, 2, 4, 12))
_FAMILY = (
    "The doctor sent her brother to the hospital.",
    "The nurse asked his sister about the patient.",
)
_BAG = (  # long: among few words no head can spread its weight evenly
    "A bag of words keeps which words a text has and forgets their order, so that a sentence and "
    "the same sentence backwards become the same bag, and yet much of what the text is about is "
    "still in there.",
    "To find the topic of a page or to filter letters that nobody asked for, such a bag was good "
    "enough for many years, long before anybody trained a transformer to read.",
)

DEMONSTRATIONS: Mapping[str, Demonstration] = MappingProxyType(
    {
        "next": Demonstration(*_SHOP, (1, 8)),
        "previous": Demonstration(*_SHOP, (0, 2)),
        "identical": Demonstration(*_CAT, (2, 9)),
        "related": Demonstration(*_FAMILY, (0, 1)),
        "other_text": Demonstration(*_CAT, (2, 9)),
        "predictive": Demonstration(*_SHOP, (1, 7)),
        "cls": Demonstration(*_COURT, (1, 11)),
        "sep": Demonstration(*_ORCHESTRA, (0, 5)),
        "punctuation": Demonstration(*_LETTER, (3, 11)),
        "bag_of_words": Demonstration(*_BAG, (0, 7)),
    }
)

"""A sentence of a story that can be false, and how to find out."""

from collections.abc import Callable
from dataclasses import dataclass

FRESH_SEEDS = tuple(range(1001, 1011))


@dataclass(frozen=True)
class Seen:
    """What one seed showed.

    Attributes:
        holds: Whether the claim is true of it.
        numbers: What was measured, in a few words.
    """

    holds: bool
    numbers: str


@dataclass(frozen=True)
class Claim:
    """A claim of a story.

    Attributes:
        story: Name of the preset whose words make the claim.
        says: The claim, as the page words it.
        see: Trains or computes from a seed, and looks.
    """

    story: str
    says: str
    see: Callable[[int], Seen]

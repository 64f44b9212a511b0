"""A training that is made of others, and says so: who runs it may train its parts at once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from models.frame import Frame

T = TypeVar("T", bound=Callable[..., Iterator[Frame]])


class Part(NamedTuple):
    """One training among several.

    Attributes:
        name: What a person reads.
        train: A generator of frames, ``train(setup, start=None)``.
        setup: Its setup. All that decides its frames and nothing else, so that whoever wants the
            same part shares it.
        after: The parts, by their places, that have to be over before it begins.
    """

    name: str
    train: Callable[..., Iterator[Frame]]
    setup: Any
    after: tuple[int, ...] = ()


def made_of(
    parts: Callable[[Any], Sequence[Part]], join: Callable[[Any, Sequence[Any]], Frame]
) -> Callable[[T], T]:
    """Mark a training, which by itself trains its parts one after the other.

    Args:
        parts: Those of a setup; nothing comes before what it is to come after.
        join: The frame of the whole, given the setup and the newest frame of each part (None
            where it has none yet). All of them ended well make the last frame of the training.
    """

    def mark(train: T) -> T:
        vars(train).update(parts=parts, join=join)
        return train

    return mark

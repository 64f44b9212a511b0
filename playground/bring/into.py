"""What a person brings becomes a knob, and so part of the setup."""

from collections.abc import Callable
from typing import Any

from playground import controls


def into(
    topic: str, knob: str, read: Callable[[Any], Any], nothing: Any = (), **others: Any
) -> Callable[[Any], None]:
    """What to give as ``take``: it turns a knob to what was brought.

    Args:
        topic: Whose knob it is.
        knob: Its name.
        read: Makes the knob's value of what was brought.
        nothing: The knob's value once that goes.
        others: Knobs that belonged to what was there before, and where they are put.
    """

    def take(found: Any) -> None:
        controls.set_values(topic, **{knob: nothing if found is None else read(found)}, **others)

    return take

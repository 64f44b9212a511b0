"""Every knob of a decoder that learns to write."""

from typing import Annotated

from models.language.brought import TextSetup
from models.language.decoder import Shape
from models.language.learnt.network import HEAD, shape_of
from models.setup import knob, multiple_of, rate_knob, seed_knob, steps_knob

_PAIR = 2 * HEAD
_WHY = f"{HEAD} numbers make a head, and two heads share a pair of key and value."


class WriterSetup(TextSetup):
    """A small decoder of characters, and how it learns to write."""

    context: int = knob(
        64,
        "Context",
        "Characters that it reads before the one it foretells. With 1 it cannot know more than "
        "pairs of characters.",
        low=1,
        high=128,
        log=True,
    )
    layers: int = knob(2, "Layers", "Blocks on top of each other.", low=1, high=4, step=1)
    width: Annotated[int, multiple_of(_PAIR, _WHY)] = knob(
        64,
        "Token size",
        "Numbers that stand for one character between the blocks; 16 of them make a head.",
        low=_PAIR,
        high=128,
        step=_PAIR,
    )
    steps: int = steps_knob(1500, high=20000)
    batch: int = knob(
        1024,
        "Tokens a batch",
        "Characters of each update, in stretches as long as the context.",
        low=256,
        high=4096,
        log=True,
        rare=True,
    )
    learning_rate: float = rate_knob(4e-3)
    seed: int = seed_knob(
        "Chooses the initial weights, the order of the data and the draws of what it writes.",
    )

    @property
    def shape(self) -> Shape:
        """The sizes of the decoder."""
        return shape_of(self.width, self.layers, self.context)

    @property
    def stretches(self) -> int:
        """Stretches of text in each update."""
        return max(1, self.batch // self.context)

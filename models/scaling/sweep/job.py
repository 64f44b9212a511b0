"""One decoder of a sweep."""

from typing import Literal, NamedTuple

from models.language import VOCABULARY
from models.scaling.kaplan import parameters

MIDDLE = (2, 48)  # layers and width of the run that stands among sizes, data and shapes

Kind = Literal["size", "data", "grid", "shape"]

# What a character costs in each block beside the multiplications, as so many parameters more:
# measured on one core of a CPU, only to tell how far a sweep is.
_OVERHEAD = 16_000


class Job(NamedTuple):
    """One decoder of a sweep.

    Attributes:
        kind: What it is compared with: other sizes, less data, less data at another size, shapes.
        layers: Its blocks.
        width: Numbers for each character.
        characters: D, of the text, that it learns from again and again.
        seed: 0 for that of the sweep, and what is added to it for further ones.
    """

    kind: Kind
    layers: int
    width: int
    characters: int
    seed: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        """Layers and width."""
        return self.layers, self.width

    @property
    def name(self) -> str:
        """For a person."""
        again = f", seed {self.seed + 1}" if self.seed else ""
        less = f", {self.characters:,} characters" if self.kind in ("data", "grid") else ""
        blocks = "1 layer" if self.layers == 1 else f"{self.layers} layers"
        return f"{blocks}, width {self.width}{less}{again}"

    @property
    def parameters(self) -> int:
        """N, without embeddings."""
        return parameters(self.layers, self.width)

    @property
    def work(self) -> int:
        """What a character costs, in parameters."""
        return self.parameters + VOCABULARY * self.width + _OVERHEAD * self.layers

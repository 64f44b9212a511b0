"""Every knob of a function and of the networks that are to compute it."""

from typing import Annotated, Literal

from models.expressivity.targets import TARGETS, Known, Target, target
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob
from models.values import AS_PLACES, Places, within

Shape = Literal["theorem", "wide"]

SHAPES: dict[str, str] = {
    "theorem": "As in the theorem: h = 2, m = 1, r = 4",
    "wide": "Wide: h = 2, m = d / 2, r = 4 d",
}


class TargetSetup(Setup):
    """A function from n tokens to n tokens."""

    target: Target = knob(
        "waves", "Function", "What each token becomes, by the others too.", names=TARGETS
    )
    tokens: int = knob(2, "Tokens n", "Numbers in [0, 1] that come in.", low=2, high=3, step=1)
    positions: bool = knob(
        False, "Positions E", "Adds a number of its own to each place: g(X + E), equation (4)."
    )
    hills: Annotated[Places, within(1.0), AS_PLACES] = knob(
        ((0.3, 0.3), (0.7, 0.6)),
        "Hills",
        "Where the hills are: the token itself, and the mean of the others.",
        hidden=True,
        only={"target": ("hills",)},
    )

    @property
    def known(self) -> Known:
        """The function, and how steep it can be."""
        return target(self.target, self.hills)


class ConstructionSetup(TargetSetup):
    """A network whose weights are written down by the proof."""

    resolution: Literal[2, 4, 8, 16, 32] = knob(
        8,
        "Cells 1 / δ",
        "Into how many cells each token's range is cut.",
        names={str(cells): str(cells) for cells in (2, 4, 8, 16, 32)},
        only={"tokens": (2,)},
    )
    resolution_of_three: Literal[2, 4, 8] = knob(
        4,
        "Cells 1 / δ",
        "Into how many cells each token's range is cut.",
        names={str(cells): str(cells) for cells in (2, 4, 8)},
        only={"tokens": (3,)},
    )

    @property
    def fineness(self) -> int:
        """1 / δ for the tokens at hand."""
        return self.resolution if self.tokens == 2 else self.resolution_of_three


class LearntSetup(TargetSetup):
    """A network of such blocks that learns the function."""

    block: Shape = knob("wide", "Shape of a block", "How much a block may compute.", names=SHAPES)
    width: int = knob(
        16, "Token size d", "Numbers that stand for a token inside.", low=2, high=64, step=2
    )
    layers: int = knob(2, "Layers", "Blocks on top of each other.", low=1, high=8, step=1)
    steps: int = steps_knob(1500, high=20000)
    batch: int = batch_knob(128, "Sequences of each update.", high=1024)
    learning_rate: float = rate_knob(0.005, "Size of Adam's first updates.", low=0.0001, high=0.1)
    seed: int = seed_knob("Chooses the first weights and the sequences.")

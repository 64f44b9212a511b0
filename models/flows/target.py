"""What a flow learns from: batches in a repeatable order, and held-out points to judge it by."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import torch
from torch import Tensor

from models import densities
from models.data import EmpiricalPoints, Points
from models.densities import Density, Window
from models.errors import ModelError
from models.flows import energies
from models.flows.setup import BOTH_WAYS, FlowSetup

HELD_OUT = 4096  # points behind every reported nll
BLOCK = 32  # batches drawn at once: one large draw is several times faster than many small ones
_LUCK = 2**31  # seeds the held-out points; no knob can name it, so no batch repeats them


class Source(Protocol):
    """Where batches are drawn from."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` points (n, 2)."""


@dataclass(frozen=True)
class Target:
    """A source of training points and what is known about it.

    Attributes:
        source: Where batches are drawn from.
        held_out: Points (m, 2) that training never sees.
        log_prob: The exact log-density at the held-out points (m,), in nats, where it is known.
        entropy: The entropy in nats, the smallest possible mean nll, where it is known.
        energy: The density to differentiate, where the flow may learn from it without samples.
    """

    source: Density | EmpiricalPoints
    held_out: Tensor
    log_prob: Tensor | None
    entropy: float | None
    energy: Density | None = None

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` training points (n, 2)."""
        return self.source.sample(n, generator)

    @property
    def window(self) -> Window:
        """The part of the plane to show: x0, x1, y0, y1."""
        return self.source.window

    def moments(self) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of each axis, each (2,), from the held-out points."""
        spread, mean = torch.std_mean(self.held_out, dim=0)
        return mean, spread.clamp_min(1e-3)  # a drawing may be one straight line


def target(setup: FlowSetup) -> Target:
    """The target that ``setup`` names. A table is learnt in its standardised units.

    Raises:
        ModelError: The drawing or the table is missing or damaged, or it has no energy to learn
            from.
    """
    if setup.objective == "reverse" and setup.target not in BOTH_WAYS:
        raise ModelError(
            "Learning from an energy needs one that is known everywhere and smooth: "
            "choose U1 to U4 or two modes, or learn from samples."
        )
    return _target(setup.target, setup.drawing, setup.points)


@lru_cache(maxsize=16)
def _target(name: str, drawing: str, points: str) -> Target:
    if name == "csv":
        if not points:
            raise ModelError("There is no table yet: upload a CSV file, then train.")
        table = EmpiricalPoints(Points.decode(points))
        return Target(table, table.held_out, None, None)
    if name == "drawn":
        if not drawing:
            raise ModelError("There is no drawing yet: draw a shape on the picture, then train.")
        density: Density = densities.drawn(densities.decode(drawing))
    elif name in energies.NAMES:
        density = energies.get(name)
    else:
        density = energies.two_modes() if name == "two_modes" else densities.get(name)
    held_out = density.sample(HELD_OUT, torch.Generator().manual_seed(_LUCK))
    energy = density if name in BOTH_WAYS else None
    return Target(density, held_out, density.log_prob(held_out), density.entropy, energy)


class Batches:
    """The data order: batch ``step`` is a pure function of source, seed, batch size and step.

    So a training that is continued or forked sees the data it would have seen, and no random
    state needs to be remembered.
    """

    def __init__(self, source: Source, seed: int, size: int) -> None:
        self._source, self._seed, self._size = source, seed, size
        self._number, self._block = -1, torch.empty(0)

    def __getitem__(self, step: int) -> Tensor:
        """The training points (size, 2) from which update ``step + 1`` learns."""
        number, place = divmod(step, BLOCK)
        if number != self._number:
            generator = torch.Generator().manual_seed((self._seed + 1) * 1_000_003 + number)
            self._block = self._source.sample(BLOCK * self._size, generator)
            self._number = number
        return self._block[place * self._size : (place + 1) * self._size]


class Noise:
    """The base Gaussian as a source of batches, for a training that has no data."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent points (n, 2) of N(0, I)."""
        return torch.randn(n, 2, generator=generator)

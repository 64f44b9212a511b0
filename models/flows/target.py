"""What a flow learns from, and the held-out points to judge it by."""

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from models import densities, luck
from models.brought.judgement import judged
from models.brought.points import EmpiricalPoints, Points
from models.densities import Density, Stroke, Window
from models.errors import ModelError
from models.flows import energies
from models.flows.setup import BOTH_WAYS, FlowSetup

HELD_OUT = 4096  # points behind every reported nll


@dataclass(frozen=True)
class Target:
    """A source of training points and what is known about it.

    Attributes:
        source: Where batches are drawn from.
        held_out: Points (m, 2) that training never sees.
        log_prob: The exact log-density at the held-out points (m,), in nats, where it is known.
        entropy: The entropy in nats, the smallest possible mean nll, where it is known.
        energy: The density to differentiate, where the flow may learn from it without samples.
        log_scale: For a table, the nats to add to an NLL to have it in the table's own units.
        findings: For a table, what is odd about its points, in sentences.
    """

    source: Density | EmpiricalPoints
    held_out: Tensor
    log_prob: Tensor | None
    entropy: float | None
    energy: Density | None = None
    log_scale: float | None = None
    findings: tuple[str, ...] = ()

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
    if sentence := missing(setup):
        raise ModelError(sentence)
    return _target(setup.target, setup.drawing, setup.points)


def missing(setup: FlowSetup) -> str | None:
    """What a person has to bring before ``setup`` can be trained, as a sentence; None if nothing.

    Args:
        setup: Of which only the target counts.
    """
    if setup.target == "csv" and not setup.points:
        return "There is no table yet: bring one, look at its points, then train."
    if setup.target == "drawn" and not setup.drawing:
        return "There is no drawing yet: draw a shape on the paper, then train."
    return None


@lru_cache(maxsize=16)
def _target(name: str, drawing: tuple[Stroke, ...], points: Points | None) -> Target:
    if points is not None and name == "csv":
        table = EmpiricalPoints(points)
        said = tuple(each.sentence for each in judged(table.points.array, ("x", "y")))
        scale = table.points.log_scale
        return Target(table, table.held_out, None, None, log_scale=scale, findings=said)
    if name == "drawn":
        density: Density = densities.drawn(drawing)
    elif name in energies.NAMES:
        density = energies.get(name)
    else:
        density = energies.two_modes() if name == "two_modes" else densities.get(name)
    held_out = density.sample(HELD_OUT, luck.held_out())
    energy = density if name in BOTH_WAYS else None
    return Target(density, held_out, density.log_prob(held_out), density.entropy, energy)


class Noise:
    """The base Gaussian as a source of batches, for a training that has no data."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` independent points (n, 2) of N(0, I)."""
        return torch.randn(n, 2, generator=generator)

"""What both players' gradients are gradients of, and over how many points."""

from dataclasses import dataclass
from typing import Literal

from models.gans.players.losses import Loss

Penalty = Literal["none", "clip", "gradient", "r1", "r1_r2"]

WEIGHED: tuple[Penalty, ...] = ("gradient", "r1", "r1_r2")  # penalties that have a weight


@dataclass(frozen=True)
class Rules:
    """The rules of one game.

    Attributes:
        loss: What the two players minimise; see :mod:`models.gans.players.losses`.
        batch: Decisions n of the discriminator about real packs, and as many about samples.
        penalty: What is added to J_D: λ E (|∇D| - 1)² between real packs and samples ("gradient",
            Gulrajani et al. 2017, arXiv:1704.00028), γ/2 E |∇D|² at real packs ("r1", Mescheder et
            al. 2018, arXiv:1801.04406), or at both ("r1_r2"). Clipping is no part of a gradient.
        weight: Its λ or γ at the beginning.
        unroll: Updates k of the discriminator through which the generator looks ahead.
        rate: Learning rate of those updates.
    """

    loss: Loss
    batch: int
    penalty: Penalty = "none"
    weight: float = 0.1
    unroll: int = 0
    rate: float = 1e-3

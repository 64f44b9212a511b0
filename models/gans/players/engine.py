"""How the gradients of both players are found: by autograd, or by formulas written out."""

from typing import Protocol

from torch import Tensor

from models.gans.players.analytic import Analytic
from models.gans.players.autograd import Autograd
from models.gans.players.players import Players
from models.gans.players.rules import WEIGHED, Rules


class Engine(Protocol):
    """Leaves gradients in the players' optimisers. Everything is in the networks' units.

    Attributes:
        weight: Of the penalty, as it is now.
    """

    weight: float | Tensor

    def imagine(self, z: Tensor) -> None:
        """Generate the samples that both players see next, from latents z (S, n·m, 2)."""

    def discriminator(self, real: Tensor, mix: Tensor | None) -> None:
        """The gradient of J_D and its penalty.

        Args:
            real: Real points (S, n·m, 2), packs of m in a row.
            mix: Where the gradient penalty looks between each real pack and each sample,
                (S, n, 1) in 0..1; None without that penalty.
        """

    def generator(self, real: Tensor) -> None:
        """The gradient of J_G, through the discriminator as it is now."""


def engine(rules: Rules, players: Players) -> Engine:
    """The fastest engine there is for a game.

    Formulas are written for everything but what needs second derivatives of an activation or of an
    optimiser: penalties on a smooth network, and unrolling.
    """
    smooth = players.activation != "leaky_relu"
    if rules.unroll or (smooth and rules.penalty in WEIGHED):
        return Autograd(rules, players)
    return Analytic(rules, players)

"""What the discriminator's cost says, term by term.

At the optimal discriminator the notes' cost (section 3, with its ½) is
J_D(D*) = -½ E_data log D* - ½ E_model log(1 - D*) = ln 2 - JSD(p_data, p_model), so it is ln 2
where the two laws are equal. The value of the game is V = -J_D, so V(D*) = -ln 2 + JSD; Goodfellow
et al. (2014) leave the ½ out, and their value is twice that, -ln 4 + 2 JSD.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import softplus

from models.gans.exact.optimal import Optimal, jensen_shannon, optimal_on_grid
from models.gans.exact.push_forward import PushForward
from models.gans.game.data import mixture_of
from models.gans.game.gan import Gan

CELLS = 128  # of the quadrature along each side of the window
POINTS = 10_000  # behind the learned cost


@dataclass(frozen=True)
class Ledger:
    """The discriminator's cost, as it would be at its best and as it is.

    Attributes:
        divergence: JSD(p_data, p_model) in nats, by quadrature.
        best_cost: J_D(D*), by quadrature of its own two integrals.
        cost: The notes' J_D of the learned discriminator, over fresh points and samples.
    """

    divergence: float
    best_cost: float
    cost: float


def ledger(gan: Gan, law: PushForward, exact: Optimal) -> Ledger:
    """The account of one moment.

    Args:
        gan: The two networks.
        law: Its generator's law (``gan.law()``).
        exact: D* on a grid over the window (:func:`models.gans.exact.optimal.optimal_on_grid`).
    """
    window = gan.mixture.window
    area = (window[1] - window[0]) * (window[3] - window[2]) / exact.best.size
    p, q = exact.data * area, exact.model * area
    inside = np.clip(exact.best, 1e-300, 1.0), np.clip(1 - exact.best, 1e-300, 1.0)
    # What the generator puts outside the window is fake for certain: log(1 - D*) = 0 there.
    value = float((p * np.log(inside[0])).sum() + (q * np.log(inside[1])).sum())
    cells = exact.best.shape[0]
    return Ledger(
        divergence=jensen_shannon(law, gan.mixture, window, cells),
        best_cost=-value / 2,
        cost=_cost(gan),
    )


def _cost(gan: Gan) -> float:
    generator = torch.Generator().manual_seed(gan.setup.seed)
    real = mixture_of(gan.setup).sample(POINTS, generator)
    fake = gan.generate(POINTS, generator)
    level = torch.logit(gan.discriminate(torch.cat((real, fake))).double(), eps=1e-12)
    return 0.5 * float(softplus(-level[:POINTS]).mean() + softplus(level[POINTS:]).mean())


def exact_on_grid(gan: Gan, law: PushForward, cells: int = CELLS) -> Optimal:
    """D* over the window of the data."""
    return optimal_on_grid(law, gan.mixture, gan.mixture.window, cells)


#: J_D where nothing can be told apart any more.
EQUILIBRIUM = math.log(2)

"""The value of the game: what the discriminator costs at its best.

At the optimal discriminator the notes' cost (section 3, with its ½) is
J_D(D*) = -½ E_data log D* - ½ E_model log(1 - D*) = ln 2 - JSD(p_data, p_model), so it is ln 2
where the two laws are equal. The value of the game is V = -J_D, so V(D*) = -ln 2 + JSD; Goodfellow
et al. (2014) leave the ½ out, and their value is twice that, -ln 4 + 2 JSD.
"""

import math

import numpy as np

from models.densities import Window
from models.gans.exact.optimal import Optimal

#: What the discriminator costs at its best where both laws are equal, in nats.
LN2 = math.log(2)


def best_cost(exact: Optimal, window: Window) -> float:
    """J_D(D*) in nats, by quadrature of its own two integrals.

    Args:
        exact: D* on a grid over the window (:func:`models.gans.exact.optimal_on_grid`).
        window: Of the plane. What the generator puts outside is fake for certain:
            log(1 - D*) = 0 there.
    """
    area = (window[1] - window[0]) * (window[3] - window[2]) / exact.best.size
    p, q = exact.data * area, exact.model * area
    inside = np.clip(exact.best, 1e-300, 1.0), np.clip(1 - exact.best, 1e-300, 1.0)
    value = float((p * np.log(inside[0])).sum() + (q * np.log(inside[1])).sum())
    return -value / 2

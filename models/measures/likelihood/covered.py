"""Coverage: how much of the data lies where the model has nearly all of its mass."""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.likelihood.kde import bandwidth, log_density
from models.measures.measured import Measured, checked

MASS = 0.95


def coverage(real: ArrayLike, fake: ArrayLike, *, width: float | None = None) -> Measured:
    """C = P_data(p_model > t), with t such that P_model(p_model > t) = 0.95 (number 2).

    The density of the model is one of kernels; each generated point is judged by the others.

    Args:
        real: (N, D).
        fake: (M, D).
        width: The kernel's bandwidth; that which suits the real sample when left out.
    """
    real, fake = checked(real, fake)
    width = bandwidth(real) if width is None else width
    own = log_density(fake, fake, width, without=True)
    level = np.quantile(own, 1 - MASS)
    share = float((log_density(fake, real, width) > level).mean())
    spread = share * (1 - share) / len(real) + MASS * (1 - MASS) / len(fake)
    return Measured(share, float(np.sqrt(spread)), MASS)

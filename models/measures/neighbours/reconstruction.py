"""Reconstruction: how near can the generator come to a real point?"""

from numpy.typing import ArrayLike

from models.measures.measured import Measured, checked, mean_error
from models.measures.nearest import nearest


def reconstruction(real: ArrayLike, fake: ArrayLike) -> Measured:
    """Mean of min_z |G(z) - x|² over real x, z among those that were drawn (number 21).

    Whoever has the generator descends over z; whoever has samples takes the nearest. A perfect
    sampler gives what the real sample gives for each of its points by the others. 0 on the
    samples themselves.

    Args:
        real: (N, D).
        fake: (M, D).
    """
    real, fake = checked(real, fake)
    values = nearest(fake, real)[0][:, 0] ** 2
    perfect = nearest(real, real, 2)[0][:, 1] ** 2
    return Measured(float(values.mean()), mean_error(values), float(perfect.mean()))

"""Average log-likelihood: what real data have under a density made of generated samples."""

from numpy.typing import ArrayLike

from models.measures.likelihood.kde import bandwidth, log_density
from models.measures.measured import Measured, checked, mean_error


def log_likelihood(real: ArrayLike, fake: ArrayLike, *, width: float | None = None) -> Measured:
    """L = 1/N Σ ln p_model(x), p_model by kernels on the generated points (Borji's number 1).

    Args:
        real: (N, D) points that were not trained on.
        fake: (M, D) generated points.
        width: The kernel's bandwidth; that which suits the real sample when left out.

    Returns:
        In nats. A perfect sampler gives what the real sample gives to each of its points by the
        others.
    """
    real, fake = checked(real, fake)
    width = bandwidth(real) if width is None else width
    values = log_density(fake, real, width)
    perfect = log_density(real, real, width, without=True)
    return Measured(float(values.mean()), mean_error(values), float(perfect.mean()))

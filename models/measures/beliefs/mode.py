"""The mode score: as the notes print it, and as its authors meant it."""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.beliefs.divergence import divergence, rows
from models.measures.measured import Floats, Measured, mean_error


def mode_score(real: ArrayLike, fake: ArrayLike, *, printed: bool = False) -> Measured:
    """exp( E_x KL(p(y|x) ‖ p(y)) - KL(p(y) ‖ p(y^real)) ) (number 5; Che et al., 2017).

    As printed, the first divergence is from p(y^real) too. The two then differ by exactly
    E_x KL(p(y|x) ‖ p(y)), so that the real labels drop out: it *is* the inception score.

    Args:
        real: Beliefs about real points, (N, K).
        fake: Beliefs about generated points, (M, K).
        printed: Whether to compute what the notes print.
    """
    real, fake = rows(real), rows(fake)
    value, error = _score(fake, real.mean(0), printed)
    return Measured(value, error, _score(real, real.mean(0), printed)[0])


def _score(beliefs: Floats, truth: Floats, printed: bool) -> tuple[float, float]:
    own = beliefs.mean(0)
    first = divergence(beliefs, truth if printed else own)
    score = float(np.exp(first.mean() - divergence(own, truth)))
    held = own > 0
    with np.errstate(divide="ignore"):
        slope = np.log(own[held] / truth[held])
    if not np.isfinite(slope).all():
        return score, np.inf
    changes = first - beliefs[:, held] @ slope
    return score, score * mean_error(changes)

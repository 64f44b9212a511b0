"""The inception score, and its form that compares samples among themselves."""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.beliefs.divergence import divergence, entropy, rows
from models.measures.measured import Floats, Measured, mean_error


def inception_score(real: ArrayLike, fake: ArrayLike) -> Measured:
    """exp E_x KL(p(y|x) ‖ p(y)) over generated x (number 3): from 1 to the number of classes.

    The real sample only says what a perfect sampler would have: the measure never looks at it.

    Args:
        real: Beliefs p(y|x) of a classifier about real points, (N, K).
        fake: The same about generated points, (M, K).
    """
    real, fake = rows(real), rows(fake)
    value, error = _score(fake)
    return Measured(value, error, _score(real)[0])


def modified_score(real: ArrayLike, fake: ArrayLike) -> Measured:
    """exp E_i E_j KL(p(y|x_i) ‖ p(y|x_j)) over all pairs of generated points (number 4).

    Infinite where one belief excludes what another holds possible.

    Args:
        real: Beliefs about real points, (N, K).
        fake: Beliefs about generated points, (M, K).
    """
    real, fake = rows(real), rows(fake)
    value, error = _paired(fake)
    return Measured(value, error, _paired(real)[0])


def _score(beliefs: Floats) -> tuple[float, float]:
    """The score and its standard error, by its first-order change with each point."""
    values = divergence(beliefs, beliefs.mean(0))
    score = float(np.exp(values.mean()))
    return score, score * mean_error(values)


def _paired(beliefs: Floats) -> tuple[float, float]:
    """Σ_i Σ_j KL splits into means of one sum each, so that no pair has to be visited."""
    held = beliefs.mean(0) > 0
    with np.errstate(divide="ignore"):
        logs = np.log(beliefs[:, held])
    if not np.isfinite(logs).all():
        return (np.inf, np.inf) if np.ptp(beliefs, axis=0).any() else (1.0, 0.0)
    mean, mean_log = beliefs[:, held].mean(0), logs.mean(0)
    changes = -entropy(beliefs) - beliefs[:, held] @ mean_log - logs @ mean
    score = float(np.exp(-entropy(beliefs).mean() - mean @ mean_log))
    return score, score * mean_error(changes)

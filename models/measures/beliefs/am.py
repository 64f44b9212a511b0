"""The AM score: are the classes as often as in training, and is each sample sure of its own?"""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.beliefs.divergence import divergence, entropy, rows
from models.measures.measured import Measured, mean_error


def am_score(real: ArrayLike, fake: ArrayLike) -> Measured:
    """KL(p(y^train) ‖ p(y)) + E_x H(y|x), in nats (number 6; Zhou et al., 2018).

    Zero only where the classes are as often as in training and every belief is certain; infinite
    where a class of the training never comes.

    Args:
        real: Beliefs about real points, (N, K).
        fake: Beliefs about generated points, (M, K).
    """
    real, fake = rows(real), rows(fake)
    truth, own, unsure = real.mean(0), fake.mean(0), entropy(fake)
    value = float(divergence(truth, own) + unsure.mean())
    if not np.isfinite(value):
        return Measured(value, np.inf, float(entropy(real).mean()))
    held = truth > 0
    ratio = truth[held] / own[held]
    fakes = mean_error(unsure - fake[:, held] @ ratio)
    reals = mean_error(real[:, held] @ np.log(ratio))
    return Measured(value, float(np.hypot(fakes, reals)), float(entropy(real).mean()))

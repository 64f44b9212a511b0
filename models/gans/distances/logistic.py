"""A discriminator that is exact: logistic regression between two Gaussians of equal spread.

For N(0, 1) against N(d, 1) the optimal discriminator's logit is ln p/q = d²/2 - d x, a line, so
that logistic regression contains D*. Its cross-entropy (with the ½ of the notes) estimates
J_D = ln 2 - JSD, and so the divergence.
"""

import math
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.errors import ModelError


@dataclass(frozen=True)
class LogisticDiscriminator:
    """D(x) = sigmoid(intercept + slope x), fitted to samples.

    Attributes:
        slope: Exactly -shift for the optimal discriminator.
        intercept: Exactly shift²/2.
        cost: J_D = -½ E ln D(x) - ½ E ln(1 - D(G(z))) on the samples, in nats.
        divergence: ln 2 - J_D, the estimate of the Jensen-Shannon divergence.
        error: Its standard error.
    """

    slope: float
    intercept: float
    cost: float
    divergence: float
    error: float


def fit_logistic(shift: float, n: int = 200_000, seed: int = 0) -> LogisticDiscriminator:
    """Train the discriminator on ``n`` samples of N(0, 1) (real) and as many of N(shift, 1).

    Raises:
        ModelError: The shift is so large that hardly a sample is ever mistaken.
    """
    if not abs(shift) <= 8:
        raise ModelError("Beyond a shift of 8 no sample lies between the two. Bring them closer.")
    generator = np.random.default_rng(seed)
    real, fake = generator.standard_normal(n), shift + generator.standard_normal(n)
    x = np.concatenate((real, fake))[:, None]
    fitted = LogisticRegression(C=math.inf).fit(x, np.repeat((1, 0), n))
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    on_real, on_fake = (
        0.5 * np.logaddexp(0, logits)
        for logits in (-intercept - slope * real, intercept + slope * fake)
    )
    cost = float(on_real.mean() + on_fake.mean())
    error = math.sqrt((on_real.var() + on_fake.var()) / n)
    return LogisticDiscriminator(slope, intercept, cost, math.log(2) - cost, error)

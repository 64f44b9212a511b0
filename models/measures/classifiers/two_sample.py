"""The classifier two-sample test: can a classifier tell the samples apart?"""

import numpy as np
from numpy.typing import ArrayLike

from models.measures.classifiers.classifier import apart
from models.measures.measured import Measured, checked, halves, share_error


def two_sample(real: ArrayLike, fake: ArrayLike) -> Measured:
    """Accuracy, on second halves, of a classifier trained on first halves (number 11).

    Lopez-Paz and Oquab, 2017. At best 1/2 + TV/2; a perfect sampler has 1/2.

    Args:
        real: (N, D).
        fake: (M, D).
    """
    real, fake = checked(real, fake)
    (real, real_test), (fake, fake_test) = halves(real), halves(fake)
    judge = apart(real, fake)
    right = np.concatenate((judge.choose(real_test) == 1, judge.choose(fake_test) == 0))
    accuracy = float(right.mean())
    return Measured(accuracy, share_error(accuracy, len(right)), 0.5)

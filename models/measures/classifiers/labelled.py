"""Three measures by classifiers that learn classes: from generated data, and from real data."""

import numpy as np

from models.measures.beliefs.divergence import divergence
from models.measures.classifiers.classifier import Classifier, fit
from models.measures.measured import Floats, Labelled, Measured, halves, mean_error, share_error


def classification(real: Labelled, fake: Labelled) -> Measured:
    """Accuracy on real points of a classifier that was trained on generated ones (number 12).

    A perfect sampler gives what training on one half of the real sample gives on the other.

    Args:
        real: Points (N, D) with classes.
        fake: Points (M, D) with the classes that they were generated for.
    """
    test, by_fake, by_real = _trained(real, fake)
    accuracy = float((by_fake.choose(test.points) == test.labels).mean())
    perfect = float((by_real.choose(test.points) == test.labels).mean())
    return Measured(accuracy, share_error(accuracy, len(test.labels)), perfect)


def boundary(real: Labelled, fake: Labelled) -> Measured:
    """Boundary distortion: where two classifiers disagree on real points (number 13).

    One is trained on generated points and one on real ones (Santurkar et al., 2018): the share of
    points between their boundaries. A perfect sampler gives that of two halves of the real
    sample.

    Args:
        real: Points with classes.
        fake: Generated points with classes.
    """
    test, by_fake, by_real = _trained(real, fake)
    by_other = fit(test.points, test.labels, _classes(real, fake))
    chosen = by_real.choose(test.points)
    share = float((by_fake.choose(test.points) != chosen).mean())
    train = _half(real)[0]
    perfect = float((by_other.choose(train.points) != by_real.choose(train.points)).mean())
    return Measured(share, share_error(share, len(test.labels)), perfect)


def adversarial(real: Labelled, fake: Labelled) -> Measured:
    """Adversarial divergence: KL(P_g(y|x) ‖ P_r(y|x)) on real points, in nats (number 19).

    P_g is believed by a classifier trained on generated points, P_r by one trained on real ones
    (Yang et al., 2017); their accuracies are those of :func:`classification`.

    Args:
        real: Points with classes.
        fake: Generated points with classes.
    """
    test, by_fake, by_real = _trained(real, fake)
    values = divergence(by_fake.beliefs(test.points), by_real.beliefs(test.points))
    by_other = fit(test.points, test.labels, _classes(real, fake))
    train = _half(real)[0]
    perfect = divergence(by_other.beliefs(train.points), by_real.beliefs(train.points))
    return Measured(float(values.mean()), mean_error(values), float(perfect.mean()))


def _trained(real: Labelled, fake: Labelled) -> tuple[Labelled, Classifier, Classifier]:
    """What is tested on, a classifier of as many generated points, and one of the other half."""
    classes = _classes(real, fake)
    train, test = _half(real)
    size = len(train.labels)
    by_fake = fit(fake.points[:size], fake.labels[:size], classes)
    return test, by_fake, fit(train.points, train.labels, classes)


def _half(sample: Labelled) -> tuple[Labelled, Labelled]:
    points: tuple[Floats, Floats] = halves(sample.points)
    return Labelled(points[0], sample.labels[::2]), Labelled(points[1], sample.labels[1::2])


def _classes(real: Labelled, fake: Labelled) -> int:
    return int(np.concatenate((real.labels, fake.labels)).max()) + 1

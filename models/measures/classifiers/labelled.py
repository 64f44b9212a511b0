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
    points between their boundaries. A perfect sampler gives that of two that are trained on real
    ones. No classifier is asked about points that it has learned.

    Args:
        real: Points with classes.
        fake: Generated points with classes.
    """
    test, by_fake, by_real, by_other = _apart(real, fake)
    chosen = by_real.choose(test.points)
    share, perfect = (
        float((each.choose(test.points) != chosen).mean()) for each in (by_fake, by_other)
    )
    return Measured(share, share_error(share, len(test.labels)), perfect)


def adversarial(real: Labelled, fake: Labelled) -> Measured:
    """Adversarial divergence: KL(P_g(y|x) ‖ P_r(y|x)) on real points, in nats (number 19).

    P_g is believed by a classifier trained on generated points, P_r by one trained on real ones
    (Yang et al., 2017); their accuracies are those of :func:`classification`. A perfect sampler
    gives that of two that are trained on real ones, at points that neither has learned.

    Args:
        real: Points with classes.
        fake: Generated points with classes.
    """
    test, by_fake, by_real, by_other = _apart(real, fake)
    known = by_real.beliefs(test.points)
    values, perfect = (divergence(each.beliefs(test.points), known) for each in (by_fake, by_other))
    return Measured(float(values.mean()), mean_error(values), float(perfect.mean()))


def _apart(real: Labelled, fake: Labelled) -> tuple[Labelled, Classifier, Classifier, Classifier]:
    """A third of the real points, and classifiers of as many generated and of the other thirds."""
    classes = _classes(real, fake)
    one, other, test = (Labelled(real.points[k::3], real.labels[k::3]) for k in range(3))
    size = len(one.labels)
    learned = Labelled(fake.points[:size], fake.labels[:size])
    by_fake, by_real, by_other = (
        fit(each.points, each.labels, classes) for each in (learned, one, other)
    )
    return test, by_fake, by_real, by_other


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

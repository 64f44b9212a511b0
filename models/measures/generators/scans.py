"""Sets of labelled grey images, each with a small classifier of its own as judge and as eye."""

from functools import cache

import numpy as np
from sklearn.neural_network import MLPClassifier

from models.image_sets import ImageSet
from models.images import Images, images
from models.measures.generators.digits import HIDDEN, Digits

TAUGHT = {"digits": 600, "mnist": 1500, "fashion": 1500}  # training images that the judge learns


@cache
def scans(data: ImageSet, levels: int = 0) -> Digits:
    """The training images of a set without those that its judge has learned.

    A generator that was trained here is measured against what it learned from: the test images
    may be another law, as those of the small digits are, which other people wrote.

    Args:
        data: Which images.
        levels: Their grey is cut into so many equal parts; 0 leaves it as it is.

    Raises:
        models.wheels.Missing: They are not on this machine.
    """
    known = images(data)
    grey = _cut(known, levels)
    labels = known.train_labels.numpy()
    taught = TAUGHT[data]
    judge = MLPClassifier((HIDDEN,), max_iter=400, learning_rate_init=5e-3, random_state=0)
    judge.fit(grey[:taught], labels[:taught])
    (first, last), (bias, final) = judge.coefs_, judge.intercepts_
    pictures = grey[taught:].reshape(-1, known.side, known.side)
    return Digits(pictures, labels[taught:], (first, bias), (last, final))


def _cut(known: Images, levels: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    grey = known.train.numpy().astype(np.float64)
    return np.minimum(np.floor(grey * levels), levels - 1) / (levels - 1) if levels else grey

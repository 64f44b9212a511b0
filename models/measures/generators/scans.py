"""Sets of labelled grey images, each with a small classifier of its own as judge and as eye."""

from functools import cache

import numpy as np

from models.image_sets import ImageSet
from models.images import images
from models.measures.generators.digits import Digits

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
    grey = known.train.numpy().astype(np.float64)
    if levels:
        grey = np.minimum(np.floor(grey * levels), levels - 1) / (levels - 1)
    return Digits.judged_after(TAUGHT[data], grey, known.train_labels.numpy())

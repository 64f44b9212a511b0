"""A law of the plane without modes to be counted: its classes are clusters of its points."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2

from models.densities import Window
from models.measures.classifiers import Classifier, fit
from models.measures.generators.planar import SURE, clouds
from models.measures.generators.sample import Sample
from models.measures.measured import Floats, Labels

CLASSES = 8
TAUGHT = 2000  # points by which the judge learns the clusters


@dataclass(frozen=True, eq=False)
class Clustered:
    """Points of some law, sorted into eight clusters by a classifier that learned K-means' cells.

    Attributes:
        draw: Gives (n, 2) points of the law, from a seed.
        window: The part of the plane that is shown.
        judge: Says p(y|x).
    """

    draw: Callable[[int, int], Floats]
    window: Window
    judge: Classifier

    @classmethod
    def of(cls, draw: Callable[[int, int], Floats], window: Window) -> "Clustered":
        """With a judge of its own, always the same."""
        points = draw(TAUGHT, 0)
        random = np.random.default_rng(0)
        _, labels = kmeans2(points, CLASSES, iter=20, minit="++", rng=random)
        return cls(draw, window, fit(points, labels, CLASSES))

    @property
    def classes(self) -> int:
        """How many clusters."""
        return CLASSES

    def real(self, size: int, random: np.random.Generator) -> Sample:
        """A sample of the law."""
        return self.judged(self.draw(size, int(random.integers(2**31))))

    def judged(self, points: Floats, labels: Labels | None = None) -> Sample:
        """Points with what the judge believes of them, and drawn as pictures."""
        beliefs = SURE * self.judge.beliefs(points) + (1 - SURE) / CLASSES
        chosen = beliefs.argmax(1) if labels is None else labels
        return Sample(points, chosen.astype(np.int64), beliefs, clouds(points, self.window))

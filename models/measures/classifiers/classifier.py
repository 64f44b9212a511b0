"""The small classifier of all measures that train one: least squares on waves of two lengths."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import cho_factor, cho_solve
from scipy.spatial.distance import pdist

from models.measures.measured import Floats, Labels

WAVES = 100
RIDGE = 1e-2  # of the mean square of a feature
LENGTHS = (0.5, 0.15)  # of the median distance: coarse waves and fine ones
_TRIED = 300
_LEAST = 1e-2  # belief in a class: least squares may say less than nothing


@dataclass(frozen=True, eq=False)
class Features:
    """x, and cosines along random directions (Rahimi and Recht, 2007), of a fixed seed.

    Attributes:
        centre: (D,) mean of what they were made for.
        spread: (D,) its standard deviation.
        directions: (D, W) directions, over the wave lengths.
        phases: (W,) in radians.
    """

    centre: Floats
    spread: Floats
    directions: Floats
    phases: Floats

    @classmethod
    def of(cls, points: Floats) -> "Features":
        """Those that suit some points (N, D)."""
        spread = points.std(0)
        spread = np.where(spread > 0, spread, 1.0)
        random = np.random.default_rng(0)
        length = float(np.median(pdist((points / spread)[:_TRIED]))) or 1.0
        lengths = length * np.repeat(LENGTHS, WAVES // len(LENGTHS))
        directions = random.standard_normal((points.shape[1], WAVES)) / lengths
        phases = random.uniform(0, 2 * np.pi, WAVES)
        return cls(points.mean(0), spread, directions, phases)

    def __call__(self, points: Floats) -> Floats:
        """(N, 1 + D + W)."""
        z = (points - self.centre) / self.spread
        return np.column_stack((np.ones(len(z)), z, np.cos(z @ self.directions + self.phases)))


@dataclass(frozen=True, eq=False)
class Classifier:
    """A trained classifier.

    Attributes:
        features: What it sees of a point.
        weights: (F, K).
    """

    features: Features
    weights: Floats

    def scores(self, points: Floats) -> Floats:
        """About P(y = k | x), (N, K): the nearest to it that the features can say."""
        return np.asarray(self.features(points) @ self.weights)

    def beliefs(self, points: Floats) -> Floats:
        """The scores as probabilities, none of them below one hundredth before they are scaled."""
        kept = np.clip(self.scores(points), _LEAST, None)
        return np.asarray(kept / kept.sum(1, keepdims=True))

    def choose(self, points: Floats) -> Labels:
        """The likeliest class of each point, (N,)."""
        return np.asarray(self.scores(points).argmax(1), dtype=np.int64)


def fit(points: ArrayLike, labels: ArrayLike, classes: int) -> Classifier:
    """Least squares on the classes' indicators, with a little ridge.

    Args:
        points: (N, D).
        labels: (N,) from 0.
        classes: How many there are.
    """
    x = np.asarray(points, dtype=np.float64)
    features = Features.of(x)
    seen = features(x)
    wanted = np.eye(classes)[np.asarray(labels)]
    gram = seen.T @ seen
    gram[np.diag_indices_from(gram)] += RIDGE * np.trace(gram) / len(gram)
    return Classifier(features, cho_solve(cho_factor(gram), seen.T @ wanted))


def apart(real: Floats, fake: Floats) -> Classifier:
    """A discriminator: class 1 is real, class 0 generated."""
    labels = np.repeat((1, 0), (len(real), len(fake)))
    return fit(np.concatenate((real, fake)), labels, 2)


def real_share(judge: Classifier, points: Floats) -> float:
    """The share of points that a discriminator takes for real."""
    return float(judge.choose(points).mean())

"""Scanned digits, with a small classifier that was trained here as judge and as eye."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter, shift
from scipy.special import softmax
from sklearn.neural_network import MLPClassifier

from models.images import images
from models.measures.generators.faults import MEMORY, Faults, class_weights
from models.measures.generators.planar import SURE
from models.measures.generators.sample import Sample
from models.measures.measured import Floats, Labels

TAUGHT = 600  # digits that the classifier learns; the others are real data
HIDDEN = 24  # its units, which are the features
CLASSES = 10


@dataclass(frozen=True, eq=False)
class Digits:
    """Scans of ten classes, those that have taught the judge left out.

    Attributes:
        pictures: (N, side, side) from 0 to 1.
        labels: (N,).
        hidden: Weights and biases of the judge's hidden layer.
        output: Weights and biases of its output.
    """

    pictures: Floats
    labels: Labels
    hidden: tuple[Floats, Floats]
    output: tuple[Floats, Floats]

    @classmethod
    def judged_after(cls, taught: int, grey: Floats, labels: Labels) -> "Digits":
        """The first ``taught`` of the scans (N, side²) teach the judge, the others are data.

        The judge has one hidden layer of 24 units, and always the same seed.
        """
        judge = MLPClassifier((HIDDEN,), max_iter=400, learning_rate_init=5e-3, random_state=0)
        judge.fit(grey[:taught], labels[:taught])
        (first, last), (bias, final) = judge.coefs_, judge.intercepts_
        side = math.isqrt(grey.shape[1])
        pictures = grey[taught:].reshape(-1, side, side)
        return cls(pictures, labels[taught:], (first, bias), (last, final))

    @property
    def classes(self) -> int:
        """Ten."""
        return CLASSES

    def most(self) -> int:
        """Real and generated digits are never the same scan."""
        return len(self.labels) // 2

    def real(self, size: int, random: np.random.Generator) -> Sample:
        """Some of the scans."""
        chosen = random.permutation(len(self.labels))[:size]
        return self.judged(self.pictures[chosen], self.labels[chosen])

    def fake(self, size: int, random: np.random.Generator, faults: Faults, real: Sample) -> Sample:
        """Other scans, spoilt."""
        pictures, labels = self._draw(size, random, class_weights(CLASSES, faults), real)
        means = np.stack([self.pictures[self.labels == k].mean(0) for k in range(CLASSES)])
        pictures = pictures + faults.shrink * (means[labels] - pictures)
        if faults.blur > 0:
            pictures = gaussian_filter(pictures, (0, faults.blur, faults.blur))
        if faults.shift > 0:
            pictures = shift(pictures, (0, 0, 2 * faults.shift), order=1)
        noise = faults.noise * float(self.pictures.std())
        pictures = pictures + noise * random.standard_normal(pictures.shape)
        copied = random.random(size) < faults.memorise
        known = random.integers(min(MEMORY, len(real.pictures)), size=size)
        pictures = np.where(copied[:, None, None], real.pictures[known], pictures)
        labels = np.where(copied, real.labels[known], labels)
        anywhere = random.random(pictures.shape)
        outside = random.random(size) < faults.outliers
        return self.judged(
            np.clip(np.where(outside[:, None, None], anywhere, pictures), 0, 1), labels
        )

    def judged(self, pictures: Floats, labels: Labels | None = None) -> Sample:
        """Pictures with the judge's features and beliefs.

        Args:
            pictures: (N, 8, 8).
            labels: (N,); the judge's own choice when left out.
        """
        seen = np.maximum(pictures.reshape(len(pictures), -1) @ self.hidden[0] + self.hidden[1], 0)
        sure = softmax(seen @ self.output[0] + self.output[1], axis=1)
        beliefs = SURE * sure + (1 - SURE) / CLASSES
        chosen = beliefs.argmax(1) if labels is None else labels
        return Sample(seen, chosen.astype(np.int64), beliefs, pictures)

    def _draw(
        self, size: int, random: np.random.Generator, weights: Floats, real: Sample
    ) -> tuple[Floats, Labels]:
        """Scans that are not in the real sample, each once as long as there are enough."""
        taken = {each.tobytes() for each in real.pictures}
        free = np.array([each.tobytes() not in taken for each in self.pictures])
        each_class = np.bincount(self.labels, minlength=CLASSES)
        chance = np.where(free, (weights / each_class)[self.labels], 0)
        enough = np.count_nonzero(chance) >= size
        chosen = random.choice(len(chance), size, replace=not enough, p=chance / chance.sum())
        return self.pictures[chosen], self.labels[chosen]


def digits() -> Digits:
    """The digits with their judge, who has learned 600 of them: about two seconds."""
    data = images("digits")
    pictures = np.concatenate((data.train.numpy(), data.test.numpy())).astype(np.float64)
    labels = np.concatenate((data.train_labels.numpy(), data.test_labels.numpy()))
    return Digits.judged_after(TAUGHT, pictures, labels)

"""Mixtures of the plane, and generators of them whose faults are known."""

from dataclasses import dataclass

import numpy as np
import torch
from scipy.ndimage import gaussian_filter

from models.densities import GaussianMixture, Window, grid, ring
from models.measures.generators.faults import MEMORY, Faults, class_weights
from models.measures.generators.sample import Sample
from models.measures.measured import Floats, Labels

SURE = 0.99  # the judge is never surer than this, spread over the classes
SIDE = 16  # pixels of a cloud that is drawn as a picture
EACH = 25  # points of such a cloud


@dataclass(frozen=True, eq=False)
class Planar:
    """A mixture with equal modes, whose judge is Bayes' own: the exact p(y|x)."""

    mixture: GaussianMixture

    @property
    def classes(self) -> int:
        """How many modes."""
        return len(self.mixture.weights)

    def most(self) -> int:
        """As many points as anybody wants."""
        return 100_000

    def real(self, size: int, random: np.random.Generator) -> Sample:
        """A sample of the law."""
        return self.judged(*self._draw(size, random, np.full(self.classes, 1 / self.classes)))

    def fake(self, size: int, random: np.random.Generator, faults: Faults, real: Sample) -> Sample:
        """A sample of a generator with faults, which may know the real sample by heart."""
        points, labels = self._draw(size, random, class_weights(self.classes, faults))
        spread = float(np.sqrt(self._variance()))
        centres = self.mixture.means.numpy()[labels]
        points = points + faults.shrink * (centres - points)
        points = points + faults.blur / 2 * (points[random.permutation(size)] - points)
        points = points + np.array((faults.shift * spread, 0.0))
        points = points + faults.noise * spread * random.standard_normal(points.shape)
        copied = random.random(size) < faults.memorise
        known = random.integers(min(MEMORY, len(real.points)), size=size)
        points = np.where(copied[:, None], real.points[known], points)
        labels = np.where(copied, real.labels[known], labels)
        x0, x1, y0, y1 = self.mixture.window
        anywhere = random.uniform((x0, y0), (x1, y1), (size, 2))
        outside = random.random(size) < faults.outliers
        return self.judged(np.where(outside[:, None], anywhere, points), labels)

    def judged(self, points: Floats, labels: Labels | None = None) -> Sample:
        """Points with what the judge believes of them, and drawn as pictures.

        Args:
            points: (N, 2).
            labels: (N,); the judge's own choice when left out.
        """
        exact = torch.softmax(self.mixture.joint(torch.from_numpy(points)), dim=1).numpy()
        beliefs = SURE * exact + (1 - SURE) / self.classes
        chosen = beliefs.argmax(1) if labels is None else labels
        return Sample(points, chosen.astype(np.int64), beliefs, clouds(points, self.mixture.window))

    def _draw(
        self, size: int, random: np.random.Generator, weights: Floats
    ) -> tuple[Floats, Labels]:
        labels = random.choice(self.classes, size, p=weights)
        factor = np.linalg.cholesky(self.mixture.covariances.numpy())[labels]
        noise = random.standard_normal((size, 2, 1))
        points = self.mixture.means.numpy()[labels] + (factor @ noise)[:, :, 0]
        return points, labels.astype(np.int64)

    def _variance(self) -> float:
        """Mean variance of a coordinate of the law."""
        means, inside = self.mixture.means.numpy(), self.mixture.covariances.numpy()
        return float(means.var(0).mean() + np.trace(inside.mean(0)) / 2)


def clouds(points: Floats, window: Window) -> Floats:
    """Clouds of twenty-five points as smooth pictures whose brightest pixel is about 1.

    Args:
        points: (N, 2).
        window: The part of the plane that becomes a picture.
    """
    x0, x1, y0, y1 = window
    sides = ((x0, x1), (y0, y1))
    parts = [points[at : at + EACH] for at in range(0, max(len(points) - EACH, 0) + 1, EACH)]
    counts = [np.histogram2d(x, y, SIDE, sides)[0].T for x, y in (each.T for each in parts)]
    smooth = gaussian_filter(np.array(counts), (0, 0.7, 0.7))
    return np.asarray(np.clip(smooth * 4 / EACH, 0, 1))


def ring_of_eight() -> Planar:
    """Eight modes on a circle of radius 1, each of deviation 0.1."""
    return Planar(ring(8, 1.0, 0.1, window=(-1.8, 1.8, -1.8, 1.8)))


def grid_of_nine() -> Planar:
    """Nine modes on a square, one unit apart, each of deviation 0.1."""
    return Planar(grid(3, 1.0, 0.1, window=(-1.8, 1.8, -1.8, 1.8)))

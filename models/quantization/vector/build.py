"""From a vector setup to what it names: the points and the start."""

import numpy as np

from models.brought.pictures import Pixels
from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.bounds.theory import zador
from models.quantization.numbers import checked_near
from models.quantization.setup import PictureSetup, VectorSetup
from models.quantization.sources.laws import Gaussian, Uniform
from models.quantization.vector import image
from models.quantization.vector.cloud import Cloud, sample, sample_colours, sample_drawing
from models.quantization.vector.codebooks import initial_codebook


def build_cloud(setup: VectorSetup, picture: Pixels | None = None) -> Cloud:
    """The points that ``setup`` names.

    Args:
        setup: What to build.
        picture: The uploaded picture, for colours of one's own.

    Raises:
        ModelError: The drawing or the picture is missing.
    """
    if setup.source == "drawn" and not setup.drawing:
        raise ModelError("Nothing is drawn yet. Draw where the points lie.")
    if setup.source == "drawn":
        return sample_drawing(setup.drawing, setup.points, setup.seed)
    if setup.source != "colours":
        return sample(setup.source, setup.points, setup.seed, setup.correlation)
    return sample_colours(chosen_picture(setup, picture), setup.points, setup.seed)


def chosen_picture(setup: VectorSetup | PictureSetup, picture: Pixels | None) -> Pixels:
    """The picture that the setup names.

    Raises:
        ModelError: It is one's own, and there is none.
    """
    if setup.picture != "own":
        return image.shipped(setup.picture)
    if picture is None:
        raise ModelError("There is no picture yet. Upload a PNG or a JPEG.")
    return picture


def build_codebook(setup: VectorSetup, cloud: Cloud) -> Floats:
    """The codewords (K, 2) that ``setup`` starts from: dragged ones, or by its method.

    Raises:
        ModelError: The dragged codewords lie far out.
    """
    if setup.own:
        x0, x1, y0, y1 = cloud.bounds
        return checked_near(np.array(setup.own), (x0, y0), (x1, y1))
    return initial_codebook(cloud.points, of_use(setup, cloud), setup.method, setup.seed)


def of_use(setup: VectorSetup, cloud: Cloud) -> int:
    """How many codewords of ``setup`` have a point to stand for: no more than points that differ.

    A logo of three colours has three, a grey picture without chroma one.
    """
    return min(setup.size, len(np.unique(cloud.points, axis=0)))


def high_rate(setup: VectorSetup, size: int) -> float | None:
    """Zador's total distortion of the best ``size`` codewords for the law of the points.

    None where the law has no formula here. Asymptotic: it holds for many codewords.
    """
    if setup.source == "square":
        return 2 * zador(Uniform(), size)
    if setup.source in ("gaussian", "correlated"):
        rho = setup.correlation if setup.source == "correlated" else 0.0
        return 2 * zador(Gaussian(), size, correlation=rho)
    return None

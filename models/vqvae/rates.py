"""What others pay: bits and squared error of an image by a linear code, by VAEs and by JPEG."""

import io
import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from PIL import Image

from models.autoencoders import VaeSetup
from models.autoencoders.plain import term_as_error
from models.quantization import Floats
from models.vqvae.setup import VqVaeSetup

QUALITIES = (5, 10, 20, 35, 50, 70, 85)
STEPS = 1500
BETAS = (0.2, 0.5, 1.0, 2.0, 5.0, 15.0)
_SCAN = b"\xff\xda"  # where the entropy-coded part of a JPEG file begins
_WHITE = 255


class Curve(NamedTuple):
    """Points of a rate-distortion curve.

    Attributes:
        bits: (T,) for each image.
        distortion: (T,) |x - x̂|² of an image, on average.
    """

    bits: Floats
    distortion: Floats


def linear(train: ArrayLike, points: int = 60) -> Curve:
    """The rate-distortion function of a Gaussian with the covariance of images (n, D).

    Reverse water-filling (Cover and Thomas, section 10.3.3): every direction keeps the error θ, and
    those whose variance is below it get no bits. That is the β-curve of the best linear VAE, whose
    σ² β is θ.
    """
    x = np.asarray(train, dtype=np.float64)
    variances = np.linalg.eigvalsh(np.cov(x.T)).clip(min=0)
    level = np.geomspace(1e-3 * variances.max(), variances.max(), points)[:, None]
    kept = np.maximum(variances / level, 1.0)
    return Curve(0.5 * np.log2(kept).sum(axis=1), np.minimum(variances, level).sum(axis=1))


def variational(setup: VqVaeSetup) -> dict[str, VaeSetup]:
    """VAEs of the same images with the same seed, from nearly free codes to costly ones.

    Their decoder's σ² is fixed, so β σ² is what a nat may cost in squared error (half of it).
    """
    same = {"data": setup.data, "seed": setup.seed, "steps": STEPS, "latents": 16}
    fixed = VaeSetup.model_validate(same | {"learned": False, "sigma": 0.1})
    return {f"β = {beta:g}": fixed.model_copy(update={"beta": beta}) for beta in BETAS}


def over_beta(ended: Iterable[tuple[VaeSetup, Mapping[str, float]]]) -> Curve:
    """Trained VAEs as points of a rate-distortion curve, from the metrics of their last frames.

    The rate is E KL(q(z|x) ‖ p(z)) of held-out images, what a bits-back coder would pay; the
    distortion is E_q ‖x - g(z)‖² of the same.
    """
    found = [
        (
            each["rate"] / math.log(2),
            float(term_as_error(setup, each["distortion"], each["sigma"])),
        )
        for setup, each in ended
    ]
    bits, missed = np.array(sorted(found)).T
    return Curve(bits, missed)


def jpeg(images: ArrayLike, side: int) -> Curve:
    """Images (n, side²) of 0 to 1 as JPEG at several qualities, by Pillow.

    Counted is the entropy-coded part alone: a file's tables, some 600 bytes, are the same for all.
    """
    x = np.asarray(images, dtype=np.float64)
    pixels = (x * _WHITE).round().astype(np.uint8).reshape(-1, side, side)
    bits, missed = [], []
    for quality in QUALITIES:
        coded = [_coded(each, quality) for each in pixels]
        bits.append(np.mean([8 * (len(each) - each.rindex(_SCAN)) for each in coded]))
        again = np.array([np.asarray(Image.open(io.BytesIO(each))) for each in coded]) / _WHITE
        missed.append(((again.reshape(x.shape) - x) ** 2).sum(axis=1).mean())
    return Curve(np.array(bits), np.array(missed))


def _coded(pixels: np.ndarray, quality: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()

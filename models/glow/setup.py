"""Every knob of Glow on images."""

from typing import Literal

from models import image_sets
from models.glow.layers import MixingKind
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

Noise = Literal["uniform", "variational", "none"]
CouplingKind = Literal["affine", "spline"]


class GlowSetup(Setup):
    """One flow of images and its training."""

    data: image_sets.ImageSet = knob(
        "digits",
        "Data",
        "Grey images. The small digits are always here, MNIST once it is fetched.",
        names=image_sets.TITLES,
    )
    dequantization: Noise = knob(
        "uniform",
        "Dequantization",
        "Noise of a grey level's width on every pixel, uniform or learned with the flow; without "
        "it the density of a few grey values can grow without bound.",
        names={"uniform": "Uniform noise", "variational": "Learned noise", "none": "None"},
    )
    scales: int = knob(
        2,
        "Scales",
        "How often height and width are halved; after each scale but the last, half of the numbers "
        "leaves as a part of z.",
        low=1,
        high=3,
        step=1,
    )
    flow_steps: int = knob(
        4,
        "Steps of flow",
        "Steps at each scale: actnorm, 1×1 convolution, affine coupling.",
        low=1,
        high=12,
        step=1,
    )
    coupling: CouplingKind = knob(
        "affine",
        "Coupling",
        "Affine as in Glow, or followed by a monotone spline of four pieces, which bends too.",
        names={"affine": "Affine", "spline": "Spline"},
        rare=True,
    )
    mixing: MixingKind = knob(
        "lu",
        "1×1 convolution",
        "The matrix that mixes the channels: as a product of triangles, whose determinant is read "
        "off the diagonal, or free.",
        names={"lu": "LU", "free": "Free matrix"},
        rare=True,
    )
    width: int = knob(
        32,
        "Channels",
        "Channels of the networks inside the couplings.",
        low=8,
        high=128,
        step=8,
        rare=True,
    )
    steps: int = steps_knob(1000, high=20000)
    batch: int = batch_knob(
        64, "Images drawn for each update: small batches are fast and noisy.", high=512
    )
    learning_rate: float = rate_knob(0.002, rare=True)
    seed: int = seed_knob(
        "Chooses the initial parameters and the order of the data; the same seed, the same run."
    )

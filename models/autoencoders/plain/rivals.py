"""All four kinds and a variational one on the same data: what each decodes between classes."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders.model import Floats, Source, VaeSetup, floats, pictures, source
from models.autoencoders.plain.setup import (
    AutoencoderSetup,
    ContractiveSetup,
    DenoisingSetup,
    SparseSetup,
    UndercompleteSetup,
)
from models.autoencoders.plain.training import restore, train
from models.autoencoders.training import restore as restore_vae
from models.autoencoders.training import train as train_vae
from models.frame import Arrays, Frame, Start

PLACES = 11  # along the line between two classes, both ends among them
Rival = AutoencoderSetup | VaeSetup


def rivals(setup: AutoencoderSetup) -> dict[str, Rival]:
    """Setups of every kind with the data, code size, width, steps and seed of an image setup.

    All have two hidden layers on either side, and what a kind adds stands at a middling value.
    """
    same = {
        name: getattr(setup, name)
        for name in ("data", "latents", "width", "steps", "seed", "hold_out")
    }
    deep = same | {"network": "deep"}
    return {
        "Undercomplete": UndercompleteSetup.model_validate(deep),
        "Denoising": DenoisingSetup.model_validate(deep | {"sigma": 0.3, "learning_rate": 3e-3}),
        "Sparse": SparseSetup.model_validate(deep | {"activity": 0.25}),
        "Contractive": ContractiveSetup.model_validate(deep | {"lam": 0.02}),
        "Variational": VaeSetup.model_validate(same),
    }


def train_rival(setup: Rival, start: Start | None = None) -> Iterator[Frame]:
    """Train any of them; see the ``train`` of its package.

    Raises:
        ModelError: The data cannot be used, or ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    if isinstance(setup, VaeSetup):
        yield from train_vae(setup, start)
    else:
        yield from train(setup, start)


def term_as_error(setup: VaeSetup, distortion: ArrayLike, sigma: ArrayLike) -> Floats:
    """A Gaussian decoder's reconstruction term as a squared error: E_q ‖x - g(z)‖² of an input.

    From -E_q ln p(x|z) = D/2 ln(2πσ²) + E_q ‖x - g(z)‖² / 2σ², so the noise of the codes is in it.

    Args:
        setup: Its data are images.
        distortion: (T,) -E_q ln p(x|z), nats.
        sigma: (T,) σ.
    """
    size = source(setup).side ** 2
    variance = np.asarray(sigma, dtype=np.float64) ** 2
    error: Floats = 2 * variance * np.asarray(distortion) - size * variance * np.log(
        2 * math.pi * variance
    )
    return error


@dataclass(frozen=True, eq=False)
class Between:
    """What a model decodes on the straight line between the mean codes of two classes.

    Attributes:
        images: (11, side²).
        places: (11,) where on the line, from 0 to 1.
        distances: (11,) from each to the nearest image trained on, ‖.‖.
        error: ‖x - r‖² of held-out images, without any noise.
        side: Pixels along each side.
    """

    images: Floats
    places: Floats
    distances: Floats
    error: float
    side: int


@dataclass(frozen=True, eq=False)
class Hole:
    """How far from all images is what a model decodes midway between two codes.

    Held-out images of different classes are paired, each at most once. Of every pair the code
    midway is decoded, and its distance ‖.‖ to the nearest image trained on is compared with that of
    the pair's own reconstructions. Images between classes may be far from all others by themselves;
    the reconstructions are there because a blurred image is nearer to others than a sharp one.

    Attributes:
        midway: The mean distance midway.
        usual: The mean distance of the reconstructions.
        error: The standard error of their difference over the pairs.
        pairs: How many pairs.
    """

    midway: float
    usual: float
    error: float
    pairs: int

    @property
    def depth(self) -> float:
        """How much farther it is midway: about 0 where there is no hole."""
        return self.midway - self.usual


class _Coder(NamedTuple):
    encode: Callable[[Tensor], Tensor]
    decode: Callable[[Tensor], Tensor]


@torch.no_grad()
def between(setup: Rival, checkpoint: Arrays, one: int, other: int) -> Between:
    """Decode between two classes of images, with the model of a checkpoint.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    data, coder = _images(setup), _coder(setup, checkpoint)
    codes = coder.encode(data.train)
    ends = [codes[data.labels == label].mean(dim=0) for label in (one, other)]
    places = torch.linspace(0, 1, PLACES)
    images = coder.decode(torch.lerp(ends[0], ends[1], places[:, None]))
    off = coder.decode(coder.encode(data.tested)) - data.tested
    return Between(
        images=floats(images),
        places=floats(places),
        distances=floats(_nearest(images, data.train)),
        error=float(off.square().sum(dim=1).mean()),
        side=data.side,
    )


@torch.no_grad()
def hole(setup: Rival, checkpoint: Arrays) -> Hole:
    """How strange it is between the held-out images of a model of images.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    data, coder = _images(setup), _coder(setup, checkpoint)
    one, other = _pairs(data)
    codes = coder.encode(data.tested)
    own = _nearest(coder.decode(codes), data.train)
    midway = _nearest(coder.decode(0.5 * (codes[one] + codes[other])), data.train)
    usual = 0.5 * (own[one] + own[other])
    error = (midway - usual).std() / math.sqrt(len(midway))
    return Hole(float(midway.mean()), float(usual.mean()), float(error), len(midway))


def _images(setup: Rival) -> Source:
    return pictures(setup.data, hold_out=setup.hold_out)


def _coder(setup: Rival, checkpoint: Arrays) -> _Coder:
    if isinstance(setup, VaeSetup):
        vae = restore_vae(setup, checkpoint)
        return _Coder(lambda x: vae.encode(x)[0], vae.decode)
    model = restore(setup, checkpoint)
    return _Coder(model.encode, model.decode)


def _nearest(images: Tensor, others: Tensor) -> Tensor:
    """Of each of the images (n, D) the distance to the nearest of others (m, D): (n,)."""
    return torch.cdist(images, others).amin(dim=1)


def _pairs(data: Source) -> tuple[Tensor, Tensor]:
    """Held-out images of different classes, each in one pair at most: their numbers, (P,) twice."""
    labels = data.test_labels[: len(data.tested)]
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    half = len(order) // 2
    one, other = order[:half], order[half : 2 * half]
    apart = labels[one] != labels[other]
    return one[apart], other[apart]

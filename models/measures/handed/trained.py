"""What is trained on other pages and can be measured: how each draws, and what it learned from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from models import autoencoders, flows, gans, glow, vqvae
from models.autoregressive import pixels
from models.errors import ModelError
from models.frame import Arrays, Frame
from models.gans.game import mixture_of
from models.image_sets import IMAGE_SETS, ImageSet
from models.measures.generators import Clustered, Digits, Planar, scans
from models.measures.measured import Floats
from models.setup import Setup

POINTS = 800  # of a moment, at most
FEWEST = 100
PICTURES = {"digits": 200, "mnist": 100, "fashion": 100}  # of a moment

Law = Planar | Clustered | Digits


class Moment(Protocol):
    """A frame of a training, or what a recording has kept of one."""

    @property
    def step(self) -> int:
        """Number of parameter updates made so far."""
        ...

    @property
    def views(self) -> Arrays:
        """See :class:`models.frame.Frame`."""
        ...

    @property
    def checkpoint(self) -> Arrays:
        """See :class:`models.frame.Frame`."""
        ...


@dataclass(frozen=True)
class Trained:
    """A page whose generator can be measured.

    Attributes:
        setup: Its knobs.
        train: Its training.
        draw: Samples of the generator at a moment: points (n, 2), or pictures (n, side, side).
        law: What it learned from.
    """

    setup: type[Setup]
    train: Callable[[Any], Iterator[Frame]]
    draw: Callable[[Any, Moment], Floats]
    law: Callable[[Any], Law]

    def read(self, knobs: Mapping[str, Any]) -> Any:
        """The setup of a recording or a link, of the class ``setup``.

        Raises:
            ModelError: This playground does not know it.
        """
        try:
            return self.setup.model_validate(dict(knobs))
        except ValueError as error:
            raise ModelError("This playground does not know what was trained there.") from error


def _points(_: Setup, moment: Moment) -> Floats:
    points = np.asarray(moment.views.get("samples", np.empty(0)), dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < FEWEST:
        raise ModelError("The recording has no samples of the plane, a hundred or more a frame.")
    return points[:POINTS]


def _modes(setup: gans.GanSetup) -> Planar:
    return Planar(mixture_of(setup))


def _clusters(setup: flows.FlowSetup) -> Clustered:
    target = flows.target(setup)

    def draw(size: int, seed: int) -> Floats:
        points = target.sample(size, torch.Generator().manual_seed(seed))
        return np.asarray(points.numpy(), dtype=np.float64)

    return Clustered.of(draw, target.window)


def _image_set(name: str) -> ImageSet:
    for known in IMAGE_SETS:
        if name == known:
            return known
    raise ModelError("Only autoencoders of images can be measured here, not those of the plane.")


def _square(rows: Tensor) -> Floats:
    side = round(rows.shape[-1] ** 0.5)
    pictures = rows.reshape(-1, side, side).numpy().astype(np.float64)
    return np.asarray(np.clip(pictures, 0, 1))


@torch.no_grad()
def _vae(setup: autoencoders.VaeSetup, moment: Moment) -> Floats:
    """What the decoder says of codes of the prior, without its noise, as its page shows it."""
    count, random = PICTURES[_image_set(setup.data)], torch.Generator().manual_seed(0)
    model = autoencoders.restore(setup, moment.checkpoint)
    z = torch.randn(count, model.latents, generator=random, dtype=model.centre.dtype)  # (n, L)
    return _square(model.decode(z))


def _vqvae(setup: vqvae.VqVaeSetup, moment: Moment) -> Floats:
    model = vqvae.restore(setup, moment.checkpoint)
    return _square(torch.from_numpy(vqvae.draws(model, PICTURES[setup.data])))


@torch.no_grad()
def _pixels(setup: pixels.PixelSetup, moment: Moment) -> Floats:
    model = pixels.restore_pixels(setup, moment.checkpoint)
    *_, drawn = model.sample(PICTURES[setup.data], torch.Generator().manual_seed(0))
    return _square(model.ink(drawn))


@torch.no_grad()
def _glow(setup: glow.GlowSetup, moment: Moment) -> Floats:
    model, lattice = glow.restore(setup, moment.checkpoint), glow.pictures(setup.data).lattice
    z = model.noise(PICTURES[setup.data], torch.Generator().manual_seed(0))
    cells = lattice.cells(model(z)[0].nan_to_num(0))
    return _square(cells / (lattice.levels - 1))


#: The pages whose generators make points of the plane, and not pictures.
PLANAR = ("gans", "flows")
#: By the slugs of their pages.
TRAINED: dict[str, Trained] = {
    "gans": Trained(gans.GanSetup, gans.train, _points, _modes),
    "flows": Trained(flows.FlowSetup, flows.train, _points, _clusters),
    "vae": Trained(
        autoencoders.VaeSetup,
        autoencoders.train,
        _vae,
        lambda setup: scans(_image_set(setup.data), 2 * (setup.likelihood == "bernoulli")),
    ),
    "vqvae": Trained(vqvae.VqVaeSetup, vqvae.train, _vqvae, lambda setup: scans(setup.data)),
    "pixels": Trained(
        pixels.PixelSetup,
        pixels.train_pixels,
        _pixels,
        lambda setup: scans(setup.data, setup.levels),
    ),
    "glow": Trained(glow.GlowSetup, glow.train, _glow, lambda setup: scans(setup.data)),
}

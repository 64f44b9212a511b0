"""All four kinds and a variational one on the same data: what each decodes between classes."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from models.autoencoders.model import Floats, VaeSetup, floats
from models.autoencoders.plain.network import data_of
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


@dataclass(frozen=True, eq=False)
class Between:
    """What a model decodes on the straight line between the mean codes of two classes.

    Attributes:
        images: (11, side²).
        distances: (11,) from each to the nearest image trained on.
        usual: The median of that distance for reconstructions of held-out images.
        error: ‖x - r‖² of held-out images, without any noise.
        side: Pixels along each side.
    """

    images: Floats
    distances: Floats
    usual: float
    error: float
    side: int

    @property
    def worst(self) -> float:
        """The largest of the distances, in units of the usual one: above 1 nothing is near."""
        return float(self.distances.max()) / self.usual


@torch.no_grad()
def between(setup: Rival, checkpoint: Arrays, one: int, other: int) -> Between:
    """Decode between two classes of images, with the model of a checkpoint."""
    data = data_of(UndercompleteSetup.model_validate({"data": setup.data}))
    if isinstance(setup, VaeSetup):
        vae = restore_vae(setup, checkpoint)
        codes, held_out, decode = vae.encode(data.train)[0], vae.encode(data.tested)[0], vae.decode
    else:
        model = restore(setup, checkpoint)
        codes, held_out, decode = model.encode(data.train), model.encode(data.tested), model.decode
    ends = [codes[data.labels == label].mean(dim=0) for label in (one, other)]
    images = decode(torch.lerp(ends[0], ends[1], torch.linspace(0, 1, PLACES)[:, None]))
    again = decode(held_out)
    return Between(
        images=floats(images),
        distances=floats(torch.cdist(images, data.train).amin(dim=1)),
        usual=float(torch.cdist(again, data.train).amin(dim=1).median()),
        error=float((again - data.tested).square().sum(dim=1).mean()),
        side=data.side,
    )

"""Every knob of a masked autoencoder on binary digits."""

from functools import lru_cache
from typing import Literal

import torch
from torch import Tensor

from models.autoregressive.pixels.made import Made
from models.images import images
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

LAYERS = 2
SIDE = 8

PixelOrder = Literal["rows", "columns", "random"]


class MadeSetup(Setup):
    """A masked autoencoder, the order of its pixels and its training."""

    pixel_order: PixelOrder = knob(
        "rows",
        "Order of the pixels",
        "Which pixel comes first; any order has exact probabilities of its own.",
        names={"rows": "Row by row", "columns": "Column by column", "random": "At random"},
    )
    hidden: int = knob(
        300, "Hidden width", "Neurons of each hidden layer.", low=16, high=500, step=4, rare=True
    )
    dropout: float = knob(
        0.5,
        "Dropout",
        "Share of the hidden neurons that are left out of each update, against learning by heart.",
        low=0.0,
        high=0.8,
        step=0.1,
    )
    steps: int = steps_knob(2000, "Parameter updates.", high=10000)
    batch: int = batch_knob(64, "Images of each update.", high=512)
    learning_rate: float = rate_knob(0.004, "Size of Adam's first updates.", low=0.0001, high=0.1)
    seed: int = seed_knob(
        "Chooses the first parameters, a random order and the order of the images."
    )


@lru_cache(maxsize=1)
def digits() -> tuple[Tensor, Tensor]:
    """Binary digits, a pixel is 1 from half of full ink on: (1500, 64) and the last (297, 64)."""
    known = images("digits")
    return (known.train >= 0.5).float(), (known.test >= 0.5).float()


def order_of(setup: MadeSetup) -> list[int]:
    """The rank of each pixel, (64,)."""
    places = torch.arange(SIDE * SIDE)
    match setup.pixel_order:
        case "rows":
            return places.tolist()
        case "columns":
            return places.view(SIDE, SIDE).T.flatten().tolist()
        case "random":
            generator = torch.Generator().manual_seed(setup.seed)
            return torch.randperm(SIDE * SIDE, generator=generator).tolist()


def build(setup: MadeSetup) -> Made:
    """The untrained network of a setup."""
    generator = torch.Generator().manual_seed(setup.seed)
    return Made(order_of(setup), setup.hidden, LAYERS, generator)

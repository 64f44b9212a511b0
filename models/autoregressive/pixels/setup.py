"""Every knob of a law of pixels, and how it is built."""

from typing import Literal

import torch

from models.autoregressive.pixels.convolutions import GatedPixelCnn, PixelCnn
from models.autoregressive.pixels.law import PixelLaw
from models.autoregressive.pixels.levels import HeldOut, Pixels, PixelSet, pixels
from models.autoregressive.pixels.made import Made
from models.autoregressive.pixels.nade import Nade
from models.autoregressive.pixels.orders import PIXEL_ORDERS, PixelOrder, order_of
from models.image_sets import TITLES
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

PixelFamily = Literal["pixelcnn", "gated", "made", "nade"]

PIXEL_FAMILIES: dict[str, str] = {
    "pixelcnn": "PixelCNN",
    "gated": "Gated PixelCNN",
    "made": "MADE",
    "nade": "NADE",
}
CONVOLUTIONS = ("pixelcnn", "gated")
ORDERED = ("made", "nade")


class PixelSetup(Setup):
    """A network that foretells an image pixel by pixel, its data and its training."""

    data: PixelSet = knob(
        "digits",
        "Data",
        "Grey images. The small digits are always here; MNIST once it has been fetched, and it "
        "takes minutes to train.",
        names={name: TITLES[name] for name in ("digits", "mnist")},
    )
    levels: Literal[2, 4, 17] = knob(
        2,
        "Levels of grey",
        "Into how many equal parts the grey is cut; 17 leaves the small digits as they are.",
        names={"2": "2: black or white", "4": "4", "17": "17: all of the digits' greys"},
    )
    family: PixelFamily = knob(
        "gated", "Network", "What foretells a pixel from those before it.", names=PIXEL_FAMILIES
    )
    layers: int = knob(
        3,
        "Layers",
        "Masked convolutions on top of each other: each sees farther.",
        low=1,
        high=10,
        step=1,
        only={"family": CONVOLUTIONS},
    )
    kernel: Literal[3, 5] = knob(
        5,
        "Side of a kernel",
        "Pixels along the side of each masked kernel.",
        names={"3": "3×3", "5": "5×5"},
        only={"family": CONVOLUTIONS},
    )
    width: int = knob(
        24,
        "Channels",
        "Channels of each convolution.",
        low=8,
        high=64,
        step=8,
        rare=True,
        only={"family": CONVOLUTIONS},
    )
    pixel_order: PixelOrder = knob(
        "rows",
        "Order of the pixels",
        "Which pixel comes first; any order has exact probabilities of its own.",
        names=PIXEL_ORDERS,
        only={"family": ORDERED},
    )
    orders: int = knob(
        1,
        "Orders at once",
        "With more than one, the same weights learn further orders at random beside the first, and "
        "the mean of all their probabilities is told too.",
        low=1,
        high=8,
        step=1,
        only={"family": ("made",)},
    )
    hidden: int = knob(
        300,
        "Hidden width",
        "Neurons of each hidden layer.",
        low=16,
        high=500,
        step=4,
        rare=True,
        only={"family": ORDERED},
    )
    dropout: float = knob(
        0.2,
        "Dropout",
        "Share of hidden neurons or channels left out of each update, against learning by heart.",
        low=0.0,
        high=0.8,
        step=0.1,
    )
    held_out: HeldOut = knob(
        "test",
        "Held out",
        "Judged on the test images, or on the last fifth of the training images, which are then "
        "not learnt from: to choose knobs by.",
        names={"test": "Test images", "validation": "Validation images"},
        rare=True,
    )
    steps: int = steps_knob(600, high=20000)
    batch: int = batch_knob(32, "Images of each update.", high=512)
    learning_rate: float = rate_knob(
        0.004, "Size of Adam's updates where it is largest.", low=0.0001, high=0.1
    )
    seed: int = seed_knob(
        "Chooses the first parameters, random orders and the order of the images."
    )


def data_of(setup: PixelSetup) -> Pixels:
    """The images of a setup.

    Raises:
        ModelError: They are not on this machine.
    """
    return pixels(setup.data, setup.levels, setup.held_out)


def build(setup: PixelSetup) -> PixelLaw:
    """The untrained network of a setup.

    Raises:
        ModelError: The images are not on this machine.
    """
    side = data_of(setup).side
    generator = torch.Generator().manual_seed(setup.seed)
    order = order_of(setup.pixel_order, side, setup.seed)
    match setup.family:
        case "pixelcnn":
            return PixelCnn(side, setup.levels, setup.width, setup.layers, setup.kernel, generator)
        case "gated":
            return GatedPixelCnn(
                side, setup.levels, setup.width, setup.layers, setup.kernel, generator
            )
        case "made":
            others = [order_of("random", side, setup.seed + n) for n in range(1, setup.orders)]
            return Made(side, setup.levels, [order, *others], setup.hidden, generator)
        case "nade":
            return Nade(side, setup.levels, order, setup.hidden, generator)

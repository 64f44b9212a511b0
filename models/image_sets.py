"""The names of the sets of grey images, apart from the images themselves, which take a while."""

from typing import Literal, get_args

from models import wheels

ImageSet = Literal["digits", "mnist", "fashion"]

#: The names that :func:`models.images.images` knows; the first one is always there.
IMAGE_SETS: tuple[ImageSet, ...] = get_args(ImageSet)

#: What a person calls each.
TITLES: dict[str, str] = {
    "digits": "Digits, 8×8",
    "mnist": "MNIST digits, 28×28",
    "fashion": "Fashion-MNIST, 28×28",
}

#: The one that a newcomer meets on this machine.
FIRST: ImageSet = "mnist" if wheels.MNIST.here else "digits"

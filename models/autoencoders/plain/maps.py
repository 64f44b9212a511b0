"""The plane of two numbers of a code: what is shown of it, and what its places decode to."""

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders.model import Floats, Stage, decoder_stages, floats
from models.autoencoders.plain.network import Autoencoder, Dictionary, Tied
from models.autoencoders.plain.views import two
from models.densities import Window
from models.errors import ModelError

ROOM = 0.06  # of the range, around all points
LONGEST = 0.5  # of the lines that show directions, in units of the plane


def window_around(points: ArrayLike) -> Window:
    """A part of the plane with all points (..., 2) in it, and a little room."""
    flat = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    low, high = flat.min(axis=0), flat.max(axis=0)
    room = ROOM * np.maximum(high - low, 1e-3)
    (x0, y0), (x1, y1) = (low - room).tolist(), (high + room).tolist()
    return x0, x1, y0, y1


@torch.no_grad()
def map_stages(model: Autoencoder, axes: ArrayLike, x: Tensor) -> list[Stage]:
    """The decoder's stages from a place (2,) of two numbers of the code.

    The others stand at their mean over some inputs.

    Args:
        model: Its decoder has hidden layers, or is a plain linear map.
        axes: (2,) which numbers.
        x: Inputs (n, D).

    Raises:
        ModelError: The decoder is a dictionary.
    """
    if isinstance(model.decoder, Dictionary | Tied):
        raise ModelError("A map is drawn of a code that a network or a linear map decodes.")
    mean = model.encode(x).mean(dim=0)
    return decoder_stages(model.decoder, len(mean), axes, others=mean.numpy())


def segments(points: ArrayLike, directions: ArrayLike) -> Floats:
    """Lines centred at points (n, 2) along directions (T, n, 2), the longest of all as a ruler."""
    at, along = np.asarray(points, dtype=np.float64), np.asarray(directions, dtype=np.float64)
    longest = np.linalg.norm(along, axis=-1).max(initial=1e-9)
    half = 0.5 * LONGEST * along / longest
    return np.stack((at - half, at + half), axis=-2)


def crosses(place: ArrayLike, sizes: ArrayLike, directions: ArrayLike) -> Floats:
    """Lines through a place (2,) along some directions (k, 2), as long as their sizes (k,)."""
    at = np.asarray(place, dtype=np.float64)
    half = np.asarray(sizes)[:, None] * np.asarray(directions)
    return np.stack((at - half, at + half), axis=-2)


@torch.no_grad()
def given_back(model: Autoencoder, x: ArrayLike, axes: ArrayLike) -> tuple[Floats, Floats]:
    """The place (2,) of an input (D,) on a map of two numbers of the code, and r(x), (D,)."""
    row = torch.as_tensor(np.array(x, dtype=np.float32))[None]
    code = model.encode(row)
    return floats(two(code, torch.as_tensor(np.array(axes)))[0]), floats(model.decode(code)[0])

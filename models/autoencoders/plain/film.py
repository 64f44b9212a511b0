"""Rows of images over the steps of a training, as pictures."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.autoencoders.model import Floats


def film(rows: Sequence[ArrayLike], side: int) -> Floats:
    """Rows of n images each, (n, side²) or (T, n, side²), as pictures (T, R side, n side).

    Where no row has times it is one picture, (R side, n side); one time is a time too.

    The first row is at the top. Row 0 of a picture is its lowest line, as in a plane.
    """
    given = [np.asarray(row, dtype=np.float64) for row in rows]
    times = max((len(row) for row in given if row.ndim == 3), default=1)
    still = [row if row.ndim == 3 else np.broadcast_to(row, (times, *row.shape)) for row in given]
    tiles = np.stack(still, axis=1)  # (T, R, n, side²)
    _, count, images, _ = tiles.shape
    tiles = tiles.reshape(times, count, images, side, side).swapaxes(2, 3)
    flat: Floats = tiles.reshape(times, count * side, images * side)[:, ::-1]
    return flat if any(row.ndim == 3 for row in given) else flat[0]


def atoms_as_images(atoms: ArrayLike, columns: int) -> list[NDArray[np.float64]]:
    """Atoms (..., q, D) as rows of images (..., columns, D), each from 0 to 1; 0.5 is no change.

    Their sign says nothing: each is shown with its largest entry above 0.5.
    """
    values = np.asarray(atoms, dtype=np.float64)
    largest = np.abs(values).max(axis=-1, keepdims=True).clip(1e-12)
    at = np.abs(values).argmax(axis=-1)[..., None]
    sign = np.sign(np.take_along_axis(values, at, axis=-1))
    grey = 0.5 + 0.5 * sign * values / largest
    count = -grey.shape[-2] % columns
    empty = np.full((*grey.shape[:-2], count, grey.shape[-1]), 0.5)
    full = np.concatenate((grey, empty), axis=-2)
    return np.split(full, full.shape[-2] // columns, axis=-2)

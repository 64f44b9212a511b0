"""Pictures as codes and back: what each scale holds, ways between two, sums and differences.

Numpy arrays in, numpy arrays out: what a page asks for. Pictures are grey values from 0 to 1; their
code is that of the middles of their cells, and what comes back is put into cells again.
"""

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.glow.data import MIDDLE, Pictures
from models.glow.flow import Glow, Latents
from models.glow.judge import TEMPERATURES
from models.glow.lattice import Lattice

Floats = NDArray[np.float64]

MARGIN = 1  # pixels of paper around a picture in a row


@torch.no_grad()
def sampled(model: Glow, lattice: Lattice, n: int, temperature: float, seed: int = 0) -> Floats:
    """``n`` pictures (n, M) of z ~ N(0, T² I)."""
    drawn = model.sample(n, torch.Generator().manual_seed(seed), temperature)
    return _shown(lattice, drawn)


@torch.no_grad()
def resampled(
    model: Glow,
    lattice: Lattice,
    picture: ArrayLike,
    draws: int,
    temperature: float = 1.0,
    seed: int = 0,
) -> list[Floats]:
    """For each scale, pictures (draws, M) whose part of z there is drawn anew, all others kept.

    The first list entry is the finest scale.
    """
    parts = [z.expand(draws, *z.shape[1:]) for z in encoded(model, lattice, picture)]
    noise = model.noise(draws, torch.Generator().manual_seed(seed))
    found = []
    for scale in range(len(parts)):
        mixed = [
            temperature * new if number == scale else old
            for number, (old, new) in enumerate(zip(parts, noise, strict=True))
        ]
        found.append(_shown(lattice, model(mixed)[0]))
    return found


@torch.no_grad()
def between(model: Glow, lattice: Lattice, one: ArrayLike, other: ArrayLike, steps: int) -> Floats:
    """Pictures (steps, M) on the straight line between two codes; the ends come back exactly."""
    shares = torch.linspace(0, 1, steps)[:, None, None, None]
    first, last = (encoded(model, lattice, picture) for picture in (one, other))
    line = [(1 - shares) * a + shares * b for a, b in zip(first, last, strict=True)]
    return _shown(lattice, model(line)[0])


@torch.no_grad()
def arithmetic(
    model: Glow, lattice: Lattice, plus: ArrayLike, minus: ArrayLike, added: ArrayLike
) -> Floats:
    """The picture (M,) whose code is z(plus) - z(minus) + z(added)."""
    codes = [encoded(model, lattice, picture) for picture in (plus, minus, added)]
    sums = [a - b + c for a, b, c in zip(*codes, strict=True)]
    shown: Floats = _shown(lattice, model(sums)[0])[0]
    return shown


def encoded(model: Glow, lattice: Lattice, picture: ArrayLike) -> Latents:
    """The parts of z of one picture (M,), each (1, h, w, c)."""
    return model.inverse(torch.from_numpy(middle_of(lattice, picture))[None])[0]


def middle_of(lattice: Lattice, picture: ArrayLike) -> NDArray[np.float32]:
    """The middle (M,) of the cell of a picture (M,), in the unit cube."""
    n = lattice.whole(_row(picture))
    found: NDArray[np.float32] = lattice.spread(n, torch.full_like(n, MIDDLE))[0].numpy()
    return found


def grey(data: Pictures, number: int) -> Floats:
    """A held-out picture (M,) from 0 to 1."""
    shown: Floats = data.lattice.grey(data.test[number]).numpy().astype(np.float64)
    return shown


def in_rows(data: Pictures, samples: ArrayLike, temperature: float, rows: int) -> list[Floats]:
    """The draws (T, 5, n, M) of one temperature, as rows (T, n/rows, M) from 0 to 1."""
    recorded = np.asarray(samples)[:, TEMPERATURES.index(temperature)]
    return np.split(recorded / (data.lattice.levels - 1), rows, axis=1)


def framed(images: ArrayLike, side: int) -> Floats:
    """Images (..., side²) with paper of :data:`MARGIN` pixels around, (..., (side + 2)²)."""
    given = np.asarray(images, dtype=np.float64)
    squares = given.reshape(*given.shape[:-1], side, side)
    around = [(0, 0)] * (squares.ndim - 2) + [(MARGIN, MARGIN)] * 2
    return np.pad(squares, around).reshape(*given.shape[:-1], (side + 2 * MARGIN) ** 2)


def _row(picture: ArrayLike) -> Tensor:
    return torch.as_tensor(np.array(picture, dtype=np.float32))[None]


def _shown(lattice: Lattice, x: Tensor) -> Floats:
    shown: Floats = lattice.grey(lattice.cells(x.nan_to_num(0))).numpy().astype(np.float64)
    return shown

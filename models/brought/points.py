"""Points that a person brings, standardised: carried in a Setup, and trained on."""

from functools import cached_property
from typing import Annotated

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.brought.numbers import Floats
from models.brought.selection import MOST_ROWS, Selection, robust
from models.densities.base import Window
from models.errors import ModelError
from models.values import Spelled, read_letters, write_letters

MIN_ROWS = 10

_CRUSHED = 1e-3  # of the standard deviation: what spreads less beside an outlier is one point
_HEADER = np.dtype("<f8")  # centre and scale in the text of Points: two numbers each
_ROW = np.dtype("<f4")


class Points:
    """Standardised points, and how to get back to the units they came in.

    Args:
        array: (n, 2) float32, each column with mean 0 and standard deviation 1.
        centre: (2,) float64, the mean of each column in its own unit.
        scale: (2,) float64, the standard deviation of each column in its own unit.

    Attributes:
        array: See above.
        centre: See above.
        scale: See above.
    """

    def __init__(self, array: NDArray[np.float32], centre: Floats, scale: Floats) -> None:
        self.array, self.centre, self.scale = array, centre, scale

    @property
    def log_scale(self) -> float:
        """The nats to add to an NLL of standardised points to have it in the original units."""
        return float(np.log(self.scale).sum())

    def __eq__(self, other: object) -> bool:
        """The same points in the same units."""
        return isinstance(other, Points) and self._bytes == other._bytes

    def __hash__(self) -> int:
        """That of all numbers."""
        return hash(self._bytes)

    @cached_property
    def _bytes(self) -> bytes:
        header = np.concatenate((self.centre, self.scale)).astype(_HEADER)
        return header.tobytes() + self.array.astype(_ROW).tobytes()

    def encode(self) -> str:
        """Centre, scale and points as letters of little-endian floats, for a field of a Setup."""
        return write_letters(self._bytes)

    @classmethod
    def decode(cls, text: str) -> "Points":
        """The points in a text from :meth:`encode`.

        Raises:
            ModelError: The text is damaged.
        """
        broken = ModelError("The points of this setup are damaged. Upload the file again.")
        try:
            packed = read_letters(text)
        except ValueError as error:
            raise broken from error
        start, row = 4 * _HEADER.itemsize, 2 * _ROW.itemsize
        rows, rest = divmod(len(packed) - start, row)
        if not MIN_ROWS <= rows <= MOST_ROWS or rest:
            raise broken
        header = np.frombuffer(packed, _HEADER, 4).astype(np.float64)
        array = np.frombuffer(packed, _ROW, offset=start).astype(np.float32).reshape(-1, 2)
        if not (np.isfinite(header).all() and (header[2:] > 0).all() and np.isfinite(array).all()):
            raise broken
        return cls(array, header[:2], header[2:])


#: Points that a person brought, None where there are none; far too long for a link.
OwnPoints = Annotated[Points | None, Spelled(Points.decode, Points.encode)]


def standardised(chosen: Selection) -> Points:
    """The two chosen columns, each with mean 0 and standard deviation 1.

    Raises:
        ModelError: There are not two columns or fewer than 10 rows; a column is constant; or one
            value lies so far away that beside it all others are one point: it is named.
    """
    values, names = chosen.values, chosen.names
    if len(names) != 2 or len(values) < MIN_ROWS:
        raise ModelError(f"A density here needs two columns and at least {MIN_ROWS} rows.")
    centre, scale = values.mean(0), values.std(0)
    middle, spread = robust(values)
    for at, name in enumerate(names):
        if scale[at] <= 1e-9 * np.abs(values[:, at]).max():
            raise ModelError(
                f"{name} is constant, and a density needs points that spread in both directions. "
                "Choose other columns."
            )
        if 0 < spread[at] < _CRUSHED * scale[at]:
            row = int(np.abs(values[:, at] - middle[at]).argmax())
            raise ModelError(
                f"Line {chosen.lines[row]} has {name} = {values[row, at]:g}, and beside it all "
                "other points are one. Correct it in the file, or leave such rows out."
            )
    return Points(((values - centre) / scale).astype(np.float32), centre, scale)


class EmpiricalPoints:
    """Points to train on, in place of a :class:`~models.densities.Density`.

    The law behind them is unknown: ``log_prob`` and ``entropy`` are None, and the yardstick is the
    NLL of ``held_out``, points that ``sample`` never draws.

    Attributes:
        name: Always "points".
        title: What a person reads.
        window: (x0, x1, y0, y1) around zero with equal sides; 99.9% of both coordinates are inside.
        points: The points with their units.
        train: (m, 2) float32, what ``sample`` draws from.
        held_out: (n - m, 2) float32.
    """

    name = "points"
    title = "Your points"
    log_prob = None
    entropy = None

    def __init__(self, points: Points, seed: int = 0, held_out: float = 0.2) -> None:
        """Split the points at random: a share ``held_out`` for testing, the rest for training."""
        rows = torch.from_numpy(points.array)
        order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))
        tested = round(held_out * len(rows))
        self.points = points
        self.held_out = rows[order[:tested]]
        self.train = rows[order[tested:]]
        side = max(3.0, 1.1 * float(np.quantile(np.abs(points.array), 0.999)))
        self.window: Window = (-side, side, -side, side)

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """Draw ``n`` rows of the training part with replacement, (n, 2) float32."""
        device = generator.device
        rows = torch.randint(len(self.train), (n,), generator=generator, device=device)
        return self.train.to(device)[rows]

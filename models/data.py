"""Points that a person brings: reading a CSV, carrying it in a Setup, training on it."""

import base64
import csv
import io
import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.densities.base import Window
from models.errors import ModelError

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MIN_ROWS = 10

_SEED = 0  # of the choice among too many rows
_HEADER = np.dtype("<f8")  # centre and scale in the text of Points: two numbers each
_ROW = np.dtype("<f4")

_Table = list[list[str]]
_Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Points:
    """Standardised points, and how to get back to the units they came in.

    Attributes:
        array: (n, 2) float32, each column with mean 0 and standard deviation 1.
        centre: (2,) float64, the mean of each column in its own unit.
        scale: (2,) float64, the standard deviation of each column in its own unit.
        note: Sentences for a person: which columns and rows were taken.
    """

    array: NDArray[np.float32]
    centre: _Floats
    scale: _Floats
    note: str = ""

    @property
    def log_scale(self) -> float:
        """The nats to add to an NLL of standardised points to have it in the original units."""
        return float(np.log(self.scale).sum())

    def in_units(self, x: NDArray[np.floating]) -> _Floats:
        """Standardised points (n, 2) in the units of the file."""
        restored: _Floats = self.centre + self.scale * x
        return restored

    def encode(self) -> str:
        """Centre, scale and points as base64 of little-endian floats, for a field of a Setup."""
        header = np.concatenate((self.centre, self.scale)).astype(_HEADER)
        packed = header.tobytes() + self.array.astype(_ROW).tobytes()
        return base64.b64encode(packed).decode("ascii")

    @classmethod
    def decode(cls, text: str) -> "Points":
        """The points in a text from :meth:`encode`, without the note.

        Raises:
            ModelError: The text is damaged.
        """
        broken = ModelError("The points of this setup are damaged. Upload the file again.")
        try:
            packed = base64.b64decode(text, validate=True)
        except ValueError as error:
            raise broken from error
        start, row = 4 * _HEADER.itemsize, 2 * _ROW.itemsize
        rows, rest = divmod(len(packed) - start, row)
        if not MIN_ROWS <= rows <= MAX_ROWS or rest:
            raise broken
        header = np.frombuffer(packed, _HEADER, 4).astype(np.float64)
        array = np.frombuffer(packed, _ROW, offset=start).astype(np.float32).reshape(-1, 2)
        if not (np.isfinite(header).all() and (header[2:] > 0).all() and np.isfinite(array).all()):
            raise broken
        return cls(array, header[:2], header[2:])


def read_points(data: bytes) -> Points:
    """Read the first two numeric columns of a CSV file.

    Commas, semicolons (then with decimal commas or points) or tabs separate; a header is optional;
    a column is numeric when more than half of its entries are numbers. Rows without two finite
    numbers are left out and counted; more than 20,000 are thinned to a fixed random 20,000.

    Raises:
        ModelError: The file is larger than 5 MB or not text, has no two numeric columns or fewer
            than 10 rows of numbers, or a column is constant.
    """
    table = _table(data)
    columns = _two_numeric(table)
    pairs = np.column_stack(list(columns.values()))
    if np.isnan(pairs[0]).all():  # a header
        pairs = pairs[1:]
    good = pairs[np.isfinite(pairs).all(1)]
    if len(good) < MIN_ROWS:
        raise ModelError(
            f"This file has {_count(len(good), 'row')} with two numbers; "
            f"at least {MIN_ROWS} are needed."
        )
    one, other = columns
    notes = [f"Columns {one} and {other}, {len(good):,} rows."]
    if len(good) < len(pairs):
        left_out = _count(len(pairs) - len(good), "row")
        notes.append(f"Left out: {left_out} without two finite numbers.")
    if len(good) > MAX_ROWS:
        chosen = np.random.default_rng(_SEED).permutation(len(good))[:MAX_ROWS]
        good = good[np.sort(chosen)]
        notes.append(f"Kept: a random {MAX_ROWS:,} of them, the same ones each time.")
    return _standardised(good, (one, other), " ".join(notes))


def _table(data: bytes) -> _Table:
    """The cells of the non-empty rows."""
    if len(data) > MAX_BYTES:
        raise ModelError(
            f"This file has {len(data) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB can be read."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # accented headers from a spreadsheet; numbers are the same
    if "\0" in text:
        raise ModelError("This is not a text file. Save the table as CSV and upload that.")
    first = text.lstrip().partition("\n")[0]
    separator = next((mark for mark in "\t;" if mark in first), ",")
    if separator != ",":
        text = text.replace(",", ".")  # decimal commas
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise ModelError(f"This file cannot be read as a table: {error}.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _two_numeric(table: _Table) -> dict[int, _Floats]:
    """The first two numeric columns by their number, counted from one; NaN for other entries."""
    found: dict[int, _Floats] = {}
    lengths = sorted(map(len, table), reverse=True)
    width = lengths[len(lengths) // 2] if lengths else 0  # columns that most rows have
    for k in range(width):
        values = np.array([_number(row[k]) if k < len(row) else math.nan for row in table])
        if 2 * np.isfinite(values).sum() > len(values):
            found[k + 1] = values
        if len(found) == 2:
            return found
    raise ModelError(
        f"This file has {_count(len(found), 'numeric column')} and two are needed, "
        "separated by commas, semicolons or tabs."
    )


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan


def _standardised(pairs: _Floats, columns: tuple[int, int], note: str) -> Points:
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is refused below
        centre, scale = pairs.mean(0), pairs.std(0)
    for k, column in enumerate(columns):
        if not math.isfinite(scale[k]):
            raise ModelError(f"The numbers in column {column} are too large to work with.")
        if scale[k] <= 1e-9 * np.abs(pairs[:, k]).max():
            raise ModelError(
                f"Column {column} is constant, and a density needs points that spread in both "
                "directions. Choose other columns."
            )
    return Points(((pairs - centre) / scale).astype(np.float32), centre, scale, note)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


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

"""A figure that a person draws or brings, as an input like those of a training set."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from models.brought.numbers import Floats
from models.brought.paper import figure_on, without_specks
from models.brought.pictures import Picture
from models.errors import ModelError
from models.image_sets import ImageSet

Grey = NDArray[np.float32]

#: For each set the side of its images, and the share of it that a figure's longer side fills.
FITS: dict[ImageSet, tuple[int, float]] = {
    "digits": (8, 1.0),
    "mnist": (28, 20 / 28),
    "fashion": (28, 1.0),
}

LARGEST = 8192  # pixels along a side
FAINT = 0.05  # a picture whose brightest and darkest parts differ by less shows nothing
INK = 0.15  # from here on a pixel, between 0 and 1, belongs to the figure
CANVAS = 160  # pixels along the side on which strokes are drawn
PEN = 0.09  # width of the pen, as a share of the longer side of the drawing
MOST_POINTS = 20_000
_NOTHING = "Nothing is drawn yet. Draw a figure, then encode it."


@dataclass(frozen=True, eq=False)
class Figure:
    """An input and how it came to be.

    Attributes:
        x: (side²,) float32 in [0, 1], white on black.
        done: What was done to the picture to find its figure, a few words each, in order.
    """

    x: Grey
    done: tuple[str, ...]


def from_picture(picture: Picture, like: ImageSet) -> Figure:
    """The figure on a picture as one input: without its paper's shading and specks, as in the set.

    See :func:`fitted` for its place and size.

    Raises:
        ModelError: The picture shows nothing.
    """
    figure, done = figure_on(_grey(picture.pixels))
    cleaned, specks = without_specks(figure, INK)
    if specks:
        done = (*done, "a speck left out" if specks == 1 else f"{specks} specks left out")
    return Figure(fitted(cleaned, like), (*picture.done, *done))


def from_strokes(strokes: Sequence[ArrayLike], like: ImageSet) -> Grey:
    """A drawing as one input (side²,): lines of a round pen; see :func:`fitted`.

    Args:
        strokes: One (P, 2) array of points for each stroke, x to the right and y upwards, in any
            unit.
        like: The set whose images it should resemble.

    Raises:
        ModelError: Nothing is drawn, or the points are not numbers.
    """
    lines = [line for line in map(_line, strokes) if len(line)]
    if not lines:
        raise ModelError(_NOTHING)
    points = np.concatenate(lines)
    if len(points) > MOST_POINTS:
        raise ModelError("This drawing has too many points. Erase it and draw a simpler one.")
    low, high = points.min(axis=0), points.max(axis=0)
    extent = float((high - low).max()) or 1.0  # one click has none
    place = (np.arange(CANVAS) + 0.5) / CANVAS * (1 + 2 * PEN) - (0.5 + PEN)
    x, y = np.meshgrid(place, -place)  # rows from the top
    distance = np.full(x.shape, np.inf)
    for line in lines:
        at = (line - (low + high) / 2) / extent
        for start, end in zip(at, np.vstack((at[1:], at[-1:])), strict=True):
            np.minimum(distance, _from_segment(x, y, start, end), out=distance)
    edge = (PEN / 2 - distance) * CANVAS + 0.5
    return fitted(edge.clip(0, 1), like)


def fitted(picture: ArrayLike, like: ImageSet) -> Grey:
    """A picture of any size as one input (side²,) in [0, 1], its figure centred and scaled.

    A bright border means ink on paper and is turned round, for the sets are white on black. The
    figure's box is cut out and scaled until it fills as much as in the set (for MNIST 20 of 28
    pixels, then its centre of mass is put in the middle: the set's own rule).

    Args:
        picture: (H, W), or (H, W, 3) or (H, W, 4) with colours: bytes, or numbers from 0 to 1.
        like: The set whose images it should resemble.

    Raises:
        ModelError: It is not a picture, is too large, or shows nothing.
    """
    side, filled = FITS[like]
    grey = _grey(picture)
    if np.median(np.concatenate((grey[0], grey[-1], grey[:, 0], grey[:, -1]))) > 0.5:
        grey = 1 - grey
    rows, columns = (np.flatnonzero((grey > INK).any(axis=axis)) for axis in (1, 0))
    figure = grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = filled * side / max(figure.shape)
    height, width = (max(1, round(scale * length)) for length in figure.shape)
    image = Image.fromarray(figure.astype(np.float32))
    small = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32)
    top, left = (side - height) / 2, (side - width) / 2
    if filled < 1:
        total = float(small.sum())
        top = side / 2 - float((np.arange(height) + 0.5) @ small.sum(axis=1)) / total
        left = side / 2 - float((np.arange(width) + 0.5) @ small.sum(axis=0)) / total
    row = min(max(round(top), 0), side - height)
    column = min(max(round(left), 0), side - width)
    framed = np.zeros((side, side), dtype=np.float32)
    framed[row : row + height, column : column + width] = small / small.max()
    return framed.reshape(-1)


def _grey(picture: ArrayLike) -> Floats:
    """Brightness (H, W), from 0 in the darkest pixel to 1 in the brightest one."""
    try:
        array = np.asarray(picture)
        values = array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ModelError("A picture is an array of rows and columns of numbers.") from error
    if values.ndim == 3 and values.shape[2] in (3, 4):
        values = values[..., :3] @ np.array((0.299, 0.587, 0.114))  # ITU-R BT.601
    if values.ndim != 2 or not values.size:
        raise ModelError("A picture is an array of rows and columns of numbers.")
    if max(values.shape) > LARGEST:
        raise ModelError(f"The picture has more than {LARGEST:,} pixels along a side. Shrink it.")
    if not np.isfinite(values).all():
        raise ModelError("The picture has pixels that are not numbers.")
    if array.dtype.kind in "ui":
        values = values / 255
    contrast = values.max() - values.min()
    if contrast < FAINT:
        raise ModelError("The picture is empty: all of it is equally bright. Choose another one.")
    grey: Floats = (values - values.min()) / contrast
    return grey


def _line(stroke: ArrayLike) -> Floats:
    try:
        line = np.array(stroke, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ModelError("A stroke must be a list of points with two coordinates each.") from error
    if not line.size:
        return np.empty((0, 2))
    if line.ndim != 2 or line.shape[1] != 2 or not np.isfinite(line).all():
        raise ModelError("A stroke must be a list of points with two finite coordinates each.")
    return line


def _from_segment(x: Floats, y: Floats, start: Floats, end: Floats) -> Floats:
    """The distance of each point from the segment between ``start`` and ``end`` (2,)."""
    (x0, y0), (along_x, along_y) = start, end - start
    square = along_x**2 + along_y**2
    share = 0.0 * x
    if square > 0:
        share = (((x - x0) * along_x + (y - y0) * along_y) / square).clip(0, 1)
    distance: Floats = np.hypot(x - x0 - share * along_x, y - y0 - share * along_y)
    return distance

"""A drawing as a knob, and its short text for a link.

The text is "1" (the version), then for each stroke a "~" and three characters for each point:
18 bits, 9 for each coordinate, in the URL-safe base64 alphabet. The window has 512 positions a
side, about 0.018 apart.
"""

import re
from functools import lru_cache
from typing import Annotated, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator

from models.densities.base import WINDOW
from models.densities.drawn import MAX_STROKES, Strokes, checked
from models.errors import ModelError
from models.values import Pair, Spelled

#: The longest text that :func:`encode` writes and :func:`decode` reads.
MAX_CHARACTERS = 1500

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TEXT = re.compile(r"1(~([A-Za-z0-9_-]{3})+)+")
_STEPS = 511  # the largest number in 9 bits
_TOLERANCES = (1.5, 3.0, 6.0, 12.0, 24.0, 48.0, 1000.0)  # in steps; the last leaves two points

_Lattice = NDArray[np.int64]

Stroke: TypeAlias = tuple[Pair, ...]


def simplified(strokes: Strokes) -> tuple[Stroke, ...]:
    """The drawing as a link carries it: the points that :func:`encode` keeps, none of an empty one.

    Raises:
        ModelError: As for :func:`models.densities.drawn`.
    """
    return decode(encode(strokes)) if strokes else ()


def encode(strokes: Strokes) -> str:
    """The drawing as at most 1,500 URL-safe characters that :func:`decode` reads.

    Points are rounded to a lattice and those that a line shows without them are left out, as
    many as it takes: nothing moves by more than 0.03 unless the drawing is very long. Encoding
    what was decoded gives the same text again.

    Raises:
        ModelError: As for :func:`models.densities.drawn`.
    """
    x0, x1, y0, y1 = WINDOW
    scale = _STEPS / np.array((x1 - x0, y1 - y0))
    lattice = [np.rint((line - (x0, y0)) * scale).astype(np.int64) for line in checked(strokes)]
    for tolerance in _TOLERANCES:
        text = "1" + "".join("~" + _write(_simplified(line, tolerance)) for line in lattice)
        if len(text) <= MAX_CHARACTERS:
            break
    return text


def decode(text: str) -> tuple[Stroke, ...]:
    """The strokes in a text from :func:`encode`.

    Raises:
        ModelError: The text is not one that :func:`encode` writes.
    """
    if len(text) > MAX_CHARACTERS or not _TEXT.fullmatch(text) or text.count("~") > MAX_STROKES:
        raise ModelError("The drawing in this link is damaged. Draw it again.")
    x0, x1, y0, y1 = WINDOW
    scale = np.array((x1 - x0, y1 - y0)) / _STEPS
    lines = (_read(stroke) * scale + (x0, y0) for stroke in text[2:].split("~"))
    return tuple(tuple((x, y) for x, y in line.tolist()) for line in lines)


@lru_cache(maxsize=64)
def _settled(drawing: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    """What a link would say, so that a setup and its link are the same."""
    return simplified(drawing)


#: What a person drew, none where nothing is drawn.
Drawing = Annotated[
    tuple[Stroke, ...],
    Spelled(
        lambda text: decode(text) if text else (),
        lambda drawing: encode(drawing) if drawing else "",
    ),
    AfterValidator(_settled),
]


def _write(line: _Lattice) -> str:
    numbers = (int(x) << 9 | int(y) for x, y in line)
    return "".join(_ALPHABET[n >> 12] + _ALPHABET[n >> 6 & 63] + _ALPHABET[n & 63] for n in numbers)


def _read(stroke: str) -> _Lattice:
    digits = np.array([_ALPHABET.index(character) for character in stroke]).reshape(-1, 3)
    numbers = digits @ np.array((4096, 64, 1))
    return np.column_stack((numbers >> 9, numbers & _STEPS))


def _simplified(line: _Lattice, tolerance: float) -> _Lattice:
    """Ramer-Douglas-Peucker: the fewest points such that no other is further than ``tolerance``.

    Between two kept points the furthest from their connection is kept too if it is too far.
    """
    kept = {0, len(line) - 1}
    open_spans = [(0, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        distances = _from_segment(line[first + 1 : last], line[first], line[last])
        furthest = first + 1 + int(distances.argmax())
        if distances.max() > tolerance:
            kept.add(furthest)
            open_spans += [(first, furthest), (furthest, last)]
    points = line[sorted(kept)]
    moved = np.abs(np.diff(points, axis=0)).sum(1) > 0
    return points[np.concatenate(([True], moved))]


def _from_segment(points: _Lattice, start: _Lattice, end: _Lattice) -> NDArray[np.float64]:
    """The distance of each point (P, 2) from the segment between two points."""
    along = end - start
    share = ((points - start) @ along / max(int(along @ along), 1)).clip(0, 1)
    offset = points - start - share[:, None] * along
    distance: NDArray[np.float64] = np.linalg.norm(offset, axis=1)
    return distance

"""What lies on a sheet of paper, whatever the light on the sheet."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from models.brought.numbers import Floats

_RIM = 0.05  # of the sides: the border in which the paper is seen
_SMALL = 16  # pixels: a shorter side has no room for a border
_UNEVEN = 0.1  # from here on a difference in the paper's brightness is worth telling
_ROUNDS = 30  # of reweighting
_SPECK = 0.03  # of the ink of the largest part: what has less is a speck
_EIGHT = np.ones((3, 3), dtype=int)  # neighbours, diagonal ones too


def figure_on(grey: Floats) -> tuple[Floats, tuple[str, ...]]:
    """The figure on a sheet, from 0 where the sheet is bare to 1, and what was done to find it.

    The sheet's brightness is a surface of second degree through most of the border, by least
    absolute deviations, so that a figure which touches the border does not bend it. Ink on paper
    is told by the share of light that it takes away, white on black by the share of the dark.

    Args:
        grey: (H, W) brightness from 0 to 1.
    """
    sheet = _sheet(grey)
    darker, lighter = (sheet - grey).max(), (grey - sheet).max()
    done: list[str] = []
    if float(np.ptp(sheet)) > _UNEVEN:
        done.append("the shading of the paper taken away")
    if darker > lighter:
        done.append("ink on paper turned into white on black")
        figure = (sheet - grey) / sheet.clip(0.05)
    else:
        figure = (grey - sheet) / (1 - sheet).clip(0.05)
    return figure.clip(0, 1), tuple(done)


def without_specks(figure: Floats, ink: float) -> tuple[Floats, int]:
    """The figure (H, W) without its small parts, and how many those were.

    Parts are connected where the figure is above ``ink``; one with less than 3% of the ink of the
    largest part is a speck. The dot of an i stays.
    """
    parts, count = ndimage.label(figure > ink, _EIGHT)
    if count < 2:
        return figure, 0
    weights = np.asarray(ndimage.sum_labels(figure, parts, np.arange(1, count + 1)))
    kept = np.flatnonzero(weights >= _SPECK * weights.max()) + 1
    near = ndimage.binary_dilation(np.isin(parts, kept), _EIGHT)  # with its soft edge
    return np.where(near, figure, 0.0), count - len(kept)


def _sheet(grey: Floats) -> Floats:
    """The brightness of the bare paper under every pixel (H, W)."""
    height, width = grey.shape
    y, x = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    rim = np.maximum(np.abs(x), np.abs(y)) >= 1 - 2 * _RIM
    if min(grey.shape) < _SMALL:
        edge = np.concatenate((grey[0], grey[-1], grey[:, 0], grey[:, -1]))
        return np.full(grey.shape, float(np.median(edge)))
    terms = np.stack((np.ones_like(x), x, y, x * x, x * y, y * y), axis=-1)
    rows, values = terms[rim], grey[rim]
    surface: NDArray[np.floating] = np.zeros(terms.shape[-1])
    weights = np.ones(len(values))
    for _ in range(_ROUNDS):  # least absolute deviations, by reweighted least squares
        surface, *_ = np.linalg.lstsq(rows * weights[:, None], values * weights, rcond=None)
        weights = 1 / np.sqrt(np.abs(values - rows @ surface).clip(1e-6))
    sheet: Floats = (terms @ surface).clip(0, 1)
    return sheet

"""Many small images on one plane, and the network of the moment that made them."""

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from models.autoregressive import PixelSetup, restore_pixels
from models.autoregressive.pixels import PixelLaw
from playground import live, scene

Watched = live.Screen[PixelSetup]
COLUMNS = 4
GAP = 1  # pixels between two images


@st.cache_resource(max_entries=16, show_spinner=False)
def at_moment(identity: str, frame: int, _screen: Watched) -> PixelLaw:
    """The network as it was at one frame of a recording."""
    return restore_pixels(_screen.setup, _screen.recording.frame(frame).checkpoint)


def corner(number: int, count: int, side: int) -> tuple[int, int]:
    """The place of an image's lower left corner on a sheet of ``count``."""
    row, column = divmod(number, COLUMNS)
    rows = -(-count // COLUMNS)
    return column * (side + GAP), (rows - 1 - row) * (side + GAP)


def sheet(ink: ArrayLike, side: int) -> NDArray[np.float32]:
    """Images over time (T, n, D), four in a row, as fields (T, H, W), lowest row first."""
    values = np.asarray(ink, dtype=np.float32)
    frames, count, _ = values.shape
    rows, step = -(-count // COLUMNS), side + GAP
    whole = np.full((frames, rows * step - GAP, COLUMNS * step - GAP), np.nan, np.float32)
    upright = values.reshape(frames, count, side, side)[:, :, ::-1]
    for number in range(count):
        left, low = corner(number, count, side)
        whole[:, low : low + side, left : left + side] = upright[:, number]
    return whole


def extent(fields: NDArray[np.float32]) -> scene.layers.Window:
    """The edges of a sheet."""
    return (0.0, float(fields.shape[2]), 0.0, float(fields.shape[1]))


def outline(left: float, low: float, size: float) -> list[tuple[float, float]]:
    """A square from its lower left corner."""
    return [
        (left, low),
        (left + size, low),
        (left + size, low + size),
        (left, low + size),
        (left, low),
    ]

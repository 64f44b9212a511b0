"""Grey images as they are: ink on paper, sharp pixels, no axes."""

import numpy as np
from numpy.typing import ArrayLike

from playground import scene


def show(pixels: ArrayLike, key: str, name: str, alt: str, height: int) -> None:
    """Draw one picture (H, W) of numbers from 0 to 1, row 0 lowest.

    Args:
        pixels: Paper is 0, ink is 1.
        key: Unique on the page.
        name: The word in the legend.
        alt: What is to be seen, for those who cannot see it.
        height: Most CSS pixels.
    """
    values = np.asarray(pixels)
    rows, columns = values.shape
    extent = (0.0, float(columns), 0.0, float(rows))
    field = scene.Field(name, values, extent, 0, 1, scale="ink")
    picture = scene.Scene([field], extent, alt=alt, x_label="", y_label="", axes=False)
    scene.show(picture, key, height)

"""Grey images as they are: ink on paper, sharp pixels, no axes."""

import numpy as np
from numpy.typing import ArrayLike

from playground import scene

WHOLE = 560  # CSS pixels of a picture by itself


def show(pixels: ArrayLike | scene.Computed, key: str, name: str, alt: str, height: int) -> None:
    """Draw one picture (H, W) of numbers from 0 to 1, row 0 lowest, or computed ones in a row.

    Args:
        pixels: Paper is 0, ink is 1.
        key: Unique on the page.
        name: The word in the legend.
        alt: What is to be seen, for those who cannot see it.
        height: Most CSS pixels; of the height that the page gives to pictures, as large a part as
            this is of a whole picture's.
    """
    if isinstance(pixels, scene.Computed):
        rows, columns = pixels.shape[0], pixels.answers * pixels.shape[-1]
    else:
        rows, columns = np.shape(pixels)
    extent = (0.0, float(columns), 0.0, float(rows))
    field = scene.Field(name, pixels, extent, 0, 1, scale="ink")
    picture = scene.Scene([field], extent, alt=alt, x_label="", y_label="", axes=False)
    scene.show(picture, key, height, share=min(height / WHOLE, 1.0))

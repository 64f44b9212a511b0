"""Real and generated samples beside each other: points of the plane, or pictures."""

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from models.measures.experiments import sheet
from playground import scene
from playground.palette import Concept

COLUMNS = 4
SHOWN = 16  # pictures
WINDOW = (-1.8, 1.8, -1.8, 1.8)

Kind = tuple[str, NDArray[Any], Concept]


def panels(kinds: Sequence[Kind]) -> tuple[list[scene.Panel], scene.layers.Window]:
    """A panel for each sample, and the window they have in common.

    Args:
        kinds: Title, points (..., n, 2) or pictures (..., n, 8, 8), and colour of each.
    """
    first = kinds[0][1]
    if first.shape[-1] == 2:
        clouds = [
            scene.Panel(title, [scene.Points(title, xy, color, size=2.2, outside=True)], color)
            for title, xy, color in kinds
        ]
        return clouds, WINDOW
    tiled = [
        (title, sheet(each[..., :SHOWN, :, :], COLUMNS), color) for title, each, color in kinds
    ]
    height, width = tiled[0][1].shape[-2:]
    window = (0.0, float(width), 0.0, float(height))
    return [
        scene.Panel(title, [scene.Field(title, values, window, 0, 1, scale="ink")], color)
        for title, values, color in tiled
    ], window


def pair(real: NDArray[Any], fake: NDArray[Any], **time: Any) -> scene.Scene:
    """Both samples."""
    drawn, window = panels([("real", real, "data"), ("generated", fake, "model")])
    return scene.Scene(
        [],
        window,
        panels=drawn,
        axes=False,
        alt="A sample of the real data beside one of the generator.",
        **time,
    )

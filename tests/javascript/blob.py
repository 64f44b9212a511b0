"""Packs a scene for the test of the module that unpacks it: a blob, and what is in it as JSON."""

import json
import sys
from pathlib import Path

import numpy as np

from playground import scene

WINDOW = (-2.0, 2.0, -1.0, 3.0)


def main(folder: Path) -> None:
    """Write ``first.bin``, ``more.bin`` (frames 2 and 3 of the same recording) and the values."""
    random = np.random.default_rng(0)
    points = random.uniform(-1, 2, (4, 5, 2))
    points[0, 1] = np.nan
    field = random.uniform(0, 8, (4, 3, 6))
    field[1, 2, 3] = np.nan
    losses = [3.0, 2.0, 1.5, 1.25]
    for name, first, last in (("first", 0, 2), ("more", 2, 4)):
        layers: list[scene.layers.Layer] = [
            scene.Points("samples", points[first:last], "model"),
            scene.Field("density", field[first:last], WINDOW, low=0, high=8),
        ]
        packed = scene.Scene(
            layers,
            WINDOW,
            times=list(range(first, last)),
            first=first,
            identity="one run",
            curves=[scene.Curve("loss", losses[first:last], "model")],
        )
        (folder / f"{name}.bin").write_bytes(scene.pack(packed))
    values = {"points": points, "field": field}
    listed = {name: np.where(np.isnan(each), -99, each).tolist() for name, each in values.items()}
    (folder / "values.json").write_text(json.dumps(listed | {"losses": losses}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

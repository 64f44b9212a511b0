"""Recordings to test with, and all that they hold as comparable values."""

import io
from typing import Any

import numpy as np

from models.frame import Frame
from playground.recording import Recording

DTYPES = ["b1", "i1", "u1", "<i4", "<i8", "<f2", "<f4", "<f8", "<c16"]


def frame(step: int, seed: int = 0) -> Frame:
    generator = np.random.default_rng((seed, step))
    return Frame(
        step,
        {"nll": float(generator.normal()), "gap": float("nan") if step == 1 else 1.0},
        {"samples": generator.normal(size=(50, 2)).astype("f4"), "scalar": np.array(float(step))},
        {dtype.strip("<"): generator.integers(0, 2, size=(3, 2)).astype(dtype) for dtype in DTYPES}
        | {"empty": np.zeros((0, 4)), "layers.0.weight": generator.normal(size=4)},
        {"adam_mean": generator.normal(size=4), "adam_square": generator.normal(size=4)},
    )


def recorded(frames: int = 3, **options: Any) -> Recording:
    recording = Recording("flows", {"steps": 9, "name": "ü", "knots": [0.1, None]}, **options)
    for index in range(frames):
        recording.append(frame(10 * index + (index > 0)))
    return recording


def saved(recording: Recording) -> bytes:
    file = io.BytesIO()
    recording.save(file)
    return file.getvalue()


def load(data: bytes, **options: Any) -> Recording:
    return Recording.load(io.BytesIO(data), **options)


def contents(recording: Recording) -> list[Any]:
    """Everything that a recording knows, comparable with ``==`` and to the last bit."""
    frames = [
        (
            moment.step,
            {name: np.float64(value).tobytes() for name, value in moment.metrics.items()},
            [
                (name, array.dtype.str, array.shape, array.tobytes())
                for arrays in (moment.views, moment.checkpoint, moment.resume)
                for name, array in arrays.items()
            ],
        )
        for moment in recording.moments()
    ]
    about = [recording.topic, recording.setup, recording.origin, recording.identity]
    return [*about, recording.state, recording.sentence, recording.nbytes, frames]

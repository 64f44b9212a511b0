"""The arrays of a page in one NumPy file that explains itself."""

import io
import json
from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel

from playground.lesson.tables import Data, Patterns


def npz(
    data: Data,
    patterns: Patterns,
    setup: BaseModel | None = None,
    forks: Sequence[tuple[BaseModel, int]] = (),
) -> bytes:
    """All arrays in one compressed NumPy archive, without pickles, with what they are.

    The text ``about`` is JSON: the axes of each array, as :mod:`playground.lesson.tables` writes
    them, the setup that they belong to, and what that was forked from at which steps.
    """
    about: dict[str, object] = {"axes": {name: patterns[name] for name in data if name in patterns}}
    if setup is not None:
        about |= {"setup": type(setup).__name__, "knobs": setup.model_dump(mode="json")}
    if forks:
        about["forked from"] = [
            {"knobs": parent.model_dump(mode="json"), "step": step} for parent, step in forks
        ]
    arrays = {name: np.asarray(values) for name, values in data.items()}
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays, about=np.array(json.dumps(about)))
    return file.getvalue()

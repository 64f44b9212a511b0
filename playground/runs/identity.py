"""When are two trainings the same? Same function, same source code, same setup, same origin."""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from playground.recording import FrameLike, Moment
from playground.runs.run import SetupLike

Train = Callable[..., Iterator[FrameLike]]


def key_of(
    train: Train, setup: SetupLike, start: Moment | None, parent: str, sources: float
) -> str:
    """A digest of everything that decides the frames.

    The content of the starting frame counts too, and not only its recording's name: a name can
    come from a file that somebody made by hand.
    """
    words = [train.__module__, train.__qualname__, setup.model_dump_json(), parent, sources]
    digest = hashlib.blake2b(json.dumps(words).encode(), digest_size=16)
    if start is not None:
        digest.update(f"from {start.step}".encode())
        for name, array in sorted(start.checkpoint.items()):
            digest.update(f"{name} {array.dtype} {array.shape}".encode())
            digest.update(array.tobytes())
    return digest.hexdigest()


def changed(train: Train, watch: bool) -> float:
    """When the source code around ``train``, its top package, was last saved (``time.time``).

    So an edit in ``models/`` is trained with, and not shared with what ran before it.

    Args:
        train: The training.
        watch: Whether to look again at most once a second, or only once in the process's life.
    """
    return _changed(train.__module__.partition(".")[0], int(time.monotonic()) if watch else 0)


@lru_cache(maxsize=64)
def _changed(package: str, second: int) -> float:
    """``second`` only ends the cached answer's life."""
    folders = getattr(sys.modules.get(package), "__path__", [])
    files = (file for folder in folders for file in Path(folder).rglob("*.py"))
    return max(map(_saved, files), default=0.0)


def _saved(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # An editor may be replacing it just now.
        return 0.0

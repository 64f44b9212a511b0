"""A recording that a person brings from another page, or from this one."""

import io
from collections.abc import Callable

from playground import here
from playground.bring.file import place
from playground.bring.told import tell
from playground.recording import Recording

_UNPACKED = 400_000_000  # bytes


def recorded(
    label: str,
    key: str,
    megabytes: int,
    read: Callable[[Recording], bytes],
    take: Callable[[bytes | None], None],
) -> None:
    """A place for a recording.

    Args:
        label: What is wanted.
        key: Unique on the page.
        megabytes: The largest file.
        read: Makes of a recording what is kept of it; a ``ValueError`` of it is shown.
        take: Gets that, and None when the file is removed or another one is refused.
    """
    key = here.key(key)

    def kept(_: str, content: bytes) -> bytes:
        return read(Recording.load(io.BytesIO(content), _UNPACKED))

    place(label, key, ("npz",), megabytes, kept, take)
    tell(key)

"""What a person did on a scene, read from a message that anybody could have written by hand.

The browser's state is a mapping with these entries, each optional and none trusted:

- ``time``: ``{"frame": index, or null to follow the newest, "identity": str}``
- ``handles``: ``{"layers": {name: [[x, y], ...]}, "dragging": bool, "serial": int}``, and
  ``"clicked": [name, place]`` where one was chosen and not moved
- ``strokes``: ``{"strokes": [[[x, y], ...], ...], "serial": int}``
- ``probe``: ``[x, y]`` or null
- ``switched``: ``{"names": [layer, ...], "serial": int}``
- ``missing``: ``{"identity": str, "have": int, "serial": int}``

An entry of any other form is as good as absent.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

MOST_HANDLES = 1000
MOST_STROKE_POINTS = 20_000
_MOST_SERIAL = 2**53


@dataclass(frozen=True, eq=False)
class Events:
    """What a person did on a scene, as of now.

    Attributes:
        time: The frame they stopped at, the newest if they follow it; None when they touched
            nothing.
        handles: Layer name -> (N, 2) float64 positions; None when no handle was moved.
        dragging: Whether a handle is being dragged at this moment.
        clicked: The layer and the place in it of the handle that was clicked last, if that is the
            last that was done with handles.
        serial: The number of that drag or click; it tells two clicks apart.
        strokes: What they drew, (P, 2) float64 arrays.
        probe: Where the pointer is, if the scene asks for it.
        missing: From which frame on the browser needs the recording again; None when it needs
            nothing. :func:`playground.scene.needed` already takes it into account.
    """

    time: int | None = None
    handles: dict[str, NDArray[np.float64]] | None = None
    dragging: bool = False
    clicked: tuple[str, int] | None = None
    serial: int = 0
    strokes: list[NDArray[np.float64]] = field(default_factory=list)
    probe: tuple[float, float] | None = None
    missing: int | None = None


@dataclass(frozen=True)
class Missing:
    """The browser has only the frames before ``have`` of this recording."""

    identity: str
    have: int
    serial: int


def read(
    state: object,
    identity: str = "",
    frames: int | None = None,
    limit: int = MOST_STROKE_POINTS,
    handles: Mapping[str, int] | None = None,
) -> Events:
    """The events in the browser's state; whatever has another form than expected is left out.

    Args:
        state: What the browser sent.
        identity: The recording on show; a time chosen on another one does not count.
        frames: Frames of that recording, if known; a later time becomes the last.
        limit: Most points in all strokes together; the rest is cut off.
        handles: How many handles each layer has, if known; others do not count.
    """
    entries = _mapping(state)
    moved = _mapping(entries.get("handles"))
    positions = _handles(moved.get("layers"))
    if handles is not None:
        positions = {name: xy for name, xy in positions.items() if handles.get(name) == len(xy)}
    missing = read_missing(state)
    return Events(
        time=_time(_mapping(entries.get("time")), identity, frames),
        handles=positions or None,
        dragging=moved.get("dragging") is True,
        clicked=_clicked(moved.get("clicked"), positions),
        serial=read_serial({"handles": moved}),
        strokes=_strokes(_mapping(entries.get("strokes")).get("strokes"), limit),
        probe=_pair(entries.get("probe")),
        missing=missing.have if missing and missing.identity == identity else None,
    )


def read_missing(state: object) -> Missing | None:
    """The browser's last request for frames, whichever recording it was for."""
    entry = _mapping(_mapping(state).get("missing"))
    identity, have, serial = entry.get("identity"), entry.get("have"), entry.get("serial")
    if isinstance(identity, str) and _is_count(have) and _is_count(serial):
        return Missing(identity, have, serial)
    return None


def read_serial(state: object) -> int:
    """The number of the last drag or stroke in the state."""
    entries = _mapping(state)
    serials = [_mapping(entries.get(name)).get("serial") for name in ("handles", "strokes")]
    return max((serial for serial in serials if _is_count(serial)), default=0)


def read_switched(state: object) -> tuple[list[str], int]:
    """The layers that the person has switched on or off, and the number of the last switching."""
    entry = _mapping(_mapping(state).get("switched"))
    names, serial = entry.get("names"), entry.get("serial")
    if not isinstance(names, list) or not _is_count(serial):
        return [], 0
    return [name for name in names if isinstance(name, str)], serial


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_SERIAL


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int) and abs(value) > _MOST_SERIAL:
        return None
    return float(value) if math.isfinite(value) else None


def _pair(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    x, y = _number(value[0]), _number(value[1])
    return None if x is None or y is None else (x, y)


def _line(value: object, limit: int) -> NDArray[np.float64] | None:
    """(P, 2) positions, at most ``limit`` of them, or None when one of them is none."""
    if not isinstance(value, list | tuple):
        return None
    pairs = [_pair(item) for item in value[:limit]]
    if not pairs or None in pairs:
        return None
    return np.array(pairs, dtype=np.float64)


def _time(entry: Mapping[str, Any], identity: str, frames: int | None) -> int | None:
    frame = entry.get("frame")
    if entry.get("identity") != identity or frames == 0:
        return None
    if frame is None and "frame" in entry and frames is not None:
        return frames - 1
    if not _is_count(frame):
        return None
    return frame if frames is None else min(frame, frames - 1)


def _handles(value: object) -> dict[str, NDArray[np.float64]]:
    lines: dict[str, NDArray[np.float64]] = {}
    for name, item in _mapping(value).items():
        line = _line(item, MOST_HANDLES)
        if isinstance(name, str) and line is not None and len(lines) < MOST_HANDLES:
            lines[name] = line
    return lines


def _clicked(value: object, positions: Mapping[str, NDArray[np.float64]]) -> tuple[str, int] | None:
    """A handle of the layers that were told with it, or None."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    name, place = value
    known = len(positions[name]) if isinstance(name, str) and name in positions else 0
    return (name, place) if _is_count(place) and place < known else None


def _strokes(value: object, limit: int) -> list[NDArray[np.float64]]:
    strokes: list[NDArray[np.float64]] = []
    left = limit
    for item in value if isinstance(value, list | tuple) else ():
        line = _line(item, left) if left > 0 else None
        if line is not None:
            strokes.append(line)
            left -= len(line)
    return strokes

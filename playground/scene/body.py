"""The arrays of a packed scene: how numbers become codes of one or two bytes, and back.

An array stands in the header as ``{"at", "type", "shape", "timed"}``, with the ends of its range
where it is quantised. ``at`` counts bytes from the end of the header.

========  ==================================================================================
``u2``    positions and shares: code / 65534 of the way from low to high; 65535 is nothing
``c1``    colour positions: code / 254 of the way, after the power; 255 is nothing
``f2``    fields: (v - low) / (high - low) in half precision; weights: v itself
``u1``    opacities: code / 255
``f4``    plain numbers
========  ==================================================================================
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.scene.checks import Floats, numbers, wrong_shape
from playground.scene.layers import SceneError

Spec = dict[str, Any]

_DTYPES = {"u2": "<u2", "c1": "u1", "f2": "<f2", "u1": "u1", "f4": "<f4"}
_FAR = 8.0  # positions further outside than this many windows are drawn at that distance
_STILL = {2: "N, 2", 3: "L, P, 2"}


class Body:
    """Collects arrays; each starts at a multiple of eight bytes, so that typed views fit."""

    def __init__(self, frames: int, window: Floats) -> None:
        self._frames = frames
        self._parts: list[bytes] = []
        self._size = 0
        x0, x1, y0, y1 = window
        self._span = np.array([x1 - x0, y1 - y0])
        self._least = np.array([x0, y0]) - _FAR * self._span
        self._most = np.array([x1, y1]) + _FAR * self._span

    def bytes(self) -> bytes:
        """All arrays, one after the other."""
        return b"".join(self._parts)

    def positions(self, value: ArrayLike, what: str, name: str, axes: int) -> Spec:
        """Points of the plane, with ``axes`` axes when they stand still."""
        xy = numbers(value, what, name)
        if xy.ndim not in (axes, axes + 1) or xy.shape[-1] != 2:
            raise wrong_shape(name, what, f"({_STILL[axes]}) or (T, {_STILL[axes]})", xy)
        finite = np.isfinite(xy[..., 0]) & np.isfinite(xy[..., 1])
        there = finite[..., None]
        near = np.clip(np.where(there, xy, self._least), self._least, self._most)
        kept = near[finite]
        low = kept.min(0) if len(kept) else self._least
        high = kept.max(0) if len(kept) else self._most
        high = np.maximum(high, low + 1e-6 * self._span)
        codes = np.rint((near - low) / (high - low) * 65534)
        spec = self._add(np.where(there, codes, 65535), "u2", timed=xy.ndim > axes)
        return spec | {"low": low.tolist(), "high": high.tolist()}

    def rings(
        self, rings: Sequence[ArrayLike], name: str, *, exact: bool = False
    ) -> dict[str, Any]:
        """Lines of different lengths: all positions as one array, and how many each has."""
        parts = [numbers(ring, "rings", name) for ring in rings]
        for part in parts:
            if part.ndim != 2 or part.shape[-1] != 2:
                raise wrong_shape(name, "each line", "(N, 2)", part)
        joined = np.concatenate(parts) if parts else np.empty((0, 2))
        if exact:
            xy = self.plain(joined, timed=False)
        else:
            xy = self.positions(joined, "rings", name, 2)
        return {"xy": xy, "lengths": [len(part) for part in parts]}

    def field(self, values: Floats, low: float, high: float, power: float, *, half: bool) -> Spec:
        """A grid (H, W) or (T, H, W) of values between two colours."""
        position = (values - low) / (high - low)
        finite = np.isfinite(position)
        if half:
            codes = np.where(finite, np.clip(position, -65504, 65504), np.nan)
        else:
            way = np.clip(np.where(finite, position, 0), 0, 1) ** power
            codes = np.where(finite, np.rint(way * 254), 255)
        spec = self._add(codes, "f2" if half else "c1", timed=values.ndim == 3)
        return spec | {"low": low, "high": high, "power": power}

    def shares(self, values: Floats, *, timed: bool) -> Spec:
        """Numbers from 0 to 1, each to five digits; what is not finite is nothing."""
        finite = np.isfinite(values)
        codes = np.rint(np.clip(np.where(finite, values, 0), 0, 1) * 65534)
        spec = self._add(np.where(finite, codes, 65535), "u2", timed=timed)
        return spec | {"low": 0.0, "high": 1.0}

    def opacities(self, values: Floats, *, timed: bool) -> Spec:
        """Numbers from 0 to 1; what is not finite is not seen."""
        return self._add(np.rint(np.clip(np.nan_to_num(values), 0, 1) * 255), "u1", timed=timed)

    def halves(self, values: Floats) -> Spec:
        """Numbers in half precision; what is not finite becomes 0."""
        limit = float(np.finfo(np.float16).max)
        kept = np.where(np.isfinite(values), np.clip(values, -limit, limit), 0)
        return self._add(kept, "f2", timed=False) | {"low": 0.0, "high": 1.0}

    def plain(self, values: Floats, *, timed: bool) -> Spec:
        """Numbers in single precision."""
        limit = float(np.finfo(np.float32).max)
        kept = np.where(np.isfinite(values), np.clip(values, -limit, limit), np.nan)
        return self._add(kept, "f4", timed=timed)

    def _add(self, values: NDArray[Any], kind: str, *, timed: bool) -> Spec:
        if timed and len(values) != self._frames:
            raise SceneError(
                f"An array over time has {len(values)} frames, but the scene has "
                f"{self._frames} times."
            )
        data = np.ascontiguousarray(values, dtype=_DTYPES[kind]).tobytes()
        spec = {"at": self._size, "type": kind, "shape": list(values.shape), "timed": timed}
        self._parts.append(data + bytes(-len(data) % 8))
        self._size += len(self._parts[-1])
        return spec


def restore(spec: Spec, body: memoryview) -> Floats:
    """The numbers of one array, (T, ...) when it is timed, as far as their codes tell."""
    kind, shape = spec["type"], spec["shape"]
    raw = np.frombuffer(body, _DTYPES[kind], int(np.prod(shape)), spec["at"]).reshape(shape)
    codes = raw.astype(np.float64)
    if kind == "f4":
        return codes
    if kind == "u1":
        return codes / 255
    if kind == "u2":
        codes = np.where(raw == 65535, np.nan, codes / 65534)
    elif kind == "c1":
        codes = np.where(raw == 255, np.nan, codes / 254) ** (1 / spec["power"])
    low, high = np.asarray(spec["low"]), np.asarray(spec["high"])
    values: Floats = low + codes * (high - low)
    return values

"""A scene as one run of bytes, and back.

Layout, little-endian: the four bytes ``SCN1``, the length of the header as uint32, the header as
JSON padded to a multiple of eight, then the arrays (see ``playground.scene.body``).
"""

import json
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from playground import badges
from playground.scene import layers as kinds
from playground.scene.body import Body, restore
from playground.scene.checks import bounds, concept, numbers, scale, window, words, wrong_shape
from playground.scene.computed import (
    Bumps,
    Computed,
    Filtered,
    pack_bumps,
    pack_filter,
    pack_network,
)
from playground.scene.layers import Layer, Scene, SceneError

MAGIC = b"SCN1"


def pack(
    scene: Scene,
    *,
    height: int = 560,
    share: float = 1.0,
    echo: int = 0,
    drawn: Sequence[ArrayLike] = (),
    switched: tuple[Sequence[str], int] = ((), 0),
) -> bytes:
    """The bytes of a scene.

    Args:
        scene: What to draw.
        height: Most CSS pixels that the plane is high where the page says nothing of heights.
        share: The part that the picture takes of the height that the page gives it, 0 to 1.
        echo: The last of the person's drags and strokes that the scene takes into account.
        drawn: What the person has drawn so far, for a drawing that leaves its strokes to them.
        switched: The layers that are switched by their words in the legend, and the number of the
            last switching that is among them.

    Raises:
        SceneError: A shape, a name, a colour or a range that cannot be drawn.
    """
    box = window(scene.window, "window of a scene")
    body = Body(len(scene.times), box)
    header = {
        "layers": _layers(scene, body, drawn),
        "panels": [_title(panel) for panel in scene.panels],
        "captions": _captions(scene),
        "spots": _spots(scene),
        "curves": [pack_curve(curve, body) for curve in scene.curves],
        "window": box.tolist(),
        "measured": None if scene.measured is None else _measured(scene.measured),
        "echo": echo,
        "switched": {"names": list(switched[0]), "echo": switched[1]},
        "height": int(height),
        "share": float(share),
        "tall": float(scene.tall),
        **_time(scene),
        **{name: str(getattr(scene, name)) for name in ("alt", "x_label", "y_label", "badge")},
        "meaning": badges.meaning(scene.badge),
        **{
            name: bool(getattr(scene, name))
            for name in ("equal", "report_probe", "report_time", "axes", "autoplay", "transport")
        },
    }
    return sealed(header, body)


def _measured(part: kinds.Window) -> list[float]:
    measured: list[float] = window(part, "measured part of a scene").tolist()
    return measured


def sealed(header: dict[str, Any], body: Body) -> bytes:
    """A header and the arrays that it speaks of, as one run of bytes."""
    text = json.dumps(header, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return MAGIC + struct.pack("<I", len(text)) + text + body.bytes()


def unpack(blob: bytes) -> dict[str, Any]:
    """The header of packed bytes with float arrays in place of their codes.

    Raises:
        SceneError: Not the bytes of a scene.
    """
    if blob[:4] != MAGIC:
        raise SceneError("These bytes are not a scene: the first four are not SCN1.")
    end = 8 + int.from_bytes(blob[4:8], "little")
    body = memoryview(blob)[end:]

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(item) for item in node]
        if isinstance(node, dict):
            if "at" in node:
                return restore(node, body)
            return {name: walk(item) for name, item in node.items()}
        return node

    try:
        header: dict[str, Any] = walk(json.loads(blob[8:end]))
    except (ValueError, KeyError) as error:
        raise SceneError(f"These bytes of a scene are damaged: {error}.") from error
    return header


def _time(scene: Scene) -> dict[str, Any]:
    times = numbers(scene.times, "times", "a scene")
    if times.ndim != 1 or not np.isfinite(times).all():
        raise SceneError("The times of a scene must be a list of finite numbers.")
    if scene.first < 0:
        raise SceneError("A scene cannot start before frame 0.")
    whole = bool((times == np.floor(times)).all())
    return {
        "times": [int(time) for time in times] if whole else times.tolist(),
        "time_name": scene.time_name,
        "first": int(scene.first),
        "total": None if scene.total is None else int(scene.total),
        "identity": scene.identity,
        "live": bool(scene.live),
        "start": scene.start,
        "link": scene.link,
        "pace": None if scene.pace is None else float(scene.pace),
    }


def _layers(scene: Scene, body: Body, drawn: Sequence[ArrayLike]) -> list[dict[str, Any]]:
    """The layers of all panels, whose place is None, and then those of each panel."""
    places: list[tuple[int | None, Sequence[Layer]]] = [(None, scene.layers)]
    places += [(place, panel.layers) for place, panel in enumerate(scene.panels)]
    packed = []
    for place, layers in places:
        names = [layer.name for layer in (*scene.layers, *(() if place is None else layers))]
        if len(set(names)) < len(names):
            raise SceneError(f"The layers of a scene need different names, not {names}.")
        for layer in layers:
            if scene.panels and isinstance(layer, kinds.Handles | kinds.Drawing):
                raise SceneError(f"{layer.name} needs a scene without panels.")
            packed.append(_layer(layer, body, drawn) | {"panel": place})
    return packed


def _title(panel: kinds.Panel) -> dict[str, Any]:
    color = None if panel.color is None else concept(panel.color, panel.title)
    return {"title": panel.title, "color": color}


def _captions(scene: Scene) -> list[str]:
    if scene.captions and (scene.first or len(scene.captions) != len(scene.times)):
        raise SceneError("A scene with captions needs one for each of its frames, sent whole.")
    return [str(caption) for caption in scene.captions]


def _spots(scene: Scene) -> list[list[float]]:
    spots = numbers(scene.spots, "spots", "a scene")
    if not spots.size:
        return []
    each = spots.ndim in (2, 3) and spots.shape[-2:] == (len(scene.times), 2)
    if not each or not np.isfinite(spots).all() or scene.first:
        raise SceneError(
            "A scene with spots needs a finite one for each of its frames, sent whole."
        )
    given: list[list[float]] = spots.reshape(-1, 2).tolist()
    return given


def _layer(layer: Layer, body: Body, drawn: Sequence[ArrayLike]) -> dict[str, Any]:
    head = {"kind": type(layer).__name__.lower(), "name": layer.name, "visible": True}
    if not isinstance(layer, kinds.Handles | kinds.Drawing):
        head["visible"] = bool(layer.visible)
    if not isinstance(layer, kinds.Field | kinds.Labels | kinds.Glyphs | kinds.Letters):
        head["color"] = concept(layer.color, layer.name)
    return head | _content(layer, body, drawn)


def _content(layer: Layer, body: Body, drawn: Sequence[ArrayLike]) -> dict[str, Any]:
    match layer:
        case kinds.Field():
            return _field(layer, body)
        case kinds.Points():
            return _points(layer, body)
        case kinds.Mesh():
            return _mesh(layer, body)
        case kinds.Polygons():
            return _polygons(layer, body)
        case kinds.Paths():
            return _paths(layer, body)
        case kinds.Arrows():
            return _arrows(layer, body)
        case kinds.Labels():
            xy = body.positions(layer.xy, "xy", layer.name, 2)
            texts = words(layer.texts, xy["shape"][-2], layer.name)
            return {"xy": xy, "texts": texts, "room": layer.room}
        case kinds.Glyphs():
            return _glyphs(layer, body)
        case kinds.Letters():
            return _letters(layer, body)
        case kinds.Ellipses():
            return _ellipses(layer, body)
        case kinds.Handles():
            return _handles(layer, body)
        case kinds.Drawing():
            return _drawing(layer, body, drawn)


def _paths(layer: kinds.Paths, body: Body) -> dict[str, Any]:
    if isinstance(layer.lines, Computed):
        xy = _computed_points(layer.lines, body, layer.name)
    elif isinstance(layer.lines, Filtered):
        xy = pack_filter.packed(layer.lines, body, layer.name)
    elif isinstance(layer.lines, Bumps):
        xy = pack_bumps.packed(layer.lines, body, layer.name, 1)
    else:
        xy = body.positions(layer.lines, "lines", layer.name, 3)
    how = {"dashed": bool(layer.dashed), "bars": bool(layer.bars), "width": float(layer.width)}
    return {"xy": xy, **how}


def _computed_points(source: Computed, body: Body, name: str) -> dict[str, Any]:
    """Points of the plane that the browser computes."""
    if source.shape != (2,):
        raise SceneError(f"{name} is drawn at points, so each answer has the shape (2,).")
    return pack_network.packed(source, body, name)


def _field(layer: kinds.Field, body: Body) -> dict[str, Any]:
    power = float(layer.power)
    if not (np.isfinite(power) and power > 0):
        raise SceneError(f"The power of {layer.name} must be positive, not {power:g}.")
    levels = numbers(layer.levels, "levels", layer.name).ravel()
    if isinstance(layer.values, Computed):
        if len(layer.values.shape) != 2:
            raise SceneError(f"{layer.name} is a field, so each answer has the shape (H, W).")
        low, high = bounds(layer.low, layer.high, np.empty(0), layer.name)
        spec = pack_network.packed(layer.values, body, layer.name)
        spec |= {"low": low, "high": high, "power": power}
    elif isinstance(layer.values, Bumps):
        low, high = bounds(layer.low, layer.high, np.empty(0), layer.name)
        spec = pack_bumps.packed(layer.values, body, layer.name, 2)
        spec |= {"low": low, "high": high, "power": power}
    else:
        values = numbers(layer.values, "values", layer.name)
        if values.ndim not in (2, 3):
            raise wrong_shape(layer.name, "values", "(H, W) or (T, H, W)", values)
        low, high = bounds(layer.low, layer.high, values, layer.name)
        spec = body.field(values, low, high, power, half=layer.dtype == "float16")
    return {
        "values": spec,
        "extent": window(layer.extent, f"extent of {layer.name}").tolist(),
        "levels": levels[np.isfinite(levels)].tolist(),
        "opacity": float(np.clip(layer.opacity, 0, 1)),
        "cells": bool(layer.cells) or layer.scale == "ink",
        "digits": None if layer.digits is None else int(layer.digits),
        "bar": bool(layer.bar),
        **scale(layer.scale, low, high, power, layer.unit, layer.name),
    }


def _points(layer: kinds.Points, body: Body) -> dict[str, Any]:
    xy = body.positions(layer.xy, "xy", layer.name, 2)
    count = xy["shape"][-2]
    out: dict[str, Any] = {"xy": xy, "size": float(layer.size), "outside": bool(layer.outside)}
    opacity = numbers(layer.opacity, "opacity", layer.name)
    if opacity.ndim == 0:
        out["opacity"] = float(np.clip(np.nan_to_num(opacity), 0, 1))
    elif opacity.shape == (count,):
        out["opacity"] = body.opacities(opacity, timed=False)
    else:
        raise wrong_shape(layer.name, "opacity", f"() or ({count},)", opacity)
    if layer.classes is not None:
        return out | {"classes": _of_points(layer.classes, "classes", layer.name, count, body)}
    if layer.values is None:
        return out
    values = numbers(layer.values, "values", layer.name)
    low, high = bounds(layer.low, layer.high, values, layer.name)
    out["values"] = _of_points(values, "values", layer.name, count, body)
    return out | scale(layer.scale, low, high, 1.0, layer.unit, layer.name)


def _of_points(given: ArrayLike, what: str, name: str, count: int, body: Body) -> dict[str, Any]:
    """A number for each point, perhaps over time."""
    values = numbers(given, what, name)
    if values.ndim not in (1, 2) or values.shape[-1] != count:
        raise wrong_shape(name, what, f"({count},) or (T, {count})", values)
    return body.plain(values, timed=values.ndim == 2)


def _mesh(layer: kinds.Mesh, body: Body) -> dict[str, Any]:
    xy = body.positions(layer.xy, "xy", layer.name, 3)
    if layer.weight is None:
        return {"xy": xy, "weight": None}
    weight = numbers(layer.weight, "weight", layer.name)
    cells = (xy["shape"][-3] - 1, xy["shape"][-2] - 1)
    if weight.ndim not in (2, 3) or weight.shape[-2:] != cells:
        wanted = f"({cells[0]}, {cells[1]}) or (T, {cells[0]}, {cells[1]})"
        raise wrong_shape(layer.name, "weight", wanted, weight)
    return {"xy": xy, "weight": body.opacities(weight, timed=weight.ndim == 3)}


def _polygons(layer: kinds.Polygons, body: Body) -> dict[str, Any]:
    out: dict[str, Any] = {"rings": body.rings(layer.rings, layer.name)}
    if layer.fill is None:
        return out
    fill = numbers(layer.fill, "fill", layer.name)
    if fill.shape != (len(layer.rings),):
        raise wrong_shape(layer.name, "fill", f"({len(layer.rings)},)", fill)
    low, high = bounds(layer.low, layer.high, fill, layer.name)
    out["fill"] = body.plain(fill, timed=False)
    return out | scale(layer.scale, low, high, 1.0, layer.unit, layer.name)


def _arrows(layer: kinds.Arrows, body: Body) -> dict[str, Any]:
    start = numbers(layer.start, "start", layer.name)
    vector = numbers(layer.vector, "vector", layer.name)
    if start.shape != vector.shape:
        raise wrong_shape(layer.name, "vector", str(start.shape), vector)
    tip = body.positions(start + vector, "vector", layer.name, 2)
    return {"xy": body.positions(start, "start", layer.name, 2), "tip": tip}


def _glyphs(layer: kinds.Glyphs, body: Body) -> dict[str, Any]:
    xy = body.positions(layer.xy, "xy", layer.name, 2)
    texts = words(layer.texts, xy["shape"][-2], layer.name)
    classes = numbers(layer.classes, "classes", layer.name)
    if classes.shape != (len(texts),):
        raise wrong_shape(layer.name, "classes", f"({len(texts)},)", classes)
    kinds_of = [int(each) for each in np.nan_to_num(classes)]
    return {"xy": xy, "texts": texts, "classes": kinds_of, "size": float(layer.size)}


def _letters(layer: kinds.Letters, body: Body) -> dict[str, Any]:
    codes = numbers(layer.codes, "codes", layer.name)
    if codes.ndim not in (2, 3):
        raise wrong_shape(layer.name, "codes", "(R, C) or (T, R, C)", codes)
    known = codes[np.isfinite(codes)]
    if len(known) and not 0 <= known.min() <= known.max() < len(layer.alphabet):
        raise SceneError(f"A code of {layer.name} has no place in its alphabet.")
    return {
        "codes": body.plain(codes, timed=codes.ndim == 3),
        "alphabet": layer.alphabet,
        "extent": window(layer.extent, f"extent of {layer.name}").tolist(),
    }


def _ellipses(layer: kinds.Ellipses, body: Body) -> dict[str, Any]:
    radii = numbers(layer.radii, "radii", layer.name)
    shape: tuple[int, ...]
    if isinstance(layer.xy, Computed):
        xy, shape = _computed_points(layer.xy, body, layer.name), (layer.xy.answers, 2)
    else:
        xy, shape = body.positions(layer.xy, "xy", layer.name, 2), np.shape(layer.xy)
    if radii.shape != shape:
        raise wrong_shape(layer.name, "radii", str(shape), radii)
    opacity = float(np.clip(layer.opacity, 0, 1))
    return {"xy": xy, "radii": body.plain(radii, timed=radii.ndim == 3), "opacity": opacity}


def _handles(layer: kinds.Handles, body: Body) -> dict[str, Any]:
    xy = numbers(layer.xy, "xy", layer.name)
    if xy.ndim != 2 or xy.shape[-1] != 2:
        raise wrong_shape(layer.name, "xy", "(N, 2)", xy)
    # Plain numbers, not codes: what comes back from a handle that nobody moved is what was sent.
    labels, titles = (
        words(each, len(xy), layer.name) if each else [] for each in (layer.labels, layer.titles)
    )
    off = np.asarray(layer.off, dtype=bool)
    if off.shape not in {(0,), (len(xy),)}:
        raise wrong_shape(layer.name, "off", "(N,)", off)
    return {
        "xy": body.plain(xy, timed=False),
        "labels": labels,
        "titles": titles,
        "clicks": layer.clicks,
        "off": off.tolist(),
        "shared": layer.shared,
        "along": layer.along,
    }


def _drawing(layer: kinds.Drawing, body: Body, drawn: Sequence[ArrayLike]) -> dict[str, Any]:
    kept = layer.strokes is None
    strokes = body.rings(drawn if layer.strokes is None else layer.strokes, layer.name, exact=True)
    return {"limit": int(layer.limit), "kept": kept, "strokes": strokes}


def pack_curve(curve: kinds.Curve, body: Body) -> dict[str, Any]:
    """A curve of the strip, as it stands in the header."""
    values = numbers(curve.values, "values", curve.name)
    if values.ndim != 1:
        raise wrong_shape(curve.name, "values", "(T,)", values)
    floor = None if curve.floor is None or not np.isfinite(curve.floor) else float(curve.floor)
    wanted = None
    if curve.wanted is not None:
        wanted = list(bounds(*curve.wanted, values, curve.name))
    return {
        "name": curve.name,
        "values": body.plain(values, timed=True),
        "color": concept(curve.color, curve.name),
        "floor": floor,
        "floor_name": curve.floor_name,
        "log": bool(curve.log),
        "wanted": wanted,
    }

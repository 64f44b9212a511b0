"""How a sum of bumps is checked and packed; the browser's half is bumps.js."""

from typing import Any

import numpy as np

from playground.scene.body import Body
from playground.scene.checks import numbers, window, wrong_shape
from playground.scene.computed.arrays import Bumps
from playground.scene.layers import SceneError


def packed(source: Bumps, body: Body, name: str, axes: int) -> dict[str, Any]:
    """Bumps as they stand in the header of a scene; ``axes`` is 1 for a graph, 2 for a field.

    Raises:
        SceneError: A shape is wrong, or a number is not finite.
    """
    points = numbers(source.points, "points", name)
    points = points[:, None] if points.ndim == 1 else points
    if points.ndim != 2 or points.shape[1] != axes or not len(points):
        raise wrong_shape(name, "points", f"(n, {axes})", points)
    start = numbers(source.start, "start", name)
    if start.ndim != 2 or start.shape[-1] != 2 or not len(start):
        raise wrong_shape(name, "start", "(N, 2)", start)
    if not (np.isfinite(points).all() and np.isfinite(start).all()):
        raise SceneError(f"The points of {name} must be finite.")
    if not source.handles:
        raise SceneError(f"{name} must say which shared handles it is computed from.")
    if source.cells < 2 or not 0 <= source.each <= len(points):
        raise SceneError(f"{name} needs two places or more, and no more bumps than points.")
    ordered = points if source.each or axes == 2 else np.sort(points, axis=0)
    return {
        "bumps": body.plain(ordered, timed=False),
        "handles": source.handles,
        "start": start.tolist(),
        "extent": window(source.extent, f"extent of {name}").tolist(),
        "cells": int(source.cells),
        "each": int(source.each),
    }

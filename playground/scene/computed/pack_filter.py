"""How a dragged filter is checked and packed; the browser's half is filtered.js."""

from typing import Any, get_args

import numpy as np

from playground.scene.body import Body
from playground.scene.checks import numbers, wrong_shape
from playground.scene.computed.filtered import Filtered, Roots, Shows
from playground.scene.layers import SceneError


def packed(source: Filtered, body: Body, name: str) -> dict[str, Any]:
    """A filter as it stands in the header of a scene.

    Raises:
        SceneError: Roots, noise or count that cannot be drawn.
    """
    if source.shows not in get_args(Shows):
        raise SceneError(f"{name} cannot show {source.shows!r} of a filter.")
    noise = numbers(source.noise, "noise", name)
    if source.count < 2 or (source.shows == "output" and noise.shape[0] < source.count):
        raise SceneError(f"{name} needs two numbers or more, and noise for each of them.")
    return {
        "filter": source.shows,
        "poles": _roots(source.poles, name),
        "zeros": _roots(source.zeros, name),
        "count": source.count,
        "noise": body.plain(noise, timed=False),
    }


def _roots(roots: Roots, name: str) -> dict[str, Any]:
    start = numbers(roots.start, "start", name).reshape(-1, 2)
    if not np.isfinite(start).all():
        raise wrong_shape(name, "start", "(N, 2), of finite numbers", start)
    return {"handles": roots.handles, "start": start.tolist(), "real": (start[:, 1] == 0).tolist()}

"""How the network of a computed array is checked and packed; the browser's half is network.js."""

from typing import Any, get_args

import numpy as np
from numpy.typing import ArrayLike

from playground.scene.body import Body
from playground.scene.checks import Floats, numbers, wrong_shape
from playground.scene.computed.arrays import Activation, Computed
from playground.scene.layers import SceneError

_KERNEL = (4, 4)  # of a transposed convolution of stride 2 and padding 1, which doubles each side


def packed(source: Computed, body: Body, name: str) -> dict[str, Any]:
    """A computed array as it stands in the header of a scene.

    Raises:
        SceneError: The stages do not fit one another, or the shape of an answer.
    """
    start = numbers(source.start, "start", name)
    if start.ndim != 2 or start.shape[-1] != 2 or not np.isfinite(start).all() or not len(start):
        raise wrong_shape(name, "start", "(N, 2), of finite numbers", start)
    if not source.handles:
        raise SceneError(f"{name} must say which shared handles it is computed from.")
    if source.count is not None and source.count < 2:
        raise SceneError(f"{name} needs at least two points along the line, not {source.count}.")
    size, stages = 2, []
    for weight, bias, activation in source.network:
        size, stage = _stage(numbers(weight, "weight", name), bias, activation, size, body, name)
        stages.append(stage)
    if size != np.prod(source.shape):
        raise SceneError(f"{name} computes {size} numbers, but its shape is {source.shape}.")
    return {
        "network": stages,
        "handles": source.handles,
        "start": start.tolist(),
        "each": list(source.shape),
        "count": source.count,
    }


def _stage(
    weight: Floats, bias: ArrayLike, activation: Activation, size: int, body: Body, name: str
) -> tuple[int, dict[str, Any]]:
    """How many numbers a stage gives, and the stage as it stands in the header."""
    if activation not in get_args(Activation):
        raise SceneError(f"The activation in {name} must be silu, sigmoid or none.")
    added = numbers(bias, "bias", name)
    if weight.ndim == 4 and weight.shape[2:] == _KERNEL:
        channels = weight.shape[1]
        pixels, rest = divmod(size, weight.shape[0])
        if rest or round(pixels**0.5) ** 2 != pixels:
            raise wrong_shape(name, "weight", f"(in, out, 4, 4) for {size} numbers", weight)
        given, fitting = 4 * pixels * channels, (channels, 4 * pixels * channels)
    elif weight.ndim == 2 and weight.shape[1] == size:
        given, fitting = len(weight), (len(weight), len(weight))
    else:
        raise wrong_shape(name, "weight", f"(out, {size})", weight)
    if added.ndim != 1 or len(added) not in fitting:
        raise wrong_shape(name, "bias", f"({fitting[0]},)", added)
    weights = {"weight": body.halves(weight), "bias": body.plain(added, timed=False)}
    return given, weights | {"activation": activation}

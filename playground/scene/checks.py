"""What every layer is checked for before it is packed; each failure is a sentence."""

from collections.abc import Sequence
from typing import Any, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.palette import CONCEPTS, Concept
from playground.scene.layers import Scale, SceneError

Floats = NDArray[np.float64]


def numbers(value: Any, what: str, name: str) -> Floats:
    """Anything like an array, as float64."""
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise SceneError(f"The {what} of {name} must be an array of numbers: {error}.") from error


def wrong_shape(name: str, what: str, wanted: str, found: Floats) -> SceneError:
    """The error for an array of another shape than its layer needs."""
    return SceneError(f"The {what} of {name} must have the shape {wanted}, not {found.shape}.")


def window(value: ArrayLike, what: str) -> Floats:
    """Four finite numbers x0 < x1, y0 < y1."""
    box = numbers(value, "edges", what)
    if box.shape != (4,) or not np.isfinite(box).all() or box[0] >= box[1] or box[2] >= box[3]:
        raise SceneError(f"The {what} must be four numbers with x0 < x1 and y0 < y1.")
    return box


def bounds(low: float | None, high: float | None, values: Floats, name: str) -> tuple[float, float]:
    """The ends of a colour scale: as given, else the smallest and the largest finite value."""
    finite = values[np.isfinite(values)]
    least = float(finite.min() if len(finite) else 0.0) if low is None else float(low)
    most = float(finite.max() if len(finite) else 1.0) if high is None else float(high)
    if not (np.isfinite(least) and np.isfinite(most)):
        raise SceneError(f"The colours of {name} need a finite low and a finite high.")
    if least < most:
        return least, most
    if low is not None and high is not None:
        raise SceneError(f"The colours of {name} need low < high, not {least:g} and {most:g}.")
    return (most - 1.0, most) if low is None and high is not None else (least, least + 1.0)


def scale(
    kind: Scale, low: float, high: float, power: float, unit: str, name: str
) -> dict[str, Any]:
    """How values become colours, as it stands in the header."""
    if kind not in get_args(Scale):
        raise SceneError(f"The scale of {name} must be sequential, diverging or ink, not {kind!r}.")
    return {"scale": kind, "low": low, "high": high, "power": power, "unit": unit}


def concept(color: Concept, name: str) -> int:
    """The place of a concept in the theme's categorical colours."""
    if color not in CONCEPTS:
        raise SceneError(f"The color of {name} must be one of {', '.join(CONCEPTS)}.")
    return CONCEPTS.index(color)


def words(texts: Sequence[str], count: int, name: str) -> list[str]:
    """One word for each point."""
    if len(texts) != count:
        raise SceneError(f"{name} has {count} points but {len(texts)} words.")
    return [str(text) for text in texts]

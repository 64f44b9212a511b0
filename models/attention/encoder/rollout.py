"""Many maps in one: averages, rollout, and maps without the special tokens."""

import numpy as np
from numpy.typing import NDArray

from models.attention.reading import Floats


def average(weights: Floats, silenced: NDArray[np.bool_] | None = None) -> Floats:
    """The mean (L, T, T) over the heads of each layer of attention (L, H, T, T).

    Rows sum to 1. Heads that are ``silenced`` (L, H) hand nothing over and do not count; a layer
    without any other has no mean, and is NaN.
    """
    if silenced is None:
        silenced = np.zeros(weights.shape[:2], dtype=np.bool_)
    heard = ~silenced[..., None, None]  # (L, H, 1, 1)
    count = heard.sum(axis=1)  # (L, 1, 1)
    total = np.sum(weights, axis=1, dtype=np.float64, where=heard)  # (L, T, T)
    mean: Floats = np.full(total.shape, np.nan, dtype=np.float32)
    np.divide(total, count, out=mean, where=count > 0, casting="same_kind")
    return mean


def rollout(weights: Floats, silenced: NDArray[np.bool_] | None = None) -> Floats:
    """Attention rollout (Abnar & Zuidema 2020, section 3): (T, T), rows sum to 1.

    A layer's heads, but for those ``silenced`` (L, H), are averaged and mixed half and half with
    the identity, for the skip connection, which is all that a layer without heads has; the layers
    are multiplied from the last to the first. So row i says from which tokens the last state of
    token i came, if attention were all that moves information.
    """
    skip = np.eye(weights.shape[-1])
    flow = skip
    for mean in average(weights, silenced).astype(np.float64):
        flow = (skip if np.isnan(mean).any() else 0.5 * mean + 0.5 * skip) @ flow
    whole: Floats = flow.astype(np.float32)
    return whole


def visible(weights: Floats, keep: NDArray[np.bool_]) -> Floats:
    """The maps (..., T, T) on the tokens in ``keep`` only, each row made to sum to 1 again.

    A row whose whole attention was on hidden tokens stays 0: nothing is left to be shared out.
    """
    rest = weights[..., keep, :][..., keep]
    total = rest.sum(axis=-1, keepdims=True)
    shown: Floats = np.divide(rest, total, out=np.zeros_like(rest), where=total > 0)
    return shown

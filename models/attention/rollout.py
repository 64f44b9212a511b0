"""Many maps in one: averages, rollout, and maps without the special tokens."""

import numpy as np
from numpy.typing import NDArray

from models.attention.reading import Floats


def average(weights: Floats) -> Floats:
    """The mean (T, T) over layers and heads of attention (L, H, T, T); rows sum to 1."""
    mean: Floats = weights.mean(axis=(0, 1))
    return mean


def rollout(weights: Floats) -> Floats:
    """Attention rollout (Abnar & Zuidema 2020, section 3): (T, T), rows sum to 1.

    A layer's heads are averaged and mixed half and half with the identity, for the skip
    connection; the layers are multiplied from the last to the first. So row i says from which
    tokens the last state of token i came, if attention were all that moves information.
    """
    layers = 0.5 * weights.mean(axis=1, dtype=np.float64) + 0.5 * np.eye(weights.shape[-1])
    flow = layers[0]
    for layer in layers[1:]:
        flow = layer @ flow
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

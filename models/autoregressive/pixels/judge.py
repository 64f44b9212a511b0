"""What a law of pixels has learnt, on images that it never learns from."""

import math

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.autoregressive.pixels.law import PixelLaw
from models.autoregressive.pixels.levels import Pixels
from models.autoregressive.pixels.made import Made
from models.frame import Arrays

LN2 = math.log(2)
SHOWN = 16  # held-out images whose costs every moment has
LEARNT = 100  # images that are learnt from, and judged too
DRAWN = 16  # images drawn at every moment
FVSBN = 18.034  # nats of the binary digits by logistic regressions, on the last 297 (C = .3)


@torch.no_grad()
def judge(model: PixelLaw, data: Pixels, seed: int) -> tuple[dict[str, float], Arrays]:
    """Metrics and views of one frame.

    ``nats`` per held-out image with its standard error ``error``, ``bits`` per pixel (bits per
    dimension), ``train_nats`` on images that are learnt from, ``ensemble`` nats of the mean of all
    orders' probabilities (with one order ``nats``).
    ``costs`` (16, D), bits of each pixel of the first held-out images; ``by_pixel`` (D,), their
    mean over all; ``samples`` (16, D), levels of images drawn, each time with the same numbers.
    """
    costs = model.costs(data.held_out).double()  # (M, D)
    each = costs.sum(dim=1)
    nats = each.mean().item()
    ensemble = nats
    if isinstance(model, Made) and model.orders > 1:
        ensemble = -model.ensemble_log_prob(data.held_out).double().mean().item()
    numbers = {
        "nats": nats,
        "error": each.std().item() / len(each) ** 0.5,
        "bits": nats / (LN2 * costs.shape[1]),
        "train_nats": -model.log_prob(data.learnt[:LEARNT]).double().mean().item(),
        "ensemble": ensemble,
    }
    *_, samples = model.sample(DRAWN, torch.Generator().manual_seed(seed))
    views: dict[str, NDArray[np.generic]] = {
        "costs": (costs[:SHOWN] / LN2).float().numpy(),
        "by_pixel": (costs.mean(dim=0) / LN2).float().numpy(),
        "samples": samples.to(torch.uint8).numpy(),
    }
    return numbers, views


def image_bits(costs: ArrayLike) -> float:
    """Σ_d of a map (D,) of bits: -log₂ P of its image, or their mean."""
    return float(np.asarray(costs, dtype=np.float64).sum())

"""One gradient by several estimators: single samples, and what averages of them scatter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.autoencoders import bounds
from models.autoencoders.estimators import Parabola, gradients, scatter
from models.autoencoders.plain import floats
from models.autoencoders.vae import Vae

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Estimates:
    """One estimator of a gradient: single samples, and what averages of them scatter.

    Attributes:
        singles: (samples,) single-sample gradients.
        variances: The variance of the mean of n of them, measured, for each n.
        exact: The variance of one sample over n: in closed form where there is one, else measured.
    """

    singles: Floats
    variances: Floats
    exact: Floats


def of_parabola(
    case: Parabola, samples: int, sizes: Sequence[int], seed: int = 0
) -> dict[str, Estimates]:
    """The gradient of a parabola by reparametrisation, by its score, and with a baseline."""
    known = {
        "reparametrised": case.reparametrised_variance,
        "score function": case.score_variance,
        "score, baseline": case.baseline_variance,
    }
    drawn = case.draw(samples, np.random.default_rng(seed))
    return {
        name: Estimates(singles, scatter(singles, tuple(sizes)), variance / np.asarray(sizes))
        for (name, variance), singles in zip(known.items(), drawn, strict=True)
    }


def of_model(
    model: Vae, x: ArrayLike, samples: int, sizes: Sequence[int], seed: int = 0
) -> tuple[int, dict[str, Estimates]]:
    """The gradient of a trained model's ELBO of one input (D,) with respect to a mean of q(z|x).

    Returns:
        The latent whose mean it is, the one that tells most about this input; and the estimates,
        whose ``exact`` is the variance of one sample over n: for averages it can be nothing else.
    """
    row = torch.as_tensor(np.array(x, dtype=np.float32))
    latent = int(bounds.rate(model, row[None])[0].argmax())
    drawn = gradients(model, row, samples, torch.Generator().manual_seed(seed))
    columns = {
        "reparametrised": drawn.reparametrised,
        "score function": drawn.score,
        "score, baseline": drawn.score_baseline,
    }
    found = {}
    for name, column in columns.items():
        singles = floats(column[:, latent])
        exact = singles.var(ddof=1) / np.asarray(sizes)
        found[name] = Estimates(singles, scatter(singles, tuple(sizes)), exact)
    return latent, found

"""The bounds on ln p(x) as a ladder: each rung with its error, and how far below ln p(x) it stands.

All rungs are of the same inputs and the same draws, so their differences are far more exact than
the rungs themselves, whose errors are mostly those of the choice of inputs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.autoencoders import bounds
from models.autoencoders.model import Floats, Vae, floats
from models.autoencoders.posterior.quadrature import evidence

MISSED = 1.0  # nats below ln p(x): an input whose bound is lower is counted as missed


@dataclass(frozen=True, eq=False)
class Exact:
    """The mean ln p(x) of the inputs, by quadrature over all codes, in nats.

    Attributes:
        log_px: The mean.
        error: Its standard error over the choice of inputs.
        grid: The mean error of the quadrature, measured by halving its grid.
        gap: (K,) how far each rung is below.
        gap_error: (K,) standard errors, over inputs and draws: the differences are paired.
        missed: How many inputs the last rung misses by more than a nat.
    """

    log_px: float
    error: float
    grid: float
    gap: Floats
    gap_error: Floats
    missed: int

    @property
    def equal(self) -> bool:
        """Whether the last rung and ln p(x) differ by no more than twice what draws explain."""
        return bool(abs(self.gap[-1]) <= 2 * self.gap_error[-1] + self.grid)


@dataclass(frozen=True, eq=False)
class Rungs:
    """Bounds on ln p(x) for several numbers k of samples, of the same n inputs, in nats.

    Attributes:
        inputs: n.
        samples: (K,) each k.
        mean: (K,) over the inputs; k = 1 is the ELBO.
        error: (K,) standard errors over the choice of inputs, the noise of their draws included.
        rate: KL(q(z|x) ‖ p(z)), exact, the mean over the same inputs.
        exact: ln p(x), with at most two latents.
    """

    inputs: int
    samples: tuple[int, ...]
    mean: Floats
    error: Floats
    rate: float
    exact: Exact | None


@torch.no_grad()
def rungs(model: Vae, x: Tensor, samples: Sequence[int]) -> Rungs:
    """The bounds of inputs (n, D), n > 1; see :func:`models.autoencoders.bounds.ladder`.

    Raises:
        ModelError: A number of samples does not divide the largest one.
    """
    found = bounds.ladder(model, x, samples).double()  # (K, n)
    exact = None
    if model.latents <= 2:
        known = evidence(model, x)
        gaps = known.log_px - found
        exact = Exact(
            log_px=float(known.log_px.mean()),
            error=float(_standard_error(known.log_px[None])[0]),
            grid=float(known.error.mean()),
            gap=floats(gaps.mean(dim=1)),
            gap_error=floats(_standard_error(gaps)),
            missed=int((gaps[-1] > MISSED).sum()),
        )
    return Rungs(
        inputs=len(x),
        samples=tuple(samples),
        mean=floats(found.mean(dim=1)),
        error=floats(_standard_error(found)),
        rate=float(bounds.rate(model, x).sum(dim=1).mean()),
        exact=exact,
    )


def _standard_error(values: Tensor) -> Tensor:
    """Of the means over the last axis of (K, n)."""
    return values.std(dim=1) / math.sqrt(values.shape[1])

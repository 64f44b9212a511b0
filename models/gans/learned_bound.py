"""The variational bound of an f-divergence, learned from samples, beside its exact value."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.adam import Adam
from models.frame import moments
from models.gans.divergences import FDivergence, Gaussian, bound, exact

Floats = NDArray[np.float64]

_WIDTH = 32
_BATCH = 1024
_RATE = 0.02
_HELD_OUT = 100_000


@dataclass(frozen=True)
class LearnedBound:
    """What a small network T = g_f(V(x)) makes of the bound.

    Attributes:
        exact: D_f(P || Q).
        steps: (F,) the moments.
        bounds: (F,) E_p T - E_q f*(T) at these moments by quadrature: free of sampling noise, and
            so never above ``exact``.
        estimate: The final bound from held-out samples, 100,000 of each law.
        error: Its standard error.
        x: (M,) places.
        learned: (M,) the learned T there.
        best: (M,) T* = f'(p / q) there.
    """

    exact: float
    steps: NDArray[np.int64]
    bounds: Floats
    estimate: float
    error: float
    x: Floats
    learned: Floats
    best: Floats


def learn_bound(
    row: FDivergence, p: Gaussian, q: Gaussian, *, steps: int = 400, seed: int = 0
) -> LearnedBound:
    """Maximise E_p T - E_q f*(T) by gradient steps on fresh samples; deterministic in ``seed``."""
    generator = torch.Generator().manual_seed(seed)
    critic = _Critic(generator)
    adam = Adam(critic)
    kept = moments(steps, 24)
    bounds = []

    def statistic(x: Tensor) -> Tensor:
        with torch.no_grad():
            return row.activation(critic(x.float()).double())

    for step in range(1, steps + 1):
        real, fake = p.sample(_BATCH, generator), q.sample(_BATCH, generator)
        adam.gradient.zero_()
        values = row.activation(critic(torch.cat((real, fake))))
        on_real, on_fake = values[:_BATCH], values[_BATCH:]
        loss = row.conjugate(on_fake).mean() - on_real.mean()
        loss.backward()  # type: ignore[no-untyped-call]
        # Half a cosine to zero: the last steps average over the noise of the batches.
        adam.update(step, _RATE * (1 + math.cos(math.pi * step / steps)) / 2)
        if step in kept:
            bounds.append(bound(row, p, q, statistic))
    on_real = statistic(p.sample(_HELD_OUT, generator))
    on_fake = row.conjugate(statistic(q.sample(_HELD_OUT, generator)))
    x = torch.linspace(min(p.mean, q.mean) - 3 * p.sd, max(p.mean, q.mean) + 3 * q.sd, 201).double()
    return LearnedBound(
        exact=exact(row, p, q),
        steps=np.array(kept),
        bounds=np.array(bounds),
        estimate=float(on_real.mean() - on_fake.mean()),
        error=math.sqrt(float(on_real.var() + on_fake.var()) / _HELD_OUT),
        x=x.numpy(),
        learned=statistic(x).numpy(),
        best=row.best(p.log_prob(x) - q.log_prob(x)).numpy(),
    )


class _Critic(nn.Module):
    """V(x) = a + b x + c x² + W2 tanh(W1 x + d), from (n,) to (n,)."""

    def __init__(self, generator: torch.Generator) -> None:
        super().__init__()
        self.inner = nn.Parameter(torch.randn(_WIDTH, generator=generator))
        self.offset = nn.Parameter(torch.randn(_WIDTH, generator=generator))
        self.outer = nn.Parameter(0.1 * torch.randn(_WIDTH, generator=generator))
        self.curve = nn.Parameter(torch.zeros(3))

    def forward(self, x: Tensor) -> Tensor:
        bent = torch.tanh(x[:, None] * self.inner + self.offset)  # (n, W)
        powers = torch.stack((torch.ones_like(x), x, x.square()), dim=1)  # (n, 3)
        return bent @ self.outer + powers @ self.curve

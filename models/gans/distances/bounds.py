"""The variational bounds of the f-divergences, learned from samples beside their exact values.

Nowozin, Cseke and Tomioka (2016), equation 4; section 3.3 of the notes. For each row of the table
a small network T = g_f(V(x)) climbs E_p T - E_q f*(T), which no T brings above D_f(P || Q). Here P
is N(0, 1) and Q is N(distance, 1).
"""

import math
import sys
from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models import device
from models.frame import Arrays, Frame, Start
from models.gans.distances.divergences import (
    DIVERGENCES,
    Gaussian,
    bound,
    bound_error,
    exact,
    quadrature,
)
from models.gans.distances.setup import DistanceSetup, ShiftSetup
from models.training import Descent, Loss, by_autograd, count, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

Floats = NDArray[np.float64]

ROWS = tuple(DIVERGENCES.values())
FRAMES = 30
HELD_OUT = 5_000  # samples of each law for the estimate
PLACES = 201

TRUSTED = 1.5  # most times that the two standard errors may differ for either to mean anything

_WIDTH = 32
_BATCH = 512
_RATE = 0.05
OTHER = "This checkpoint is of other networks: train them again."
_NOTHING = 1e-12  # a divergence that is only rounding


def laws(setup: ShiftSetup) -> tuple[Gaussian, Gaussian]:
    """P and Q."""
    return Gaussian(), Gaussian(setup.distance)


def places(setup: ShiftSetup) -> Floats:
    """Where T is shown, (PLACES,)."""
    return np.linspace(-3, 3 + setup.distance, PLACES)


def densities(setup: ShiftSetup) -> tuple[Floats, Floats]:
    """p and q at the places, each (PLACES,)."""
    x = torch.from_numpy(places(setup))
    p, q = (law.log_prob(x).exp().numpy() for law in laws(setup))
    return p, q


def exact_values(setup: ShiftSetup) -> dict[str, float]:
    """D_f(P || Q) in nats for each row."""
    return {row.name: exact(row, *laws(setup)) for row in ROWS}


def best_statistics(setup: ShiftSetup) -> dict[str, Floats]:
    """T* = f'(p / q) at the places, (PLACES,), for each row."""
    p, q = laws(setup)
    x = torch.from_numpy(places(setup))
    return {row.name: row.best(p.log_prob(x) - q.log_prob(x)).numpy() for row in ROWS}


class Critics(nn.Module):
    """One network V(x) = a + b x + c x² + w₂ · tanh(w₁ x + d) for each row, (n,) to (R, n)."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(seed)
        rows = len(ROWS)
        self.inner = nn.Parameter(torch.randn(rows, 1, _WIDTH, generator=random))
        self.offset = nn.Parameter(torch.randn(rows, 1, _WIDTH, generator=random))
        self.outer = nn.Parameter(0.1 * torch.randn(rows, _WIDTH, 1, generator=random))
        self.curve = nn.Parameter(torch.zeros(rows, 3))

    def forward(self, x: Tensor) -> Tensor:
        """V at the places (n,), (R, n)."""
        bent = torch.tanh(x[:, None] * self.inner + self.offset)  # (R, n, W)
        powers = torch.stack((torch.ones_like(x), x, x.square()))  # (3, n)
        return (bent @ self.outer)[..., 0] + self.curve @ powers

    def statistics(self, x: Tensor) -> list[Tensor]:
        """T = g_f(V(x)) at float64 places (n,), for each row."""
        with torch.no_grad():
            values = self(x.float()).double()
        return [row.activation(value) for row, value in zip(ROWS, values, strict=True)]


def restore_bounds(setup: DistanceSetup, checkpoint: Arrays) -> Critics:
    """The networks of the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is not of these networks.
    """
    critics = Critics(setup.seed)
    write_parameters(critics, checkpoint, OTHER)
    return critics


def train_bounds(setup: DistanceSetup, start: Start | None = None) -> Iterator[Frame]:
    """Climb all bounds at once, each with a network of its own, from the same fresh samples.

    Metrics, for each row such as ``kl``, in nats: ``kl``, the bound by quadrature, free of
    sampling noise and so never above D_f; ``kl_estimate`` and ``kl_error``, the bound from
    ``HELD_OUT`` fresh samples of each law and the standard error that those samples give;
    ``kl_true_error``, the standard error by quadrature; ``kl_reached``, the share of the way from
    what a constant T gives (f(1), zero but in the GAN row) to D_f, 1 if P is Q.
    Views: ``learned`` (R, PLACES), T at the places.
    Checkpoint: ``parameters`` (P,) float32; resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of other networks.
        Diverged: A bound stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, FRAMES)


def learner(
    setup: DistanceSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Critics]:
    """What :func:`train_bounds` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: ``start`` is of other networks.
    """
    critics = Critics(setup.seed) if start is None else restore_bounds(setup, start.checkpoint)
    p, q = laws(setup)
    real, fake = Batches(p, setup.seed, _BATCH), Batches(q, setup.seed + 1, _BATCH)

    def objective(trained: Critics) -> Loss:
        loss_and_gradient = by_autograd(trained, partial(_fall_short, trained))
        return lambda step: loss_and_gradient(real[step], fake[step])

    # Half a cosine to zero: the last steps average over the noise of the batches.
    return Descent(
        critics,
        objective,
        [real, fake],
        Schedule(_RATE, setup.steps),
        lambda: _look(setup, critics),
        judged=[f"{row.name}{part}" for row in ROWS for part in ("", "_estimate", "_error")],
        quantity="bounds",
        start=start,
        on=on or device.for_training(count(critics), _BATCH),
    )


def normal_error(metrics: Mapping[str, float], row: str) -> float | None:
    """The standard error of a row's estimate, or None where the tail is too heavy for one.

    The samples' own standard error is held against the one by quadrature. Where they differ by
    more than half, a few samples that are rarely drawn decide, and the error of the mean is none
    that a multiple of it would bound.
    """
    found, true = metrics[f"{row}_error"], metrics[f"{row}_true_error"]
    return found if found < TRUSTED * true and true < TRUSTED * found else None


def _fall_short(critics: Critics, real: Tensor, fake: Tensor) -> Tensor:
    """-(E_p T - E_q f*(T)), summed over the rows, which share no parameter."""
    total = real.new_zeros(())
    for row, value in zip(ROWS, critics(torch.cat((real, fake))), strict=True):
        t = row.activation(value)
        total = total + row.conjugate(t[len(real) :]).mean() - t[: len(real)].mean()
    return total


def _look(setup: DistanceSetup, critics: Critics) -> tuple[dict[str, float], Arrays]:
    p, q = laws(setup)
    random = torch.Generator().manual_seed(setup.seed + 2)
    on_nodes = critics.statistics(quadrature(p, q)[0])
    on_p = critics.statistics(p.sample(HELD_OUT, random).double())
    on_q = critics.statistics(q.sample(HELD_OUT, random).double())
    metrics: dict[str, float] = {}
    for number, row in enumerate(ROWS):
        value, goal = bound(row, p, q, on_nodes[number]), exact(row, p, q) - row.at_one
        conjugate = row.conjugate(on_q[number])
        metrics |= {
            row.name: value,
            f"{row.name}_estimate": float(on_p[number].mean() - conjugate.mean()),
            f"{row.name}_error": math.sqrt(float(on_p[number].var() + conjugate.var()) / HELD_OUT),
            f"{row.name}_true_error": min(
                bound_error(row, p, q, on_nodes[number], HELD_OUT), sys.float_info.max
            ),
            f"{row.name}_reached": (value - row.at_one) / goal if goal > _NOTHING else 1.0,
        }
    learned = torch.stack(critics.statistics(torch.from_numpy(places(setup))))
    return metrics, {"learned": learned.float().numpy()}

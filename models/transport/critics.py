"""Three critics that are kept from being steep, beside the exact potential of the same clouds.

Weights cut to [-c, c] (Arjovsky, Chintala and Bottou 2017), a penalty on slopes other than 1
(Gulrajani et al. 2017), and weights divided by their largest singular value (Miyato et al. 2018).
Each climbs E_p h - E_q h over all points of both clouds. Divided by how steep h is between them it
is a lower bound of W₁ = max over 1-Lipschitz h (Kantorovich and Rubinstein; section 3.2).
"""

from collections.abc import Iterator
from functools import cache, partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import leaky_relu

from models.frame import Arrays, Frame, Start
from models.setup import knob, rate_knob, steps_knob
from models.training import Descent, Loss, by_autograd, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule
from models.training.weights import normal
from models.transport.clouds import between, clouds, exactly
from models.transport.plan import c_transform
from models.transport.setup import FARTHEST, CloudsSetup

Floats = NDArray[np.float64]

KINDS = {"clip": "Clipped weights", "penalty": "Gradient penalty", "spectral": "Spectral norm"}
CELLS = 40  # of the picture of a critic, along each axis
OTHER = "This checkpoint is of other critics: train them again."
_SLOPE = 0.2  # of the leaky rectifier below zero, so that no layer stretches
_BETWEEN = 64  # places of an update at which the penalty looks
_FLAT = 1e-9


class CriticSetup(CloudsSetup):
    """Three critics that tell two clouds apart."""

    steps: int = steps_knob(600, "Updates of all three critics.", high=10_000)
    learning_rate: float = rate_knob(0.005)
    width: int = knob(
        48, "Hidden width", "Units in each of two hidden layers.", low=4, high=128, step=4
    )
    clip: float = knob(
        0.1,
        "Clip at",
        "Before each update every weight of the first critic is cut to [-c, c].",
        low=0.005,
        high=1.0,
        log=True,
    )
    penalty_weight: float = knob(
        10.0,
        "Penalty weight",
        "What (|∇h| − 1)² between the clouds costs the second critic.",
        low=0.01,
        high=100.0,
        log=True,
    )


class Critics(nn.Module):
    """Three networks h(x), one for each of ``KINDS``, (n, 2) to (3, n).

    Args:
        width: Units of each of the two hidden layers.
        clip: Where the weights of the first are cut.
        seed: Chooses the first weights, the same for all three.
    """

    def __init__(self, width: int, clip: float, seed: int) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(seed)
        self.clip = clip
        layers = [normal(2, width, random), normal(width, width, random), normal(1, width, random)]
        layers[0] = nn.Parameter(torch.randn(width, 2, generator=random))
        self.layers = nn.ParameterList([nn.Parameter(w.repeat(3, 1, 1)) for w in layers])
        self.shifts = nn.ParameterList([torch.zeros(3, 1, width) for _ in layers[:2]])
        self.cut()

    def forward(self, x: Tensor) -> Tensor:
        """h at the places (n, 2), (3, n)."""
        h = x.expand(3, *x.shape)
        for number, weights in enumerate(self.layers):
            scale = torch.linalg.matrix_norm(weights[2], 2)
            h = h @ torch.cat((weights[:2], weights[2:] / scale)).mT
            if number < 2:
                h = leaky_relu(h + self.shifts[number], _SLOPE)
        return h[..., 0]

    def cut(self) -> None:
        """Cut the first critic's weights to [-clip, clip], where they are."""
        with torch.no_grad():
            for parameters in (*self.layers, *self.shifts):
                parameters[0].clamp_(-self.clip, self.clip)


class _Between:
    """Draws of a pair of points and of a place between them: three numbers from 0 to 1."""

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, 3)."""
        return torch.rand(n, 3, generator=generator)


def restore_critics(setup: CriticSetup, checkpoint: Arrays) -> Critics:
    """The critics of the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is not of these critics.
    """
    critics = Critics(setup.width, setup.clip, setup.seed)
    write_parameters(critics, checkpoint, OTHER)
    critics.cut()
    return critics


def train_critics(setup: CriticSetup, start: Start | None = None) -> Iterator[Frame]:
    """Let all three climb at once.

    Metrics: ``w1``, exact; and for each of ``KINDS``, such as ``clip``: ``clip``, E_p h - E_q h;
    ``clip_steep``, the largest slope of h from a point of Q up to one of P; ``clip_proven``, their
    quotient, which is never above ``w1``.
    Views: ``critics`` (3, CELLS, CELLS), h of each over the plane, divided by its slope, with mean
    0 over the points.
    Checkpoint: ``parameters`` (P,) float32; resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of other critics, or a cloud has no points.
        Diverged: A critic stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(setup: CriticSetup, start: Start | None = None) -> Descent[Critics]:
    """What :func:`train_critics` trains.

    Raises:
        ModelError: As of :func:`train_critics`.
    """
    two = clouds(setup)
    x, y = (torch.from_numpy(points).float() for points in (two.x, two.y))
    if start is None:
        critics = Critics(setup.width, setup.clip, setup.seed)
    else:
        critics = restore_critics(setup, start.checkpoint)
    places = Batches(_Between(), setup.seed, _BETWEEN)

    def objective(trained: Critics) -> Loss:
        loss_and_gradient = by_autograd(trained, partial(_fall_short, trained, x, y))

        def update(step: Tensor | int) -> Tensor:
            trained.cut()
            return loss_and_gradient(places[step], setup.penalty_weight)

        return update

    return Descent(
        critics,
        objective,
        [places],
        Schedule(setup.learning_rate, setup.steps),
        partial(_look, setup, critics),
        judged=[*KINDS],
        quantity="critics",
        start=start,
    )


def exact_potential(setup: CriticSetup) -> tuple[float, Floats]:
    """W₁, and the best 1-Lipschitz function over the plane (CELLS, CELLS): κ of the best g.

    Raises:
        ModelError: A cloud has no points.
    """
    two = clouds(setup)
    best = exactly(two.costs())
    at_p = c_transform(two.costs(), best.other)
    at_q = c_transform(between(two.y, two.y), best.other)
    over = c_transform(between(_grid(), two.y), best.other)
    field: Floats = (over - (at_p.mean() + at_q.mean()) / 2).reshape(CELLS, CELLS)
    return best.value, field


@cache
def _grid() -> Floats:
    """Centres of the cells of the window, (CELLS², 2), row 0 lowest."""
    edge = FARTHEST * (2 * (np.arange(CELLS) + 0.5) / CELLS - 1)
    across, upwards = np.meshgrid(edge, edge)
    places: Floats = np.stack((across.ravel(), upwards.ravel()), axis=-1)
    return places


def _fall_short(critics: Critics, x: Tensor, y: Tensor, place: Tensor, weight: float) -> Tensor:
    """-(E_p h - E_q h) of all three, and the second one's penalty."""
    i, j = (place[:, :2] * torch.tensor([len(x), len(y)])).long().unbind(1)
    inner = torch.lerp(x[i], y[j], place[:, 2:]).requires_grad_()
    h = critics(torch.cat((x, y, inner)))
    (slopes,) = torch.autograd.grad(h[1, len(x) + len(y) :].sum(), inner, create_graph=True)
    steep = (slopes.norm(dim=1) - 1).square().mean()
    apart = h[:, : len(x)].mean(1) - h[:, len(x) : len(x) + len(y)].mean(1)
    short: Tensor = weight * steep - apart.sum()
    return short


def _look(setup: CriticSetup, critics: Critics) -> tuple[dict[str, float], Arrays]:
    critics.cut()
    two = clouds(setup)
    m, n = len(two.x), len(two.y)
    every = torch.from_numpy(np.concatenate((two.x, two.y, _grid()))).float()
    with torch.no_grad():
        h = critics(every).double().numpy()
    costs = two.costs()
    there = costs > 0
    metrics = {"w1": exactly(costs).value}
    fields = []
    for name, values in zip(KINDS, h, strict=True):
        at_p, at_q = values[:m], values[m : m + n]
        rise = (at_p[:, None] - at_q)[there] / costs[there]
        steep = max(float(rise.max(initial=0.0)), _FLAT)
        apart = float(at_p.mean() - at_q.mean())
        metrics |= {name: apart, f"{name}_steep": steep, f"{name}_proven": apart / steep}
        middle = (at_p.mean() + at_q.mean()) / 2
        fields.append((values[m + n :] - middle).reshape(CELLS, CELLS) / steep)
    return metrics, {"critics": np.array(fields, dtype=np.float32)}

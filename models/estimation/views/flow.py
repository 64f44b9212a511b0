"""A normalizing flow trained on the very points that the other estimates see."""

import math
from collections.abc import Iterator, Mapping
from functools import cache, partial

import torch
from torch import Tensor

from models import device
from models.densities import cell_centres
from models.errors import ModelError
from models.estimation.views.sample import Cloud, cloud
from models.estimation.views.setup import BesideSetup
from models.flows import FlowSetup
from models.flows.assemble import assemble
from models.flows.engine import Engine, engine
from models.flows.flow import Flow
from models.frame import Arrays, Frame, Start
from models.training import Descent, Loss, count, run
from models.training.batches import Batches, Rows
from models.training.schedule import Schedule

GRID = 64  # cells of the density along each axis

_LAYERS, _BATCH, _RATE, _WARM_UP = 5, 256, 5e-3, 20
_FRAMES = 24


def train_flow(setup: BesideSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train a spline flow on the points of ``setup``, and judge it by the held-out ones.

    From ``start`` it goes on exactly as if it had never stopped.

    Metrics, in nats a point: "held_out", the mean of ln q over points that it has not seen, with
    its standard error "held_out_error"; "seen", the mean over the points that it trains on. Views:
    "density" (64, 64) on the window, row 0 lowest.

    Raises:
        ModelError: There are fewer than ten points, or the data is missing.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(_learner, setup, start), setup.steps, _FRAMES)


def _learner(setup: BesideSetup, start: Start | None) -> Descent[Flow]:
    seen = cloud(setup)
    if len(seen.points) < 10:
        raise ModelError("A flow needs at least ten points to learn from.")
    points = torch.from_numpy(seen.points).float()
    spread, mean = torch.std_mean(points, dim=0)
    kind = FlowSetup(layers=_LAYERS, bins=12, seed=setup.seed)
    flow = assemble(kind, mean, spread.clamp_min(1e-3))
    batches = Batches(Rows(points), setup.seed, _BATCH)

    @cache
    def judge() -> Engine:
        return engine(flow, _BATCH)  # once the flow has an optimiser

    def look() -> tuple[Mapping[str, float], Arrays]:
        return _judged(judge(), seen, points)

    return Descent(
        flow,
        partial(_objective, batches),
        [batches],
        Schedule(_RATE, setup.steps, _WARM_UP),
        look,
        judged=["held_out"],
        start=start,
        on=device.for_training(count(flow), _BATCH),
    )


def _objective(batches: Batches, flow: Flow) -> Loss:
    fast = engine(flow, _BATCH)
    return lambda step: fast.loss_and_gradient(batches[step])


def _judged(judge: Engine, seen: Cloud, points: Tensor) -> tuple[Mapping[str, float], Arrays]:
    told = judge.log_prob(torch.from_numpy(seen.held_out).float()).double()
    metrics = {
        "held_out": float(told.mean()),
        "held_out_error": float(told.std() / math.sqrt(len(told))),
        "seen": float(judge.log_prob(points).mean()),
    }
    heights = judge.log_prob(cell_centres(seen.window, GRID).float()).exp()
    return metrics, {"density": heights.reshape(GRID, GRID).numpy()}

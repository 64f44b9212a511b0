"""Our spline flow against zuko's NSF: same transforms, bins, widths, batch and data, one thread.

The two train in turn, a few updates each, so that whatever else the machine does meets both.
"""

import math
import time
from collections.abc import Callable
from typing import NamedTuple

import torch
import zuko
from torch import Tensor

from benchmarks.table import Row, text
from models.flows import FlowSetup, build
from models.flows.engine import engine
from models.flows.target import target
from models.flows.training import WARM_UP
from models.training.adam import Adam
from models.training.batches import Batches
from models.training.schedule import Schedule

ZUKO_STEPS = 1000
ZUKO_RATE = 1e-3  # Adam's and zuko's usual one
OUR_STEPS = 400
TURNS = 20


class _Trained(NamedTuple):
    """One of the two sides: an update on a batch, and log q as a function of points."""

    update: Callable[[int, Tensor], None]
    log_prob: Callable[[Tensor], Tensor]


def measure(data: str = "eight_gaussians") -> list[Row]:
    """Train both on ``data`` for about a quarter of a minute and compare them."""
    setup = FlowSetup.model_validate(
        {"target": data, "layers": 4, "bins": 16, "hidden": 64, "batch": 512, "steps": OUR_STEPS}
    )
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return _measure(setup)
    finally:
        torch.set_num_threads(threads)


def _measure(setup: FlowSetup) -> list[Row]:
    source = target(setup)
    batches = Batches(source, setup.seed, setup.batch)
    queue = [batches[step] for step in range(ZUKO_STEPS)]
    ours, theirs = _ours(setup), _zukos(setup)
    for side in (_ours(setup), _zukos(setup)):  # a few updates that do not count
        _spend(side, queue, 0, 5)

    our_time, our_curve, their_time = 0.0, [], 0.0
    for turn in range(TURNS):
        their_time += _spend(theirs, queue, *_share(turn, ZUKO_STEPS))
        our_time += _spend(ours, queue, *_share(turn, OUR_STEPS))
        our_curve.append((_nll(ours, source.held_out), our_time))

    wanted = _nll(theirs, source.held_out)
    reached = next((spent for nll, spent in our_curve if nll <= wanted), float("inf"))
    name = setup.target
    return [
        Row(
            f"spline flow, updates per second, to zuko's NSF ({name})",
            (OUR_STEPS / our_time) / (ZUKO_STEPS / their_time),
            "at least",
            1.5,
        ),
        Row(
            f"spline flow, time to zuko's nll after {ZUKO_STEPS:,} steps, to zuko's ({name})",
            reached / their_time,
            "at most",
            0.5,
        ),
    ]


def _ours(setup: FlowSetup) -> _Trained:
    flow = build(setup)
    adam, schedule = Adam(flow), Schedule(setup.learning_rate, setup.steps, WARM_UP)
    fast = engine(flow, setup.batch)

    def update(step: int, x: Tensor) -> None:
        loss = fast.loss_and_gradient(x)
        adam.update(step + 1, schedule(step))
        if not math.isfinite(loss):  # as the loop looks at it
            raise ArithmeticError("the loss is not a number")

    return _Trained(update, flow.log_prob)


def _zukos(setup: FlowSetup) -> _Trained:
    with torch.random.fork_rng():
        torch.manual_seed(setup.seed)
        flow = zuko.flows.NSF(
            2, transforms=setup.layers, bins=setup.bins, hidden_features=(setup.hidden,) * 2
        )
    optimizer = torch.optim.Adam(flow.parameters(), lr=ZUKO_RATE)

    def update(_: int, x: Tensor) -> None:
        loss = -flow().log_prob(x).mean()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()

    return _Trained(update, lambda x: flow().log_prob(x))


def _share(turn: int, steps: int) -> tuple[int, int]:
    """The first and the last (exclusive) update of one turn."""
    return turn * steps // TURNS, (turn + 1) * steps // TURNS


def _spend(side: _Trained, queue: list[Tensor], first: int, last: int) -> float:
    """Seconds that updates ``first`` to ``last`` take."""
    begin = time.perf_counter()
    for step in range(first, last):
        side.update(step, queue[step])
    return time.perf_counter() - begin


@torch.no_grad()
def _nll(side: _Trained, x: Tensor) -> float:
    return -side.log_prob(x).mean().item()


if __name__ == "__main__":
    print(text(row for data in ("eight_gaussians", "moons") for row in measure(data)))

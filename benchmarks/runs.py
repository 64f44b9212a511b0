"""Why trainings run in processes: two at a time as threads, as processes, and one alone.

All three variants train inside workers of the pool, so that priority, imports and thread settings
are the same; only the way in which two trainings share the machine differs. Run with
``python -m benchmarks.runs``.
"""

import statistics
import threading
import time
from collections.abc import Iterator

import torch
from torch import Tensor, nn

from benchmarks.table import Row, text
from models.frame import Frame
from models.setup import Setup
from playground.runs import Pool, Run

SECONDS = 4.0
ROUNDS = 3


class Bench(Setup):
    """How long to train; ``round`` makes each measurement a run of its own."""

    steps: int = 1
    seconds: float = SECONDS
    round: int = 0


def _steps(seconds: float, seed: int) -> int:
    """Train a small network on a ring for a while; returns how many steps that gave."""
    generator = torch.Generator().manual_seed(seed)
    layers = [nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2)]
    network = nn.Sequential(*layers)
    parameters = list(network.parameters())

    def step() -> None:
        noise = torch.randn(128, 2, generator=generator)
        target = noise / noise.norm(dim=1, keepdim=True)
        loss: Tensor = (network(noise) - target).square().mean()
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.sub_(0.01 * gradient)

    for _ in range(50):
        step()
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        step()
        done += 1
    return done


def train_one(setup: Bench, start: Frame | None = None) -> Iterator[Frame]:
    """One training; its metric is its speed in steps per second."""
    yield Frame(0, {"speed": _steps(setup.seconds, setup.round) / setup.seconds})


def train_two_threads(setup: Bench, start: Frame | None = None) -> Iterator[Frame]:
    """Two trainings as threads of one process; the metric is their speed together."""
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda seed=seed: done.append(_steps(setup.seconds, seed)))
        for seed in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield Frame(0, {"speed": sum(done) / setup.seconds})


def _speed(*runs: Run) -> float:
    while not all(run.ended for run in runs):
        time.sleep(0.05)
    return sum(float(run.recording.metric("speed")[0]) for run in runs)


def measure() -> list[Row]:
    """Throughput ratios; medians over interleaved rounds."""
    alone, threads, processes = [], [], []
    pool = Pool(2, imports=["benchmarks.runs"])
    pool.warm()
    try:
        _speed(*(pool.start(train_one, Bench(seconds=0.1, round=-1 - i)) for i in range(2)))
        for index in range(ROUNDS):
            alone.append(_speed(pool.start(train_one, Bench(round=3 * index))))
            threads.append(_speed(pool.start(train_two_threads, Bench(round=index))))
            pair = [pool.start(train_one, Bench(round=3 * index + 1 + i)) for i in range(2)]
            processes.append(_speed(*pair))
    finally:
        pool.close()
    one, two, pooled = map(statistics.median, (alone, threads, processes))
    return [
        Row("two trainings as processes, to two as threads", pooled / two, "at least", 1.5),
        Row("two trainings as processes, to one alone", pooled / one, "at least", 1.3),
        Row("two trainings as threads, to one alone (why not)", two / one, "at most", 1.0),
    ]


if __name__ == "__main__":
    from benchmarks import runs  # Not as __main__, which no worker can import.

    print(text(runs.measure()))

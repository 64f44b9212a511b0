"""Tiny trainings for the tests of runs; worker processes import them by name."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from models.errors import Diverged
from models.frame import Frame
from models.setup import Setup


class Walk(Setup):
    """A random walk; each of its fields makes it misbehave in one way."""

    steps: int = 10
    seed: int = 0
    delay: float = 0.0
    size: int = 2
    fails_at: int = -1
    how: str = ""
    note: str = ""


def walk(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """``steps`` steps of a walk in the plane; all of its state is in the checkpoint."""
    place = np.zeros(2) if start is None else start.checkpoint["place"].astype(np.float64)
    first = 0 if start is None else start.step
    for step in range(first, setup.steps + 1):
        if step > first:
            time.sleep(setup.delay)
            place = place + np.random.default_rng((setup.seed, step)).normal(size=2)
        if step == setup.fails_at:
            _fail(setup)
        view = np.full((setup.size, 2), place, dtype=np.float32)
        yield Frame(step, {"norm": float(np.hypot(*place))}, {"place": view}, {"place": place})


def _fail(setup: Walk) -> None:
    match setup.how:
        case "diverge":
            raise Diverged(setup.fails_at)
        case "memory":
            raise MemoryError
        case "bug":
            raise ZeroDivisionError("a secret <b>detail</b>")
        case "hang":
            Path(setup.note).touch()
            time.sleep(600)


def heavy(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """A walk with momentum, which only going on takes: it cannot go on without."""
    place, speed, first = np.zeros(2), np.zeros(2), 0
    if start is not None:
        first, place = start.step, start.checkpoint["place"].astype(np.float64)
        speed = start.resume["speed"].astype(np.float64)
    for step in range(first, setup.steps + 1):
        if step > first:
            push = np.random.default_rng((setup.seed, step)).normal(size=2)
            speed = 0.9 * speed + push * setup.size
            place = place + speed
        yield Frame(step, {}, {}, {"place": place}, {"speed": speed})


def placed(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Says where it trains, and among how many processes."""
    for step in range(setup.steps):
        yield Frame(step, {"workers": float(os.environ["PLAYGROUND_WORKERS"])}, place="an abacus")


def onward(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Yields only what comes after its start, and not that once more."""
    first = -1 if start is None else start.step
    for step in range(first + 1, setup.steps + 1):
        yield Frame(step, {"went on from": float(first)})


def shapeshift(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Breaks the rule that every frame has the same shapes."""
    for step in range(setup.steps):
        yield Frame(step, {}, {"grows": np.zeros(step + 1)})


def not_a_number(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Its loss is NaN, and it goes on."""
    for step in range(setup.steps):
        yield Frame(step, {"loss": float("nan")}, {"x": np.array([np.nan, np.inf])})


def closing(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Writes the file ``note`` when its generator is closed."""
    try:
        for step in range(10_000):
            yield Frame(step, {})
            time.sleep(0.01)
    finally:
        Path(setup.note).write_text("closed")

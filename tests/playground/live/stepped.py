"""Runs without a worker, whose frames come one by one."""

from typing import Any

from models.frame import Frame
from models.setup import knob
from playground.live import desk
from playground.recording import Moment
from playground.runs import Run
from tests.playground.demo import DemoSetup


class OwnSetup(DemoSetup):
    """The knobs of another view of the same page."""

    own: str = knob("", "Own", "What a person brings.", hidden=True)


def stepped(run: Run | None, *steps: int) -> Run:
    """The run, once it trains and has frames at some more steps."""
    assert run is not None
    if run.waits:
        run.begin()
    for step in steps:
        run.add(Moment.of(Frame(step, {"nll": 1.0})))
    return run


def on_screen(slug: str = "demo") -> Any:
    """What is on the topic's screen, a run or not."""
    return desk.on_screen(slug)

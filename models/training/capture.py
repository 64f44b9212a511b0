"""Updates on a GPU as replays of one captured graph.

A small network is bound by the launching of its many small operations. Captured once, an update
is launched as a whole. What it reads that changes from step to step lies on the device: a block of
batches, the number of the step, a table of learning rates. Losses stay there too, and are looked
at once for each moment.
"""

import logging
from collections.abc import Callable

import torch

from models.errors import Diverged
from models.training.batches import BLOCK
from models.training.learner import Learner

log = logging.getLogger(__name__)

WARM_UP = 3  # updates before the capture, in which libraries choose their kernels


class Captured:
    """A learner's updates on a CUDA device.

    Args:
        learner: What is trained; its streams are fixed on the device.
        steps: Updates at the end.
    """

    def __init__(self, learner: Learner, steps: int) -> None:
        begin = learner.begin
        self._learner = learner
        self._step = torch.tensor(begin, device=learner.on)
        self._losses = torch.zeros(max(steps, begin + 1), device=learner.on)
        for stream in learner.streams:
            stream.hold(begin)
        self._graph = self._captured(begin)

    def __call__(self, step: int, stop: int) -> None:
        """Make the updates after ``step`` up to number ``stop``.

        Raises:
            Diverged: A loss stopped being a number.
        """
        update = self.update if self._graph is None else self._graph.replay
        begin = step
        while step < stop:
            for stream in self._learner.streams:
                stream.hold(step)
            end = min(stop, (step // BLOCK + 1) * BLOCK)
            for _ in range(step, end):
                update()
            step = end
        bad = (~self._losses[begin:stop].isfinite()).nonzero()
        if len(bad):
            raise Diverged(begin + int(bad[0]))

    def update(self) -> None:
        """One update, launched operation by operation."""
        loss = self._learner.advance(self._step)
        if loss is not None:
            self._losses.index_copy_(0, self._step.view(1), loss.view(1).float())
        self._step += 1

    def _captured(self, begin: int) -> torch.cuda.CUDAGraph | None:
        """One update as a graph; None, and a line in the log, where that cannot be had."""
        kept = {name: tensor.clone() for name, tensor in self._learner.state().items()}
        new_stream: Callable[..., torch.cuda.Stream] = torch.cuda.Stream
        aside, usual = new_stream(self._step.device), torch.cuda.current_stream(self._step.device)
        aside.wait_stream(usual)
        with torch.cuda.stream(aside):
            for _ in range(WARM_UP):
                self._step.fill_(begin)
                self.update()
        usual.wait_stream(aside)
        graph = torch.cuda.CUDAGraph()
        try:
            with torch.cuda.graph(graph):
                self.update()
        except torch.OutOfMemoryError:
            raise
        except RuntimeError as refused:
            log.warning("No graph could be captured; training step by step: %s", refused)
            return None
        finally:
            self._step.fill_(begin)
            self._learner.load(kept)
        return graph

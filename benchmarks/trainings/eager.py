"""Our updates against those of plain eager PyTorch, one thread.

The two make their updates in turn, a few each, so that whatever else the machine does meets both.
What a frame costs is left out: no rival records any.
"""

import time
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.table import Row
from models.training import Descent

ROUNDS = 12


def against_eager(
    name: str,
    training: Descent[Any],
    rival: nn.Module,
    loss: Callable[[int], Tensor],
    least: float,
    *,
    rate: float,
    updates: int = 5,
    clip: float | None = None,
) -> Row:
    """How many updates a second ours makes for one of the rival.

    Args:
        name: What is compared.
        training: Ours.
        rival: The same network out of PyTorch's own parts.
        loss: The rival's loss () of a step.
        least: What the ratio should be.
        rate: Of the rival's torch.optim.Adam.
        updates: In a turn.
        clip: The most that the norm of the rival's gradient may be.
    """
    optimizer = torch.optim.Adam(rival.parameters(), lr=rate)

    def ours(step: int) -> None:
        training.advance(step).item()

    def theirs(step: int) -> None:
        found = loss(step)
        optimizer.zero_grad()
        torch.autograd.backward(found)
        if clip is not None:
            nn.utils.clip_grad_norm_(rival.parameters(), clip)
        found.item()  # both look at their loss
        optimizer.step()

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        spent = [0.0, 0.0]
        for turn in range(ROUNDS + 1):
            for side, update in enumerate((ours, theirs)):
                begin = time.perf_counter()
                for step in range(turn * updates, (turn + 1) * updates):
                    update(step)
                if turn:  # the first does not count
                    spent[side] += time.perf_counter() - begin
    finally:
        torch.set_num_threads(threads)
    return Row(
        f"{name}, updates a second to eager PyTorch's", spent[1] / spent[0], "at least", least
    )

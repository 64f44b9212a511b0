"""Trainings with torch for the tests of runs; apart, since importing torch takes a second."""

import resource
from collections.abc import Iterator

import numpy as np
import torch

from models.frame import Frame
from tests.playground.runs.trainings import Walk


def descent(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Gradient descent with torch; the view is the number of threads that torch uses."""
    generator = torch.Generator().manual_seed(setup.seed)
    weight = torch.randn(3, generator=generator, dtype=torch.float64, requires_grad=True)
    for step in range(setup.steps):
        loss = (weight**2).sum()
        (gradient,) = torch.autograd.grad(loss, weight)
        with torch.no_grad():
            weight -= 0.1 * gradient
        threads = np.array([torch.get_num_threads()])
        yield Frame(
            step,
            {"loss": loss.item()},
            {"threads": threads},
            {"weight": weight.detach().numpy()},
        )


def out_of_memory(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """What torch raises when a GPU is full, and then what it does when the machine is."""
    yield Frame(0, {})
    if setup.how == "cuda":
        raise torch.OutOfMemoryError("CUDA out of memory.")
    torch.empty(1 << 60)


def greedy(setup: Walk, start: Frame | None = None) -> Iterator[Frame]:
    """Asks for bytes that the machine has and that it may not have; it does not use them."""
    most, _ = resource.getrlimit(resource.RLIMIT_DATA)
    yield Frame(0, {"most": float(most)})
    if setup.how == "numpy":
        np.empty(most, dtype=np.uint8)
    else:
        torch.empty(most, dtype=torch.uint8)
    yield Frame(1, {})

"""The codebook by itself: with an encoder and a decoder that do nothing, on points of the plane.

The second term is then the distortion of a vector quantizer, and a codebook that follows the
averages of all points at once, keeping nothing of the past, makes exactly Lloyd's iterations
(Linde, Buzo and Gray 1980; :func:`models.quantization.lloyd`).
"""

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

import numpy as np
import torch
from numpy.typing import ArrayLike
from pydantic import ValidationError
from torch import Tensor

from models import device
from models.frame import Arrays, Frame, Start
from models.quantization import Floats, VectorSetup, lloyd
from models.quantization import VectorQuantizer as Quantized
from models.quantization.vector import build_cloud, build_codebook
from models.training import run
from models.training.batches import Batches, Rows
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule
from models.vqvae.cells import cells
from models.vqvae.codebook_descent import CodebookDescent, Policy
from models.vqvae.quantizer import VectorQuantizer
from models.vqvae.setup import PointsSetup

OTHER = "This checkpoint is of another codebook: choose the codewords that it was trained with."


def as_vectors(setup: PointsSetup) -> VectorSetup:
    """The setup of vector quantization with the same points and the same start."""
    return VectorSetup(source=setup.source, size=setup.size, method=setup.method, seed=setup.seed)


def as_points(setup: VectorSetup) -> PointsSetup | None:
    """The setup with the same points and the same start as one of vector quantization.

    None where there is none, such as for the colours of a picture.
    """
    same = setup.model_dump(include={"source", "size", "method", "seed"})
    try:
        found = PointsSetup.model_validate(same)
    except ValidationError:
        return None
    return found if as_vectors(found) == setup else None


def points(setup: PointsSetup) -> Tensor:
    """What is quantized, (4000, 2)."""
    return torch.from_numpy(build_cloud(as_vectors(setup)).points).float()


def lloyd_after(setup: PointsSetup, steps: ArrayLike) -> Floats:
    """The distortion of Lloyd's algorithm from the same start, after some iterations (T,): (T,).

    Where it has come to rest before, that of its end.
    """
    falls = np.array([each.distortion for each in _by_lloyd(setup)])
    after: Floats = falls[np.minimum(np.asarray(steps, dtype=np.int64), len(falls) - 1)]
    return after


@lru_cache(maxsize=8)
def _by_lloyd(setup: PointsSetup) -> list[Quantized]:
    cloud = build_cloud(as_vectors(setup))
    return list(lloyd(cloud.points, build_codebook(as_vectors(setup), cloud)))


def restore_points(setup: PointsSetup, checkpoint: Arrays) -> VectorQuantizer:
    """The codebook as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint has another number of codewords than ``setup``.
    """
    layer = VectorQuantizer(torch.zeros(setup.size, 2))
    write_parameters(layer, checkpoint, OTHER)
    return layer


def train_points(setup: PointsSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the codebook of ``setup`` alone, and yield its moments.

    The first frame is the start, or in a fork ``start`` seen with the new ``setup``.

    Metrics: ``distortion``, the mean of |x - e|²; ``ended``, that of Lloyd's algorithm at rest,
    from the same start; ``used`` and ``perplexity``.
    Views: ``codewords`` (K, 2), ``usage`` (K,), ``cells`` as lines, ``rest`` (K, 2), the codewords
    at which Lloyd's algorithm ends.
    Resume: Adam's ``adam_mean``, ``adam_square``, each (P,) float32; ``shares`` (K,) and ``sums``
    (K, 2).
    Checkpoint: ``parameters`` (2 K,) float32.

    Raises:
        ModelError: ``start`` has another number of codewords.
        Diverged: The distortion stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps)


def learner(
    setup: PointsSetup, start: Start | None = None, on: torch.device | None = None
) -> CodebookDescent[VectorQuantizer]:
    """What :func:`train_points` trains.

    Raises:
        ModelError: ``start`` has another number of codewords.
    """
    x, known = points(setup), _by_lloyd(setup)
    book = torch.from_numpy(known[0].codebook).float()
    layer = VectorQuantizer(book) if start is None else restore_points(setup, start.checkpoint)
    averages = setup.moves == "averages"
    size = len(x) if averages else setup.batch
    return CodebookDescent(
        layer,
        lambda trained: trained,
        partial(cost, learns=not averages),
        Batches(Whole(x) if averages else Rows(x), setup.seed, size),
        Policy(setup.past, averages, restarts=False),
        Schedule(setup.learning_rate, setup.steps),
        lambda: judge(layer, x, known[-1]),
        judged=["distortion"],
        start=start,
        kept={},
        on=on or device.for_training(layer.codebook.numel(), size),
    )


def cost(layer: VectorQuantizer, x: Tensor, learns: bool) -> tuple[Tensor, Tensor, Tensor]:
    """The second term () of points (n, 2), with its gradient or without; points; their codes."""
    found = layer(x)
    missed = found.losses.codebook.mean()
    return missed if learns else 0 * missed, x, found.codes


@torch.no_grad()
def judge(layer: VectorQuantizer, x: Tensor, end: Quantized) -> tuple[Mapping[str, float], Arrays]:
    """Metrics and views of a codebook, beside where Lloyd's algorithm ends."""
    found = layer(x)
    usage = torch.bincount(found.codes, minlength=len(layer.codebook)) / len(x)
    nats = -torch.special.xlogy(usage, usage).sum().item()
    numbers = {
        "distortion": found.losses.codebook.mean().item(),
        "ended": end.distortion,
        "used": float((usage > 0).sum()),
        "perplexity": math.exp(nats),
    }
    shown = {
        "codewords": layer.codebook,
        "usage": usage,
        "cells": cells(layer.codebook, x),
        "rest": torch.from_numpy(end.codebook).float(),
    }
    return numbers, {name: each.detach().numpy().copy() for name, each in shown.items()}


class Whole:
    """All points, each once, again and again.

    Args:
        x: (N, 2).
    """

    def __init__(self, x: Tensor) -> None:
        self._x = x

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """All of them so often that they are (n, 2); ``n`` is a multiple of N."""
        return self._x.repeat(n // len(self._x), 1)

"""What the blocks of a construction do to a square of inputs, one block after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.expressivity.approximation import approximate
from models.expressivity.construction import HEADS, HIDDEN, Stage
from models.expressivity.learnt import square
from models.expressivity.setup import ConstructionSetup
from models.frame import Frame
from models.values import Place

SIDE = 64  # points along each side of the square: whole parts of every cell
WRITTEN = 40  # moments of the writing, at most


@dataclass(frozen=True, eq=False)
class Walk:
    """The first token over the square of itself (columns) and the second (rows, lowest first).

    Attributes:
        blocks: (F,) how many blocks each moment has behind it.
        stages: What the last of them was for; "" before the first.
        shown: (F, 64, 64) float32. While tokens are quantised, the token itself; then the rank of
            its number among all that there are, from 0 to 1; while values are written, those that
            are, and NaN elsewhere.
        largest: (F,) the largest number in the network.
        distinct: (F,) how many different numbers the first token has on the square.
        wanted: (64, 64) the function itself.
    """

    blocks: tuple[int, ...]
    stages: tuple[Stage | None, ...]
    shown: NDArray[np.float32]
    largest: NDArray[np.float64]
    distinct: NDArray[np.int64]
    wanted: NDArray[np.float32]


@lru_cache(maxsize=16)
def walk(setup: ConstructionSetup) -> Walk:
    """All moments of a setup's network; a third token stands at ½."""
    found = approximate(setup)
    network, known = found.network, setup.known
    x = square(setup.tokens, SIDE).double()
    seen = network.walk(x)
    chosen = _moments(network.stages)
    stages: list[Stage | None] = [None, *network.stages]
    shown, distinct = [], []
    for block in chosen:
        token = seen[block][:, 0]
        shown.append(_coloured(token, stages[block], known.largest).reshape(SIDE, SIDE))
        distinct.append(len(np.unique(token.numpy())))
    return Walk(
        tuple(chosen),
        tuple(stages[block] for block in chosen),
        torch.stack(shown).float().numpy(),
        np.array([float(seen[block].max()) for block in chosen]),
        np.array(distinct),
        found.f(x)[:, 0].reshape(SIDE, SIDE).float().numpy(),
    )


def _moments(stages: tuple[Stage, ...]) -> list[int]:
    """Every block until the ids are there, then at most so many of those that write."""
    before = sum(stage not in ("write", "clip") for stage in stages)
    writes = np.linspace(before, len(stages), WRITTEN + 1).round().astype(int)
    return [*range(before), *dict.fromkeys(writes.tolist())]


def _coloured(token: Tensor, stage: Stage | None, largest: float) -> Tensor:
    """See :class:`Walk`."""
    if stage in (None, "quantise"):
        return token
    if stage in ("write", "clip"):
        return torch.where(token <= largest + 1e-6, token, torch.nan)
    ranks = torch.from_numpy(np.unique(token.numpy(), return_inverse=True)[1]).double()
    return ranks / ranks.max().clamp(min=1)


def path(setup: ConstructionSetup, at: Place) -> NDArray[np.float64]:
    """The tokens (blocks + 1, n) of one X on their way; ``at`` are the first two, a third is ½."""
    x = torch.tensor([[*at, *[0.5] * (setup.tokens - 2)]], dtype=torch.float64)
    return torch.stack(approximate(setup).network.walk(x))[:, 0].numpy()


def walk_view(setup: ConstructionSetup) -> Iterator[Frame]:
    """The moments of :func:`walk` as frames.

    Metrics: ``largest``, ``distinct``. View: ``shown`` (64, 64).
    """
    found = walk(setup)
    for place, block in enumerate(found.blocks):
        numbers = {
            "largest": float(found.largest[place]),
            "distinct": float(found.distinct[place]),
        }
        yield Frame(block, numbers, {"shown": found.shown[place]}, {})


@dataclass(frozen=True, eq=False)
class Finer:
    """One function by ever smaller cells.

    Attributes:
        cells: (K,) along a token's range.
        error: (K,) d₂, measured.
        bound: (K,) what it cannot exceed.
        blocks: (K,) of the network.
        parameters: (K,) numbers in its matrices.
        floor: What is left without positions.
    """

    cells: NDArray[np.int64]
    error: NDArray[np.float64]
    bound: NDArray[np.float64]
    blocks: NDArray[np.int64]
    parameters: NDArray[np.int64]
    floor: float


@lru_cache(maxsize=16)
def finer(setup: ConstructionSetup) -> Finer:
    """The constructions of a setup for all sizes of cells."""
    two = setup.tokens == 2
    name, sizes = ("resolution", [2, 4, 8, 16, 32]) if two else ("resolution_of_three", [2, 4, 8])
    if setup.positions:
        sizes = sizes[:-1]  # of the finest, a thousand blocks are for positions alone
    found = [approximate(setup.model_copy(update={name: size})) for size in sizes]
    blocks = np.array([len(each.network.blocks) for each in found])
    return Finer(
        np.array(sizes),
        np.array([each.error for each in found]),
        np.array([each.bound for each in found]),
        blocks,
        blocks * parameters_of_a_block(),
        found[0].floor,
    )


def parameters_of_a_block() -> int:
    """Numbers in the matrices of one block of T^{2,1,4} between tokens of two numbers."""
    d, h, r = 2, HEADS, HIDDEN
    return 4 * h * d + 2 * r * d + r + d


def finer_view(setup: ConstructionSetup) -> Iterator[Frame]:
    """The sizes of :func:`finer` as frames.

    Metrics: ``cells``, ``error``, ``bound``, ``blocks``, ``parameters``, ``floor``.
    """
    found = finer(setup)
    for place, cells in enumerate(found.cells):
        numbers = {
            name: float(getattr(found, name)[place])
            for name in ("cells", "error", "bound", "blocks", "parameters")
        }
        yield Frame(int(cells), numbers | {"floor": found.floor}, {}, {})

"""The Lloyd-Max algorithm as it is taught: two half-steps in turn, each with its exact cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from numpy.typing import ArrayLike

from models.quantization.scalar.quantizer import (
    ScalarQuantizer,
    centroids,
    checked_levels,
    evaluate,
)
from models.quantization.sources.choose import SourceLike, as_source

Half = Literal["start", "midpoints", "centroids"]


@dataclass(frozen=True, eq=False)
class HalfStep:
    """The quantizer after one half of one iteration.

    Attributes:
        half: What was just done: nothing yet, boundaries to midpoints, or levels to centroids.
        iteration: 0 for the start, then 1, 1, 2, 2, ...
        quantizer: The result, with its exact distortion.
    """

    half: Half
    iteration: int
    quantizer: ScalarQuantizer


def half_steps(
    source: SourceLike,
    levels: ArrayLike,
    boundaries: ArrayLike | None = None,
    *,
    tolerance: float = 1e-12,
    limit: int = 1000,
) -> Iterator[HalfStep]:
    """Lloyd-Max by alternation: steps 2 and 3 of the notes, until the distortion stays.

    Args:
        source: See :func:`lloyd_max`.
        levels: (N,) the increasing levels of step 1, chosen freely.
        boundaries: (N - 1,) boundaries to start from, such as dragged ones; midway if left out.
        tolerance: It ends when an iteration lowers the distortion by less than this part of the
            variance.
        limit: Most iterations.

    Yields:
        The start, then each half-step; the distortion never rises.

    Raises:
        ModelError: See :func:`evaluate`.
    """
    law = as_source(source)
    now = evaluate(law, levels, boundaries)
    yield HalfStep("start", 0, now)
    for iteration in range(1, limit + 1):
        before = now.distortion
        now = evaluate(law, now.levels, iterations=iteration)
        yield HalfStep("midpoints", iteration, now)
        moved = centroids(law, now.boundaries, now.levels)
        now = evaluate(law, moved, now.boundaries, iteration)
        yield HalfStep("centroids", iteration, now)
        if before - now.distortion <= tolerance * law.variance:
            return


def half_steps_as_printed(source: SourceLike, levels: ArrayLike) -> Iterator[HalfStep]:
    """Steps 1 and 2 repeated, as the notes print it: the levels are chosen, and chosen again.

    Midpoints of unchanged levels are the same midpoints: from the first on nothing ever moves.
    It has to be steps 2 and 3. Endless; take as many as you like.

    Raises:
        ModelError: See :func:`evaluate`.
    """
    law, chosen = as_source(source), checked_levels(levels)
    yield HalfStep("start", 0, evaluate(law, chosen))
    iteration = 0
    while True:
        iteration += 1
        yield HalfStep("midpoints", iteration, evaluate(law, chosen, iterations=iteration))

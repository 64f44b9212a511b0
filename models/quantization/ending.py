"""How an algorithm ended: at rest or stopped on its way, and how far above the optimum."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.quantization.scalar.optimal import lloyd_max
from models.quantization.scalar.quantizer import ScalarQuantizer
from models.quantization.sources.source import Source
from models.quantization.vector.quantizer import VectorQuantizer, lloyd

_REST = 1e-4  # of the distortion: less is not seen in four digits


@dataclass(frozen=True)
class Ending:
    """Where an algorithm stands when it ends.

    Attributes:
        at_rest: Whether further iterations would change nothing that can be seen.
        above: How far its distortion lies above the reference, as a part of the reference.
    """

    at_rest: bool
    above: float


def scalar_ending(source: Source, last: ScalarQuantizer, optimum: float) -> Ending:
    """How Lloyd-Max ended, judged by the fixed point to which Newton's method goes from there.

    That an iteration gains little does not tell: with many levels it always gains little.

    Args:
        source: The law of U.
        last: The quantizer after the last half-step.
        optimum: The least distortion with as many levels; the reference.
    """
    rest = lloyd_max(source, len(last.levels), start=last.levels).distortion
    at_rest = last.distortion - rest <= _REST * last.distortion
    return Ending(at_rest, last.distortion / optimum - 1 if optimum else 0.0)


def vector_ending(points: ArrayLike, codebook: ArrayLike) -> Ending:
    """How Lloyd's algorithm ended on the points (n, d), judged by one more iteration.

    It is at rest when no point changes its cell; the reference is that iteration's distortion.
    """
    steps: list[VectorQuantizer] = list(lloyd(points, codebook, limit=1))
    now, after = steps[0], steps[-1]
    gain = now.distortion / after.distortion - 1 if after.distortion else 0.0
    return Ending(bool(np.array_equal(now.labels, after.labels)), gain)

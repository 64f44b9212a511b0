"""Bits against decibels: what quantizers of one source reach, and what theory promises.

All signal-to-noise ratios are 10 log10(variance / distortion) in dB, all rates bits a number.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.quantization.arrays import Floats
from models.quantization.bounds import theory
from models.quantization.numbers import spaced
from models.quantization.scalar.optimal import lloyd_max, uniform_quantizer
from models.quantization.scalar.quantizer import ScalarQuantizer, centroids, evaluate
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.source import Source

#: The numbers of levels on the plot: up to six bits.
SIZES: tuple[int, ...] = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)

_REACH = 12.0  # standard deviations that even steps cover
_STEPS = np.geomspace(6.0, 0.05, 36)  # sizes of an even step, in standard deviations
_LESS = 1 - 1e-9  # mirrored steps differ by rounding alone
_PHASES = np.arange(8) / 8  # where the mean lies in its cell, in steps from the middle


@dataclass(frozen=True, eq=False)
class Reached:
    """What was computed for each of :data:`SIZES` (n,), and for the best even steps (m,).

    Attributes:
        rate: (n,) log2 of the number of levels.
        optimal_db: (n,) of Lloyd-Max.
        even_db: (n,) of the best evenly spaced levels.
        coded_rate: (m,) increasing entropy of even steps without a limit on their number: of many
            sizes and places those that no other beats in both rate and distortion.
        coded_db: (m,) of these, increasing, with centroids as levels.
    """

    rate: Floats
    optimal_db: Floats
    even_db: Floats
    coded_rate: Floats
    coded_db: Floats


def reached(source: Source) -> Reached:
    """Quantizers of a source over their rates, exact.

    A column used as it is has as many points as it has values, at most.
    """
    most = len(source.atoms) if isinstance(source, Discrete) else SIZES[-1]
    sizes = [size for size in SIZES if size <= most]
    coded = _unbeaten(
        _even(source, step * source.sd, phase) for step in _STEPS for phase in _PHASES
    )
    return Reached(
        np.log2(sizes),
        np.array([lloyd_max(source, size).sqnr_db for size in sizes]),
        np.array([uniform_quantizer(source, size).sqnr_db for size in sizes]),
        np.array([each.entropy_bits for each in coded]),
        np.array([each.sqnr_db for each in coded]),
    )


@dataclass(frozen=True, eq=False)
class Promised:
    """Theory at the given rates, each (n,) in dB.

    Attributes:
        panter_dite_db: The best levels, asymptotically.
        promised_coded_db: Even steps with an entropy code, asymptotically.
        shannon_db: The bound that no quantizer of any dimension passes.
    """

    panter_dite_db: Floats
    promised_coded_db: Floats
    shannon_db: Floats


def promised(source: Source, rates: ArrayLike) -> Promised:
    """The lines of theory over ``rates`` (n,), in bits; NaN for a source without a density."""
    bits = np.asarray(rates, dtype=np.float64)
    if isinstance(source, Discrete):
        unknown = np.full(bits.shape, np.nan)
        return Promised(unknown, unknown, unknown)
    return Promised(
        *(
            np.array([theory.decibels(source.variance / law(source, rate)) for rate in bits])
            for law in (_panter_dite, theory.entropy_coded, theory.shannon_bound)
        )
    )


def _panter_dite(source: Source, rate: float) -> float:
    return theory.panter_dite(source, 2.0**rate)


def _unbeaten(quantizers: Iterable[ScalarQuantizer]) -> list[ScalarQuantizer]:
    """Those that none of the others beats in both entropy and distortion, by entropy."""
    found: list[ScalarQuantizer] = []
    for each in sorted(quantizers, key=lambda one: (one.entropy_bits, one.distortion)):
        if not found or each.distortion < _LESS * found[-1].distortion:
            found.append(each)
    return found


def _even(source: Source, step: float, phase: float) -> ScalarQuantizer:
    """Cells of one size, the mean ``phase`` steps before the middle of one, with centroids."""
    reach = math.ceil(_REACH * source.sd / step)
    middles = source.mean + step * (np.arange(-reach, reach + 1) + phase)
    cuts = middles[:-1] + step / 2
    levels = centroids(source, cuts, middles)
    # Cells with hardly any mass have centroids at their ends, where two may meet.
    return evaluate(source, spaced(levels, 1e-9 * step), cuts)

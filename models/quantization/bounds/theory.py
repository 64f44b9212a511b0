"""What theory says about quantizers of one source: lines to draw beside what is measured.

Rates are in bits for each number, distortions in squared units of the source.
"""

import math

import numpy as np

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.bounds.lattices import CUBE, LATTICES
from models.quantization.sources.source import Source


def decibels(ratio: float) -> float:
    """10 log10 of a ratio of two distortions, positive.

    Raises:
        ModelError: The ratio is not positive.
    """
    if not ratio > 0:
        raise ModelError("A gain in decibels compares two distortions above zero.")
    return 10 * math.log10(ratio)


def panter_dite(source: Source, levels: float) -> float:
    """(1 / 12 N^2) (integral of p^(1/3))^3: the best N levels, asymptotically (Panter, Dite 1951).

    Approached from below by the Gaussian and the Laplacian. 2.7207 / N^2 for N(0, 1).

    Raises:
        ModelError: The source has no density.
    """
    return float(CUBE * source.power_integral(1 / 3) ** 3 / levels**2)


def shannon_bound(source: Source, rate: float) -> float:
    """The Shannon lower bound exp(2h) 2^(-2R) / (2 pi e) on the rate-distortion function D(R).

    For a Gaussian it is D(R) = variance 2^(-2R) itself; for other sources it lies below D(R) and
    touches it as R grows.
    """
    return _entropy_power(source) * math.pow(4.0, -rate)


def entropy_coded(source: Source, rate: float) -> float:
    """exp(2h) 2^(-2H) / 12: even steps and an entropy code of H bits, at high rate.

    1.533 dB, or 0.2546 bit, above the Shannon bound (Gish and Pierce, 1968). Below about one bit
    the formula is not true: there it exceeds the variance.
    """
    return 2 * math.pi * math.e * CUBE * shannon_bound(source, rate)


def zador(
    source: Source,
    size: float,
    dimension: int = 2,
    second_moment: float | None = None,
    correlation: float = 0.0,
) -> float:
    """Distortion for each letter of the best ``size`` codewords for k letters, at high rate.

    G_k N^(-2/k) (integral of p^(k/(k+2)))^((k+2)/k), Zador 1963, for k letters of ``source``:
    independent, or a Gauss-Markov sequence of this correlation.

    Args:
        source: The law of one letter.
        size: Codewords N for all k letters together.
        dimension: k.
        second_moment: G_k; the best one in the table of that dimension when left out.
        correlation: Of neighbouring letters, between -1 and 1; only for a Gaussian.

    Raises:
        ModelError: There is no G for that dimension, or the source has no density.
    """
    if second_moment is None:
        second_moment = best_second_moment(dimension)
    return (
        second_moment
        * math.pow(size, -2 / dimension)
        * _norm(source, dimension)
        * math.pow(10, -memory_gain_db(correlation, dimension) / 10)
    )


def best_second_moment(dimension: int) -> float:
    """The smallest G in the table for cells of ``dimension``.

    Raises:
        ModelError: The table has no lattice of that dimension.
    """
    known = [row.second_moment for row in LATTICES if row.dimension == dimension]
    if not known:
        raise ModelError(f"There is no lattice of dimension {dimension} in the table.")
    return min(known)


def space_filling_gain_db(dimension: int) -> float:
    """10 log10 of (1/12) / G_k: what rounder cells than cubes bring. At most 1.533 dB."""
    return decibels(CUBE / best_second_moment(dimension))


def shape_gain_db(source: Source, dimension: float) -> float:
    """What k independent letters gain from codewords placed by their joint density.

    10 log10 of (integral of p^(1/3))^3 / (integral of p^(k/(k+2)))^(k+2); infinite ``dimension``
    gives the limit, with the denominator exp(2h).
    """
    return decibels(_norm(source, 1) / _norm(source, dimension))


def memory_gain_db(correlation: float, dimension: float) -> float:
    """-10 log10(1 - rho^2) (k - 1) / k: k letters of a Gauss-Markov sequence; k may be infinite.

    Raises:
        ModelError: The correlation is not between -1 and 1.
    """
    if not -1 < correlation < 1:
        raise ModelError("A correlation lies strictly between -1 and 1.")
    share = 1.0 if math.isinf(dimension) else (dimension - 1) / dimension
    return -10 * share * math.log10(1 - correlation**2)


def _norm(source: Source, dimension: float) -> float:
    """(integral of p^(k/(k+2)))^(k+2): the k-letter density's norm, for each letter."""
    if math.isinf(dimension):
        return 2 * math.pi * math.e * _entropy_power(source)
    power = dimension / (dimension + 2)
    return math.pow(source.power_integral(power), dimension + 2)


def _entropy_power(source: Source) -> float:
    if math.isinf(source.entropy):
        raise ModelError(
            "High-rate theory needs a density, and this column is used as it is. Smooth it."
        )
    return math.exp(2 * source.entropy) / (2 * math.pi * math.e)


def missing_to(rates: Floats, decibels: Floats, at: Floats, bound: Floats) -> Floats:
    """What is missing, in decibels, of points of a curve to a bound.

    Args:
        rates: (N,) bits.
        decibels: (N,) what is reached there.
        at: (M,) rates at which the bound is known, rising; between them it is a line.
        bound: (M,) decibels.
    """
    missing: Floats = np.interp(rates, at, bound) - decibels
    return missing

"""From a scalar setup to what it names: the source, the start, and the algorithm from it."""

from collections.abc import Iterator

import numpy as np

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.numbers import checked_near
from models.quantization.scalar.alternation import HalfStep, half_steps, half_steps_as_printed
from models.quantization.scalar.quantizer import checked_levels
from models.quantization.scalar.start import split_start, start_levels
from models.quantization.setup import ScalarSetup
from models.quantization.sources.choose import as_source
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.laws import Gaussian, Mixture
from models.quantization.sources.piecewise import of_levels, smoothed
from models.quantization.sources.source import Source
from models.values import Row


def build_source(setup: ScalarSetup) -> Source:
    """The source that ``setup`` names.

    Raises:
        ModelError: The drawing or the column is missing.
    """
    if setup.source == "mixture":
        return build_mixture(setup)
    if setup.source == "drawn":
        return of_levels(setup.drawing)
    if setup.source == "column":
        if not setup.column:
            raise ModelError("There is no column yet. Load a CSV file with a column of numbers.")
        values = np.array(setup.column)
        return smoothed(values) if setup.law == "smooth" else Discrete(values)
    return as_source(setup.source)


def source_only(setup: ScalarSetup) -> ScalarSetup:
    """The same source with everything else at its default: what only the source decides."""
    kept = ("source", "left_mean", "right_mean", "left_sd", "right_sd", "left_weight", "law")
    texts = ("drawing", "column")
    return ScalarSetup(**{name: getattr(setup, name) for name in kept + texts})


def build_mixture(setup: ScalarSetup) -> Mixture:
    """The two Gaussians of ``setup``, whatever its source."""
    parts = (Gaussian(setup.left_mean, setup.left_sd), Gaussian(setup.right_mean, setup.right_sd))
    return Mixture(parts, (setup.left_weight, 1 - setup.left_weight))


def build_levels(setup: ScalarSetup) -> Floats:
    """The levels of step 1 for ``setup``, (levels,) increasing.

    Raises:
        ModelError: The dragged levels are missing or far out, a split is asked for without a
            mixture, or the source cannot be built.
    """
    if setup.start == "own":
        if not setup.own:
            raise ModelError("There are no levels of your own yet. Choose another start.")
        return checked_levels(np.sort(_dragged(setup, setup.own)))
    if setup.start == "split":
        if setup.source != "mixture":
            raise ModelError("Only a mixture has parts to split levels between. Choose it first.")
        left = min(setup.left_levels, setup.levels)
        return split_start(build_mixture(setup), (left, setup.levels - left))
    return start_levels(build_source(setup), setup.levels, setup.start, setup.seed)


def build_boundaries(setup: ScalarSetup) -> Floats | None:
    """The dragged boundaries of ``setup``, (levels - 1,) increasing, or None: midway.

    Raises:
        ModelError: They are far out, or the source cannot be built.
    """
    if setup.start != "own" or not setup.own_boundaries:
        return None
    return np.sort(_dragged(setup, setup.own_boundaries))


def _dragged(setup: ScalarSetup, numbers: Row) -> Floats:
    return checked_near(np.array(numbers), *build_source(setup).window)


def build_half_steps(
    setup: ScalarSetup, *, tolerance: float = 1e-12, limit: int = 1000
) -> Iterator[HalfStep]:
    """The algorithm of ``setup`` from its start; endless, and at rest, when it is as printed.

    Raises:
        ModelError: See :func:`build_source` and :func:`build_levels`.
    """
    source, levels = build_source(setup), build_levels(setup)
    if setup.procedure == "printed":
        return half_steps_as_printed(source, levels)
    boundaries = build_boundaries(setup)
    return half_steps(source, levels, boundaries, tolerance=tolerance, limit=limit)

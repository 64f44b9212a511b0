"""Where to start: the best quantizer on a grid of boundaries, and simpler choices."""

from typing import Literal

import numpy as np

from models.errors import ModelError
from models.quantization.arrays import Floats
from models.quantization.numbers import spaced
from models.quantization.scalar.quantizer import centroids, checked_count, closed, midpoints
from models.quantization.sources.discrete import Discrete
from models.quantization.sources.laws import Mixture
from models.quantization.sources.source import Source

Start = Literal["even", "random", "companded"]

_GRID = 512  # cells of the grid, unless there are more than a quarter as many levels
_FINE = 4097  # points at which the density is looked at to lay the grid
_REACH = 8.0  # standard deviations from the mean that the grid covers
_TINY = 1e-12  # keeps the quantiles apart where the density is zero


def start_levels(source: Source, levels: int, method: Start, seed: int = 0) -> Floats:
    """Levels for step 1 of the algorithm, (levels,) increasing.

    "even" cuts the window into equal cells, "random" draws from the uniform law on the window,
    and "companded" puts them where they belong at high rate: with the density p(u)^(1/3).

    Raises:
        ModelError: The number of levels is out of range.
    """
    count = checked_count(levels)
    low, high = source.window
    if method == "companded":
        return _companded(source, (np.arange(count) + 0.5) / count)
    if method == "even":
        return low + (high - low) * (np.arange(count) + 0.5) / count
    return np.sort(np.random.default_rng(seed).uniform(low, high, count))


def split_start(mixture: Mixture, counts: tuple[int, ...]) -> Floats:
    """Levels that give part k of a mixture ``counts[k]`` of them, (sum of counts,) increasing.

    Within its part's window each group is even: enough to choose the basin of an optimum.

    Raises:
        ModelError: There is not one count for each part, or two parts lie on one another.
    """
    if len(counts) != len(mixture.parts) or min(counts) < 0:
        raise ModelError("A split needs one number of levels for each part of the mixture.")
    checked_count(sum(counts))
    groups = []
    for part, count in zip(mixture.parts, counts, strict=True):
        places = (np.arange(count) + 0.5) / max(count, 1) - 0.5
        groups.append(part.mean + 3 * part.sd * places)
    joined = np.sort(np.concatenate(groups))
    apart = len({part.mean for part in mixture.parts}) == len(mixture.parts)
    if not apart and (np.diff(joined) <= 0).any():
        raise ModelError("Two parts of the mixture lie on one another. Move them apart.")
    return spaced(joined, 1e-6 * float(np.ptp(joined)))  # levels of two groups may coincide


def best_start(source: Source, levels: int) -> Floats:
    """Levels of the best quantizer with boundaries on a grid, (levels,) increasing.

    For a log-concave source any start leads to the one optimum. Otherwise this is exact dynamic
    programming (Bruce, 1965): the best way to cut the grid up to an edge into n cells uses the
    best way to cut it up to some earlier edge into n - 1.

    Raises:
        ModelError: A discrete source has fewer values than levels.
    """
    if source.log_concave:
        return _companded(source, (np.arange(levels) + 0.5) / levels)
    edges = _grid(source, levels)
    sums = source.cumulative(edges)
    m0, m1, m2 = sums[:, None, :] - sums[:, :, None]  # of the cell from edge i to edge j
    cost = m2 - m1**2 / np.where(m0 > 0, m0, 1.0)
    cost[np.tril_indices(len(edges))] = np.inf  # edges must increase
    best, cuts = cost[0], []
    for _ in range(levels - 1):
        through = best[:, None] + cost  # the last cell begins at edge i and ends at edge j
        cuts.append(through.argmin(axis=0))
        best = through.min(axis=0)
    end, chosen = len(edges) - 1, []
    for cut in reversed(cuts):
        end = int(cut[end])
        chosen.append(edges[end])
    return centroids(source, np.array(chosen[::-1]))


def _grid(source: Source, levels: int) -> Floats:
    """Edges of the cells that may be joined: an atom each, or equal shares of the companding."""
    cells = max(_GRID, 4 * levels)
    if isinstance(source, Discrete):
        if len(source.atoms) < levels:
            raise ModelError(
                f"The column has {len(source.atoms)} different values: choose at most as many "
                "levels."
            )
        between = midpoints(source.atoms)
        if len(between) >= 2 * cells:
            places = np.linspace(0, len(between) - 1, cells).astype(np.intp)
            between = between[places]
    else:
        between = np.union1d(_companded(source, np.arange(1, cells) / cells), _gaps(source))
    return closed(between)


def _gaps(source: Source) -> Floats:
    """The middles of the widest stretches without mass: a tail cut off far away is dear."""
    breaks = np.array(source.breaks)
    middles, widths = midpoints(breaks), np.diff(breaks)
    empty = source.density(middles) == 0
    widest = np.argsort(-widths[empty], kind="stable")[:_GRID]
    return np.sort(middles[empty][widest])


def _companded(source: Source, shares: Floats) -> Floats:
    """Quantiles of the density proportional to p(u)^(1/3), Panter and Dite's density of levels."""
    if isinstance(source, Discrete):
        return np.asarray(np.quantile(source.atoms, shares))
    low, high = source.support
    reach = _REACH * source.sd
    at = source.looked_at(max(low, source.mean - reach), min(high, source.mean + reach), _FINE)
    thin = np.cbrt(source.density(at))
    areas = np.diff(at) / (at[-1] - at[0]) * (thin[:-1] + thin[1:]) / 2
    sums = np.concatenate(([0.0], np.cumsum(areas + _TINY * thin.max() / _FINE)))
    return np.asarray(np.interp(shares * sums[-1], sums, at))

"""A power law y = k x^α fitted to points, with what is not known about α."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from models.errors import ModelError

Floats = NDArray[np.float64]

LEVEL = 0.95
DRAWS = 500  # of the bootstrap of a prediction
FEW = "A law with a floor has three unknowns: it needs at least four points."
_LEAST = 3
_DEEPEST = 0.999  # of the smallest y, a floor
_PLACES, _FINE = 100, 21  # at which a floor is looked for


class PowerLaw(NamedTuple):
    """y = floor + k x^exponent.

    Attributes:
        exponent: α; negative where y falls.
        interval: (low, high) of the exponent, at 95 %.
        factor: k.
        floor: What y never falls below; 0 where none was asked for.
        r_squared: Share of the variance of ln(y - floor) that the line explains.
    """

    exponent: float
    interval: tuple[float, float]
    factor: float
    floor: float
    r_squared: float

    def __call__(self, x: ArrayLike) -> Floats:
        """y at ``x``."""
        powers = np.asarray(x, dtype=np.float64) ** self.exponent
        return np.asarray(self.floor + self.factor * powers)


def least_squares(
    x: ArrayLike, y: ArrayLike, *, spread: ArrayLike = 0.0, freedom: float = math.inf
) -> PowerLaw:
    """A line through (ln x, ln y), errors in y alone (OLS), with Student's interval.

    Noise in x pulls the exponent towards 0. Where the noise of y is known from repetitions, the
    interval is the wider of two: that of the scatter around the line, and that of this noise.

    Args:
        x: (n,) positive.
        y: (n,) positive.
        spread: Standard deviations of ln y, known from repetitions, () or (n,).
        freedom: Degrees of freedom that they stand on.

    Raises:
        ModelError: Fewer than three points, a number that is not positive, or all x equal.

    >>> fit = least_squares([1, 2, 4, 8], [3, 6, 12, 24])
    >>> round(fit.exponent, 9), round(fit.factor, 9)
    (1.0, 3.0)
    """
    u, v = _logarithms(x, y)
    found = stats.linregress(u, v)
    pull = (u - u.mean()) / float(((u - u.mean()) ** 2).sum())  # of each point, on the slope
    known = float(np.linalg.norm(pull * np.asarray(spread, dtype=np.float64)))
    half = max(_student(len(u) - 2) * found.stderr, _student(freedom) * known)
    slope = float(found.slope)
    return PowerLaw(
        slope, (slope - half, slope + half), math.exp(found.intercept), 0.0, found.rvalue**2
    )


def reduced_major_axis(x: ArrayLike, y: ArrayLike) -> PowerLaw:
    """The line of slope ± sd(ln y) / sd(ln x): symmetric in x and y, for errors in both.

    Its interval is that of Clarke (1980) as Warton et al. (2006, table 4) give it.

    Raises:
        ModelError: As for :func:`least_squares`.
    """
    u, v = _logarithms(x, y)
    r = float(np.corrcoef(u, v)[0, 1])
    slope = math.copysign(float(v.std() / u.std()), r)
    n = len(u)
    b = float(stats.f.ppf(LEVEL, 1, n - 2)) * (1 - r * r) / (n - 2)
    ends = (slope * (math.sqrt(b + 1) - math.sqrt(b)), slope * (math.sqrt(b + 1) + math.sqrt(b)))
    factor = math.exp(v.mean() - slope * u.mean())
    return PowerLaw(slope, (min(ends), max(ends)), factor, 0.0, r * r)


def resistant(x: ArrayLike, y: ArrayLike) -> PowerLaw:
    """The median of the slopes between all pairs (Theil, 1950; Sen, 1968).

    A few far points do not move it: up to 29 % of them may lie anywhere.

    Raises:
        ModelError: As for :func:`least_squares`.
    """
    u, v = _logarithms(x, y)
    slope, intercept, low, high = stats.theilslopes(v, u, LEVEL)
    left = v - intercept - slope * u
    return PowerLaw(
        float(slope),
        (float(low), float(high)),
        math.exp(intercept),
        0.0,
        float(1 - left.var() / v.var()) if v.var() > 0 else 1.0,
    )


def with_floor(
    x: ArrayLike,
    y: ArrayLike,
    random: np.random.Generator,
    *,
    draws: int = 200,
    spread: ArrayLike = 0.0,
    freedom: float = math.inf,
) -> PowerLaw:
    """y = floor + k x^-α with an irreducible floor, and a bootstrap interval of the exponent.

    Simulated, the interval covers the exponent in 92 to 94 of 100 draws while the noise is smaller
    than what the last point lies above the floor, and in 82 to 89 where it is not, or where there
    is no floor.

    The floor is the one of the least squared error of ln y. The noise of the bootstrap is that of
    the residuals or the one known from repetitions, whichever allows for more.

    Args:
        x: (n,) positive.
        y: (n,) positive.
        random: For the bootstrap, a parametric one.
        draws: How many bootstrap samples.
        spread: Standard deviations of ln y, known from repetitions, () or (n,).
        freedom: Degrees of freedom that they stand on.

    Raises:
        ModelError: Fewer than four points, or as for :func:`least_squares`.
    """
    u, v = _logarithms(x, y)
    if len(u) <= _LEAST:
        raise ModelError(FEW)
    floor, factor, exponent = (float(each[0]) for each in _floors(u, np.exp(v)[None]))
    smooth = floor + factor * np.exp(exponent * u)
    left = v - np.log(smooth)
    again, _ = _redrawn(smooth, left, random, draws, np.asarray(spread), freedom)
    *_, slopes = _floors(u, again)
    low, high = np.quantile(slopes, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    above = np.log(np.exp(v) - floor)
    left = above - np.log(smooth - floor)
    explained = 1 - float(left @ left) / max(float(((above - above.mean()) ** 2).sum()), 1e-300)
    return PowerLaw(exponent, (float(low), float(high)), factor, floor, explained)


def predicted(
    x: ArrayLike, y: ArrayLike, where: float, *, spread: float = 0.0, freedom: float = math.inf
) -> tuple[float, float, float]:
    """What a straight law says of a new point at ``where``: (low, middle, high) at 95 %.

    Student's prediction interval of ln y, which widens away from the points that are known. Its
    noise is the scatter around the line, or that known from repetitions where it is wider.

    Raises:
        ModelError: As for :func:`least_squares`.
    """
    u, v = _logarithms(x, y)
    line = least_squares(x, y)
    middle = math.log(line.factor) + line.exponent * math.log(where)
    left = v - math.log(line.factor) - line.exponent * u
    noise = math.sqrt(float(left @ left) / (len(u) - 2))
    away = (math.log(where) - float(u.mean())) ** 2 / float(((u - u.mean()) ** 2).sum())
    half = max(_student(len(u) - 2) * noise, _student(freedom) * spread)
    half *= math.sqrt(1 + 1 / len(u) + away)
    return math.exp(middle - half), math.exp(middle), math.exp(middle + half)


def predicted_with_floor(
    x: ArrayLike,
    y: ArrayLike,
    where: float,
    random: np.random.Generator,
    *,
    spread: float = 0.0,
    freedom: float = math.inf,
) -> tuple[float, float, float]:
    """What a law with an irreducible floor says of a new point: (low, middle, high) at 95 %.

    A parametric bootstrap: points are drawn anew around the law that was fitted, a law with a
    floor of its own is fitted to each draw, and the new point lies around that. How large the
    noise is is drawn too, from the scatter around the law or from that known from repetitions,
    whichever allows for more. Where no floor is seen the middle is that of the straight law, and
    the upper end still holds the floors that so few points cannot exclude.

    Args:
        x: (n,) positive.
        y: (n,) positive.
        where: Of the new point.
        random: For the bootstrap.
        spread: Standard deviation of ln y of one point, known from repetitions.
        freedom: Degrees of freedom that it stands on.

    Raises:
        ModelError: Fewer than four points, or as for :func:`least_squares`.
    """
    u, v = _logarithms(x, y)
    if len(u) <= _LEAST:
        raise ModelError(FEW)
    floor, factor, exponent = (float(each[0]) for each in _floors(u, np.exp(v)[None]))
    smooth = floor + factor * np.exp(exponent * u)
    left = v - np.log(smooth)
    again, sizes = _redrawn(smooth, left, random, DRAWS, np.asarray(spread), freedom)
    floors, factors, exponents = _floors(u, again)
    new = floors + factors * where**exponents
    new *= np.exp(sizes.max(axis=1) * random.normal(size=DRAWS))
    low, high = np.quantile(new, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return float(low), floor + factor * where**exponent, float(high)


def attenuated(exponent: float, spread: float, noise: float) -> float:
    """What OLS finds of an exponent when ln x is measured with noise: α s² / (s² + noise²).

    Args:
        exponent: The true one.
        spread: Standard deviation of the true ln x.
        noise: Standard deviation of the error of ln x.
    """
    return exponent * spread**2 / (spread**2 + noise**2)


def _student(freedom: float) -> float:
    """How many standard errors reach to the end of an interval."""
    return float(stats.t.ppf(0.5 + LEVEL / 2, freedom))


def _redrawn(
    smooth: Floats,
    left: Floats,
    random: np.random.Generator,
    draws: int,
    spread: Floats,
    freedom: float,
) -> tuple[Floats, Floats]:
    """Tables (K, n) around a law with a floor, smooth (n,), and the size of the noise of each.

    The noise is that of the scatter, left (n,) of ln y, which stands on the points less three
    unknowns, or that known from repetitions, whichever allows for more. How large it is is drawn.
    """
    own = math.sqrt(float(left @ left) / (len(left) - 3)), float(len(left) - 3)
    known = math.sqrt(float((spread**2).mean())), freedom
    noise, degrees = max(own, known, key=lambda each: each[0] * _student(each[1]))
    ease = random.chisquare(degrees, (draws, 1)) / degrees if math.isfinite(degrees) else 1.0
    each = spread if (noise, degrees) == known else noise
    sizes = each / np.sqrt(ease) * np.ones((draws, len(left)))
    return smooth * np.exp(sizes * random.normal(size=sizes.shape)), sizes


class _Best(NamedTuple):
    floor: Floats
    factor: Floats
    exponent: Floats


def _floors(u: Floats, y: Floats) -> _Best:
    """Of many tables y (K, n) over ln x (n,): the best floor, k and exponent, each (K,).

    The best is that of the least squares of ln y. Those of ln(y - floor) would count what is near
    the floor for the most, although it is known the worst, and so would find no floor at all.
    Floors are looked for from 0 to just below the smallest y, twice, the second time finely.
    """
    top = y.min(axis=1, keepdims=True)
    places = np.broadcast_to(np.linspace(0, _DEEPEST, _PLACES), (len(y), _PLACES))  # (K, P)
    step = _DEEPEST / (_PLACES - 1)
    best = _best_of(u, y, top * places)
    near = best.floor[:, None] / top + np.linspace(-step, step, _FINE)
    return _best_of(u, y, top * np.clip(near, 0, _DEEPEST))


def _best_of(u: Floats, y: Floats, floors: Floats) -> _Best:
    """The best of some floors (K, P) of each table y (K, n), each part (K,)."""
    above = y[:, None] - floors[..., None]  # (K, P, n)
    v = np.log(above)
    weights = (above / y[:, None]) ** 2  # an error of ln y is one of v, times y / above
    total = weights.sum(axis=-1)
    across = u - (weights * u).sum(axis=-1, keepdims=True) / total[..., None]
    slope = (weights * across * v).sum(axis=-1) / (weights * across**2).sum(axis=-1)  # (K, P)
    start = (weights * (v - slope[..., None] * u)).sum(axis=-1) / total
    law = floors[..., None] + np.exp(start[..., None] + slope[..., None] * u)
    error = (np.log(y[:, None] / law) ** 2).sum(axis=-1)
    at = error.argmin(axis=1)[:, None]
    found = (np.take_along_axis(each, at, axis=1)[:, 0] for each in (floors, np.exp(start), slope))
    return _Best(*found)


def _logarithms(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if a.ndim != 1 or a.shape != b.shape or len(a) < _LEAST:
        raise ModelError("A power law needs at least three points, each with an x and a y.")
    if not (np.isfinite(a).all() and np.isfinite(b).all() and (a > 0).all() and (b > 0).all()):
        raise ModelError("On logarithmic axes every number must be positive.")
    if np.ptp(a) == 0:
        raise ModelError("All x are equal: no exponent can be told from them.")
    return np.log(a), np.log(b)

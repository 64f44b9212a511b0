"""A power law y = k x^α fitted to points, with what is not known about α."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats

from models.errors import ModelError

Floats = NDArray[np.float64]

LEVEL = 0.95
DRAWS = 500  # of the bootstrap of a prediction
FEW = "A law with a floor has three unknowns: it needs at least four points."
_LEAST = 3


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
) -> PowerLaw:
    """y = floor + k x^-α with an irreducible floor, and a bootstrap interval of the exponent.

    The floor is the one of the least squared error of ln(y - floor) against ln x. Where the
    residuals are smaller than noise that is known from repetitions, it is added to them.

    Args:
        x: (n,) positive.
        y: (n,) positive.
        random: For the bootstrap over residuals.
        draws: How many bootstrap samples.
        spread: Standard deviations of ln y, known from repetitions, () or (n,).

    Raises:
        ModelError: Fewer than four points, or as for :func:`least_squares`.
    """
    u, v = _logarithms(x, y)
    if len(u) <= _LEAST:
        raise ModelError(FEW)
    heights = np.exp(v)
    floor = _best_floor(u, heights)
    line = least_squares(np.exp(u), heights - floor)
    smooth = line(np.exp(u))
    residuals = np.log((heights - floor) / smooth)
    # Residuals of a fit with three unknowns are too small by sqrt((n - 3) / n).
    residuals *= math.sqrt(len(u) / (len(u) - 3))
    # Noise of ln y is one of ln(y - floor), larger by y / (y - floor).
    noise = np.asarray(spread) * heights / (heights - floor)
    missing = np.sqrt(np.maximum(noise**2 - residuals.var(), 0))
    slopes = []
    for _ in range(draws):
        moved = random.choice(residuals, len(u)) + missing * random.normal(size=len(u))
        again = floor + smooth * np.exp(moved)
        slopes.append(least_squares(np.exp(u), again - _best_floor(u, again)).exponent)
    low, high = np.quantile(slopes, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return PowerLaw(line.exponent, (float(low), float(high)), line.factor, floor, line.r_squared)


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
    floor, line = _floors(u, np.exp(v)[None])
    smooth = floor + np.exp(line @ np.stack((np.ones_like(u), u)))  # (1, n)
    left = v - np.log(smooth[0])
    own = math.sqrt(float(left @ left) / (len(u) - 3)), float(len(u) - 3)
    noise, known = max(own, (spread, freedom), key=lambda each: each[0] * _student(each[1]))
    ease = random.chisquare(known, (DRAWS, 1)) / known if math.isfinite(known) else 1.0
    sizes = noise / np.sqrt(ease) * np.ones((DRAWS, 1))
    again = smooth * np.exp(sizes * random.normal(size=(DRAWS, len(u))))  # (K, n)
    at = np.array([1.0, math.log(where)])
    floors, lines = _floors(u, again)
    new = floors[:, 0] + np.exp(lines @ at)
    new *= np.exp(sizes[:, 0] * random.normal(size=DRAWS))
    low, high = np.quantile(new, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return float(low), float(floor[0, 0] + np.exp(line @ at)[0]), float(high)


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


def _best_floor(u: Floats, y: Floats) -> float:
    top = float(y.min())

    across = u - u.mean()
    width = float(across @ across)

    def error(share: float) -> float:
        v = np.log(y - top * share)
        left = v - v.mean() - float(across @ v) / width * across
        return float(left @ left)

    places = np.linspace(0, 0.999, 60)
    best = int(np.argmin([error(place) for place in places]))
    ends = places[max(best - 1, 0)], places[min(best + 1, 59)]
    found = optimize.minimize_scalar(error, bounds=ends, method="bounded")
    return 0.0 if error(0) <= found.fun else top * float(found.x)


def _floors(u: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Of many tables y (K, n) over ln x (n,): the best floor (K, 1), ln k and exponent (K, 2).

    Floors are looked for on a grid, from 0 to just below the smallest y.
    """
    across = u - u.mean()
    places = np.linspace(0, 0.999, 100)
    top = y.min(axis=1, keepdims=True)
    v = np.log(y[:, None] - (top * places)[..., None])  # (K, P, n)
    middle = v.mean(axis=-1)
    slope = v @ across / float(across @ across)
    error = ((v - middle[..., None] - slope[..., None] * across) ** 2).sum(axis=-1)  # (K, P)
    best = error.argmin(axis=1)[:, None]
    found, slopes = (np.take_along_axis(each, best, axis=1) for each in (middle, slope))
    return top * places[best], np.concatenate((found - slopes * float(u.mean()), slopes), axis=1)


def _logarithms(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if a.ndim != 1 or a.shape != b.shape or len(a) < _LEAST:
        raise ModelError("A power law needs at least three points, each with an x and a y.")
    if not (np.isfinite(a).all() and np.isfinite(b).all() and (a > 0).all() and (b > 0).all()):
        raise ModelError("On logarithmic axes every number must be positive.")
    if np.ptp(a) == 0:
        raise ModelError("All x are equal: no exponent can be told from them.")
    return np.log(a), np.log(b)

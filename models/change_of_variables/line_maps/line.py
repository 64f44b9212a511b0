"""One-to-one maps of the line: q₁(x) = q₀(g⁻¹(x)) |dg⁻¹/dx|, with and without the factor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from models.change_of_variables.line_maps import laws
from models.change_of_variables.setup import LineSetup
from models.change_of_variables.spline import Spline
from models.errors import ModelError

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]
_NODES, _WEIGHTS = leggauss(12)


@dataclass(frozen=True, eq=False)
class Map:
    """A strictly monotone map of the line, by three functions of arrays of any shape."""

    forward: Function
    inverse: Function
    derivative: Function
    knots: tuple[float, ...] = ()


@dataclass(frozen=True)
class Strip:
    """A short stretch of z and its image.

    Attributes:
        z: Where it starts and ends.
        x: Their images.
        log_base: log q₀ at its start, in nats.
        log_slope: log of the product of |f_k'| along the way of its start.
        density: q_K at the image of its start.
        mass: Its probability under q₀, by the distribution function.
        image_mass: The integral of q_K over its image.
    """

    z: tuple[float, float]
    x: tuple[float, float]
    log_base: float
    log_slope: float
    density: float
    mass: float
    image_mass: float


@dataclass(frozen=True, eq=False)
class Line:
    """A base law on the line and the maps that are applied to it one after the other.

    Attributes:
        base: The law of z.
        maps: f₁, ..., f_K.
        exact: The law of x as a frozen law of ``scipy.stats``, where it has a name.
        exact_name: That name.
        z_window: The part of the z axis that is worth drawing.
        x_window: The part of the x axis that is worth drawing.
        fills_line: Whether a bounded z reaches every x.
    """

    base: laws.Law
    maps: tuple[Map, ...]
    exact: Any
    exact_name: str
    z_window: tuple[float, float]
    x_window: tuple[float, float]
    fills_line: bool = False

    def forward(self, z: ArrayLike) -> Floats:
        """x = f_K(...f₁(z))."""
        x = np.asarray(z, dtype=np.float64)
        for each in self.maps:
            x = each.forward(x)
        return x

    def inverse(self, x: ArrayLike) -> Floats:
        """The z that x comes from; not finite or outside the base's support if there is none."""
        z = np.asarray(x, dtype=np.float64)
        for each in reversed(self.maps):
            z = each.inverse(z)
        return z

    def log_slopes(self, z: ArrayLike) -> Floats:
        """log |f_k'| along the way of z, with one row for each map, (K, ...)."""
        x, rows = np.asarray(z, dtype=np.float64), []
        with np.errstate(divide="ignore"):  # a slope of infinity is a density of 0
            for each in self.maps:
                rows.append(np.log(np.abs(each.derivative(x))))
                x = each.forward(x)
        return np.array(rows)

    def density(self, x: ArrayLike) -> Floats:
        """q_K(x), the density with the Jacobian factor."""
        z = self.inverse(x)
        base = self.base.pdf(z)
        with np.errstate(invalid="ignore", over="ignore"):
            return np.where(base > 0, base * np.exp(-self.log_slopes(z).sum(axis=0)), 0.0)

    def without_factor(self, x: ArrayLike) -> Floats:
        """q₀(g⁻¹(x)), which is no density of anything."""
        return self.base.pdf(self.inverse(x))

    def sample(self, n: int, seed: int) -> Floats:
        """n draws from the base, pushed through the maps."""
        return self.forward(self.base.draw(n, np.random.default_rng(seed)))

    def strip(self, z: float) -> Strip:
        """A twentieth of the drawn z axis from ``z`` on, cut off before the end of the axis."""
        width = (self.z_window[1] - self.z_window[0]) / 20
        end = min(z + width, self.z_window[1] - 1e-3 * width)
        x, after = self.forward([z, end]).tolist()
        below, above = self.base.cdf(np.array([z, end])).tolist()
        with np.errstate(divide="ignore"):
            log_base = float(np.log(self.base.pdf(np.asarray(z))))
        return Strip(
            (z, end),
            (x, after),
            log_base,
            float(self.log_slopes(z).sum()),
            float(self.density(x)),
            above - below,
            self.integral(self.density, between=(min(x, after), max(x, after))),
        )

    def integral(
        self,
        integrand: Function,
        kinks: Sequence[float] = (),
        between: tuple[float, float] = (-np.inf, np.inf),
    ) -> float:
        """The integral over x of a function that is smooth wherever q_K is.

        Gauss-Legendre with 12 nodes between neighbouring breaks.

        Args:
            integrand: A function of x.
            kinks: Places where it is not smooth.
            between: The range of x, ascending.
        """
        low, high = max(between[0], self._edges[0]), min(between[1], self._edges[-1])
        edges = np.unique(np.clip([*self._edges, *kinks, low, high], low, high))
        middle, half = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
        nodes = middle[:, None] + half[:, None] * _NODES
        return float((half[:, None] * _WEIGHTS * integrand(nodes)).sum())

    @cached_property
    def _edges(self) -> Floats:
        """Ascending places on the x axis between which q_K is smooth."""
        low, high = self.base.breaks[[0, -1]]
        edges, before = self.base.breaks, list[Map]()
        for each in self.maps:
            knots = np.array(each.knots)
            for earlier in reversed(before):
                knots = earlier.inverse(knots)
            edges = np.concatenate([edges, knots])
            before.append(each)
        inside = np.unique(np.clip(edges, low, high))
        images = self.forward(inside)
        return np.unique(images[np.isfinite(images)])

    def area(self) -> float:
        """The area under the density, which the Jacobian factor makes 1."""
        return self.integral(self.density)

    def area_without(self) -> float:
        """The area under q₀(g⁻¹(x)): E[|g'(Z)|], infinite if a uniform law fills the line."""
        if self.fills_line:
            return float("inf")
        return self.integral(self.without_factor)

    def known_log_density(self, x: float) -> float:
        """log q_K(x) without any Jacobian: from ``exact``, else the slope of F₀(g⁻¹(x)).

        The slope is taken by central differences.
        """
        if self.exact is not None:
            return float(self.exact.logpdf(x))
        step = 1e-5 * (self.x_window[1] - self.x_window[0])
        low, high = self.base.cdf(self.inverse([x - step, x + step]))
        slope = abs(high - low) / (2 * step)
        return float(np.log(slope)) if slope > 0 else float("-inf")


def line(setup: LineSetup, layers: int = 1) -> Line:
    """The base and the map that the knobs say; a curve is applied ``layers`` times.

    Raises:
        ModelError: The map is flat, so that it has no inverse.
    """
    kind = setup.map
    if kind in ("normal", "beta"):
        return _quantile(kind)
    base = laws.get(setup.base)
    z_window = (-4.0, 4.0)
    if kind == "affine":
        return _affine(setup, base)
    if kind == "exp":
        exact = {"gaussian": stats.lognorm(1), "uniform": stats.loguniform(*np.exp([-2.0, 2.0]))}
        names = {"gaussian": "log-normal", "uniform": "log-uniform"}
        return Line(
            base,
            (Map(np.exp, _log, np.exp),),
            exact.get(setup.base),
            names.get(setup.base, ""),
            (-3.0, 3.0),
            (0.0, 8.0),
        )
    bent = Spline(setup.control)
    one = Map(bent, bent.inverse, bent.derivative, tuple(bent.edges()))
    return Line(base, (one,) * layers, None, "", z_window, (-4.0, 4.0))


def _affine(setup: LineSetup, base: laws.Law) -> Line:
    slope, shift = setup.slope, setup.shift
    if slope == 0:
        raise ModelError(
            f"With slope 0 every z lands on x = {shift:g}: all mass sits on one point, which has "
            "no density. Give the map a slope."
        )
    laws_of_x = {
        "gaussian": (stats.norm(shift, abs(slope)), f"N({shift:g}, {slope**2:.4g})"),
        "uniform": (stats.uniform(shift - 2 * abs(slope), 4 * abs(slope)), "uniform"),
    }
    exact, name = laws_of_x.get(setup.base, (None, ""))
    one = Map(
        lambda z: slope * z + shift,
        lambda x: (x - shift) / slope,
        lambda z: np.full(np.shape(z), slope),
    )
    return Line(base, (one,), exact, name, (-4.0, 4.0), (-8.0, 8.0))


def _quantile(kind: str) -> Line:
    """A uniform z through the quantile function F⁻¹ of a law: x has that law."""
    law = stats.norm() if kind == "normal" else stats.beta(2, 5)

    def derivative(z: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            return 1 / law.pdf(law.ppf(z))

    edges = law.cdf(np.linspace(-8, 8, 65)) if kind == "normal" else np.linspace(0, 1, 65)
    uniform = laws.unit_uniform()
    base = laws.Law(uniform.pdf, uniform.cdf, uniform.draw, edges, 1.0)
    name, window = ("N(0, 1)", (-4.0, 4.0)) if kind == "normal" else ("Beta(2, 5)", (0.0, 1.0))
    one = Map(law.ppf, law.cdf, derivative)
    return Line(base, (one,), law, name, (0.0, 1.0), window, fills_line=kind == "normal")


def _log(x: Floats) -> Floats:
    return np.log(x, out=np.full(np.shape(x), -np.inf), where=np.asarray(x) > 0)

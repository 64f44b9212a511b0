"""From what a person names to a source."""

from collections.abc import Callable
from math import inf

from models.errors import ModelError
from models.quantization.sources.laws import Gaussian, Laplacian, Uniform
from models.quantization.sources.numeric import Frozen, Numeric, Pdf, from_scipy
from models.quantization.sources.source import Source

SourceLike = str | Source | Frozen | Pdf

_NAMED: dict[str, Callable[[], Source]] = {
    "gaussian": Gaussian,
    "laplacian": Laplacian,
    "uniform": Uniform,
}

#: The sources with a name; each has mean zero and variance one.
NAMES = tuple(_NAMED)


def as_source(source: SourceLike, support: tuple[float, float] = (-inf, inf)) -> Source:
    """The source meant by a name, a source, a frozen scipy distribution or a density function.

    Args:
        source: One of :data:`NAMES`, a :class:`Source`, such as ``scipy.stats.gamma(2)``, or a
            function of points (n,) whose area is one.
        support: Where a function's density is positive; ignored for the others.

    Raises:
        ModelError: There is no such source, or the density cannot be used.
    """
    if isinstance(source, Source):
        return source
    if isinstance(source, str):
        if source not in _NAMED:
            raise ModelError(f"There is no source called {source!r}. Choose {', '.join(NAMES)}.")
        return _NAMED[source]()
    if isinstance(source, Frozen):
        return from_scipy(source)
    if callable(source):
        return Numeric(source, support)
    raise ModelError("A source is a name, a distribution of scipy.stats, or a density function.")

"""Four estimates of one law from the same points, while there are more and more of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.densities import cell_centres
from models.errors import ModelError
from models.estimation.bandwidth import cross_validated, silverman
from models.estimation.held_out import Estimate, HeldOut, held_out
from models.estimation.histogram import Histogram
from models.estimation.kernel import KernelDensity
from models.estimation.neighbours import NearestNeighbours
from models.estimation.points import Floats
from models.estimation.views.flow import GRID
from models.estimation.views.mixing import fit, grid_points, highest
from models.estimation.views.sample import Cloud, cloud
from models.estimation.views.setup import BesideSetup
from models.frame import Frame

#: The estimates, and what a person reads for each.
ESTIMATES = {
    "neighbours": "Nearest neighbours",
    "histogram": "Histogram",
    "smoothed": "Histogram, α = 1",
    "kernel": "Kernel",
    "mixture": "Mixture",
}
#: Those that have a picture.
PICTURED = ("neighbours", "histogram", "kernel", "mixture")

_FEWEST, _MOMENTS = 10, 7
_BEYOND = 0.125  # of the window, on either side, that has cells: what is further out has no density


@dataclass(frozen=True)
class Use:
    """What an estimate is good for.

    Attributes:
        name: What a person reads.
        sampled: How it is sampled from, or why it cannot be.
        evaluated: How its density is evaluated, or why it cannot be.
        can_sample: Whether it can be sampled from.
        can_evaluate: Whether its density can be evaluated.
    """

    name: str
    sampled: str
    evaluated: str
    can_sample: bool = True
    can_evaluate: bool = True


#: What the notes mean by "want to sample from P̂, not evaluate it".
USES = (
    Use("Counts", "choose a symbol", "nₖ / n"),
    Use("Histogram", "choose a cell, then a place in it", "count the cell"),
    Use("Nearest neighbours", "its integral is infinite", "find k points", can_sample=False),
    Use("Kernel", "choose a point, add noise", "n bumps for each x"),
    Use("Mixture", "choose a component, then a normal draw", "K bumps for each x"),
    Use("Normalizing flow", "push noise forward", "pull x back, add the log-determinants"),
    Use("VAE", "push noise forward, add noise", "only a bound", can_evaluate=False),
    Use("GAN", "push noise forward", "no density at all", can_evaluate=False),
    Use("Energy", "only by a Markov chain", "up to log Z", can_evaluate=False),
)


def smallest(points: Floats) -> float:
    """The cross-validated bandwidth, or Silverman's where there is none.

    Raises:
        ModelError: Fewer than two points, or all of them equal.
    """
    try:
        return cross_validated(points)
    except ModelError:
        return silverman(points)


def estimates(setup: BesideSetup, seen: Cloud, count: int) -> dict[str, Estimate]:
    """All estimates from the first ``count`` points.

    Raises:
        ModelError: There are too few different points for one of them.
    """
    points = seen.points[:count]
    x0, x1, y0, y1 = seen.window
    wide, high = _BEYOND * (x1 - x0), _BEYOND * (y1 - y0)
    sides = [(x0 - wide, x1 + wide), (y0 - high, y1 + high)]
    components = min(setup.components, len(np.unique(points, axis=0)))
    return {
        "neighbours": NearestNeighbours(points, min(setup.neighbours, count)),
        "histogram": Histogram(points, sides, setup.cells),
        "smoothed": Histogram(points, sides, setup.cells, alpha=1.0),
        "kernel": KernelDensity(points, smallest(points)),
        "mixture": fit(points, components, setup.seed),
    }


def beside_walk(setup: BesideSetup) -> Iterator[Frame]:
    """The estimates from more and more points.

    Metrics: "points"; for each of :data:`ESTIMATES`, in nats a point, the mean of ln p̂ over the
    held-out points, "<name>", its standard error "<name>_error", and the share "<name>_impossible"
    of those that have no density; "neighbours_mass", the integral of that estimate over the
    window. Views: "<name>_density" (64, 64) of each of :data:`PICTURED`, row 0 lowest.

    Raises:
        ModelError: The data is missing, or there are too few different points.
    """
    seen = cloud(setup)
    last = len(seen.points)
    places = grid_points(seen.window, GRID)
    x0, x1, y0, y1 = seen.window
    cell = (x1 - x0) * (y1 - y0) / GRID**2
    first = min(_FEWEST, last)
    sizes = sorted({round(each) for each in np.geomspace(first, last, _MOMENTS)})
    for number, n in enumerate(sizes):
        made = estimates(setup, seen, n)
        metrics, views = {"points": float(n)}, {}
        for name, each in made.items():
            metrics |= _told(name, held_out(each, seen.held_out))
            if name in PICTURED:
                heights = np.exp(each.log_prob(places))
                views[f"{name}_density"] = heights.reshape(GRID, GRID)
        metrics["neighbours_mass"] = float(views["neighbours_density"].sum() * cell)
        yield Frame(number, metrics, views)


def _told(name: str, judged: HeldOut) -> dict[str, float]:
    return {
        name: judged.mean,
        f"{name}_error": judged.error,
        f"{name}_impossible": judged.impossible,
    }


def exact_field(seen: Cloud) -> Floats | None:
    """The density of the law on the same grid, (64, 64), where it is known."""
    if seen.law is None:
        return None
    heights = seen.law.log_prob(cell_centres(seen.window, GRID)).exp()
    return np.asarray(heights.reshape(GRID, GRID).numpy())


def peak(fields: dict[str, Any], exact: Floats | None) -> float:
    """The density that has the last colour: the law's highest, or the kernel's at the end."""
    return highest(fields["kernel_density"] if exact is None else exact[None])

"""The sample of a setup, the points that judge what is made of it, and what is known of its law."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch

from models import densities, luck
from models.densities import Density, Window
from models.densities.links import Stroke
from models.errors import ModelError
from models.estimation.points import Floats
from models.estimation.views.laws import NORMALS, NormalMixture, blobs
from models.estimation.views.setup import KernelSetup, PlaneSetup

HELD_OUT = 4096  # points behind every held-out number, where the law is known
_LARGEST = 1e18  # its square is a number in single precision
_SHARE = 0.8  # of a person's own rows, at most, from which is estimated
_JUDGING = 2  # of them, at least, judge: the error of a mean needs as many


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points of the plane.

    Attributes:
        points: (n, 2), what an estimate sees.
        held_out: (m, 2), what judges it.
        window: (x0, x1, y0, y1), the part of the plane that is shown.
        law: Where they come from, if that is known.
    """

    points: Floats
    held_out: Floats
    window: Window
    law: Density | None

    @property
    def highest(self) -> float | None:
        """-H of the law in nats a point, if it is known: no estimate has a higher expected
        log-likelihood."""
        return None if self.law is None else -self.law.entropy


@dataclass(frozen=True, eq=False)
class Line:
    """Numbers.

    Attributes:
        points: (n,), what an estimate sees.
        held_out: (m,), what judges it.
        law: Where they come from, if that is known.
        scale: How much one is in the unit they were brought in; 1 for a law.
    """

    points: Floats
    held_out: Floats
    law: NormalMixture | None
    scale: float = 1.0

    @property
    def highest(self) -> float | None:
        """As for :class:`Cloud`."""
        return None if self.law is None else -self.law.entropy


def cloud(setup: PlaneSetup) -> Cloud:
    """The points of the plane that ``setup`` names.

    Raises:
        ModelError: The drawing or the table is missing or damaged.
    """
    if setup.source == "csv":
        return _rows(setup)
    law = _law(setup.source, setup.drawing)
    draw = [
        law.sample(count, torch.Generator().manual_seed(seed)).numpy().astype(np.float64)
        for count, seed in ((setup.points, setup.seed), (HELD_OUT, luck.SEED))
    ]
    return Cloud(draw[0], draw[1], law.window, law)


@lru_cache(maxsize=16)
def _law(source: str, drawing: tuple[Stroke, ...]) -> Density:
    if source == "blobs":
        return blobs()
    if source != "drawn":
        return densities.get(source)
    if not drawing:
        raise ModelError("Nothing is drawn yet. Draw where the points lie.")
    return densities.drawn(drawing)


def _rows(setup: PlaneSetup) -> Cloud:
    if setup.table is None:
        raise ModelError("There is no table yet. Bring one with two columns of numbers.")
    rows = setup.table.array.astype(np.float64)
    seen, judges = _parted(rows, setup)
    side = max(3.0, 1.1 * float(np.quantile(np.abs(rows), 0.999)))
    return Cloud(seen, judges, (-side, side, -side, side), None)


def line(setup: KernelSetup) -> Line:
    """The numbers that ``setup`` names; a column of one's own with mean 0 and deviation 1.

    Raises:
        ModelError: The column is missing or damaged, has fewer than 3 numbers, its numbers are
            equal, or one is too large.
    """
    if setup.law != "column":
        law = NORMALS[setup.law]
        points = law.sample(setup.points, np.random.default_rng(setup.seed))
        return Line(points, law.sample(HELD_OUT, np.random.default_rng(luck.SEED)), law)
    if not setup.column:
        raise ModelError("There is no column yet. Load a CSV file with a column of numbers.")
    column = np.array(setup.column)
    if np.abs(column).max() > _LARGEST:
        raise ModelError("The column has numbers that are too large to calculate with.")
    if len(column) <= _JUDGING:
        raise ModelError(
            f"The column has {len(column)} numbers; bring one with at least {_JUDGING + 1}: one to "
            f"estimate from and {_JUDGING} to judge by."
        )
    scale = float(column.std())
    if scale <= 1e-12 * float(np.abs(column).max()):
        raise ModelError(
            "All numbers of the column are equal: no bandwidth can be told from them. Bring a "
            "column that varies."
        )
    seen, judges = _parted((column - column.mean()) / scale, setup)
    return Line(seen, judges, None, scale)


def _parted(rows: Floats, setup: PlaneSetup) -> tuple[Floats, Floats]:
    """What is estimated from, and what judges it: a random part of each, by the seed."""
    order = np.random.default_rng(setup.seed).permutation(len(rows))
    count = max(1, min(setup.points, int(_SHARE * len(rows)), len(rows) - _JUDGING))
    return rows[order[:count]], rows[order[count : count + HELD_OUT]]

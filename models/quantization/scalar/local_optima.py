"""Good and bad fixed points: where Newton's method and Lloyd-Max can end for a mixture."""

from dataclasses import dataclass

from models.errors import ModelError
from models.quantization.scalar.optimal import lloyd_max
from models.quantization.scalar.quantizer import ScalarQuantizer, checked_count
from models.quantization.scalar.start import split_start
from models.quantization.sources.laws import Mixture


@dataclass(frozen=True, eq=False)
class FixedPoint:
    """A stationary quantizer of a two-part mixture.

    Attributes:
        split: How many levels lie on the left part's side, and on the right's.
        quantizer: Its levels, boundaries and cost.
    """

    split: tuple[int, int]
    quantizer: ScalarQuantizer

    @property
    def name(self) -> str:
        """What a person reads, such as "3 + 1"."""
        return f"{self.split[0]} + {self.split[1]}"


def fixed_points(mixture: Mixture, levels: int) -> tuple[FixedPoint, ...]:
    """The fixed points that share ``levels`` between two parts in every way, best first.

    1/2 N(-2, 0.3^2) + 1/2 N(2, 0.3^2) with four levels has 2 + 2 with distortion 0.0327042, the
    best, and 3 + 1 and 1 + 3 with 0.0535578: Lloyd-Max stays in either. A split that runs over
    into another one is listed once.

    Raises:
        ModelError: The mixture does not have two parts, or the number of levels is out of range.
    """
    checked_count(levels)
    if len(mixture.parts) != 2:
        raise ModelError("Only a mixture of two parts has a left and a right to share levels.")
    left, right = sorted(part.mean for part in mixture.parts)
    found: dict[tuple[int, int], ScalarQuantizer] = {}
    for count in range(1, max(levels, 2)):
        start = split_start(mixture, (count, levels - count))
        quantizer = lloyd_max(mixture, levels, start=start)
        lower = int((quantizer.levels < (left + right) / 2).sum())
        found.setdefault((lower, levels - lower), quantizer)
    points = [FixedPoint(split, quantizer) for split, quantizer in found.items()]
    return tuple(sorted(points, key=lambda point: point.quantizer.distortion))

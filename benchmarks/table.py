"""One line for each ratio, and whether it is where it should be."""

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Row(NamedTuple):
    """A ratio measured side by side in one run.

    Attributes:
        name: What is compared with what.
        ratio: The measured ratio.
        bound: Which side of the target is good.
        target: What the ratio should be at least, or at most.
    """

    name: str
    ratio: float
    bound: Literal["at least", "at most"]
    target: float

    @property
    def met(self) -> bool:
        """Whether the ratio is on the good side of its target."""
        return self.ratio >= self.target if self.bound == "at least" else self.ratio <= self.target


def text(rows: Iterable[Row]) -> str:
    """The rows as a table for a terminal."""
    lines = [f"{'':<78} {'ratio':>7}  {'target':<15} met"]
    for row in rows:
        met = "yes" if row.met else "NO"
        wanted = f"{row.bound} {row.target:g}"
        lines.append(f"{row.name:<78} {row.ratio:>7.2f}  {wanted:<15} {met}")
    return "\n".join(lines)

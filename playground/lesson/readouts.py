"""The numbers of a page: each beside its exact value or its noise, and its sample size."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from playground import screen
from playground.lesson.numerals import numeral
from playground.screen import presenter


@dataclass(frozen=True)
class Readout:
    """One number and what it has to be compared with.

    Attributes:
        label: What is measured.
        value: The number; ``None`` while it is not known yet.
        unit: Such as ``"nats"``.
        reference: The exact value, bound or floor that the number approaches.
        reference_name: What the reference is, such as ``"entropy H"``.
        error: One standard error of an estimate, in the same unit.
        samples: From how many samples the number was computed.
        help: One sentence, shown on hover.
        digits: Significant digits.
        rounding: How far rounding alone may have moved the number: what is no larger is 0.

    Raises:
        ValueError: Fewer digits than one, or more than nine: another number stands in their place.
    """

    label: str
    value: float | None
    unit: str = ""
    reference: float | None = None
    reference_name: str = ""
    error: float | None = None
    samples: int | None = None
    help: str = ""
    digits: int = 3
    rounding: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= 9:
            raise ValueError(f"{self.label} has {self.digits} digits: nobody reads so many.")

    @property
    def title(self) -> str:
        """What is measured, in which unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def number(self) -> str:
        """The value as it is written; a dash while it is not known."""
        return "—" if self.value is None else numeral(self.value, self.digits, self.rounding)

    @property
    def footnotes(self) -> tuple[str, ...]:
        """What stands under the number, one fact each."""
        facts: list[str] = []
        if self.error is not None:
            facts.append(f"± {numeral(self.error, 2)} standard error")
        if self.reference is not None:
            name = self.reference_name or "exact value"
            facts.append(f"{name} {numeral(self.reference, self.digits, self.rounding)}")
        if self.samples is not None:
            facts.append(f"from {self.samples:,} samples")
        return tuple(facts)


def readouts(items: Sequence[Readout], *, long: bool = False) -> None:
    """Show numbers side by side, as large as they deserve; on a phone they wrap.

    ``long`` numbers, such as powers of ten, get more room.
    """
    width = 270 if long or presenter.is_on() else 130
    with screen.numbers(), st.grid("auto", min_column_width=width, gap="small") as grid:
        for item in items:
            with grid.cell(), st.container(gap=None):
                st.metric(item.title, item.number, help=item.help or None)
                if item.footnotes:
                    st.caption("  \n".join(item.footnotes))

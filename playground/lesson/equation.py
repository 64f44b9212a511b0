"""A formula with the numbers of this very setup under it, as a sum that adds up."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from playground.lesson.numerals import numeral


@dataclass(frozen=True)
class Sum:
    """Terms, and an independently computed total that they should add up to.

    Attributes:
        terms: LaTeX of each term and its value.
        total: LaTeX of the total and its value.
        tolerance: How far, relative to the size of the terms, they may be apart.
        rounding: How far, relative to the same size, rounding alone may take them apart.
    """

    terms: tuple[tuple[str, float], ...]
    total: tuple[str, float]
    tolerance: float = 1e-4
    rounding: float = 1e-12

    @property
    def difference(self) -> float:
        """The sum of the terms minus the total."""
        return math.fsum(value for _, value in self.terms) - self.total[1]

    @property
    def matches(self) -> bool:
        """Whether the terms add up, within the tolerance; never if a number is missing."""
        return abs(self.difference) <= self.tolerance * self._size

    @property
    def equal(self) -> bool:
        """Whether the terms add up as far as their arithmetic can tell."""
        return abs(self.difference) <= self.rounding * self._size

    @property
    def _size(self) -> float:
        return max([1.0, abs(self.total[1]), *(abs(value) for _, value in self.terms)])

    def latex(self, decimals: int) -> str:
        """The addition written out, one term a line, aligned at the decimal point."""
        lines = [
            rf"{'' if n == 0 or name.startswith('-') else '+ '}{name} & "
            rf"{_aligned(value, decimals)} \\"
            for n, (name, value) in enumerate(self.terms)
        ]
        name, value = self.total
        lines += [r"\hline", f"= {name} & {_aligned(value, decimals)}"]
        return "\n".join([r"\begin{array}{lr}", *lines, r"\end{array}"])


def _aligned(value: float, decimals: int) -> str:
    if not math.isfinite(value):
        return rf"\text{{{numeral(value)}}}"
    return f"{value:.{decimals}f}"


def formula(latex: str) -> None:
    """Print a formula in the middle, over several lines where the place is narrow.

    It breaks after a relation or an operator between two terms and between words, outside of all
    brackets that grow (``\\left``); ``\\allowbreak`` allows more.
    """
    joined = _WORDS.sub(_breaking, " ".join(latex.split()))
    st.markdown(rf"$\displaystyle {joined}$", text_alignment="center")


_WORDS = re.compile(r"\\text\{([^{}]* [^{}]*)\}")


def _breaking(words: re.Match[str]) -> str:
    """Words among symbols, which may go on in the next line wherever a space stands."""
    parts = re.split("(?<= )(?! )", words[1])
    return r"\allowbreak ".join(rf"\text{{{part}}}" if part else "" for part in parts)


def equation(
    latex: str,
    rows: Sequence[tuple[str, float]] = (),
    total: tuple[str, float] | None = None,
    *,
    decimals: int = 4,
    tolerance: float = 1e-4,
    rounding: float = 1e-12,
    why: str = "",
) -> None:
    """Print a formula, its terms in numbers, and whether they add up.

    Args:
        latex: The formula.
        rows: LaTeX and value of each term, in the order of the formula.
        total: LaTeX and value of the left-hand side, computed by another route.
        decimals: Digits after the point.
        tolerance: Allowed difference relative to the largest term (at least 1).
        rounding: What of it the arithmetic itself may cause: float64's, unless said.
        why: What takes the two sides apart beyond rounding, where something does: a sampling
            error, a quadrature.
    """
    formula(latex)
    if total is None:
        return
    check = Sum(tuple(rows), total, tolerance, rounding)
    st.latex(check.latex(decimals))
    gap = numeral(abs(check.difference), 2)
    if check.matches:
        apart = "are equal up to rounding" if check.equal else f"differ by {gap}"
        expected, reason = ("", "") if check.equal or not why else (" within an error", f": {why}")
        st.caption(
            f":material/check_circle: The terms add up{expected}; the two sides {apart}{reason}.",
            text_alignment="center",
        )
    else:
        more = f", by more than can be expected: {why}" if why else ""
        st.warning(
            f"The terms do not add up: the two sides differ by {gap}{more}.",
            icon=":material/error:",
        )

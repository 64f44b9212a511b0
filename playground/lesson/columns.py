"""A formula and columns of numbers, each linked to the other by hover: arithmetic to check aloud.

columns.show(
    ["out = Σⱼ softmaxⱼ(", Term("q·kⱼ", "score"), " / √d) ", Term("vⱼ", "value")],
    words,
    [Column("score", "q·k", scores, "model"), Column("value", "v", values, "data")],
    key="story",
)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from playground import client
from playground.palette import CONCEPTS, Concept

_component = st.components.v2.component("playground_columns", js=client.loader("columns"))


@dataclass(frozen=True)
class Term:
    """A piece of the formula that stands for a column.

    Attributes:
        text: As it is written in the formula.
        column: Name of the column, or of the vector, that it stands for.
    """

    text: str
    column: str


@dataclass(frozen=True, eq=False)
class Column:
    """Numbers, one for each word, or vectors, drawn as small bars up and down.

    Attributes:
        name: Unique among the columns.
        title: Above the column.
        values: (N,) numbers or (N, D) vectors. What is not finite is shown as such.
        color: The concept it belongs to.
        share: The numbers are parts of one: they are drawn as bars too, and their sum is printed.
        digits: Digits after the point.
        help: One sentence about what it is.
    """

    name: str
    title: str
    values: ArrayLike
    color: Concept
    share: bool = False
    digits: int = 3
    help: str = ""


def show(
    formula: Sequence[str | Term],
    words: Sequence[str],
    columns: Sequence[Column],
    key: str,
    *,
    given: Sequence[Column] = (),
    result: Column | None = None,
    chosen: int | None = None,
) -> None:
    """Draw a formula over its columns.

    Args:
        formula: Plain pieces, and terms that are linked to columns.
        words: (N,) what stands before each row, shown as text.
        columns: From the left to the right, in the order of the calculation.
        key: Unique on the page.
        given: Vectors (D,) above the columns, such as a query.
        result: The vector (D,) below them that comes out.
        chosen: The row that the calculation is about, if it is one of them.

    Raises:
        ValueError: A term stands for no column and for no vector.
    """
    known = {each.name for each in (*columns, *given, *([result] if result else []))}
    if strange := [each for each in formula if isinstance(each, Term) and each.column not in known]:
        raise ValueError(f"{strange[0].text} stands for {strange[0].column}, which is not there.")
    _component(
        key=key,
        data={
            "formula": [
                {"text": part.text, "column": part.column} if isinstance(part, Term) else part
                for part in formula
            ],
            "words": [str(word) for word in words],
            "columns": [_packed(column) for column in columns],
            "given": [_packed(column) for column in given],
            "result": None if result is None else _packed(result),
            "chosen": chosen,
        },
    )


def _packed(column: Column) -> dict[str, Any]:
    values = np.asarray(column.values, dtype=np.float64)
    return {
        "name": column.name,
        "title": column.title,
        "values": _told(values),
        "vector": values.ndim == 2,
        "color": CONCEPTS.index(column.color),
        "share": column.share,
        "digits": column.digits,
        "help": column.help,
    }


def _told(values: np.ndarray[Any, Any]) -> list[Any]:
    """Six significant digits, and None for what is no number: JSON has no word for it."""
    if values.ndim > 1:
        return [_told(row) for row in values]
    return [float(f"{value:.6g}") if np.isfinite(value) else None for value in values.tolist()]

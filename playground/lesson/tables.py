"""Named arrays as tables in long form: a row for each number, and columns that say which it is.

What the axes of an array are is told by a pattern of words, with those of the last axis in
brackets where they shall stand side by side::

    {"density": "step y x", "samples": "step sample (x y)", "y": "y", "x": "x"}

An axis that has the name of another array of its length is labelled by it: the grid's own
coordinates, the steps of a training. Others are counted from 0; where the labels are words, which
may occur twice, they stand beside the count, under ``from_text`` for the axis ``from``.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Data = Mapping[str, ArrayLike]
Patterns = Mapping[str, str]
_PATTERN = re.compile(r"(?P<axes>[\w ]*?) *(?:\((?P<columns>[\w ]+)\))?")


class PatternError(ValueError):
    """A pattern that does not fit its array; the message names both."""


@dataclass(frozen=True)
class Axes:
    """The names of an array's axes.

    Attributes:
        names: One for each axis, in order.
        columns: For the entries of one more axis, the last, where they stand side by side.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, array: NDArray[np.generic], pattern: str | None) -> "Axes":
        """Read a pattern; without one the axes are numbered.

        Raises:
            PatternError: The pattern is none, or is one of another array.
        """
        if pattern is None:
            return cls(tuple(f"axis_{n}" for n in range(1, array.ndim + 1)))
        found = _PATTERN.fullmatch(pattern)
        if found is None:
            raise PatternError(f"{name} has the axes {pattern!r}: words, then words in brackets.")
        axes = cls(tuple(found["axes"].split()), tuple((found["columns"] or "").split()))
        last = (len(axes.columns),) if axes.columns else ()
        fits = array.ndim == len(axes.names) + len(last) and array.shape[len(axes.names) :] == last
        if not fits:
            raise PatternError(f"{name} has the shape {array.shape}, and not {pattern!r}.")
        return axes


def over_steps(data: Data, patterns: Patterns) -> Patterns:
    """The patterns, with that of the steps for what has none and is as long as they are."""
    if "step" not in data:
        return patterns
    count, axis = np.shape(data["step"]), patterns.get("step", "step")
    return {name: axis for name, each in data.items() if np.shape(each) == count} | dict(patterns)


def csv_tables(data: Data, patterns: Patterns) -> dict[str, str]:
    """The text of each table by its name; arrays along the same axes share one.

    Raises:
        PatternError: A pattern does not fit its array.
    """
    arrays = {name: np.asarray(values) for name, values in data.items()}
    axes = {name: Axes.of(name, array, patterns.get(name)) for name, array in arrays.items()}
    labelling = {
        axis
        for name, each in axes.items()
        for axis, count in zip(each.names, arrays[name].shape, strict=False)
        if axis != name and axis in arrays and arrays[axis].shape == (count,)
    }
    groups: dict[object, list[str]] = {}
    for name, array in arrays.items():
        if name in labelling:
            continue  # it stands in every table that it labels
        own = name if axes[name].columns else ""
        groups.setdefault((axes[name], array.shape, own), []).append(name)
    texts = {}
    for names in groups.values():
        title = names[0] if len(names) == 1 else _title(axes[names[0]].names)
        while title in texts:
            title += "_" + names[0]
        texts[title] = _text(names, arrays, axes[names[0]])
    return texts


def _title(axes: tuple[str, ...]) -> str:
    return "_".join(("by", *axes)) if axes else "numbers"


def _text(names: Sequence[str], arrays: Mapping[str, NDArray[np.generic]], axes: Axes) -> str:
    shape = arrays[names[0]].shape[: len(axes.names)]
    columns: dict[str, NDArray[np.generic]] = {}
    for place, axis in enumerate(axes.names):
        for name, entries in _along(axis, shape[place], arrays.get(axis), alone=len(shape) == 1):
            ends = [1] * place + [shape[place]] + [1] * (len(shape) - place - 1)
            columns[name] = np.broadcast_to(entries.reshape(ends), shape).ravel()
    for name in names:
        rest = arrays[name].shape[len(shape) :]
        flat = arrays[name].reshape(math.prod(shape), math.prod(rest))
        columns |= {title: flat[:, n] for n, title in enumerate(axes.columns or (name,))}
    text: str = pd.DataFrame(columns).to_csv(index=False, lineterminator="\n")
    return text


def _along(
    axis: str, count: int, labels: NDArray[np.generic] | None, alone: bool
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """The columns that say where on an axis a number stands."""
    if labels is not None and labels.shape == (count,):
        words = labels.dtype.kind == "U"
        if words:
            yield axis, np.arange(count)
        yield (f"{axis}_text" if words else axis), labels
    elif not alone:  # else the order of the rows says it
        yield axis, np.arange(count)


def csv_zip(data: Data, patterns: Patterns, more: Mapping[str, str] | None = None) -> bytes:
    """The tables as CSV files, and the texts of ``more`` of them, together in one zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (csv_tables(data, patterns) | dict(more or {})).items():
            archive.writestr(f"{name}.csv", text)
    return file.getvalue()

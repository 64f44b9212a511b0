"""What a page tells, read back as numbers: readouts with what stands beside them, sums, charts."""

import re
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from tests.numerals import read
from tests.pages.conftest import drawn, readouts

Notes = dict[str, float]

UNIT = re.compile(r" \([^()]*\)$")
NEAR = 0.05  # of a number that is written with two digits, or was counted a moment later


def notes(at: AppTest) -> dict[str, Notes]:
    """Label -> what stands under the number: its ``reference``, ``error`` and ``samples``."""
    return {label: dict(map(_note, lines)) for label, lines in _under(at).items()}


def compared(at: AppTest) -> dict[str, str]:
    """Label -> the name of what the number is compared with, where there is such a thing."""
    return {
        label: line.rpartition(" ")[0]
        for label, lines in _under(at).items()
        for line in lines
        if _note(line)[0] == "reference"
    }


def _under(at: AppTest) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in (node for node in at.main if isinstance(node, Block)):
        inside = [each for each in block.children.values() if isinstance(each, Element)]
        for place, metric in enumerate(inside):
            if metric.type == "metric":
                under = [each.value for each in inside[place + 1 :] if each.type == "caption"][:1]
                found[metric.label] = [line for text in under for line in text.split("  \n")]
    return found


_SILENT = re.compile(r"`[^`]*`|\$[^$]*\$|\]\([^)]*\)|\d{4}-\d\d-\d\d")  # code, TeX, links, dates
_HYPHEN = re.compile(r"(?<![\w^{)])-\d[\d.]*")


def hyphens(at: AppTest) -> list[str]:
    """The numbers in sentences and tables that have a hyphen where a minus sign belongs."""
    said = [str(each.value) for each in (*at.markdown, *at.caption, *at.info, *at.warning)]
    cells = [str(cell) for each in at.table for cell in each.value.to_numpy().ravel()]
    helps = [each.help for each in (*at.metric, *at.button, *at.slider) if each.help]
    told = (*said, *cells, *helps)
    return [found for text in told for found in _HYPHEN.findall(_SILENT.sub("", text))]


def _note(line: str) -> tuple[str, float]:
    words = line.split()
    if words[0] == "±":
        return "error", read(words[1])
    if words[0] == "from" and words[-1] == "samples":
        return "samples", read(words[1])
    return "reference", read(words[-1])


def says(at: AppTest, label: str, value: float, *, digits: int = 3, **beside: float | None) -> None:
    """The page says this number, rounded to so many digits, and beside it this and nothing else."""
    rounding = 0.5 * 10.0 ** (1 - digits)
    assert readouts(at)[label] == pytest.approx(value, rel=rounding, abs=1e-9), label
    told = notes(at)[label]
    expected = {name: number for name, number in beside.items() if number is not None}
    assert told.keys() == expected.keys(), label
    for name, number in expected.items():
        near = {"error": 0.05, "samples": 0.0}.get(name, rounding)
        assert told[name] == pytest.approx(number, rel=near, abs=1e-9), f"{name} of {label}"


def sums(at: AppTest) -> list[dict[str, float]]:
    """Each formula that is written out in numbers: TeX of a term, or of the total -> its value."""
    return [
        {name.strip(" +="): read(number.strip(" \\")) for name, number in _terms(each.value)}
        for each in at.latex
        if r"\begin{array}{lr}" in each.value
    ]


def formulas(at: AppTest) -> list[str]:
    """The TeX of each formula that stands in the middle, without the places where it may break."""
    begins = r"$\displaystyle "
    return [
        each.value.removeprefix(begins)
        .removesuffix("$")
        .replace(r"}\allowbreak \text{", "")
        .replace(r"\allowbreak ", "")
        for each in at.markdown
        if each.value.startswith(begins)
    ]


def _terms(latex: str) -> list[tuple[str, str]]:
    rows = [line for line in latex.splitlines() if " & " in line]
    return [(name, number) for name, _, number in (row.rpartition(" & ") for row in rows)]


def charts(at: AppTest) -> list[pd.DataFrame]:
    """The rows of each chart on the page, in its order."""
    sent: list[Any] = [each.proto for each in at.get("vega_lite_chart")]
    return [rows(found) for each in sent for found in each.datasets]


def rows(sent: Any) -> pd.DataFrame:
    """The rows of a chart's data, as they were sent."""
    found: pd.DataFrame = pa.ipc.open_stream(sent.data.data).read_pandas()
    return found


def curve(chart: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of a chart that belong to one name in its legend."""
    found = chart[chart["name"] == name]
    assert len(found), f"no {name} among {sorted(set(chart['name']))}"
    return found


def layer(picture: dict[str, Any], name: str) -> dict[str, Any]:
    """The layer of a picture that has this word in the legend."""
    (found,) = (each for each in picture["layers"] if each["name"] == name)
    assert isinstance(found, dict)
    return found


def layer_on(at: AppTest, name: str) -> dict[str, Any]:
    """The first layer of that name, in whatever picture of the page it stands."""
    return next(each for one in drawn(at) for each in one["layers"] if each["name"] == name)


def strip(picture: dict[str, Any]) -> dict[str, Any]:
    """Name -> the curve of that name on the time axis of a picture."""
    return {each["name"]: each for each in picture["curves"]}


def disagreements(at: AppTest) -> list[str]:
    """Curves of a time axis that are called like a number of the page and are not near it, at the
    moment on screen. The error of something may be its negative."""
    numbers = {UNIT.sub("", metric.label): metric.value for metric in at.metric}
    curves = [_now(picture) for picture in drawn(at) if not picture["live"]]
    return [
        f"{name}: {numbers[name]} beside a curve at {there:g}"
        for each in curves
        for name, there in each.items()
        if name in numbers
        and abs(read(numbers[name])) != pytest.approx(abs(there), rel=NEAR, nan_ok=True)
    ]


def _now(picture: dict[str, Any]) -> dict[str, float]:
    """Name -> the value of each curve of the time axis, where it stands."""
    start, first = picture["start"], picture["first"]
    place = start - first if isinstance(start, int) else -1
    return {
        name: float(each["values"][place])
        for name, each in strip(picture).items()
        if -1 <= place < len(each["values"]) > 0
    }

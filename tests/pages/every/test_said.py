"""What a page says has the form of what it is: a sentence, a name, a badge, in all its views."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import pytest

from playground.catalog import ROOT
from playground.lesson import Readout
from tests.sources import parsed

SENTENCES = ("alt", "help")
NAMES = ("badge", "x_label", "y_label", "unit", "reference_name", "time_name")
Found = TypeVar("Found")
LONGEST = 48  # letters of what stands beside an axis or a number
SHORTEST = 15  # letters of what tells a picture to those who do not see it


def in_pages(read: Callable[[str], Iterator[Found]]) -> Iterator[tuple[str, Found]]:
    """What a reader of sources finds in all files of the pages, each with its file's name."""
    for file in sorted(Path(ROOT, "pages").rglob("*.py")):
        for found in read(file.read_text(encoding="utf-8")):
            yield str(file.relative_to(ROOT)), found


def _said(node: ast.expr) -> str | None:
    """The words of a text, with a digit in place of what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_said(part) or "0" for part in parts)
    return None


def told(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, keyword and text of all that is handed over under one of the names above."""
    for node in ast.walk(parsed(source)):
        for each in node.keywords if isinstance(node, ast.Call) else ():
            if each.arg in (*SENTENCES, *NAMES) and (text := _said(each.value)):
                yield each.value.lineno, each.arg, text


def wrong(name: str, text: str) -> bool:
    """Whether a text is not what stands under a name."""
    if name in NAMES:
        return len(text) > LONGEST or text.endswith(".")
    if name == "alt":
        return len(text) < SHORTEST or not (text.endswith(".") and not text[0].islower())
    return not text.endswith((".", ".0", "?", "dx", "dz"))  # two are integrals


def beside(source: str) -> Iterator[tuple[int, set[str]]]:
    """Line of each readout, and what it is given, by name."""
    names = [each.name for each in fields(Readout)]
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Readout"):
            given = {each.arg for each in node.keywords if each.arg}
            yield node.lineno, given | set(names[: len(node.args)])


def alone(given: set[str]) -> bool:
    """Whether what belongs together is apart: a reference and its name, noise and its sample."""
    named = ("reference" in given) == ("reference_name" in given)
    return not named or ("error" in given and "samples" not in given)


@pytest.mark.parametrize(
    "call",
    [
        "Readout('R-hat', x, reference_name='agreement:')",
        "lesson.Readout('R-hat', x, '', 1.0)",
        "Readout('Kept', x, '', 0.5, 'exactly', 0.1)",
    ],
)
def test_a_reference_without_a_name_and_noise_of_unsaid_samples_are_seen(call):
    ((_, given),) = beside(call)
    assert alone(given)


@pytest.mark.long
def test_a_reference_has_its_name_and_noise_its_samples():
    found = [f"{file}:{line}" for file, (line, given) in in_pages(beside) if alone(given)]
    assert not found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("alt", "exact"),
        ("alt", "two Gaussians, and the optimum between them."),
        ("badge", "Two Gaussians, and the optimum between them."),
        ("help", "best:"),
        ("x_label", "Mean over points that it has not seen."),
    ],
)
def test_what_stands_in_the_wrong_place_is_seen(name, text):
    assert wrong(name, text)
    ((_, keyword, same),) = told(f"show(x, {name}={text!r})")
    assert (keyword, same) == (name, text)


@pytest.mark.long
def test_names_are_names_and_sentences_sentences():
    found = [
        f"{file}:{line} {name}={text!r}"
        for file, (line, name, text) in in_pages(told)
        if wrong(name, text)
    ]
    assert not found

"""What a page says has the form of what it is: a sentence, a name, a badge, in all its views."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.catalog import ROOT

SENTENCES = ("alt", "help")
NAMES = ("badge", "x_label", "y_label", "unit", "reference_name", "time_name")
LONGEST = 48  # letters of what stands beside an axis or a number
SHORTEST = 15  # letters of what tells a picture to those who do not see it


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
    for node in ast.walk(ast.parse(source)):
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
    files = sorted(Path(ROOT, "pages").rglob("*.py"))
    found = [
        f"{file.relative_to(ROOT)}:{line} {name}={text!r}"
        for file in files
        for line, name, text in told(file.read_text(encoding="utf-8"))
        if wrong(name, text)
    ]
    assert not found

"""What a page or the stage names at the top of a file is asked for somewhere."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from playground.catalog import ROOT
from tests.sources import parsed

FLOORS = ("pages", "playground")  # the models are a library: what they offer, anybody may ask for
FROM_OUTSIDE = {"__all__", "app", "unpack"}  # by Python, by what serves, and as the browser reads


def named(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and values of a file."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                found = [each for target in targets for each in ast.walk(target)]
                yield from (each.id for each in found if isinstance(each, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def asked(tree: ast.Module) -> Iterator[str]:
    """All that a file reads, of its own or of others. A name passed on is not read yet."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                yield name


def unused(sources: Iterable[str]) -> set[str]:
    """Names that no file reads."""
    trees = [parsed(source) for source in sources]
    read = {name for tree in trees for name in asked(tree)}
    return {name for tree in trees for name in named(tree)} - read


def test_what_nobody_reads_is_seen():
    one = "from other import here\nCODE = {}\nLEFT, *_ = 1, 2\ndef view(): return here(CODE)"
    other = "def here(): ...\ndef gone(): ..."
    assert unused([one, other]) == {"LEFT", "_", "view", "gone"}


def test_all_that_is_named_is_read():
    files = [file for floor in FLOORS for file in Path(ROOT, floor).rglob("*.py")]
    assert unused(file.read_text(encoding="utf-8") for file in files) == FROM_OUTSIDE

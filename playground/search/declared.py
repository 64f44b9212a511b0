"""What a page declares, for the search: its presets and knobs, its numbers and its formulas.

Presets are asked of the module that tells the page's story; they bring the page's setup, and so
its knobs. Numbers and formulas are read from the page's source, without running it.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from playground import catalog
from playground.controls.knobs import Knob, knobs_of
from playground.lesson import Preset

_FORMULA = re.compile(r"(?=.*\\[a-zA-Z]{2})(?=.*=)[^$]+", re.DOTALL)  # not words around one


def stations(topic: catalog.Topic) -> tuple[Preset, ...]:
    """The presets of a page, in the order of its story; imports what its setups need."""
    if find_spec(topic.story) is None:
        return ()
    return tuple(importlib.import_module(topic.story).STATIONS)


def knobs(presets: tuple[Preset, ...]) -> tuple[Knob, ...]:
    """The knobs that a person sees on the page of these presets."""
    kinds = dict.fromkeys(type(preset.setup) for preset in presets)
    seen = {knob.label: knob for kind in kinds for knob in knobs_of(kind) if not knob.hidden}
    return tuple(knob for knob in seen.values() if not knob.seed)


def numbers(topic: catalog.Topic) -> tuple[tuple[str, str], ...]:
    """Label and explanation of every number that the source of a page names."""
    found: dict[str, str] = {}
    for node in _nodes(topic):
        match node:
            case ast.Call(
                func=ast.Name("Readout") | ast.Attribute(attr="Readout"),
                args=[ast.Constant(value=str(label)), *_],
                keywords=keywords,
            ):
                said = {word.arg: word.value for word in keywords}.get("help")
                help = said.value if isinstance(said, ast.Constant) else ""
                found.setdefault(label, str(help))
    return tuple(found.items())


def formulas(topic: catalog.Topic) -> tuple[str, ...]:
    """The formulas that the source of a page spells out, in LaTeX."""
    found: dict[str, None] = {}
    for node in _nodes(topic):
        match node:
            case ast.Constant(value=str(text)) if _FORMULA.fullmatch(text):
                found[text] = None
    return tuple(found)


def _nodes(topic: catalog.Topic) -> Iterator[ast.AST]:
    """The source of a page, piece by piece; a text that is put together at run time is none."""
    for path in _sources(topic.page, set()):
        waiting: list[ast.AST] = [_tree(path)]
        while waiting:
            node = waiting.pop(0)
            yield node
            if not isinstance(node, ast.JoinedStr):
                waiting.extend(ast.iter_child_nodes(node))


def _sources(path: Path, known: set[Path]) -> Iterator[Path]:
    """A page's script, and what it imports from ``pages``."""
    if path in known:
        return
    known.add(path)
    yield path
    for node in ast.walk(_tree(path)):
        match node:
            case ast.Import(names=names):
                modules = [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names):
                modules = [module, *(f"{module}.{name.name}" for name in names)]
            case _:
                continue
        for module in modules:
            if module.startswith("pages."):
                place = catalog.ROOT.joinpath(*module.split("."))
                for file in (place.with_suffix(".py"), place / "__init__.py"):
                    if file.is_file():
                        yield from _sources(file, known)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))

"""Which files belong to a topic, and which tests to a file. Paths are those of the project."""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playground import catalog

FLOORS = ("models", "playground", "pages")

# Tests of the stage through pages: it knows no topic, so any will do.
THROUGH_PAGES = ("test_sharing", "test_forks", "test_depth", "test_links", "gans/test_gans")
# About the project as a whole.
NOT_ASKED = ("test_architecture", "test_package", "test_launch", "test_readable")


def files_of(topic: str) -> dict[str, list[Path]]:
    """Floor -> the files of a topic there; or those of a whole floor, for its name."""
    if topic in FLOORS:
        return {topic: _sources(Path(topic))}
    it = catalog.topic(topic)
    rooms = [Path(*module.split(".")) for module in it.modules]
    page = Path("pages", it.chapter, f"{topic}.py")
    return {
        "models": [file for room in rooms for file in _sources(room)],
        "pages": sorted({page, *_pictures(page)}),
    }


def _sources(room: Path) -> list[Path]:
    """All that computes or draws there. What a story claims is counted by ``make stories``."""
    files = sorted(room.rglob("*.py")) if room.is_dir() else [room.with_suffix(".py")]
    return [file for file in files if file.name != "__init__.py" and "stories" not in file.parts]


@cache
def _pictures(page: Path) -> frozenset[Path]:
    """The pictures that a page imports, and those that these import."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    files = {Path(*name.split(".")).with_suffix(".py") for name in names if ".pictures." in name}
    there = [file for file in files if file.is_file()]
    return frozenset(each for file in there for each in (file, *_pictures(file)))


def asked(file: Path) -> list[str]:
    """Arguments for pytest: tests that ought to notice a mistake in a file, likely ones first."""
    floor, room = file.parts[0], file.with_suffix("").parts[1]
    if floor == "models":
        named = re.compile(rf"\bmodels(\.| import .*\b){room}\b")
        naming = [each for each, text in _tests("models").items() if named.search(text)]
        return _alike(file, naming) or ["tests/models"]
    if floor == "pages":
        slugs = [
            each.slug
            for each in catalog.TOPICS
            if file in (page := Path("pages", each.chapter, f"{each.slug}.py"), *_pictures(page))
        ]
        names = " or ".join(f"[{slug}] or [{slug}- or test_{slug}.py" for slug in slugs)
        own = [str(each) for each in _tests("pages") if each.stem in {f"test_{s}" for s in slugs}]
        return [*own, "tests/pages", "-k", f"'{names}'"]
    through = [f"tests/pages/{name}.py" for name in THROUGH_PAGES]
    return [*_alike(file, _tests("playground")), *through]


def _alike(file: Path, tests: Iterable[Path]) -> list[str]:
    """Tests in an order: the more words of a file's path are in that of a test, the earlier."""
    words = _words(file)
    return [str(each) for each in sorted(tests, key=lambda test: -len(words & _words(test)))]


def _words(file: Path) -> set[str]:
    return {word for part in file.with_suffix("").parts for word in part.split("_")}


@cache
def _tests(floor: str) -> dict[Path, str]:
    """The files of a floor's tests, and what stands in them."""
    found = sorted(Path("tests", floor).rglob("test_*.py"))
    return {each: each.read_text(encoding="utf-8") for each in found if each.stem not in NOT_ASKED}

"""Which files belong to a topic, and which tests to a file. Paths are those of the project."""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playground import catalog

FLOORS = ("models", "playground", "pages")

# Tests of the stage through pages: it knows no topic, so any will do.
THROUGH_PAGES = (
    "test_sharing",
    "test_forks",
    "every/test_depth",
    "test_links",
    "test_gallery",
    "gans/test_line",
)
# About the project as a whole.
NOT_ASKED = ("test_architecture", "test_package", "test_launch", "test_readable")
LAUNCHED = "tests/playground/test_launch.py"  # what no test imports is what starts all
KNOBS = "tests/models/values/test_setups.py"  # of all setups at once
# Of all pages at once.
OF_ALL = ("tests/pages/every/test_said.py", "tests/pages/every/test_used.py")
ARCHITECTURE = "tests/playground/test_architecture.py"  # of all sources at once
EVERY_PAGE = tuple(
    f"tests/pages/every/test_{name}.py"
    for name in ("every_page", "dragged", "drawn", "ends", "growing")
)
FEW = 8  # files of tests, beside those that name a file of the stage themselves


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
    """The pictures that a page imports, and those that these import, through packages too."""
    found: set[Path] = set()
    new = {page}
    while new:
        names = {name for file in new for name in _imported(file) if ".pictures." in name}
        rooms = [Path(*name.split(".")) for name in names]
        files = {file for room in rooms for file in (room.with_suffix(".py"), room / "__init__.py")}
        new = {file for file in files - found if file.is_file()}
        found |= new
    return frozenset(file for file in found if file.name != "__init__.py")


@cache
def _imported(file: Path) -> frozenset[str]:
    """The dotted names that a file imports: a module's, and what may be one inside a package."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return frozenset(names)


def asked(file: Path) -> list[str]:
    """Arguments for pytest: tests that ought to notice a mistake in a file, likely ones first."""
    floor, room = file.parts[0], file.with_suffix("").parts[1]
    if floor == "models":
        own = _alike(file, _naming(room)) or ["tests/models"]
        return [*own, *(each for each in [KNOBS] if each not in own)]
    if floor == "pages":
        return _of_topics(file)
    through = (f"tests/pages/{name}.py" for name in THROUGH_PAGES)
    return [*_reaching(file), *through, ARCHITECTURE]


@cache
def _naming(room: str) -> list[Path]:
    """Tests that import a room of the models, or something out of it."""
    named = re.compile(rf"\bmodels(\.| import .*\b){room}\b")
    return [each for each, text in _tests("models").items() if named.search(text)]


def _of_topics(file: Path) -> list[str]:
    """What names the topics that a file belongs to, and what holds for the page of each topic."""
    topics = [
        each
        for each in catalog.TOPICS
        if file in (page := Path("pages", each.chapter, f"{each.slug}.py"), *_pictures(page))
    ]
    own: set[Path] = set()
    for each in topics:
        named = re.compile(rf"\b{each.slug}_|[\"']{each.slug}[\"']")
        room = Path("tests/pages", each.chapter)
        there = {test: text for test, text in _tests("pages").items() if test.parent == room}
        own |= {test for test, text in there.items() if named.search(text)}
    names = [name for each in topics for name in (f"[{each.slug}]", f"[{each.slug}-")]
    names += sorted({test.name for test in own})
    names += [Path(each).name for each in OF_ALL]
    called = {test for test in own if test.stem in {f"test_{each.slug}" for each in topics}}
    likely = [*_alike(file, called), *_alike(file, own - called)]
    return [*OF_ALL, *likely, *EVERY_PAGE, "-k", f"'{' or '.join(names)}'"]


def _reaching(file: Path) -> list[str]:
    """Tests of the stage that name a file's module or its package; then a few that reach it through
    the modules that import it."""
    stage = [each for each in Path("playground").rglob("*.py") if each.is_file()]
    known, found, tests = {_module(file)}, list[str](), _tests("playground")
    if len(file.parts) > 2:
        known.add(_module(file.parent))
    while True:
        more = [test for test in tests if known & _imported(test) and str(test) not in found]
        found += _alike(file, more) if not found else _alike(file, more)[: FEW - len(found)]
        importers = {_module(each) for each in stage if known & _imported(each)} - known
        if len(found) >= FEW or not importers:
            return found or [LAUNCHED]
        known |= importers


def _module(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _alike(file: Path, tests: Iterable[Path]) -> list[str]:
    """Tests in an order: the more words of a file's path are in that of a test, the earlier."""
    words = _words(file)
    return [
        str(each) for each in sorted(tests, key=lambda test: (-len(words & _words(test)), test))
    ]


def _words(file: Path) -> set[str]:
    return {word for part in file.with_suffix("").parts for word in part.split("_")}


@cache
def _tests(floor: str) -> dict[Path, str]:
    """The files of a floor's tests, and what stands in them."""
    found = sorted(Path("tests", floor).rglob("test_*.py"))
    return {each: each.read_text(encoding="utf-8") for each in found if each.stem not in NOT_ASKED}

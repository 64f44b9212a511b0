"""Who may import whom, and how large a file may grow."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from playground import catalog
from tests.sources import parsed

ROOT = Path(__file__).resolve().parents[2]
SCREEN = {"streamlit", "plotly", "altair"}
FORBIDDEN = {
    "models": SCREEN | {"playground", "pages", "tests", "benchmarks"},
    "playground": {"models", "pages", "tests", "benchmarks"},
    "pages": {"tests", "benchmarks"},
}
STREAMLIT_FREE = ("recording", "runs", "scene/layers.py", "scene/pack.py", "palette.py")
# Data classes that are filled bit by bit, and handed to nobody else meanwhile.
CHANGING = {"models/gans/players/autograd.py: _Moments", "playground/bring/table.py: _Kept"}
OPEN = re.compile(r"^ *@dataclass(?!\(frozen=True\b).*\n *class (\w+)", re.MULTILINE)
LONGEST_FILE = 450
LONGEST_PAGE = 150

# What a page may do with arrays: make, shape, select, order, hide, bound and count.
ARRANGING = re.compile(
    "abs|all|allclose|any|append|arange|array|asarray|broadcast_to|ceil|clip|column_stack"
    "|concatenate|count_nonzero|diff|empty|finfo|flatnonzero|float32|float64|full|full_like|int64"
    "|isfinite|isinf|isnan|linspace|max|maximum|meshgrid|min|nan|ndarray|newaxis|ones|ones_like"
    "|ptp|reshape|round|sort|split|stack|triu|uint8|vstack|where|zeros|zeros_like"
)
STATISTICS = re.compile(
    "mean|std|var|sum|prod|cumsum|cumprod|dot|matmul|exp|log|sqrt|norm|quantile|median"
)
MATHS = re.compile("inf|nan|isfinite|isinf|ceil|floor")
COMPUTING = {"torch", "scipy", "sklearn", "pandas", "statistics", "cmath"}
# How dark something is drawn is a matter of the drawing alone.
DRAWING = {"pages/flows/pictures/opacity.py", "pages/gans/pictures/opacity.py"}


def python_files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def computed(path: Path) -> Iterator[tuple[int, str]]:
    """Where a file computes, and how."""
    for name in imported(path):
        if name.split(".")[0] in COMPUTING:
            yield 1, name
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            allowed = {"np": ARRANGING, "numpy": ARRANGING, "math": MATHS}.get(node.value.id)
            if allowed is not None and not allowed.fullmatch(node.attr):
                yield node.lineno, f"{node.value.id}.{node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if STATISTICS.fullmatch(node.func.attr):
                yield node.lineno, f".{node.func.attr}()"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.MatMult):
            constant = isinstance(node.left, ast.Constant)
            yield from () if constant else [(node.lineno, "a power or a product of matrices")]


def room(module: str) -> str:
    """The room of a module in ``models``: its folder within a chapter, or else its own file."""
    parts = module.split(".")
    while not (
        ROOT.joinpath(*parts).is_dir() or ROOT.joinpath(*parts).with_suffix(".py").is_file()
    ):
        parts.pop()
    return ".".join(parts[:3] if ROOT.joinpath(*parts[:3]).is_dir() else parts)


def named(path: Path) -> Iterator[str]:
    """What a file imports, name by name."""
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.long
def test_rooms_import_each_other_in_one_direction():
    rooms: dict[str, set[str]] = {}
    for path in python_files("models"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[-1] == "__init__" and len(parts) < 4:
            continue  # what a chapter offers, of all its rooms
        here = room(".".join(parts))
        there = {room(name) for name in named(path) if name.startswith("models.")}
        rooms.setdefault(here, set()).update(there - {here})
    order = list(TopologicalSorter(rooms).static_order())
    assert order.index("models.autoencoders.model") < order.index("models.autoencoders.bounds")


@pytest.mark.long
@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_only_what_its_floor_may(folder):
    files = python_files(folder)
    assert files
    for path in files:
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & FORBIDDEN[folder], f"{path.relative_to(ROOT)} imports upwards"


@pytest.mark.long
def test_nobody_imports_pages():
    for folder in ("models", "playground", "tests", "benchmarks"):
        for path in python_files(folder):
            assert "pages" not in {name.split(".")[0] for name in imported(path)}, path


def test_every_page_is_a_topic_of_its_chapter():
    scripts = {path for path in (ROOT / "pages").glob("*/*.py") if path.name != "__init__.py"}
    assert scripts == {topic.page for topic in catalog.TOPICS}
    assert {path.name for path in (ROOT / "pages").iterdir()} - {"__pycache__"} == set(
        catalog.CHAPTERS
    )


@pytest.mark.long
def test_pages_import_packages_of_the_models_and_not_their_files():
    """What a chapter of ``models`` offers is named by its packages; its files may move within."""
    for path in python_files("pages"):
        for module in (name for name in imported(path) if name.startswith("models.")):
            inside = module.count(".") > 1
            assert not inside or ROOT.joinpath(*module.split(".")).is_dir(), (
                f"{path.relative_to(ROOT)} imports {module}"
            )


def test_streamlit_discovers_no_pages_by_itself():
    """It would list a folder ``pages`` beside the entry script, and skip the script."""
    assert not (ROOT / "playground" / "pages").exists()


@pytest.mark.long
def test_a_page_imports_only_its_own_story_and_pictures_of_its_chapter():
    for path in python_files("pages"):
        _, chapter, *folder, name = path.relative_to(ROOT).with_suffix("").parts
        slug = folder[1] if len(folder) > 1 else name  # pictures of one page may be a folder
        for module in (each for each in imported(path) if each.split(".")[0] == "pages"):
            _, of, kind, topic, *_ = module.split(".")
            assert of == chapter, f"{path.relative_to(ROOT)} imports {module}"
            own = kind == "pictures" or (kind == "stories" and topic == slug)
            assert own, f"{path.relative_to(ROOT)} imports {module}"


@pytest.mark.parametrize("name", STREAMLIT_FREE)
def test_the_engine_knows_no_streamlit(name):
    target = ROOT / "playground" / name
    files = [target] if target.is_file() else sorted(target.rglob("*.py"))
    assert files
    for path in files:
        assert not {n.split(".")[0] for n in imported(path)} & SCREEN, path


@pytest.mark.long
def test_pages_compute_nothing():
    """They arrange, hide and bound what a model computed: no library that computes, of NumPy only
    what shapes, selects and limits arrays, no statistics of them, no powers, no products."""
    found = [
        f"{path.relative_to(ROOT)}, line {line}: {what}"
        for path in python_files("pages")
        if path.relative_to(ROOT).as_posix() not in DRAWING
        for line, what in computed(path)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    ["np.sqrt(x)", "np.linalg.norm(x)", "x.mean(0)", "x.sum()", "x ** y", "a @ b", "math.log(2)"],
)
def test_what_computes_is_seen(line, tmp_path):
    page = tmp_path / "page.py"
    page.write_text(f"import math\nimport numpy as np\n{line}\n")
    assert list(computed(page))


def test_what_is_handed_on_is_changed_by_nobody():
    """Trainings, pictures and setups are shared by sessions: only what is counted here changes."""
    texts = {file: file.read_text() for folder in FORBIDDEN for file in python_files(folder)}
    found = {
        f"{file.relative_to(ROOT)}: {name}" for file in texts for name in OPEN.findall(texts[file])
    }
    assert found == CHANGING


def test_what_is_kept_names_no_function_to_a_person_who_waits():
    """Streamlit's own spinner says "Running `_function(...)`"; a sentence of ours or none does."""
    kept = re.compile(r"@st\.cache_\w+(?:\((?P<how>[^)]*)\))?")
    for path in (*python_files("pages"), *python_files("playground")):
        for found in kept.finditer(path.read_text(encoding="utf-8")):
            said = re.search(r'show_spinner=(False|".+…")', found["how"] or "")
            assert said, f"{path.relative_to(ROOT)}: {found[0]}"


def test_a_page_stays_short():
    for topic in catalog.TOPICS:
        lines = topic.page.read_text().splitlines()
        assert len(lines) <= LONGEST_PAGE, f"{topic.page.name} is no thin script any more"
    for path in python_files("pages"):
        assert len(path.read_text().splitlines()) <= 300, path


def test_files_stay_small():
    for folder in ("models", "playground", "pages", "tests", "benchmarks"):
        for suffix in ("*.py", "*.js", "*.css"):
            for path in (ROOT / folder).rglob(suffix):
                ours = "node_modules" not in path.parts
                assert not ours or len(path.read_text().splitlines()) <= LONGEST_FILE, path


def test_no_control_character_hides_in_a_source():
    """A backslash lost on the way makes one of LaTeX's \\arg or \\text, and the formula breaks."""
    for folder in FORBIDDEN:
        for path in python_files(folder):
            text = path.read_text(encoding="utf-8")
            odd = {c for c in text if ord(c) < 32 and c != "\n"}
            assert not odd, f"{path.relative_to(ROOT)} holds {odd}"


@pytest.mark.long
def test_a_page_spells_no_key_and_does_not_touch_the_session():
    """Its names are made by ``playground.here``, its knobs turned by ``playground.controls``."""
    for path in python_files("pages"):
        for node in ast.walk(parsed(path.read_text())):
            place = f"{path.relative_to(ROOT)}, line {getattr(node, 'lineno', 0)}"
            assert not (isinstance(node, ast.Attribute) and node.attr == "session_state"), place
            if isinstance(node, ast.JoinedStr):
                assert "SLUG" not in {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}, (
                    place
                )

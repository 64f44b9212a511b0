"""The mistakes that are put in, and which tests are asked about them."""

from pathlib import Path

import pytest
from cosmic_ray.mutating import mutate_code
from cosmic_ray.work_item import MutationSpec

from playground import catalog
from playground.catalog import ROOT
from tests.mutants.__main__ import FAILED
from tests.mutants.asked import FLOORS, asked, files_of
from tests.mutants.mistakes import Forgotten, Mistaken, Swapped, cosmetic


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(
    ("mistake", "before", "after"),
    [
        (Swapped, "f(a, b)", ["f( b,a)"]),
        (Swapped, "f(a, a)", []),
        (Swapped, "f(x=1, y=2)", ["f(x=2, y=1)"]),
        (Swapped, "f(a, y=2)", []),
        (Swapped, "f(*a, *b)", []),
        (Forgotten, "f(a, y=2)", ["f(a)"]),
        (Forgotten, "f(a, *b)", []),
        (Mistaken, 'g(m["a"], m["b"])', ['g(m["b"], m["b"])']),
        (Mistaken, 'g(m["a"], m["a"])', []),
        (Mistaken, 'def f():\n    return m["a"]\ng(m["b"])\n', []),
        (Mistaken, "g(m[0], m[1])", []),
    ],
)
def test_a_mistake_is_made_where_it_can_be(mistake, before, after):
    made: list[str] = []
    while (code := mutate_code(before, mistake(), len(made))) is not None:
        made.append(code)
    assert made == after


@pytest.mark.parametrize(
    ("operator", "line", "column", "looks"),
    [
        ("NumberReplacer", "show(x, height=9)", 15, True),
        ("NumberReplacer", "    low=2,", 8, True),
        ("NumberReplacer", "SIZE = 4096", 7, True),
        ("NumberReplacer", "y = 2 * x", 4, False),
        ("Forgotten", "f(x, help=h)", 5, True),
        ("Forgotten", "knob(x, names=h)", 8, True),
        ("Forgotten", "f(x, reference=h)", 5, False),
        ("Forgotten", "@dataclass(frozen=True, eq=False)", 24, True),
        ("Forgotten", "readouts(rows, long=True)", 15, True),
        ("Swapped", "f(x, help=h)", 5, False),
        ("Swapped", "max(x, y)", 4, True),
        ("Swapped", "maximal(x, y)", 8, False),
        ("ReplaceFalseWithTrue", "zip(a, b, strict=False)", 17, True),
        ("ReplaceFalseWithTrue", "Plot(x, equal=False)", 14, False),
        ("ReplaceBinaryOperator_Mul_Div", "def f(x, *, y):", 9, True),
        ("ReplaceBinaryOperator_Mul_Div", "y = x * z", 6, False),
    ],
)
def test_how_something_looks_is_no_mistake(operator, line, column, looks):
    mistake = MutationSpec("x.py", f"kept/{operator}", 0, (1, column), (1, column + 1))
    assert cosmetic([line], mistake) is looks


@pytest.mark.parametrize("topic", [each.slug for each in catalog.TOPICS])
def test_a_topic_has_models_and_pages_and_tests_for_both(topic):
    for floor, files in files_of(topic).items():
        assert files, floor
        for file in files:
            tests = asked(file)
            assert tests, f"no test is asked about {file}"
            assert all(Path(each).exists() for each in tests if each.startswith("tests/"))


def test_the_page_of_a_topic_is_asked_with_its_own_tests():
    (line,) = [names for names in asked(Path("pages/gans/line.py")) if "[" in names]
    assert "test_line.py" in line
    assert "tests/pages/every/test_dragged.py" in asked(Path("pages/gans/line.py"))
    both = asked(Path("pages/autoencoders/pictures/vae/numbers.py"))[-1]
    assert "test_vae.py" in both
    assert "test_line.py" not in both


def test_tests_of_a_page_need_not_have_its_name_nor_a_picture_be_imported_by_its_file():
    plan = asked(Path("pages/evaluation/pictures/transport/plan.py"))
    assert "tests/pages/evaluation/test_plans.py" in plan
    (line,) = [
        names for names in asked(Path("pages/flows/pictures/glow/jacobian.py")) if "[" in names
    ]
    assert "[glow]" in line


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("playground/scene/pack.py", "tests/playground/scene/test_pack.py"),
        ("playground/timeline.py", "tests/playground/test_timeline.py"),
        ("playground/__main__.py", "tests/playground/test_launch.py"),
    ],
)
def test_a_file_of_the_stage_is_asked_by_those_that_name_it_and_not_by_all(file, first):
    tests = asked(Path(file))
    assert tests[0] == first
    assert len(tests) < 20


def test_a_setup_is_asked_by_what_holds_for_all_setups():
    tests = asked(Path("models/games/tables/setup.py"))
    assert tests.count("tests/models/values/test_setups.py") == 1
    assert tests[0].startswith("tests/models/games/")


def test_the_floors_are_all_that_is_written():
    files = {file for floor in FLOORS for file in files_of(floor)[floor]}
    assert {
        Path("models/training/adam.py"),
        Path("playground/charts/ink.py"),
        Path("pages/gans/line.py"),
    } <= files
    assert not [file for file in files if "stories" in file.parts]


def test_what_failed_is_a_test_and_no_line_of_a_log():
    log = "ERROR    playground.runs:pool.py:217 A group of trainings failed."
    told = f"{log}\nFAILED tests/pages/test_links.py::test_a[x y] - assert 1 == 2"
    assert (found := FAILED.search(told))
    assert found[1] == "tests/pages/test_links.py::test_a[x y]"

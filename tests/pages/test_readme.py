"""The README's recipe for a topic is short, and its blocks do what it says they do."""

from pathlib import Path

import pytest

from playground.catalog import ROOT
from tests import recipe

LINES = 60  # of code in all blocks together; blank ones do not count
FILES = ["models/walk.py", "pages/flows/stories/walk.py", "pages/flows/walk.py"]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project to which the recipe's topic was added."""
    folder: Path = tmp_path_factory.mktemp("project")
    recipe.follow(folder)
    return folder


@pytest.mark.parametrize("floor", ["playground", "models"])
def test_the_layout_tells_all_folders(floor):
    layout = (ROOT / "README.md").read_text(encoding="utf-8").partition("code is laid out")[2]
    layout = layout.partition("Imports go one way")[0]
    folders = {path.parent.name for path in (ROOT / floor).glob("*/__init__.py")}
    assert folders
    assert not [name for name in folders if f"{name}/" not in layout]


def test_the_recipe_has_four_short_blocks():
    assert [*recipe.blocks()] == [*FILES, recipe.CATALOG]
    code = [line for block in recipe.blocks().values() for line in block.splitlines()]
    assert len([line for line in code if line.strip()]) <= LINES


def test_they_pass_the_linter(project):
    recipe.passes(project, "ruff", "check", *FILES, recipe.CATALOG)
    recipe.passes(project, "ruff", "format", "--check", *FILES, recipe.CATALOG)


@pytest.mark.long
def test_they_are_typed(project):
    recipe.passes(project, "mypy", *FILES)


@pytest.mark.long
def test_every_generic_test_of_a_page_passes_on_them(project):
    generic = [f"tests/pages/every/test_{name}.py" for name in ("every_page", "ends", "growing")]
    every = (*generic, "tests/playground/test_architecture.py")
    recipe.passes(project, "pytest", "-q", "-k", "[walk] or architecture", *every)

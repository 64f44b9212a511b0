"""Installed: what a notebook and an exported script find, and what `make run` installs exactly."""

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest
from packaging.requirements import Requirement

from playground.lesson import standalone

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("models", "playground", "pages")
ALONE = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def run(python: Path | str, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, file],
        cwd=file.parent,
        env=ALONE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def wanted() -> list[Requirement]:
    return [Requirement(line) for line in (ROOT / "requirements.txt").read_text().splitlines()]


def pinned() -> dict[str, list[Requirement]]:
    """Every release in the lock, by the package's name; some differ by Python's version."""
    found: dict[str, list[Requirement]] = {}
    for line in (ROOT / "requirements.lock").read_text().splitlines():
        if line and not line.startswith((" ", "#")):
            one = Requirement(line.removesuffix("\\"))
            found.setdefault(one.name, []).append(one)
    return found


@pytest.mark.parametrize("requirement", wanted(), ids=lambda one: one.name)
def test_the_lock_holds_a_release_that_is_asked_for(requirement):
    if requirement.name in PROJECT["tool"]["uv"]["pip"]["no-emit-package"]:
        assert str(requirement.specifier).startswith("==")
        return
    for one in pinned()[requirement.name]:
        (pin,) = one.specifier
        assert pin.operator == "=="
        assert pin.version in requirement.specifier, "run `make lock`"


def test_every_file_of_the_lock_is_known_by_its_hash():
    blocks = (ROOT / "requirements.lock").read_text().split("\n")
    for line, following in pairwise(blocks):
        if line and not line.startswith((" ", "#")):
            assert following.startswith("    --hash=sha256:"), line


def test_an_exported_script_runs_from_any_folder_with_the_playgrounds_python(tmp_path):
    file = tmp_path / "again.py"
    file.write_text(standalone("import models.frame\nprint(models.frame.__name__)\n", file.name))
    done = run(sys.executable, file)
    assert done.stdout.strip() == "models.frame", done.stderr


def test_an_exported_script_says_how_another_python_finds_the_library(tmp_path):
    """A Python without the playground: one just made."""
    venv.create(tmp_path / "other", with_pip=False)
    lost = tmp_path / "again.py"
    lost.write_text(standalone("", lost.name))
    done = run(tmp_path / "other" / "bin" / "python", lost)
    assert done.returncode == 1
    assert "The playground is not found" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_playground_is_installed_as_its_project_says():
    installed = distribution(PROJECT["project"]["name"])
    assert installed.version == PROJECT["project"]["version"]
    (command,) = installed.entry_points.select(group="console_scripts")
    assert callable(command.load())


@pytest.mark.long
def test_an_installed_copy_is_complete(tmp_path):
    """The files that are no Python: styles, scripts, pictures, and Streamlit's settings."""
    building = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    building += ["--no-build-isolation", "--wheel-dir", str(tmp_path)]
    source = tmp_path / "source"
    for folder in (*PACKAGES, ".streamlit"):
        copytree(ROOT / folder, source / folder, ignore=ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "requirements.txt", "README.md"):
        copy(ROOT / file, source)
    subprocess.run([*building, str(source)], check=True, timeout=120, capture_output=True)
    (built,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(built).namelist())
    for package in PACKAGES:
        for path in (source / package).rglob("*"):
            if path.is_file():
                assert str(path.relative_to(source)) in inside
    assert any(name.endswith("share/playground/.streamlit/config.toml") for name in inside)

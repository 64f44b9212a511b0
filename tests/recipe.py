"""The README's recipe for a topic, followed to the letter in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

from playground.catalog import ROOT

CATALOG = "playground/catalog/flows.py"
COPIED = ("models", "pages", "playground", "tests", ".streamlit", "pyproject.toml", "README.md")

_BLOCK = re.compile(r"`([\w/]+\.py)`(?:(?!```).)*```python\n(.*?)```", re.DOTALL)
_TOPICS = re.compile(r"^TOPICS\b.*?^(?=\)\n)", re.DOTALL | re.MULTILINE)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache")


def blocks() -> dict[str, str]:
    """File -> what the recipe says stands in it, without the indentation of its list."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    recipe = readme.partition("## Add a topic\n")[2].partition("\n## ")[0]
    return {
        file: "".join(line.removeprefix("   ") for line in code.splitlines(keepends=True))
        for file, code in _BLOCK.findall(recipe)
    }


def copied(project: Path) -> None:
    """Copy this project to a folder."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=_LEFT_OUT)
        else:
            shutil.copy(source, project / name)
    if (fetched := ROOT / ".data").is_dir():
        (project / fetched.name).symlink_to(fetched.resolve())
    if (known := ROOT / ".mypy_cache").is_dir():  # what is typed already is not typed once more
        shutil.copytree(known, project / known.name)


def follow(project: Path) -> None:
    """Copy this project to a folder, and add the recipe's topic to it."""
    copied(project)
    files = blocks()
    entry, catalog = indent(files.pop(CATALOG).rstrip(), "    "), project / CATALOG
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(
        _TOPICS.sub(lambda topics: topics[0] + entry + ",\n", text), encoding="utf-8"
    )
    for file, code in files.items():
        place = project / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(code, encoding="utf-8")


def passes(project: Path, *command: str) -> None:
    """Run a module there, with what is there and not with what is installed: it must do."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]

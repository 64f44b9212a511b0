"""``make mutants TOPIC=vae``: mistakes are put into a topic one at a time; do its tests notice?

Cosmic Ray makes the mistakes, in a copy of the project. TOPIC is a topic, or a floor: ``models``,
``playground`` or ``pages``. A sample is drawn, with the same mistakes for the same SAMPLE and SEED;
each is met by the types of all, which are quick, and then by the tests of the file that it is in,
and those that nothing notices are printed.
"""

import argparse
import compileall
import os
import random
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import TestOutcome, WorkItem

from playground import catalog
from tests.mutants import mistakes
from tests.mutants.asked import FLOORS, asked, files_of
from tests.recipe import copied

LONGEST = 1200  # seconds for the tests of one mistake: what hangs is noticed too
PYTEST = f"{sys.executable} -m pytest -x -q -p no:cacheprovider"
TYPES = f"{sys.executable} -m mypy --no-error-summary {' '.join(FLOORS)} tests"
# A test, and not what was logged while it ran.
FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", re.MULTILINE)


def drawn(files: list[Path], count: int, luck: random.Random) -> Iterator[WorkItem]:
    """Mistakes at different places, the longer a file the more, each place with one of its own."""
    sizes = [len(file.read_text(encoding="utf-8").splitlines()) for file in files]
    chosen = sorted(luck.choices(files, sizes, k=count))
    with use_db(Path(tempfile.mkdtemp()) / "session.sqlite") as session:
        for file in sorted(set(chosen)):
            init([file], session, {})
            places: dict[tuple[int, int], list[WorkItem]] = {}
            lines = file.read_text(encoding="utf-8").splitlines()
            for item in session.work_items:
                (mistake,) = item.mutations
                if not mistakes.cosmetic(lines, mistake):
                    places.setdefault(mistake.start_pos, []).append(item)
            some = luck.sample(sorted(places), min(chosen.count(file), len(places)))
            yield from (luck.choice(places[place]) for place in some)


@cache
def passes(command: str) -> bool:
    """Whether a command passes without any mistake: only then it has noticed one by failing."""
    outcome, _ = run_tests(command, LONGEST)
    return bool(outcome == TestOutcome.SURVIVED)


def noticed(item: WorkItem) -> bool:
    """Whether tests or types notice a mistake once it is made. What does, or what nothing does, is
    printed.

    Raises:
        SystemExit: A test fails without the mistake too, and so says nothing.
    """
    (mistake,) = item.mutations
    tests = f"{PYTEST} {' '.join(asked(mistake.module_path))}"
    for command in (TYPES, tests):
        result = mutate_and_test(item.mutations, command, LONGEST)
        if result.test_outcome == TestOutcome.SURVIVED:
            continue
        failed = FAILED.search(result.output)
        alone = f"{PYTEST} {shlex.quote(failed[1])}" if failed else command
        if result.output != "timeout" and not passes(alone):
            raise SystemExit(f"Without any mistake this fails: {alone}")
        by = failed[1] if failed else "its types" if command == TYPES else "what takes too long"
        print(f"{mistake.module_path}:{mistake.start_pos[0]} is noticed by {by}", flush=True)
        return True
    print(f"Not noticed by {tests}:\n{result.diff}\n", flush=True)
    return False


def main() -> int:
    """Draw mistakes, make each, and count those that are noticed."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("topic", choices=[*(each.slug for each in catalog.TOPICS), *FLOORS])
    parser.add_argument("--sample", type=int, default=35, help="mistakes in each floor")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    told = parser.parse_args()
    mistakes.register()
    os.environ["OMP_NUM_THREADS"] = "1"
    # A mistake as long as what it replaces, of the same second, would leave what is compiled.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        copied(Path(folder))
        compileall.compile_dir(folder, quiet=2)  # else each run would compile all files again
        os.environ["PYTHONPATH"] = folder
        for floor, files in files_of(told.topic).items():
            found = [noticed(item) for item in drawn(files, told.sample, random.Random(told.seed))]
            print(f"{floor}: {sum(found)} of {len(found)} mistakes noticed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

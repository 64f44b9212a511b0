"""A sweep as a table: written, read, and the one that is shipped with the project."""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import numpy as np

from models.errors import ModelError
from models.scaling.sweep.job import Job, Kind
from models.scaling.sweep.measured import Measured

COLUMNS = (
    "kind",
    "layers",
    "width",
    "parameters",
    "characters",
    "seed",
    "tokens",
    "operations",
    "loss",
    "other",
)
SHIPPED = "shipped.csv"


def written(found: Measured, told: Mapping[str, str]) -> str:
    """A table with a row for each moment of each decoder, after a line for all that is told."""
    text = io.StringIO()
    for name, value in told.items():
        text.write(f"# {name}: {value}\n")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for number, job in enumerate(found.jobs):
        for place, seen in enumerate(found.tokens):
            if np.isfinite(found.loss[number, place]):
                operations = found.operations[number, place]
                rows.writerow(
                    (
                        *(
                            job.kind,
                            job.layers,
                            job.width,
                            job.parameters,
                            job.characters,
                            job.seed,
                        ),
                        *(f"{seen:.0f}", f"{operations:.0f}"),
                        *(f"{each[number, place]:.5f}" for each in (found.loss, found.other)),
                    )
                )
    return text.getvalue()


def read(text: str) -> tuple[Measured, dict[str, str]]:
    """What :func:`written` wrote: the sweep, and what is told of it.

    Raises:
        ModelError: The table is another one.
    """
    lines = text.splitlines()
    told = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    if not rows or tuple(rows[0]) != COLUMNS or any(r["kind"] not in get_args(Kind) for r in rows):
        raise ModelError("This is no table of a sweep.")
    seen = np.array(sorted({float(row["tokens"]) for row in rows}))
    jobs = tuple(dict.fromkeys(_job(row) for row in rows))
    loss = np.full((len(jobs), len(seen)), np.nan)
    other = loss.copy()
    for row in rows:
        at = jobs.index(_job(row)), int(np.searchsorted(seen, float(row["tokens"])))
        loss[at], other[at] = float(row["loss"]), float(row["other"])
    return Measured(jobs, seen, loss, other), told


@cache
def shipped() -> tuple[Measured, dict[str, str]]:
    """The sweep that comes with the project, and on what, when and of what it was measured."""
    return read(files("models.scaling.sweep").joinpath(SHIPPED).read_text(encoding="utf-8"))


def _job(row: Mapping[str, str]) -> Job:
    kind: Any = row["kind"]
    return Job(
        kind, int(row["layers"]), int(row["width"]), int(row["characters"]), int(row["seed"])
    )

"""What a sweep measured, live or shipped with the project, in one form; and as a table."""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.scaling.power_law import Floats
from models.scaling.sweep.plan import Job, Kind, plan, tokens
from models.scaling.sweep.setup import SweepSetup

COLUMNS = (
    "kind",
    "layers",
    "width",
    "parameters",
    "characters",
    "tokens",
    "operations",
    "loss",
    "other",
)
SHIPPED = "shipped.csv"


class Measured(NamedTuple):
    """The curves of a sweep.

    Attributes:
        jobs: Its decoders.
        tokens: (M,) characters read at each moment.
        loss: (R, M) held out, in nats a character; not a number where it has not come to.
        other: (R, M) the same on the second text.
    """

    jobs: tuple[Job, ...]
    tokens: Floats
    loss: Floats
    other: Floats

    @property
    def parameters(self) -> Floats:
        """N of each decoder, (R,)."""
        return np.array([float(job.parameters) for job in self.jobs])

    @property
    def operations(self) -> Floats:
        """C = 6 N tokens, (R, M)."""
        return 6 * self.parameters[:, None] * self.tokens

    @property
    def done(self) -> NDArray[np.bool_]:
        """Whether a decoder is trained to its end, (R,)."""
        return np.isfinite(self.loss[:, -1])

    def of(self, kind: Kind) -> "Measured":
        """The decoders that belong to a comparison, in its order; the middle one is in each."""
        middle = next((j for j in self.jobs if j.kind == "size" and j.width == 48), None)
        places = [
            at
            for at, job in enumerate(self.jobs)
            if job.kind == kind or (kind != "size" and job is middle)
        ]
        order = {
            "size": lambda at: self.jobs[at].parameters,
            "data": lambda at: self.jobs[at].characters,
            "shape": lambda at: self.jobs[at].layers,
        }[kind]
        places.sort(key=order)
        jobs = tuple(self.jobs[at] for at in places)
        return Measured(jobs, self.tokens, self.loss[places], self.other[places])


def measured(setup: SweepSetup, views: Mapping[str, NDArray[Any]]) -> Measured:
    """What a frame of a sweep has."""
    loss, other = (np.asarray(views[name], dtype=np.float64) for name in ("loss", "other"))
    return Measured(plan(setup), tokens(setup), loss, other)


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
                        *(job.kind, job.layers, job.width, job.parameters, job.characters),
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
    return Job(kind, int(row["layers"]), int(row["width"]), int(row["characters"]))

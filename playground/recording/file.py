"""Recordings on disk: a ``.npz`` with a JSON header. The reader believes nothing it reads."""

import io
import math
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from playground.recording.moment import DTYPES, NAME, Array, Moment, RecordingError

VERSION = 3
HEADER = "header.json"
READY = "resume_frames"  # rows of the frames from which a training can go on exactly
MEMBERS = 10_000

# Halves a smooth field at 80 MB/s; higher levels are slower and hardly smaller.
COMPRESSION = 1

Name = Annotated[str, Field(pattern=rf"^{NAME.pattern}$")]
Identity = Annotated[str, Field(pattern=r"^[\w\-]{1,64}$")]


class _Format(BaseModel):
    """Read first: is this a recording at all, and one that we know how to read?"""

    format: Literal["playground-recording"]
    version: Annotated[int, Field(ge=1, strict=True)]


class Origin(BaseModel):
    """Where a forked training began: one step of another, and all that repeats that one.

    Attributes:
        identity: Of the recording that it was forked from.
        step: The step at which it was.
        setup: What was trained until then; None in files of format 1, which did not keep it.
        before: Where that one began, if it was a fork too.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    identity: Identity
    step: Annotated[int, Field(ge=0)]
    setup: dict[str, Any] | None = None
    before: "Origin | None" = None


class Header(BaseModel):
    """What a file says about its frames; the attributes are those of a Recording."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["playground-recording"] = "playground-recording"
    version: int = VERSION
    topic: Annotated[str, Field(max_length=200)]
    setup: dict[str, Any]
    identity: Identity
    origin: Origin | None
    state: Literal["finished", "cancelled", "failed"] | None
    sentence: Annotated[str, Field(max_length=10_000)]
    metrics: list[Name]
    views: list[Name]
    checkpoint: list[Name]
    resume: list[Name] = []


def write(file: BinaryIO | Path, header: Header, moments: Sequence[Moment]) -> None:
    """Write the frames, one array per name with time as its first axis."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        archive.writestr(HEADER, header.model_dump_json())
        _write(archive, "steps", [np.int64(m.step) for m in moments])
        for name in header.metrics:
            values = [np.float64(m.metrics.get(name, np.nan)) for m in moments]
            _write(archive, f"metrics/{name}", values)
        for name in header.views:
            _write(archive, f"views/{name}", [m.views[name] for m in moments])
        for name in header.checkpoint:
            _write(archive, f"checkpoint/{name}", [m.checkpoint[name] for m in moments])
        if header.resume:
            ready = [row for row, moment in enumerate(moments) if moment.resume]
            _write(archive, READY, [np.int64(row) for row in ready])
            for name in header.resume:
                _write(archive, f"resume/{name}", [moments[row].resume[name] for row in ready])


def _write(
    archive: zipfile.ZipFile, name: str, rows: Sequence[Array] | Sequence[np.generic]
) -> None:
    """Write one member row by row, without a second copy of the whole in memory."""
    shape = (len(rows), *rows[0].shape)
    description = {"descr": rows[0].dtype.str, "fortran_order": False, "shape": shape}
    with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
        np.lib.format.write_array_header_1_0(member, description)
        for row in rows:
            member.write(row.tobytes())


def read(file: BinaryIO | Path, limit: int) -> tuple[Header, list[Moment]]:
    """Read and check everything; the arrays are read-only.

    Raises:
        RecordingError: See :meth:`Recording.load`.
    """
    members = _members(file, limit)
    header = _header(members.pop(HEADER))
    names = ["steps"]
    names += [f"metrics/{name}" for name in header.metrics]
    names += [f"views/{name}" for name in header.views]
    names += [f"checkpoint/{name}" for name in header.checkpoint]
    names += [READY, *(f"resume/{name}" for name in header.resume)] if header.resume else []
    if sorted(members) != sorted(f"{name}.npy" for name in names):
        raise RecordingError("The recording is damaged: its parts do not match its contents list.")
    arrays = {name: _array(members[f"{name}.npy"], name) for name in names}
    resumed = _resumed(header, arrays)
    _check(arrays)
    return header, [
        Moment(
            step=step,
            metrics={name: float(arrays[f"metrics/{name}"][row]) for name in header.metrics},
            views={name: arrays[f"views/{name}"][row, ...] for name in header.views},
            checkpoint={name: arrays[f"checkpoint/{name}"][row, ...] for name in header.checkpoint},
            resume=resumed.get(row, {}),
        )
        for row, step in enumerate(arrays["steps"].tolist())
    ]


def _resumed(header: Header, arrays: dict[str, Array]) -> dict[int, dict[str, Array]]:
    """What going on takes, by the row of its frame; taken out of ``arrays``."""
    if not header.resume:
        return {}
    ready = arrays.pop(READY)
    parts = {name: arrays.pop(f"resume/{name}") for name in header.resume}
    sound = ready.ndim == 1 and ready.dtype == np.int64 and ready.size > 0
    if not (
        sound
        and ready[0] == 0
        and ready[-1] < len(arrays["steps"])
        and (np.diff(ready) > 0).all()
        and all(part.ndim > 0 and len(part) == len(ready) for part in parts.values())
    ):
        raise RecordingError("The recording is damaged: what going on takes has no frames.")
    return {
        row: {name: part[number, ...] for name, part in parts.items()}
        for number, row in enumerate(ready.tolist())
    }


def _members(file: BinaryIO | Path, limit: int) -> dict[str, bytes]:
    """All members, unpacked, having checked from the directory that they are few and small."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > MEMBERS or size > limit:
                raise RecordingError(
                    f"The file would unpack to {size / 1e6:,.0f} MB in {len(entries):,} parts; "
                    f"at most {limit / 1e6:,.0f} MB in {MEMBERS:,} parts are read."
                )
            if HEADER not in archive.namelist():
                raise RecordingError("This file is not a recording of the playground.")
            members = {entry.filename: _unpack(archive, entry) for entry in entries}
            if len(members) != len(entries):
                raise RecordingError("The recording is damaged: it has two parts of one name.")
            return members
    except RecordingError:
        raise
    # What zipfile raises on hostile bytes: offsets out of range (OSError, ValueError), unknown
    # methods and encryption (RuntimeError), broken streams.
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise RecordingError(
            "The file cannot be read: it is damaged, or not a recording of the playground."
        ) from error


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RecordingError("The file is packed in a way that recordings never are.")
    # Without a size, read() inflates whatever the stream holds before it looks at the promise.
    with archive.open(entry) as member:
        data = member.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise RecordingError("The recording is damaged: a part is shorter than it should be.")
    return data


def _header(data: bytes) -> Header:
    try:
        version = _Format.model_validate_json(data).version
    except ValidationError as error:
        raise RecordingError("This file is not a recording of the playground.") from error
    if version > VERSION:
        raise RecordingError(
            f"The recording was made by a later playground (format {version}); "
            f"this one reads format {VERSION}. Update it to open the file."
        )
    try:
        return Header.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise RecordingError(f"The recording is damaged: {where!r} in its header.") from error


def _array(data: bytes, name: str) -> Array:
    try:
        return _parse(data)
    except ValueError as error:
        raise RecordingError(
            f"The recording is damaged: {name!r} is not an array of numbers."
        ) from error


def _parse(data: bytes) -> Array:
    """Parse one ``.npy``; a view of ``data``, no copy.

    Raises:
        ValueError: Also from numpy, if shape, type and length are not allowed or do not agree.
    """
    stream = io.BytesIO(data)
    version = np.lib.format.read_magic(stream)
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    if version != (1, 0) or fortran or dtype.str not in DTYPES:
        raise ValueError(f"{version} {fortran} {dtype}")
    if any(not 0 <= n < 1 << 31 for n in shape):
        raise ValueError(f"{shape}")
    if len(data) - stream.tell() != math.prod(shape) * dtype.itemsize:
        raise ValueError(f"{len(data)} bytes for {shape}")
    return np.frombuffer(memoryview(data)[stream.tell() :], dtype).reshape(shape)


def _check(arrays: dict[str, Array]) -> None:
    steps = arrays["steps"]
    if steps.ndim != 1 or steps.dtype != np.int64 or not steps.size:
        raise RecordingError("The recording is damaged: it has no list of steps.")
    if steps[0] < 0 or (np.diff(steps) <= 0).any():
        raise RecordingError("The recording is damaged: its steps do not increase.")
    for name, array in arrays.items():
        if array.ndim < 1 or len(array) != len(steps):
            raise RecordingError(f"The recording is damaged: {name!r} has not one row per frame.")
        if name.startswith("metrics/") and (array.ndim != 1 or array.dtype != np.float64):
            raise RecordingError(f"The recording is damaged: {name!r} is not a list of numbers.")

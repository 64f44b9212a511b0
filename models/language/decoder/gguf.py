"""Reading the GGUF format (github.com/ggml-org/ggml, docs/gguf.md): metadata, then tensors.

A file holds numbers and texts, and no code. Everything that its header claims is checked against
the file before it is used. The weights may be stored in blocks of 32 that share a scale:

* ``Q4_1``: 20 bytes; w = d q + m with q from 0 to 15, two of them in a byte: the low halves are
  the first 16 weights of the block, the high halves the others;
* ``Q8_0``: 34 bytes; w = d q with q from -127 to 127.
"""

import math
import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.errors import Damaged

BLOCK = 32  # weights that share a scale
MOST = 10_000_000  # entries of a list, bytes of a text: more is a damaged count
DEEPEST = 4  # lists in lists

_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q"}
_NUMBERS[12] = "d"
_TEXT, _LIST = 8, 9
_F32, _Q4_1, _Q8_0 = 0, 3, 8
_BYTES = {_F32: (1, 4), _Q4_1: (BLOCK, 20), _Q8_0: (BLOCK, 34)}  # weights of a block, its bytes


class Contents(NamedTuple):
    """What a file holds.

    Attributes:
        said: Its metadata: numbers, texts and lists by name.
        weights: Its tensors by name, as float32; the last axis is the one that is summed over.
    """

    said: dict[str, Any]
    weights: dict[str, Tensor]


class _Entry(NamedTuple):
    """One tensor as the header announces it."""

    name: str
    shape: tuple[int, ...]
    kind: int
    at: int


def read(path: Path) -> Contents:
    """Read a whole file; of the file itself nothing stays in memory.

    Raises:
        Damaged: The header is no header, or promises what the file does not hold.
    """
    if not path.stat().st_size:
        raise Damaged("it is empty")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _read(data)


def _read(data: mmap.mmap) -> Contents:
    header = _Header(data)
    said, entries = header.metadata()
    aligned = said.get("general.alignment", 32)
    if not isinstance(aligned, int) or not 1 <= aligned <= 4096:
        raise Damaged("its alignment cannot be read")
    begin = math.ceil(header.at / aligned) * aligned
    return Contents(said, {entry.name: _tensor(data, begin, entry) for entry in entries})


class _Header:
    """Reads one value after another."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data, self.at = data, 0

    def metadata(self) -> tuple[dict[str, Any], list[_Entry]]:
        """What the file says of itself, and the tensors that it announces."""
        if self.data[:4] != b"GGUF":
            raise Damaged("it does not begin with GGUF")
        self.at = 4
        if (version := self.number("I")) != 3:
            raise Damaged(f"it is of version {version}, and only 3 can be read")
        tensors, entries = self.count(), self.count()
        said = {self.text(): self.value(self.number("I")) for _ in range(entries)}
        return said, list(self.announced(tensors))

    def announced(self, count: int) -> Iterator[_Entry]:
        for _ in range(count):
            name = self.text()
            axes = self.number("I")
            if not 1 <= axes <= 4:
                raise Damaged(f"the entry of {name} cannot be read")
            shape = tuple(self.number("Q") for _ in range(axes))[::-1]  # written from the last axis
            yield _Entry(name, shape, self.number("I"), self.number("Q"))

    def number(self, kind: str) -> Any:
        size = struct.calcsize(f"<{kind}")
        if self.at + size > len(self.data):
            raise Damaged("it is shorter than it says")
        (value,) = struct.unpack_from(f"<{kind}", self.data, self.at)
        self.at += size
        return value

    def count(self) -> int:
        count: int = self.number("Q")
        if count > min(MOST, len(self.data)):
            raise Damaged("it is shorter than it says")
        return count

    def text(self) -> str:
        size = self.count()
        raw = self.data[self.at : self.at + size]
        if len(raw) < size:
            raise Damaged("it is shorter than it says")
        self.at += size
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Damaged("one of its texts is none") from error

    def value(self, kind: int, depth: int = 0) -> Any:
        if kind == _TEXT:
            return self.text()
        if kind == _LIST and depth < DEEPEST:
            inner = self.number("I")
            return [self.value(inner, depth + 1) for _ in range(self.count())]
        if kind in _NUMBERS:
            return self.number(_NUMBERS[kind])
        raise Damaged("one of its entries is of an unknown kind")


def _tensor(data: mmap.mmap, begin: int, entry: _Entry) -> Tensor:
    """One tensor as float32, in memory of its own."""
    if entry.kind not in _BYTES:
        raise Damaged(f"the numbers of {entry.name} are of an unknown kind")
    together, size = _BYTES[entry.kind]
    if entry.shape[-1] % together:
        raise Damaged(f"{entry.name} does not fit its place")
    blocks = math.prod(entry.shape) // together
    first, last = begin + entry.at, begin + entry.at + blocks * size
    if last > len(data) or not blocks:
        raise Damaged(f"{entry.name} does not fit its place")
    raw = np.frombuffer(data[first:last], np.uint8).reshape(blocks, size)
    return torch.from_numpy(_numbers(raw, entry.kind)).view(entry.shape)


def _numbers(raw: NDArray[np.uint8], kind: int) -> NDArray[np.float32]:
    """The weights (blocks, weights of a block) in the bytes (blocks, bytes of a block)."""
    if kind == _F32:
        return raw.view("<f4").copy()
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)  # d, (blocks, 1)
    if kind == _Q8_0:
        return raw[:, 2:].view(np.int8) * scale
    least = raw[:, 2:4].copy().view("<f2").astype(np.float32)  # m, (blocks, 1)
    weights = np.empty((len(raw), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = raw[:, 4:] & 15
    weights[:, BLOCK // 2 :] = raw[:, 4:] >> 4
    weights *= scale
    weights += least
    return weights

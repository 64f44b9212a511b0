"""Reading the safetensors format: a length, a JSON header, and the numbers as they are in memory.

The format (github.com/huggingface/safetensors) holds no code. Everything the header claims is
checked against the file before it is used.
"""

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.errors import Damaged

LONGEST_HEADER = 10_000_000  # bytes
_SIZES = {"F32": (torch.float32, 4), "I64": (torch.int64, 8)}


def read(path: Path) -> dict[str, Tensor]:
    """All tensors of a file by name; they share one buffer, so nothing is held twice.

    Raises:
        Damaged: The header is no header, or promises what the file does not hold.
    """
    data = bytearray(path.read_bytes())
    header, begin = _header(data)
    return {
        name: _tensor(name, entry, data, begin)
        for name, entry in header.items()
        if name != "__metadata__"
    }


def _header(data: bytearray) -> tuple[dict[str, Any], int]:
    """The header, and where the numbers begin."""
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > min(LONGEST_HEADER, len(data) - 8):
        raise Damaged("it is shorter than it says")
    try:
        header = json.loads(data[8 : 8 + length].decode("utf-8"))
    except ValueError as error:
        raise Damaged("its header is not JSON") from error
    if not isinstance(header, dict):
        raise Damaged("its header is no table of tensors")
    return header, 8 + length


def _tensor(name: str, entry: Any, data: bytearray, begin: int) -> Tensor:
    match entry:
        case {"dtype": str(kind), "shape": [*shape], "data_offsets": [int(first), int(last)]} if (
            kind in _SIZES and all(isinstance(side, int) and side >= 0 for side in shape)
        ):
            dtype, size = _SIZES[kind]
        case _:
            raise Damaged(f"the entry of {name} cannot be read")
    count = math.prod(shape)
    if not 0 <= first <= last <= len(data) - begin or last - first != count * size:
        raise Damaged(f"{name} does not fit its place")
    if not count:
        return torch.empty(shape, dtype=dtype)
    return torch.frombuffer(data, dtype=dtype, count=count, offset=begin + first).view(shape)

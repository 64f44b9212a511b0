"""Small files of the GGUF format, written as its specification says."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

KINDS = {"F32": 0, "Q4_1": 3, "Q8_0": 8}


def text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def q8(scales: NDArray[np.float16], codes: NDArray[np.int8]) -> bytes:
    """Blocks of 32: (B,) scales, (B, 32) codes."""
    return b"".join(d.tobytes() + q.tobytes() for d, q in zip(scales, codes, strict=True))


def q4(scales: NDArray[np.float16], least: NDArray[np.float16], codes: NDArray[np.uint8]) -> bytes:
    """Blocks of 32: (B,) scales and smallest values, (B, 32) codes from 0 to 15."""
    packed = codes[:, :16] | (codes[:, 16:] << 4)
    parts = zip(scales, least, packed, strict=True)
    return b"".join(d.tobytes() + m.tobytes() + q.tobytes() for d, m, q in parts)


def written(path: Path, tensors: dict[str, tuple[str, tuple[int, ...], bytes]]) -> Path:
    """A file with one text, one list and these tensors: kind, shape as PyTorch has it, bytes."""
    said = text("general.name") + struct.pack("<I", 8) + text("small")
    said += text("words") + struct.pack("<IIQ", 9, 8, 2) + text("ä") + text("b")
    header = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), 2) + said
    body = b""
    for name, (kind, shape, raw) in tensors.items():
        header += text(name) + struct.pack("<I", len(shape))
        header += struct.pack(f"<{len(shape)}Q", *shape[::-1])
        header += struct.pack("<IQ", KINDS[kind], len(body))
        body += raw + bytes(-len(raw) % 32)
    path.write_bytes(header + bytes(-len(header) % 32) + body)
    return path

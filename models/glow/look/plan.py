"""The architecture as a drawing, and what its kinds of layers add to one density."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.glow.data import Pictures
from models.glow.flow import Glow
from models.glow.look.codes import middle_of
from models.glow.look.ledger import Entry

WIDE, TALL = 4.0, 1.0  # of a box
GAP, BESIDE = 0.6, 0.35  # between two, one above or beside the other: names need wide boxes
STEP = ("actnorm", "1×1 convolution", "coupling")


@dataclass(frozen=True)
class Box:
    """A part of the flow as it is drawn: the picture enters on the left, z leaves upwards.

    Attributes:
        name: What stands in it.
        level: Its scale, from 1; 0 before the first.
        shape: What stands above it: height, width, channels.
        nats: What it adds to the log-density.
        ring: Its corners.
        room: Width and height of the whole drawing.
    """

    name: str
    level: int
    shape: str
    nats: float
    ring: tuple[tuple[float, float], ...]
    room: tuple[float, float]

    @property
    def label(self) -> str:
        """Its name and its scale."""
        return f"{self.name}, scale {self.level}" if self.level else self.name

    @property
    def middle(self) -> tuple[float, float]:
        """Where its name stands."""
        (left, low), _, (right, high), _ = self.ring
        return (left + right) / 2, (low + high) / 2

    @property
    def above(self) -> tuple[float, float]:
        """Where its shape stands."""
        _, _, (_, high), _ = self.ring
        return self.middle[0], high + GAP / 2


def plan(entries: Sequence[Entry]) -> list[Box]:
    """Boxes of a ledger: figure (b) of section 1.3 of the notes; the K steps of a scale are one.

    Each scale has its row, the finest lowest. The parts of z that leave are boxes of their own, on
    the right, with their ln N.
    """
    levels = max(each.level for each in entries)
    room = 4 * (WIDE + BESIDE) + BESIDE, (levels + 1) * (TALL + 2 * GAP) + GAP
    boxes = []

    def put(name: str, shape: tuple[int, int, int], nats: float, row: int, column: int) -> None:
        left, low = BESIDE + column * (WIDE + BESIDE), GAP + row * (TALL + 2 * GAP)
        right, high = left + WIDE, low + TALL
        ring = ((left, low), (right, low), (right, high), (left, high))
        boxes.append(Box(name, row, "×".join(map(str, shape)), nats, ring, room))

    first = entries[0]
    put("logit", first.shape, first.log_det, 0, 0)
    for level in range(1, levels + 1):
        mine = [each for each in entries if each.level == level]
        steps = [each for each in mine if each.layer in STEP]
        squeezed, last = mine[0], mine[-1]
        put("squeeze", squeezed.shape, squeezed.log_det, level, 0)
        count = len(steps) // len(STEP)
        nats = sum(each.log_det for each in steps)
        put(f"{count} steps" if count > 1 else "1 step", steps[-1].shape, nats, level, 1)
        put(last.layer, last.shape, last.log_det, level, 2)
        assert last.leaves is not None
        put(f"z{level}", last.leaves, last.prior, level, 3)
    return boxes


def links(boxes: Sequence[Box]) -> NDArray[np.float64]:
    """Lines (n, 2, 2) along which numbers pass: to the right, and up to the next scale."""
    lines = []
    for here in boxes:
        (left, _), _, (right, top), _ = here.ring
        for there in boxes:
            (begin, low), _, _, _ = there.ring
            beside = there.level == here.level and 0 < begin - right < WIDE
            onwards = there.name == "squeeze" and there.level == here.level + 1
            if beside:
                lines.append(((right, here.middle[1]), (begin, here.middle[1])))
            elif onwards and here.name in ("logit", "split"):
                lines.append((((left + right) / 2, top), (there.middle[0], low)))
    return np.array(lines)


@dataclass(frozen=True)
class Totals:
    """What adds up to ln p(x), by the kind of layer, nats.

    Attributes:
        prior: ln N of all parts of z.
        logit: Of the map from the unit cube to the whole space.
        actnorm: Of all actnorms.
        convolution: Of all 1x1 convolutions.
        coupling: Of all couplings.
        split: Of the splits and the top.
        log_prob: ln p(x), computed by itself.
        constant: -M ln a.
        bits: The whole, in bits for each pixel.
    """

    prior: float
    logit: float
    actnorm: float
    convolution: float
    coupling: float
    split: float
    log_prob: float
    constant: float
    bits: float


@torch.no_grad()
def totals(model: Glow, data: Pictures, picture: ArrayLike, entries: Sequence[Entry]) -> Totals:
    """The entries of one picture's ledger, by kind."""

    def of(*layers: str) -> float:
        return sum(each.log_det for each in entries if each.layer in layers)

    row = torch.from_numpy(middle_of(data.lattice, picture))[None]
    log_prob = model.log_prob(row)
    return Totals(
        prior=sum(each.prior for each in entries),
        logit=of("logit"),
        actnorm=of("actnorm"),
        convolution=of("1×1 convolution"),
        coupling=of("coupling"),
        split=of("split", "top"),
        log_prob=float(log_prob),
        constant=data.lattice.constant,
        bits=float(data.lattice.bits(log_prob)),
    )

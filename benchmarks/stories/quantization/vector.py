"""What the story of the vector page claims of points and starts that did not choose it."""

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.quantization import RestartsSetup, VectorSetup, vector_frames
from models.quantization.vector import build_cloud

LLOYD_MAX = (-0.9816, 0.0, 0.9816)  # boundaries of four levels for N(0, 1)


def _corners(seed: int) -> Seen:
    points = build_cloud(VectorSetup(source="correlated", seed=seed)).points
    across, up = np.searchsorted(LLOYD_MAX, points.T)
    held = np.bincount(4 * across + up, minlength=16).reshape(4, 4)
    far = abs(np.subtract.outer(range(4), range(4))) > 1
    share = held[far].sum() / len(points)
    return Seen(share < 0.01, f"{far.sum()} cells hold {1000 * share:.1f} points of a thousand")


def _hole(seed: int) -> Seen:
    *_, last = vector_frames(VectorSetup(source="ring", method="lattice", seed=seed))
    dead = int(last.metrics["empty"])
    return Seen(dead in (1, 2), f"{dead} codewords without points")


def _ended(seed: int) -> Frame:
    (found,) = vector_frames(RestartsSetup(size=6, restarts=24, seed=seed))
    return found


def _ring_of_five(seed: int) -> Seen:
    codebook = _ended(seed).views["best_codebook"]
    out = np.sort(np.linalg.norm(codebook - codebook.mean(0), axis=1))
    numbers = f"the innermost at {out[0]:.2f}, the others from {out[1]:.2f} on"
    return Seen(bool(out[0] < 0.2 and out[1] > 1.2), numbers)


def _above(seed: int) -> Seen:
    found = _ended(seed).metrics
    above = found["worst"] / found["best"] - 1
    return Seen(0 < above < 0.08, f"the worst {above:.1%} above the best")


CLAIMS = [
    Claim("Correlated", "6 of 16 cells hold less than a hundredth of the points", _corners),
    Claim("Empty cells", "one or two codewords fall into the hole, and stay there", _hole),
    Claim("Best and worst", "one in the middle of a ring of five is best", _ring_of_five),
    Claim("Best and worst", "the worst of 24 starts ends at most 8 % above it", _above),
]

"""Both algorithms as frames, half-step by half-step: what a page draws and a script prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from models.brought.pictures import Pixels
from models.frame import Frame, over_time
from models.quantization.arrays import Floats
from models.quantization.scalar.alternation import HalfStep
from models.quantization.scalar.build import build_half_steps
from models.quantization.setup import RestartsSetup, ScalarSetup, VectorSetup
from models.quantization.vector.build import build_cloud, build_codebook, of_use
from models.quantization.vector.codebooks import initial_codebook
from models.quantization.vector.quantizer import VectorQuantizer
from models.quantization.vector.quantizer import half_steps as vector_half_steps
from models.quantization.vector.voronoi import Bounds, outlines_over

#: Half-steps that are shown of the procedure as printed, which never moves nor ends.
PRINTED = 12

_SETTLED = 1e-9  # of the variance: what an iteration must still gain
_LIMIT = 500  # iterations
_VECTOR_SETTLED = 1e-5  # of the distortion
_VECTOR_LIMIT = 150
_PAIRS = 10_000_000  # of a point and a codeword over all starts: seconds, where more took minutes


def scalar_walk(setup: ScalarSetup) -> Iterator[Frame]:
    """The Lloyd-Max algorithm of ``setup``: frame n is the quantizer after n half-steps.

    Odd frames put boundaries midway, even ones levels at centroids. Metrics: "distortion" in
    squared units, "sqnr_db", "entropy_bits". Views: "levels" (N,), "boundaries" (N - 1,).

    Raises:
        ModelError: See :func:`models.quantization.scalar.build.build_half_steps`.
    """
    steps = build_half_steps(setup, tolerance=_SETTLED, limit=_LIMIT)
    printed = setup.procedure == "printed"
    shown = islice(steps, PRINTED + 1) if printed else steps
    return map(_scalar_frame, range(2 * _LIMIT + 1), shown)


def _scalar_frame(step: int, half: HalfStep) -> Frame:
    now = half.quantizer
    metrics = {
        "distortion": now.distortion,
        "sqnr_db": now.sqnr_db,
        "entropy_bits": now.entropy_bits,
    }
    return Frame(step, metrics, {"levels": now.levels, "boundaries": now.boundaries})


def vector_walk(setup: VectorSetup, picture: Pixels | None = None) -> Iterator[Frame]:
    """Lloyd's algorithm of ``setup``: frame n is the quantizer after n half-steps.

    Odd frames put codewords at centroids, even ones points into cells. Metrics: "distortion"
    (total of both coordinates), "perplexity", "entropy_bits", "empty" (codewords without points).
    Views: "codebook" (K, 2), "sites" (K, 2), whose Voronoi cells hold the points now: the
    codewords themselves, or after a centroid step those before; "usage" (K,).

    Args:
        setup: The points and the start.
        picture: The uploaded picture, for colours of one's own.

    Raises:
        ModelError: See :mod:`models.quantization.vector.build`.
    """
    cloud = build_cloud(setup, picture)
    return _walk(cloud.points, build_codebook(setup, cloud), setup.repair)


@dataclass(frozen=True, eq=False)
class BestAndWorst:
    """Several starts, and the two that ended lowest and highest.

    Attributes:
        distortions: (R,) where each start ended, in the order of the seeds.
        best: The frames of :func:`vector_walk` from the best start.
        worst: The same from the worst one.
    """

    distortions: Floats
    best: tuple[Frame, ...]
    worst: tuple[Frame, ...]


def best_and_worst(setup: RestartsSetup, picture: Pixels | None = None) -> BestAndWorst:
    """Lloyd's algorithm on the same points from ``setup.restarts`` starts of its method.

    Many codewords for many points leave time for fewer starts, two at least.

    Arguments and errors as for :func:`vector_walk`.
    """
    cloud = build_cloud(setup, picture)
    points, size = cloud.points, of_use(setup, cloud)
    starts = min(setup.restarts, max(2, _PAIRS // (len(points) * size)))
    walks = [
        tuple(_walk(points, initial_codebook(points, size, setup.method, seed), setup.repair))
        for seed in range(setup.seed, setup.seed + starts)
    ]
    ends = np.array([walk[-1].metrics["distortion"] for walk in walks])
    return BestAndWorst(ends, walks[int(ends.argmin())], walks[int(ends.argmax())])


def stacked(frames: Sequence[Frame], bounds: Bounds, count: int | None = None) -> dict[str, Floats]:
    """The frames of one walk in the plane as arrays over the half-steps (T, ...).

    All views and metrics by their names, and "cells" (T, m, 2), the cells' outlines as lines.

    Args:
        frames: The walk.
        bounds: Of the plane, in which cells without an end are cut off.
        count: The half-steps T if they shall be more than the frames: the last one stays.
    """
    waiting = [frames[-1]] * max((count or 0) - len(frames), 0)
    both = over_time([*frames, *waiting])
    return both | {"cells": outlines_over(both["sites"], bounds)}


def _walk(points: Floats, codebook: Floats, repair: bool) -> Iterator[Frame]:
    steps = vector_half_steps(
        points, codebook, repair=repair, tolerance=_VECTOR_SETTLED, limit=_VECTOR_LIMIT
    )
    return _vector_frames(steps)


def _vector_frames(steps: Iterator[VectorQuantizer]) -> Iterator[Frame]:
    sites = np.empty((0, 2))
    for step, now in enumerate(steps):
        if now.half == "cells":
            sites = now.codebook
        metrics = {
            "distortion": now.distortion,
            "perplexity": now.perplexity,
            "entropy_bits": now.entropy_bits,
            "empty": float(len(now.empty)),
        }
        yield Frame(step, metrics, {"codebook": now.codebook, "sites": sites, "usage": now.usage})

"""What the stories of the flows page claim."""

from functools import cache
from typing import Any

from benchmarks.stories.claim import Claim, Seen
from models.flows import FlowSetup, train


@cache
def _gap(seed: int, **knobs: Any) -> float:
    *_, last = train(FlowSetup(seed=seed, **knobs))
    return last.metrics["gap"]


def _one(seed: int) -> Seen:
    gap = _gap(seed, layers=1)
    return Seen(gap < 0.01, f"gap {gap:.4f}")


def _planar(seed: int) -> Seen:
    affine, planar = (_gap(seed, family=family, layers=8) for family in ("affine", "planar"))
    return Seen(planar > affine, f"gap affine {affine:.4f}, planar {planar:.4f}")


def _spline(seed: int) -> Seen:
    affine, spline = _gap(seed, family="affine", layers=8), _gap(seed, layers=1)
    return Seen(spline < affine / 10, f"gap affine {affine:.4f}, one spline layer {spline:.4f}")


CLAIMS = [
    Claim("One layer", "misses less than 0.01 nats", _one),
    Claim("Planar", "eight lines leave more than eight affine layers", _planar),
    Claim("Spline", "one spline layer leaves a tenth of what eight affine ones leave", _spline),
]

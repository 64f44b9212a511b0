"""What the stories of the flow X-ray claim."""

import math
from functools import cache
from typing import Any

import torch

from benchmarks.stories.claim import Claim, Seen
from models.flows import Flow, FlowSetup, anatomy, judges, restore, target, train
from models.flows.anatomy import missed

_BRIEF: dict[str, Any] = {
    "target": "two_modes", "family": "affine", "layers": 4, "steps": 500, "batch": 256,
    "learning_rate": 0.05,
}  # fmt: skip
_ARCS: dict[str, Any] = {
    "target": "U1", "objective": "reverse", "family": "planar", "layers": 8, "steps": 1500,
    "batch": 256, "learning_rate": 0.02,
}  # fmt: skip


@cache
def _trained(seed: int, **knobs: Any) -> tuple[FlowSetup, Flow, dict[str, float]]:
    setup = FlowSetup(seed=seed, **knobs)
    *_, last = train(setup)
    return setup, restore(setup, last.checkpoint), dict(last.metrics)


@torch.no_grad()
def _samples(flow: Flow) -> torch.Tensor:
    return flow.forward(judges())[0]


def _arcs(seed: int) -> Seen:
    """Both arcs have mass, and between them a few layers take away most of the density."""
    _, flow, metrics = _trained(seed, **_ARCS)
    left = (_samples(flow)[:, 0] < 0).double().mean().item()
    point = anatomy.account(flow, (0.0, 0.0))
    paid = sorted((max(value, 0.0) for value in point.log_dets), reverse=True)
    share = sum(paid[:3]) / sum(paid) if sum(paid) else 0.0
    numbers = (
        f"KL {metrics['reverse_kl']:.3f}, {left:.0%} in the left arc, "
        f"three layers take {share:.0%} of what is taken between the arcs"
    )
    return Seen(0.3 < left < 0.7 and share > 0.5, numbers)


def _covers(seed: int) -> Seen:
    setup, flow, _ = _trained(seed, **_BRIEF)
    first = _samples(flow)[:, 0]
    between = (first.abs() < 1).double().mean().item()
    sides = min((first < -1).double().mean().item(), (first > 1).double().mean().item())
    data = (target(setup).held_out[:, 0].abs() < 1).double().mean().item()
    numbers = f"{between:.1%} between, {data:.1%} of the data; {sides:.0%} on the thinner side"
    return Seen(between > data + 0.02 and sides > 0.25, numbers)


def _drops(seed: int) -> Seen:
    setup, flow, metrics = _trained(seed, **_BRIEF, objective="reverse", annealing=False)
    lost = missed(flow, target(setup))
    kl = metrics["reverse_kl"]
    near = abs(kl - math.log(2)) < 0.05
    return Seen(near and lost is not None and 0.4 < lost < 0.6, f"KL(q‖p) {kl:.3f}, missed {lost}")


def _warmed(seed: int) -> Seen:
    _, flow, metrics = _trained(seed, **_BRIEF | {"objective": "reverse", "learning_rate": 0.01})
    left = (_samples(flow)[:, 0] < 0).double().mean().item()
    return Seen(0.2 < left < 0.8, f"KL(q‖p) {metrics['reverse_kl']:.3f}, {left:.0%} on the left")


CLAIMS = [
    Claim("Planar", "two arcs, and between them a few layers take most of the density", _arcs),
    Claim("Covers", "both modes, and samples in the valley that the data never has", _covers),
    Claim("Drops", "one mode, and KL(q‖p) stands at log 2, on six of ten", _drops),
    Claim("Drops", "warming the energy up finds both", _warmed),
]

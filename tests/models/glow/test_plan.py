"""The drawing of the architecture is that of the model: what really runs, in its real shapes."""

import itertools
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

import models.glow.flow as module
from models.glow import Glow, GlowSetup, build, pictures
from models.glow.layers import Level, Split, Top, squeeze
from models.glow.look import account, links, middle_of, plan

DATA = pictures("digits")
X = middle_of(DATA.lattice, DATA.lattice.grey(DATA.test[:1]).numpy()[0])
STEPS = {1: "1 step", 2: "2 steps", 3: "3 steps"}
Ran = tuple[str, int, str, float, int]  # name, scale, shape, log|det|, steps


def model_of(**knobs: Any) -> Glow:
    """Not the identity in any of its layers."""
    made = build(GlowSetup(width=8, **knobs))
    generator = torch.Generator().manual_seed(0)
    for parameter in made.parameters():
        parameter.data += 0.05 * torch.randn(parameter.shape, generator=generator)
    return made


def shape(x: Tensor) -> str:
    return "×".join(map(str, x.shape[1:]))


def watched(model: Glow, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Ran], list[str]]:
    """What ran in one pass from data to latent, in its order, and the shapes of the parts of z."""
    ran: list[Ran] = []

    def squeezed(x: Tensor) -> Tensor:
        y = squeeze(x)
        ran.append(("squeeze", 1 + sum(each[0] == "squeeze" for each in ran), shape(y), 0.0, 0))
        return y

    def stepped(self: Level, x: Tensor, inverse: Any = Level.inverse) -> Any:
        y, log_det = inverse(self, x)
        ran.append(("steps", ran[-1][1], shape(y), float(log_det), len(self.couplings)))
        return y, log_det

    def parted(self: Split, x: Tensor, apart: Any = Split.apart) -> Any:
        stays, leaves, log_det = apart(self, x)
        ran.append(("split", ran[-1][1], shape(stays), float(log_det), 0))
        return stays, leaves, log_det

    def topped(self: Top, x: Tensor, inverse: Any = Top.inverse) -> Any:
        z, log_det = inverse(self, x)
        ran.append(("top", ran[-1][1], shape(z), float(log_det), 0))
        return z, log_det

    with monkeypatch.context() as patch, torch.no_grad():
        patch.setattr(module, "squeeze", squeezed)
        patch.setattr(Level, "inverse", stepped)
        patch.setattr(Split, "apart", parted)
        patch.setattr(Top, "inverse", topped)
        parts, _ = model.inverse(torch.from_numpy(X)[None])
    return ran, [shape(z) for z in parts]


@pytest.mark.parametrize(
    "knobs",
    [
        {"scales": 1, "flow_steps": 1},
        {"scales": 2, "flow_steps": 3, "mixing": "free"},
        {"scales": 3, "flow_steps": 2, "coupling": "spline"},
    ],
)
def test_what_is_drawn_is_what_runs(knobs: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(**knobs)
    ran, parts = watched(model, monkeypatch)
    boxes = plan(account(model, X))
    logit, *layers = [box for box in boxes if not box.name.startswith("z")]
    assert (logit.name, logit.level, logit.shape) == ("logit", 0, "8×8×1")
    assert len(layers) == len(ran) == 3 * knobs["scales"]
    for box, (name, level, size, log_det, steps) in zip(layers, ran, strict=True):
        assert box.name == (STEPS[steps] if name == "steps" else name)
        assert (box.level, box.shape) == (level, size)
        assert box.nats == pytest.approx(log_det, abs=1e-3)
    leaving = [box for box in boxes if box.name.startswith("z")]
    assert [box.name for box in leaving] == [f"z{n}" for n in range(1, knobs["scales"] + 1)]
    assert [box.shape for box in leaving] == parts == ["×".join(map(str, s)) for s in model.shapes]
    assert sum(box.nats for box in boxes) == pytest.approx(
        float(model.log_prob(torch.from_numpy(X)[None]).detach()), abs=2e-3
    )


def named(boxes: list[Any], end: Any) -> str:
    """The box at whose edge a line ends."""
    (found,) = [
        box.label
        for box in boxes
        if box.ring[0][0] - 1e-9 <= end[0] <= box.ring[2][0] + 1e-9
        and box.ring[0][1] - 1e-9 <= end[1] <= box.ring[2][1] + 1e-9
    ]
    return str(found)


def test_lines_join_what_follows_on_what_and_nothing_else() -> None:
    boxes = plan(account(model_of(scales=2, flow_steps=2), X))
    joined = {(named(boxes, a), named(boxes, b)) for a, b in links(boxes)}
    first = ["logit", "squeeze, scale 1", "2 steps, scale 1", "split, scale 1"]
    second = ["squeeze, scale 2", "2 steps, scale 2", "top, scale 2", "z2, scale 2"]
    way = [*first, *second]
    assert joined == {*itertools.pairwise(way), ("split, scale 1", "z1, scale 1")}


def test_no_box_covers_another_and_all_are_within_the_drawing() -> None:
    boxes = plan(account(model_of(scales=3, flow_steps=1), X))
    corners = np.array([box.ring for box in boxes])
    low, high = corners.min(axis=1), corners.max(axis=1)
    assert (low >= 0).all()
    assert (high <= np.array(boxes[0].room)).all()
    for one in range(len(boxes)):
        for other in range(one):
            apart = (high[one] < low[other]) | (high[other] < low[one])
            assert apart.any(), (boxes[one].label, boxes[other].label)
